/** Cancels one reservation, or releases the slots of who was confirmed and does not pay: they are free for others at once. */

import { Decide } from '../../components/decide.tsx'
import { Facts } from '../../components/facts.tsx'
import { TextField } from '../../components/field.tsx'
import { Phone } from '../../components/phone.tsx'
import { dateTime, money, number } from '../../format.ts'
import { type Api, answerHeaders, attempt, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/release.ts'
import { SellerPage } from './frame.tsx'

type Participation = Awaited<ReturnType<Api['readParticipation']>>

/** As the API would decide, so that nobody is promised what it then refuses. */
function isReleasable({ status, owed_by_buyer: owed }: Participation): boolean {
  return status === 'reserved' || (status === 'confirmed' && (owed ?? 0) > 0)
}

/** What becomes of slots and money. */
function effectsOf({ status, campaign, quantity, currency, ...book }: Participation): string[] {
  const { paid_amount: paid, owed_by_buyer: rest } = book
  const isOver = campaign.status === 'completed'
  return [
    isOver ? m.seller_release_effect_over() : m.seller_release_effect_slots({ count: number(quantity) }),
    ...(status === 'confirmed' ? [m.seller_release_effect_unpaid({ rest: money(rest ?? 0, currency) })] : []),
    paid ? m.seller_release_effect_owed({ amount: money(paid, currency) }) : m.seller_release_effect_money(),
    ...(isOver ? [] : [m.seller_release_effect_final()]),
  ]
}

export const loader = page(async ({ api, params, context }) => {
  const participation = await api.readParticipation({ id: params.participation! })
  if (!isReleasable(participation)) throw redirect(`/sell/campaigns/${participation.campaign_id}`)
  return { participation, phone: context.shownPhone(participation.buyer_phone), key: crypto.randomUUID() }
})

export const action = page(async ({ api, params, sentForm }) => {
  const form = await sentForm()
  const reason = text(form, 'reason')
  const cancelled = await attempt(
    api.cancelParticipation(
      { id: params.participation!, body: reason ? { reason } : {} },
      { idempotencyKey: sentKey(form) },
    ),
  )
  if (!cancelled.ok) return refused(cancelled.problem, { reason })
  return redirect(`/sell/campaigns/${cancelled.result.campaign_id}?done=released#participants`)
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.seller_release_title()} · ${m.site_name()}` }]

export default function Release({ loaderData: { participation, phone, key }, actionData }: Route.ComponentProps) {
  const back = `/sell/campaigns/${participation.campaign_id}#participants`
  return (
    <SellerPage
      title={m.seller_release_title()}
      back={{ href: back, words: participation.campaign.title }}
      within="/sell"
      narrow
    >
      <Facts
        facts={[
          [m.seller_col_name(), participation.buyer_name ?? participation.user_id],
          phone && [m.seller_col_phone(), <Phone key="phone" of={phone} />],
          [m.seller_col_slots(), m.slots({ count: number(participation.quantity) })],
          [m.seller_col_amount(), money(participation.amount, participation.currency)],
          [m.seller_col_joined(), dateTime(participation.joined_at)],
        ]}
      />
      <Decide
        effects={effectsOf(participation)}
        problem={actionData?.problem}
        formKey={key}
        danger
        button={m.seller_release_button()}
        back={{ href: back, words: m.seller_keep() }}
      >
        <TextField
          label={m.seller_cancel_reason()}
          hint={m.seller_release_reason_hint()}
          name="reason"
          required={participation.status === 'confirmed'}
          maxLength={240}
          defaultValue={actionData?.reason}
          autoComplete="off"
        />
      </Decide>
    </SellerPage>
  )
}
