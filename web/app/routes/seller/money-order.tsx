/** The money of one order: what is open, what is on record, and what there is to record. */
import { data } from 'react-router'
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { amountOf } from '../../amounts.ts'
import { Facts } from '../../components/facts.tsx'
import { Notice } from '../../components/notice.tsx'
import { PaymentBadge, StatusBadge } from '../../components/status.tsx'
import { money } from '../../format.ts'
import { answerHeaders, attempt, type Page, type Problem, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { OperatorPage } from '../operator/frame.tsx'
import type { Route } from './+types/money-order.ts'
import { SellerPage } from './frame.tsx'
import { saidIn, wishOf } from './money-fields.tsx'
import { More, type Order, Received, SentBack, type Typed } from './money-order-forms.tsx'
import { Records } from './money-records.tsx'
import { nameOf } from './money-words.ts'

export const loader = page(async ({ api, params, url, whoAsks }) => {
  const order = await api.readParticipation({ id: params.participation! })
  if (order.campaign_id !== params.id) throw data(null, { status: 404 })
  const [records, campaign, viewer, me] = await Promise.all([
    api.listMoney({ id: order.id }),
    api.readCampaign({ id: order.campaign_id }),
    api.readViewer({ id: order.campaign_id }),
    whoAsks(),
  ])
  // A buyer who sells elsewhere reads their own order at its own page.
  if (!viewer.may_edit) throw data(null, { status: 404 })
  return {
    order,
    records,
    campaign: { id: campaign.id, title: campaign.title },
    isOpen: campaign.status === 'active' || campaign.status === 'full',
    isOthers: me.role === 'operator' && me.user_id !== campaign.seller_id,
    done: url.searchParams.get('done'),
    now: new Date().toISOString(),
  }
})

interface Sent {
  typed: Typed
  form: FormData
}

type Recording = Pick<Page, 'api' | 'params'> & Sent

/** Recording more than is due asks, once; whoever says so again means it. */
async function record({ api, params, typed, form }: Recording, kind: 'received' | 'sent_back') {
  const order = await api.readParticipation({ id: params.participation! })
  const amount = amountOf(typed.amount, fractionDigits(order.currency))
  if (amount === undefined || amount === 0) return badAmount()
  const anyway = form.get('anyway') === '1' && text(form, 'meant') === String(amount)
  const body = { kind, amount, ...wishOf(typed), ...(anyway && { anyway }) }
  // Another sum is another thing to do, under a key of its own.
  return attempt(
    api.recordMoney({ id: order.id, body }, { idempotencyKey: `${sentKey(form)}-${amount}${anyway ? 'y' : ''}` }),
  )
}

function badAmount(): { ok: false; problem: Problem } {
  const message = m.book_amount_bad()
  const problem = { status: 422, code: 'validation_failed', title: m.problem_title(), detail: message }
  return { ok: false, problem: { ...problem, errors: [{ path: 'amount', message }] } }
}

async function act(sent: Recording) {
  const { api, params, typed, form } = sent
  const id = params.participation!
  const once = { idempotencyKey: sentKey(form) }
  switch (typed.intent) {
    case 'received':
    case 'sent_back':
      return record(sent, typed.intent)
    case 'waived':
      return attempt(api.recordMoney({ id, body: { kind: 'waived' } }, once))
    case 'confirm':
      return attempt(api.confirmParticipation({ id, body: { payment: null } }, once))
    case 'reverse':
      return attempt(api.reverseMoney({ id: typed.record, body: { reason: typed.reason } }, once))
    case 'answer':
      return attempt(api.answerMoney({ id: typed.record, body: { answer: typed.reason } }, once))
    default:
      throw data(null, { status: 400 })
  }
}

export const action = page(async ({ api, params, sentForm, url }) => {
  const form = await sentForm()
  const typed: Typed = {
    ...saidIn(form),
    intent: text(form, 'intent'),
    amount: text(form, 'amount'),
    reason: text(form, 'reason'),
    record: text(form, 'record'),
  }
  const done = await act({ api, params, typed, form })
  if (!done.ok) return refused(done.problem, { typed })
  return redirect(`${url.pathname}?done=${typed.intent}`)
})

export const headers = answerHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: `${m.book_order_title({ name: loaderData ? nameOf(loaderData.order) : '' })} · ${m.site_name()}` }]
}

export default function MoneyOfOrder({ loaderData, actionData }: Route.ComponentProps) {
  const { order, campaign, isOthers } = loaderData
  const Frame = isOthers ? OperatorPage : SellerPage
  const forms = { ...loaderData, problem: actionData?.problem, typed: actionData?.typed }
  const isOwed = (order.owed_to_buyer ?? 0) > 0
  return (
    <Frame
      title={m.book_order_title({ name: nameOf(order) })}
      above={<Badges of={order} />}
      lead={`${campaign.title} · ${order.code}`}
      back={{ href: `/sell/campaigns/${campaign.id}/money`, words: m.book_back_list() }}
      within={isOthers ? '/operator/money' : '/sell/money'}
      narrow
    >
      <div className="space-y-6">
        <Done done={loaderData.done} back={`/sell/campaigns/${campaign.id}/money#list`} />
        <Sums of={order} />
        {isOwed && (
          <a
            href={`/${isOthers ? 'operator' : 'sell'}/money/${order.id}/account`}
            className="inline-flex min-h-11 items-center font-semibold text-accent"
          >
            {m.book_to_account()}
          </a>
        )}
        {isOwed ? <SentBack {...forms} isMain /> : (order.owed_by_buyer ?? 0) > 0 && <Received {...forms} isMain />}
        <Records {...forms} />
        <More {...forms} />
      </div>
    </Frame>
  )
}

function Badges({ of: { status, payment_status } }: { of: Order }) {
  return (
    <span className="flex flex-wrap gap-2">
      <StatusBadge status={status} of="participation" />
      <PaymentBadge status={payment_status} />
    </span>
  )
}

function Done({ done, back }: { done: string | null; back: string }) {
  const words: Record<string, () => string> = {
    received: m.book_done_received,
    sent_back: m.book_done_sent_back,
    waived: m.book_done_waived,
    confirm: m.book_done_confirm,
    reverse: m.book_done_reverse,
    answer: m.book_done_answer,
  }
  const said = done !== null && Object.hasOwn(words, done) ? words[done] : undefined
  return (
    said && (
      <Notice tone="good">
        <p>{said()}</p>
        <a href={back} className="inline-flex min-h-11 items-center font-semibold text-accent">
          {m.book_next()}
        </a>
      </Notice>
    )
  )
}

/** What is open first, and large: that is what one comes for. */
function Sums({ of }: { of: Order }) {
  const { currency, owed_to_buyer: toBuyer = 0, owed_by_buyer: byBuyer = 0, paid_amount: paid = 0 } = of
  const { returned_amount: returned = 0, waived_amount: waived = 0, given_up_amount: givenUp = 0 } = of
  const shown = (amount: number) => money(amount, currency)
  const open = toBuyer > 0 ? toBuyer : byBuyer
  return (
    <section aria-label={m.book_sums()}>
      <p className="text-sm text-soft">
        {toBuyer > 0 ? m.book_owed_to_buyer() : byBuyer > 0 ? m.book_owed_by_buyer() : m.book_owed_nothing()}
      </p>
      <p
        className={`text-2xl font-extrabold wrap-anywhere numbers ${toBuyer > 0 ? 'text-bad' : byBuyer > 0 ? 'text-warn' : 'text-good'}`}
      >
        {shown(open)}
      </p>
      <div className="mt-3">
        <Facts
          facts={[
            [m.book_agreed(), shown(of.final_amount ?? of.amount)],
            of.unique_part ? [m.book_unique_part(), shown(of.unique_part)] : false,
            [m.money_sum_paid(), shown(paid)],
            returned > 0 && [m.money_sum_returned(), shown(returned)],
            waived > 0 && [m.book_part_waived(), shown(waived)],
            givenUp > 0 && [m.book_given_up(), shown(givenUp)],
          ]}
        />
      </div>
    </section>
  )
}
