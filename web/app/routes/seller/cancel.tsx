import { hasEnded } from '../../../../src/kernel/status.ts'
import { Decide } from '../../components/decide.tsx'
import { TextField } from '../../components/field.tsx'
import { money, number } from '../../format.ts'
import { type Api, answerHeaders, attempt, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { askAgain, isNews, said } from '../../said.ts'
import type { Route } from './+types/cancel.ts'
import { SellerPage } from './frame.tsx'
import { StakesNumbers } from './stakes.tsx'

export const loader = page(async ({ api, params }) => {
  const campaign = await api.readCampaign({ id: params.id! })
  const stakes = await api.readStakes({ id: campaign.id })
  if (hasEnded(campaign)) throw redirect(`/sell/campaigns/${campaign.id}`)
  return { campaign, stakes, key: crypto.randomUUID() }
})

type Stakes = Awaited<ReturnType<Api['readStakes']>>

/** How many this concerns and how much goes back. */
function saidOf({ total, confirmed }: Stakes): string[] {
  return [said(total.buyers, total.slots), said(confirmed.amount)]
}

export const action = page(async ({ api, params, sentForm }) => {
  const form = await sentForm()
  const reason = text(form, 'reason')
  const stakes = await api.readStakes({ id: params.id! })
  if (isNews(form, saidOf(stakes))) return askAgain({ reason })
  const cancelled = await attempt(
    api.cancelCampaign({ id: params.id!, body: reason ? { reason } : {} }, { idempotencyKey: sentKey(form) }),
  )
  if (!cancelled.ok) return refused(cancelled.problem, { reason })
  return redirect(
    cancelled.result.published_at ? `/sell/campaigns/${params.id}?done=cancelled` : '/sell?done=discarded',
  )
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.seller_cancel_title()} · ${m.site_name()}` }]

export default function Cancel({ loaderData: { campaign, stakes, key }, actionData }: Route.ComponentProps) {
  const isDraft = campaign.status === 'inactive'
  const { total, confirmed, currency } = stakes
  const effects = isDraft
    ? [m.seller_discard_effect(), m.seller_discard_effect_final()]
    : [
        total.buyers === 0
          ? m.seller_cancel_effect_nobody()
          : m.seller_cancel_effect_people({
              count: number(total.buyers),
              slots: m.slots({ count: number(total.slots) }),
            }),
        ...(confirmed.amount > 0 ? [m.seller_cancel_effect_money({ amount: money(confirmed.amount, currency) })] : []),
        m.seller_cancel_effect_final(),
      ]
  return (
    <SellerPage
      title={isDraft ? m.seller_discard_title() : m.seller_cancel_title()}
      lead={campaign.title}
      back={
        isDraft
          ? { href: `/sell/campaigns/${campaign.id}/edit`, words: m.seller_back_edit() }
          : { href: `/sell/campaigns/${campaign.id}`, words: m.seller_back_campaign() }
      }
      within="/sell"
      narrow
    >
      {!isDraft && <StakesNumbers stakes={stakes} />}
      <Decide
        effects={effects}
        problem={actionData?.problem}
        formKey={key}
        said={saidOf(stakes)}
        danger
        button={isDraft ? m.seller_discard_button() : m.seller_cancel_button()}
        back={{
          href: isDraft ? `/sell/campaigns/${campaign.id}/edit` : `/sell/campaigns/${campaign.id}`,
          words: m.seller_keep(),
        }}
      >
        {!isDraft && (
          <TextField
            label={m.seller_cancel_reason()}
            hint={m.seller_cancel_reason_hint()}
            name="reason"
            maxLength={240}
            defaultValue={actionData?.reason}
            autoComplete="off"
          />
        )}
      </Decide>
    </SellerPage>
  )
}
