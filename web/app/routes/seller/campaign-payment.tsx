/** How one campaign is paid, in place of what its seller says of all. */
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { answerHeaders, attempt, page, redirect, refused, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/campaign-payment.ts'
import { SellerPage } from './frame.tsx'
import { onlyOwner } from './owner.ts'
import { PaymentForm } from './payment-form.tsx'
import { bodyOf, sendCode, typedIn, typedOf } from './payment-rows.ts'

export const loader = page(async ({ api, params, url }) => {
  const campaign = await api.readCampaign({ id: params.id! })
  await onlyOwner(api, campaign.id)
  const said = await api.readCampaignPayment({ id: campaign.id })
  return {
    id: campaign.id,
    title: campaign.title,
    typed: typedOf(said),
    of: said.of,
    saved: url.searchParams.has('saved'),
  }
})

export const action = page(async ({ api, params, sentForm }) => {
  const form = await sentForm()
  const id = params.id!
  const here = `/sell/campaigns/${id}/payment?saved=1`
  const intent = text(form, 'intent')
  if (intent === 'as-usual') {
    await api.removeCampaignPayment({ id })
    throw redirect(here)
  }
  const typed = typedIn(form)
  const failed = await sendCode(api, form, typed)
  if (failed) return refused(failed, { typed, more: false })
  if (intent === 'more') return { problem: undefined, typed, more: true }
  const answer = await attempt(api.changeCampaignPayment({ id, body: bodyOf(typed) }))
  if (!answer.ok) return refused(answer.problem, { typed, more: false })
  throw redirect(here)
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.payment_campaign_title()} · ${m.site_name()}` }]

export default function CampaignPayment({ loaderData, actionData }: Route.ComponentProps) {
  const { id, title, of, saved } = loaderData
  const here = `/sell/campaigns/${id}/payment`
  return (
    <SellerPage
      title={m.payment_campaign_title()}
      lead={m.payment_lead()}
      back={{ href: `/sell/campaigns/${id}`, words: title }}
      within="/sell"
    >
      <div className="mb-6 space-y-4 empty:hidden">
        {!actionData && saved && <Notice tone="good">{m.payment_saved()}</Notice>}
        <Notice silent>{of === 'campaign' ? m.payment_campaign_own() : m.payment_campaign_as_usual()}</Notice>
        {of === 'campaign' && (
          <PostForm action={here} data-once>
            <Button name="intent" value="as-usual" variant="quiet" size="sm" className="min-h-11">
              {m.payment_campaign_back()}
            </Button>
          </PostForm>
        )}
      </div>
      <PaymentForm
        action={here}
        typed={actionData?.typed ?? loaderData.typed}
        more={actionData?.more ?? false}
        problem={actionData?.problem}
      />
    </SellerPage>
  )
}
