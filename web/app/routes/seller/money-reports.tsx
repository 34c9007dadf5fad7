/** Buyers who say that money has not arrived: work until it is answered. */
import type { MoneyReport } from '@sambatan/client'
import { OwedAge } from '../../components/owed-age.tsx'
import { date, money } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { nameOf } from './money-words.ts'

export function orderMoney({
  campaign_id,
  participation_id,
}: {
  campaign_id: string
  participation_id: string
}): string {
  return `/sell/campaigns/${campaign_id}/participants/${participation_id}/money`
}

interface Props {
  reports: MoneyReport[]
  now: string
  /** Whether they are of several campaigns. */
  tellsCampaign?: boolean
}

export function Reports({ reports, now, tellsCampaign = false }: Props) {
  if (reports.length === 0) return null
  return (
    <section aria-labelledby="reports" className="rounded-lg border border-bad/40 bg-bad-tint p-4">
      <h2 id="reports" className="text-lg">
        {m.book_reports_title()}
      </h2>
      <p className="mt-1 text-sm">{m.book_reports_lead()}</p>
      <ul className="mt-3 space-y-3">
        {reports.map((report) => (
          <li key={report.record_id} className="rounded-md border border-line bg-surface px-4 py-3">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <strong dir="auto" className="wrap-anywhere">
                {nameOf(report)}
              </strong>
              <strong className="numbers">{money(report.amount, report.currency)}</strong>
            </p>
            <p className="text-sm text-soft wrap-anywhere">
              {[
                report.code,
                ...(tellsCampaign ? [report.campaign_title] : []),
                report.kind === 'received'
                  ? m.book_report_of_received({ day: date(report.happened_on) })
                  : m.book_report_of_sent({ day: date(report.happened_on) }),
                report.reference,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {report.note && (
              <blockquote dir="auto" className="mt-1.5 wrap-anywhere">
                “{report.note}”
              </blockquote>
            )}
            <p className="mt-2 flex flex-wrap items-center justify-between gap-x-4">
              <OwedAge since={report.created_at} now={now} />
              <a
                href={`${orderMoney(report)}#record-${report.record_id}`}
                className="inline-flex min-h-11 items-center font-semibold text-accent"
              >
                {m.book_report_answer()}
                <span className="sr-only"> {nameOf(report)}</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
