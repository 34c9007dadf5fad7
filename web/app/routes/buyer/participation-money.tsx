/** What is on record of an order's money, and the way to say that some of it has not arrived. */
import type { MoneyRecord } from '@sambatan/client'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { ago, date, money } from '../../format.ts'
import { m } from '../../paraglide/messages.js'

const kinds: Record<MoneyRecord['kind'], () => string> = {
  received: m.buyer_book_received,
  sent_back: m.buyer_book_sent_back,
  waived: m.buyer_book_waived,
  given_up: m.buyer_book_given_up,
}

interface Props {
  records: MoneyRecord[]
  /** Of the order. */
  id: string
  now: string
}

export function MoneyBook({ records, id, now }: Props) {
  if (records.length === 0) return null
  const reversals = new Map(records.flatMap((one) => (one.reverses === null ? [] : [[one.reverses, one] as const])))
  return (
    <section aria-labelledby="money-book" className="mt-4">
      <h3 id="money-book" className="text-base font-semibold">
        {m.buyer_book_title()}
      </h3>
      <ul className="mt-1 divide-y divide-line border-y border-line">
        {records
          .filter(({ reverses }) => reverses === null)
          .map((record) => (
            <li key={record.id} className="py-3 text-sm">
              <Entry record={record} reversal={reversals.get(record.id)} id={id} now={now} />
            </li>
          ))}
      </ul>
    </section>
  )
}

interface EntryProps {
  record: MoneyRecord
  reversal: MoneyRecord | undefined
  id: string
  now: string
}

function Entry({ record, reversal, id, now }: EntryProps) {
  const sum = money(record.amount, record.currency)
  // What can be contradicted: that it was sent back, or that what one paid was taken back.
  const contradicted = reversal === undefined ? (record.kind === 'sent_back' ? record : undefined) : reversal
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>{kinds[record.kind]()}</span>
        <strong className="numbers">{reversal ? <s className="font-normal text-soft">{sum}</s> : sum}</strong>
      </div>
      <p className="text-soft">
        {[date(record.happened_on), methodWord(record.method)].filter(Boolean).join(' · ')}
        {record.reference !== null && (
          <>
            {' · '}
            <bdi className="break-words">{record.reference}</bdi>
          </>
        )}
      </p>
      {reversal && <p className="mt-1 text-warn">{m.buyer_book_reversed({ reason: reversal.reason ?? '' })}</p>}
      {contradicted && (record.kind === 'sent_back' || record.kind === 'received') && (
        <Report of={contradicted} isReversal={reversal !== undefined} id={id} now={now} />
      )}
    </>
  )
}

function methodWord(method: MoneyRecord['method']): string {
  if (method === null) return ''
  const words = m[`money_method_${method}` as keyof typeof m] as unknown as () => string
  return words()
}

function Report({
  of: record,
  isReversal,
  id,
  now,
}: {
  of: MoneyRecord
  isReversal: boolean
  id: string
  now: string
}) {
  const { report, kind } = record
  if (isReversal && kind !== 'received') return null
  if (report?.answered_at === null) {
    return <p className="mt-1 font-semibold">{m.buyer_book_reported({ time: ago(report.created_at, now) })}</p>
  }
  return (
    <>
      {report?.answer && <p className="mt-1 break-words">{m.buyer_book_answered({ answer: report.answer })}</p>}
      <details>
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent underline underline-offset-4">
          {isReversal ? m.buyer_book_not_right() : m.buyer_book_not_arrived()}
        </summary>
        <PostForm action={`/me/${id}`} data-once className="space-y-3 pb-1">
          <input type="hidden" name="intent" value="not-arrived" />
          <input type="hidden" name="record" value={record.id} />
          <p className="text-soft">{m.buyer_book_not_arrived_hint()}</p>
          <TextField name="report" label={m.buyer_book_note()} maxLength={500} />
          <Button variant="quiet">{m.buyer_book_report_button()}</Button>
        </PostForm>
      </details>
    </>
  )
}
