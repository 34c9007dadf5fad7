/** What there is to record of one order: what came, what was sent back, what is not asked for any more. */
import type { ReactNode } from 'react'
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { amountOf } from '../../amounts.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { money } from '../../format.ts'
import type { Api, Problem } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { MoneyFields, type SaidOfMoney } from './money-fields.tsx'
import { dayOf } from './money-words.ts'

export type Order = Awaited<ReturnType<Api['readParticipation']>>

export interface Typed extends SaidOfMoney {
  intent: string
  amount: string
  /** Why a record is taken back, or what is answered. */
  reason: string
  record: string
}

export interface FormsProps {
  order: Order
  campaign: { id: string; title: string }
  isOpen: boolean
  isOthers: boolean
  now: string
  problem: Problem | undefined
  typed: Typed | undefined
}

type Kind = 'received' | 'sent_back'

const words = {
  received: { title: m.book_received_title, amount: m.book_received_amount, button: m.book_received_button },
  sent_back: { title: m.book_sent_back_title, amount: m.book_sent_back_amount, button: m.book_sent_back_button },
}

export function Received(props: FormsProps & { isMain?: boolean }) {
  const { order } = props
  const isReserved = order.status === 'reserved'
  return (
    <MoneyForm {...props} kind="received" owed={order.owed_by_buyer ?? 0}>
      {isReserved && (order.owed_by_buyer ?? 0) > 0 && (
        <p className="text-sm text-soft">{m.book_received_confirms()}</p>
      )}
    </MoneyForm>
  )
}

export function SentBack(props: FormsProps & { isMain?: boolean }) {
  return (
    <MoneyForm {...props} kind="sent_back" owed={props.order.owed_to_buyer ?? 0}>
      <p className="text-sm text-soft">{m.book_sent_back_hint()}</p>
    </MoneyForm>
  )
}

interface MoneyFormProps extends FormsProps {
  kind: Kind
  owed: number
  isMain?: boolean
  children?: ReactNode
}

function MoneyForm({ kind, owed, isMain = false, order, now, problem, typed, children }: MoneyFormProps) {
  const isSent = typed?.intent === kind
  const own = isSent ? problem : undefined
  const { currency } = order
  const typedAmount = isSent ? amountOf(typed.amount, fractionDigits(currency)) : undefined
  const isAsked = own?.code === 'more_than_due' && typedAmount !== undefined
  const id = `money-${kind}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={isMain ? 'text-xl' : 'sr-only'}>
        {words[kind].title()}
      </h2>
      <PostForm data-once className="mt-3 space-y-4">
        <input type="hidden" name="intent" value={kind} />
        <input type="hidden" name="key" value={`${kind}-${order.id}-${now.replace(/\D/g, '')}`} />
        {own && !isAsked && <ProblemNotice problem={own} fields={{ amount: words[kind].amount(), on: m.book_day() }} />}
        {isAsked && (
          <Notice tone="warn" lands title={m.book_more_title()}>
            <p>
              {kind === 'received'
                ? m.book_more_due_received({ due: money(owed, currency), amount: money(typedAmount, currency) })
                : m.book_more_due_sent({ due: money(owed, currency), amount: money(typedAmount, currency) })}
            </p>
            <p className="mt-1">{kind === 'received' ? m.book_more_received() : m.book_more_sent()}</p>
            <input type="hidden" name="anyway" value="1" />
            <input type="hidden" name="meant" value={typedAmount} />
          </Notice>
        )}
        <TextField
          id={`${id}-amount`}
          name="amount"
          label={words[kind].amount()}
          inputMode="decimal"
          required
          autoComplete="off"
          defaultValue={isSent ? typed.amount : owed > 0 ? plainAmount(owed, currency) : ''}
          error={errorAt(own, 'amount')}
          className="text-lg font-semibold numbers"
        />
        <MoneyFields id={id} today={dayOf(now)} typed={isSent ? typed : undefined} problem={own} />
        {children}
        <div className={isMain ? 'thumb-bar' : ''}>
          <Button className={isMain ? 'min-h-14 w-full sm:w-auto' : ''} variant={isMain ? 'primary' : 'quiet'}>
            {isAsked ? m.book_more_button({ amount: money(typedAmount, currency) }) : words[kind].button()}
          </Button>
        </div>
      </PostForm>
    </section>
  )
}

/** As one would type it. */
function plainAmount(amount: number, currency: string): string {
  const digits = fractionDigits(currency)
  return digits === 0 ? String(amount) : (amount / 10 ** digits).toFixed(digits)
}

/** Less common, so behind a line that opens: opened where it was refused. */
export function More(props: FormsProps) {
  const { order, campaign, typed } = props
  const { owed_by_buyer: byBuyer = 0, owed_to_buyer: toBuyer = 0, status, currency } = order
  const isReserved = status === 'reserved'
  const isReleasable = isReserved || (status === 'confirmed' && byBuyer > 0)
  const isOpen = (intent: string) => typed?.intent === intent
  return (
    <section aria-labelledby="more">
      <h2 id="more" className="text-xl">
        {m.book_more_acts()}
      </h2>
      <div className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
        {byBuyer > 0 && (
          <Row>
            <a
              href={`/sell/campaigns/${campaign.id}/messages?ids=${order.id}&template=payment`}
              className="inline-flex min-h-11 items-center font-semibold text-accent"
            >
              {m.book_remind_one()}
            </a>
          </Row>
        )}
        {isReserved && (
          <Small
            intent="confirm"
            title={m.book_confirm_without()}
            detail={m.book_confirm_without_detail()}
            button={m.book_confirm_without_button()}
            {...props}
          />
        )}
        {byBuyer > 0 && (
          <Small
            intent="waived"
            title={m.book_waive({ amount: money(byBuyer, currency) })}
            detail={m.book_waive_detail()}
            button={m.book_waive_button()}
            {...props}
          />
        )}
        {(toBuyer > 0 || byBuyer === 0) && (
          <Folded title={m.book_received_other()} open={isOpen('received')}>
            <Received {...props} />
          </Folded>
        )}
        {toBuyer === 0 && (
          <Folded title={m.book_sent_back_other()} open={isOpen('sent_back')}>
            <SentBack {...props} />
          </Folded>
        )}
        {isReleasable && (
          <Row>
            <a
              href={`/sell/campaigns/${campaign.id}/participants/${order.id}/cancel`}
              className="inline-flex min-h-11 items-center font-semibold text-bad"
            >
              {m.book_release()}
            </a>
          </Row>
        )}
      </div>
    </section>
  )
}

function Row({ children }: { children: ReactNode }) {
  return <div className="px-4 py-1">{children}</div>
}

export function Folded({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={open} className="px-4">
      <summary className="flex min-h-13 cursor-pointer items-center font-semibold text-accent">{title}</summary>
      <div className="pb-4">{children}</div>
    </details>
  )
}

interface SmallProps extends FormsProps {
  intent: 'confirm' | 'waived'
  title: string
  detail: string
  button: string
}

function Small({ intent, title, detail, button, order, now, problem, typed }: SmallProps) {
  const own = typed?.intent === intent ? problem : undefined
  return (
    <Folded title={title} open={own !== undefined}>
      {own && <ProblemNotice problem={own} />}
      <p className="text-sm text-soft">{detail}</p>
      <PostForm data-once className="mt-3">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="key" value={`${intent}-${order.id}-${now.replace(/\D/g, '')}`} />
        <Button variant="quiet">{button}</Button>
      </PostForm>
    </Folded>
  )
}
