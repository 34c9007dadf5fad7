/** Changes what a buyer has ordered, also where it is confirmed: with a reason, which the buyer is told. */
import { ButtonLink } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { TextField } from '../../components/field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { Script } from '../../components/script.tsx'
import { money } from '../../format.ts'
import { answerHeaders, page, redirect, refused, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown } from '../../shown.ts'
import { ItemFields } from '../buyer/join-items.tsx'
import { itemErrors, linesIn } from '../buyer/join-lines.ts'
import { sendChange } from '../buyer/order-change.ts'
import { ChangeButton, ChangeSum, OfferNotice } from '../buyer/order-offer.tsx'
import { keptUnits } from '../buyer/order-units.ts'
import type { Route } from './+types/order.ts'
import { SellerPage } from './frame.tsx'
import { onlyOwner } from './owner.ts'

export const loader = page(async ({ api, params }) => {
  const { campaign, ...order } = await api.readParticipation({ id: params.participation! })
  await onlyOwner(api, campaign.id)
  if (order.status !== 'reserved' && order.status !== 'confirmed') throw redirect(`/sell/campaigns/${campaign.id}`)
  return {
    id: order.id,
    campaign: shown(campaign),
    name: order.buyer_name ?? order.user_id,
    code: order.code,
    amount: money(order.amount, order.currency),
    lines: keptUnits(order.lines),
  }
})

export const action = page(async ({ sentForm, api, params }) => {
  const id = params.participation!
  const form = await sentForm()
  const reason = text(form, 'reason')
  const { lines, campaign } = await api.readParticipation({ id })
  if (reason === '') {
    const message = m.seller_order_reason_missing()
    const errors = [{ path: 'reason', message }]
    const problem = { status: 422, code: 'reason', title: m.problem_title(), detail: message, errors }
    return refused(problem, { typed: { lines: linesIn(form, campaign.items), reason }, offer: undefined })
  }
  const changed = await sendChange(api, { id, lines, campaign }, form, reason)
  if (changed.ok) throw redirect(`/sell/campaigns/${campaign.id}?done=order#participants`)
  const { problem, offer } = changed
  const typed = { lines: changed.typed, reason }
  return problem ? refused(problem, { typed, offer }) : { problem, typed, offer }
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.seller_order_title()} · ${m.site_name()}` }]

export default function Order({ loaderData, actionData }: Route.ComponentProps) {
  const { id, campaign, name, code, amount, lines } = loaderData
  const problem = actionData?.problem
  const offer = actionData?.offer
  const errors = problem ? itemErrors(problem) : {}
  const back = `/sell/campaigns/${campaign.id}#participants`
  return (
    <SellerPage
      title={m.seller_order_title()}
      lead={m.seller_order_lead()}
      back={{ href: back, words: campaign.title }}
      within="/sell"
      narrow
    >
      {problem && Object.keys(errors).length === 0 && (
        <ProblemNotice problem={problem} fields={{ reason: m.seller_order_reason() }} />
      )}
      <Facts
        facts={[
          [m.seller_col_name(), name],
          [m.buyer_order_code(), code],
          [m.seller_col_amount(), amount],
        ]}
      />
      <PostForm className="space-y-5" noValidate>
        {offer && <OfferNotice offer={offer} now={amount} />}
        <ItemFields
          campaign={campaign}
          quotedBy={`participations/${id}`}
          lines={actionData?.typed.lines ?? lines}
          errors={errors}
          mostOf={(item) => item.most + (lines.find(({ item_id }) => item_id === item.id)?.units ?? 0)}
        />
        <ChangeSum total={amount} offer={offer} />
        <TextField
          label={m.seller_order_reason()}
          name="reason"
          maxLength={240}
          required
          defaultValue={actionData?.typed.reason}
          error={errorAt(problem, 'reason')}
          autoComplete="off"
        />
        <div className="flex flex-wrap gap-3">
          <ChangeButton offer={offer} />
          <ButtonLink href={back} variant="quiet">
            {m.back()}
          </ButtonLink>
        </div>
      </PostForm>
      <Script name="join" />
    </SellerPage>
  )
}
