import { data } from 'react-router'
import { csvSeparator } from '../../csv-separator.ts'
import { localPath, page, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import type { Route } from './+types/bank-file-csv.ts'
import { moneyBaseOf } from './money-frame.tsx'

/**
 * What is owed as a file for the bank. Each account in it is on record as shown, so it is made by the form on the page above and by nothing
 * that only looks. Not the action of a resource: what is refused must be a page, as of every other address that people open.
 */
const answer = page(async ({ api, request, url, sentForm, whoAsks }) => {
  if (request.method !== 'POST') {
    const said = {
      heading: m.error_405_title(),
      detail: m.error_405_detail(),
      back: localPath(url.pathname.replace(/\.csv$/, '')),
      allow: handle.methods.join(', '),
    }
    throw data(said, { status: 405 })
  }
  const form = await sentForm()
  const { user_id: me } = await whoAsks()
  const campaign = text(form, 'campaign')
  const file = await api.takeBankFile({
    body: {
      separator: csvSeparator(),
      lang: getLocale(),
      ...(moneyBaseOf(url) === '/sell' && me ? { seller_id: me } : {}),
      ...(campaign ? { campaign_id: campaign } : {}),
    },
  })
  // What it says of itself; how its bytes came from the API to here is nobody's business behind it.
  const headers = new Headers({ 'cache-control': 'no-store' })
  for (const name of ['content-type', 'content-disposition', 'content-language']) {
    const value = file.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  return new Response(await file.arrayBuffer(), { headers })
})

/** A form's alone. */
export const handle = { methods: ['POST'] }

export const middleware: Route.MiddlewareFunction[] = [(args) => answer(args)]

export default function BankFileCsv() {
  return null
}
