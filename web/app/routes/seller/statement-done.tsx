/** What became of the lines of a statement that were chosen. */
import { Notice } from '../../components/notice.tsx'
import { Stat, Stats } from '../../components/stat.tsx'
import { date, money, number } from '../../format.ts'
import type { Api } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { ChosenLine } from './statement-data.ts'

type Recorded = Awaited<ReturnType<Api['recordStatement']>>

export function StatementDone({ done, lines }: { done: Recorded; lines: ChosenLine[] }) {
  const amount = done.recorded.reduce((sum, one) => sum + one.amount, 0)
  const lineOf = new Map(lines.map((line) => [line.line, line]))
  return (
    <>
      {lines.length === 0 ? (
        <Notice tone="warn" title={m.statement_done_none()} lands>
          {m.statement_chose_nothing()}
        </Notice>
      ) : (
        <Notice tone={done.recorded.length > 0 ? 'good' : 'warn'} lands title={titleOf(done)}>
          {done.recorded.length > 0 && <p>{m.statement_done_detail()}</p>}
        </Notice>
      )}
      <Stats>
        <Stat words={m.statement_done_count()} value={number(done.recorded.length)} />
        <Stat words={m.statement_done_amount()} value={money(amount)} />
        <Stat words={m.statement_done_before()} value={number(done.recorded_before.length)} />
        <Stat
          words={m.statement_done_refused()}
          value={number(done.refused.length)}
          tone={done.refused.length > 0 ? 'warn' : 'plain'}
        />
      </Stats>
      {done.refused.length > 0 && (
        <section aria-labelledby="refused">
          <h2 id="refused" className="text-xl">
            {m.statement_done_refused()}
          </h2>
          <p className="mt-1 text-sm text-soft">{m.statement_done_refused_hint()}</p>
          <ul className="mt-3 divide-y divide-line border-y border-line">
            {done.refused.map(({ line, detail }) => {
              const of = lineOf.get(line)
              return (
                <li key={line} className="py-3">
                  {of && (
                    <p className="numbers flex flex-wrap justify-between gap-x-3">
                      <strong>{money(of.amount)}</strong>
                      <span className="text-sm text-soft">{date(of.on)}</span>
                    </p>
                  )}
                  <p className="mt-1 text-sm">{detail}</p>
                </li>
              )
            })}
          </ul>
        </section>
      )}
    </>
  )
}

const titleOf = ({ recorded }: Recorded) => (recorded.length > 0 ? m.statement_done_title() : m.statement_done_none())
