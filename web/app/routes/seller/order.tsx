/** Changes what a buyer has ordered, also where it is confirmed: with a reason, which the buyer is told. */
import { Button, ButtonLink } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { TextField } from '../../components/field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { Script } from '../../components/script.tsx'
import { money } from '../../format.ts'
import { answerHeaders, attempt, page, redirect, refused, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown } from '../../shown.ts'
import { ItemFields } from '../buyer/join-items.tsx'
import { itemErrors, linesIn } from '../buyer/join-lines.ts'
import { keptUnits } from '../buyer/order-units.ts'
import type { Route } from './+types/order.ts'
import { SellerPage } from './frame.tsx'
import { onlyOwner } from './owner.ts'

export const loader = page(async ({ api, params }) => {
  const { campaign, ...order } = await api.readParticipation({ id: params.participation! })
  await onlyOwner(api, campaign.id)
  if (order.status !== 'reserved' && order.status !== 'confirmed') throw redirect(`/sell/campaigns/${campaign.id}`)
  return {
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
  const { campaign } = await api.readParticipation({ id })
  const lines = linesIn(form, campaign.items)
  const typed = { lines, reason }
  const wrong = (path: string, detail: string) =>
    refused(
      { status: 422, code: path, title: m.problem_title(), detail, errors: [{ path, message: detail }] },
      { typed },
    )
  if (!lines || lines.length === 0) return wrong('lines', m.buyer_items_nothing())
  if (reason === '') return wrong('reason', m.seller_order_reason_missing())
  const answer = await attempt(api.changeOrder({ id, body: { lines, reason } }))
  if (!answer.ok) return refused(answer.problem, { typed })
  throw redirect(`/sell/campaigns/${campaign.id}?done=order#participants`)
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.seller_order_title()} · ${m.site_name()}` }]

export default function Order({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign, name, code, amount, lines } = loaderData
  const problem = actionData?.problem
  const errors = problem ? itemErrors(problem, campaign.items) : {}
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
        <ItemFields
          campaign={campaign}
          lines={actionData?.typed.lines ?? lines}
          errors={errors}
          mostOf={(item) => item.most + (lines.find(({ item_id }) => item_id === item.id)?.units ?? 0)}
        />
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
          <Button>{m.buyer_order_change_button()}</Button>
          <ButtonLink href={back} variant="quiet">
            {m.back()}
          </ButtonLink>
        </div>
      </PostForm>
      <Script name="join" />
    </SellerPage>
  )
}
