/** What is on record of an order's money, what its buyer says of it, and the way to take a record back. */
import type { MoneyRecord } from '@sambatan/client'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { ago, date, money } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { Folded, type FormsProps } from './money-order-forms.tsx'
import { methodWord } from './money-words.ts'

const kinds: Record<MoneyRecord['kind'], () => string> = {
  received: m.book_kind_received,
  sent_back: m.book_kind_sent_back,
  waived: m.book_kind_waived,
  given_up: m.book_kind_given_up,
}

const writers: Record<MoneyRecord['recorded_by'], () => string> = {
  seller: m.book_by_seller,
  buyer: m.book_by_buyer,
  service: m.book_by_service,
  other: m.book_by_operator,
}

type Props = FormsProps & { records: MoneyRecord[] }

export function Records({ records, ...forms }: Props) {
  const reversals = new Map(records.flatMap((one) => (one.reverses === null ? [] : [[one.reverses, one] as const])))
  const entries = records.filter(({ reverses }) => reverses === null)
  return (
    <section aria-labelledby="records">
      <h2 id="records" className="text-xl">
        {m.book_records()}
      </h2>
      {entries.length === 0 ? (
        <p className="mt-2 text-soft">{m.book_records_none()}</p>
      ) : (
        <ul className="mt-3 space-y-3">
          {entries.map((record) => (
            <Entry key={record.id} record={record} reversal={reversals.get(record.id)} {...forms} />
          ))}
        </ul>
      )}
      <p className="mt-2 text-sm text-soft">{m.book_records_forever()}</p>
    </section>
  )
}

interface EntryProps extends FormsProps {
  record: MoneyRecord
  reversal: MoneyRecord | undefined
}

function Entry({ record, reversal, ...forms }: EntryProps) {
  const sum = money(record.amount, record.currency)
  const isOut = record.kind === 'sent_back'
  const told = [
    date(record.happened_on),
    methodWord(record.method),
    record.before_the_book ? m.book_by_before() : writers[record.recorded_by](),
  ]
  const reported = [record, ...(reversal ? [reversal] : [])].filter(({ report }) => report !== null)
  return (
    <li
      id={`record-${record.id}`}
      className="scroll-mt-4 rounded-lg border border-line bg-surface px-4 py-3 target:border-accent"
    >
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">{kinds[record.kind]()}</span>
        <strong className="numbers">
          {reversal ? <s className="font-normal text-soft">{sum}</s> : isOut ? `− ${sum}` : sum}
        </strong>
      </p>
      <p className="text-sm text-soft wrap-anywhere">
        {told.filter(Boolean).join(' · ')}
        {record.reference !== null && (
          <>
            {' · '}
            <bdi>{record.reference}</bdi>
          </>
        )}
      </p>
      {record.note && (
        <p dir="auto" className="mt-1 text-sm wrap-anywhere">
          {record.note}
        </p>
      )}
      {reversal && (
        <p className="mt-1 text-sm text-warn wrap-anywhere">{m.book_reversed({ reason: reversal.reason ?? '' })}</p>
      )}
      {reported.map((one) => (
        <Reported key={one.id} record={one} {...forms} />
      ))}
      {!reversal && <Reverse record={record} {...forms} />}
    </li>
  )
}

/** A seller takes back what is theirs, as the API decides it, so that no button is offered that it refuses. */
function isReversible(
  { kind, recorded_by, before_the_book }: MoneyRecord,
  { order, isOpen, isOthers }: FormsProps,
): boolean {
  if (isOthers) return true
  if (recorded_by !== 'seller' || before_the_book) return false
  return kind !== 'received' || (isOpen && (order.owed_to_buyer ?? 0) === 0)
}

function Reverse({ record, ...forms }: FormsProps & { record: MoneyRecord }) {
  const { now, typed, problem } = forms
  if (!isReversible(record, forms)) {
    return (
      <p className="mt-1 text-sm text-soft">
        {record.kind === 'given_up' ? m.book_reverse_buyer() : m.book_reverse_operator()}
      </p>
    )
  }
  const isSent = typed?.intent === 'reverse' && typed.record === record.id
  const own = isSent ? problem : undefined
  return (
    <div className="-mx-4">
      <Folded title={m.book_reverse()} open={own !== undefined}>
        {own && <ProblemNotice problem={own} fields={{ reason: m.book_reverse_reason() }} />}
        <PostForm data-once className="mt-2 space-y-3">
          <input type="hidden" name="intent" value="reverse" />
          <input type="hidden" name="record" value={record.id} />
          <input type="hidden" name="key" value={`reverse-${record.id}-${now.replace(/\D/g, '')}`} />
          <TextField
            id={`reason-${record.id}`}
            name="reason"
            label={m.book_reverse_reason()}
            hint={m.book_reverse_hint()}
            required
            maxLength={240}
            autoComplete="off"
            defaultValue={isSent ? typed.reason : undefined}
            error={errorAt(own, 'reason')}
          />
          <Button variant="danger">{m.book_reverse_button()}</Button>
        </PostForm>
      </Folded>
    </div>
  )
}

/** What the buyer says, and the answer to it; where they are right the record is taken back instead. */
function Reported({ record, now, typed, problem }: FormsProps & { record: MoneyRecord }) {
  const { report } = record
  if (report === null) return null
  const isSent = typed?.intent === 'answer' && typed.record === record.id
  const own = isSent ? problem : undefined
  return (
    <div
      id={record.reverses === null ? undefined : `record-${record.id}`}
      className="mt-2 scroll-mt-4 rounded-md bg-bad-tint px-3 py-2.5 text-sm"
    >
      <p className="font-semibold">
        {record.reverses === null
          ? m.book_says_not_arrived({ time: ago(report.created_at, now) })
          : m.book_says_paid({ time: ago(report.created_at, now) })}
      </p>
      {report.note && (
        <blockquote dir="auto" className="mt-1 wrap-anywhere">
          “{report.note}”
        </blockquote>
      )}
      {report.answered_at !== null ? (
        report.answer && <p className="mt-1 wrap-anywhere">{m.book_answered({ answer: report.answer })}</p>
      ) : (
        <PostForm data-once className="mt-2 space-y-3">
          <input type="hidden" name="intent" value="answer" />
          <input type="hidden" name="record" value={record.id} />
          <input type="hidden" name="key" value={`answer-${record.id}-${now.replace(/\D/g, '')}`} />
          {own && <ProblemNotice problem={own} fields={{ answer: m.book_answer() }} />}
          <TextField
            id={`answer-${record.id}`}
            name="reason"
            label={m.book_answer()}
            hint={m.book_answer_hint()}
            required
            maxLength={240}
            autoComplete="off"
            defaultValue={isSent ? typed.reason : undefined}
            error={errorAt(own, 'answer')}
          />
          <Button>{m.book_answer_button()}</Button>
        </PostForm>
      )}
    </div>
  )
}
