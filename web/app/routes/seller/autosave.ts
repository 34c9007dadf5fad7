/** Where the editor's script sends what was typed: as much of it is kept as is right. Answers a sentence and what is wrong. */
import { clock } from '../../format.ts'
import { page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { savePhotos, saveTerms } from './saving.ts'

export const action = page(async ({ api, params, sentForm }) => {
  const form = await sentForm()
  const campaign = await api.readCampaign({ id: params.id! })
  // What is public changes when its seller says so, not while they type.
  if (campaign.status !== 'inactive') {
    return Response.json({ words: m.seller_error_published(), errors: {} }, { status: 409 })
  }
  const errors = await saveTerms(api, campaign, form)
  await savePhotos(api, campaign, form, 'save')
  const count = Object.keys(errors).length
  const time = clock(Date.now())
  return Response.json({
    words: count === 0 ? m.seller_saved({ time }) : m.seller_saved_partly({ time, count: String(count) }),
    errors,
  })
})
