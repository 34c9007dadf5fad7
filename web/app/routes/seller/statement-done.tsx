/** What became of the lines of a statement that were chosen. */
import { Button } from '../../components/button.tsx'
import { Choice as Tick } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { Stat, Stats } from '../../components/stat.tsx'
import { date, money, number } from '../../format.ts'
import type { Api } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { anywayValue, type Chosen, type ChosenLine } from './statement-data.ts'

type Recorded = Awaited<ReturnType<Api['recordStatement']>>

interface Props {
  done: Recorded
  chosen: Chosen
  /** Under which what is recorded after a question is recorded once. */
  formKey: string
}

type RefusedLine = Recorded['refused'][number] & { of: ChosenLine | undefined }

export function StatementDone({ done, chosen, formKey }: Props) {
  const amount = done.recorded.reduce((sum, one) => sum + one.amount, 0)
  const lineOf = new Map(chosen.lines.map((line) => [line.line, line]))
  const refused = done.refused.map((one) => ({ ...one, of: lineOf.get(one.line) }))
  return (
    <>
      <Outcome done={done} chosen={chosen} />
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
      <More
        of={refused.filter(({ code }) => code === 'more_than_due')}
        recorded={chosen.before + done.recorded.length}
        chosen={chosen}
        formKey={formKey}
      />
      <Refused of={refused.filter(({ code }) => code !== 'more_than_due')} />
    </>
  )
}

/** What is on record now, and what of it is not: nothing that was recorded before is called not recorded. */
function Outcome({ done: { recorded, recorded_before: known, refused }, chosen }: Omit<Props, 'formKey'>) {
  const isAny = recorded.length > 0
  if (chosen.lines.length === 0) {
    return (
      <Notice tone="warn" title={chosen.before > 0 ? m.statement_done_more_title() : m.statement_done_none()} lands>
        {chosen.before > 0 ? m.statement_done_stays({ count: number(chosen.before) }) : m.statement_chose_nothing()}
      </Notice>
    )
  }
  const none = chosen.before + known.length > 0 ? m.statement_done_more_title() : m.statement_done_none()
  const title = refused.length > 0 ? m.statement_done_but_title() : m.statement_done_title()
  return (
    <Notice tone={isAny && refused.length === 0 ? 'good' : 'warn'} lands title={isAny ? title : none}>
      {isAny && refused.length > 0 && <p>{m.statement_done_but({ count: number(refused.length) })}</p>}
      {isAny && <p>{m.statement_done_detail()}</p>}
    </Notice>
  )
}

/** More than is due: a code that was mistyped, or money that came all the same. It asks once, and what is ticked is meant. */
function More({ of, recorded, chosen, formKey }: { of: RefusedLine[]; recorded: number } & Omit<Props, 'done'>) {
  if (of.length === 0) return null
  return (
    <section aria-labelledby="more">
      <h2 id="more" className="text-xl">
        {m.book_more_title()}
      </h2>
      <p className="measure mt-1 text-sm text-soft">{m.statement_more_hint()}</p>
      <PostForm encType="multipart/form-data" className="mt-3 space-y-4">
        <input type="hidden" name="intent" value="record" />
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="account" value={chosen.account ?? ''} />
        <input type="hidden" name="reference" value={chosen.reference} />
        <input type="hidden" name="recorded" value={recorded} />
        <ul className="divide-y divide-line border-y border-line">
          {of.map(
            ({ line, detail, of: said }) =>
              said && (
                <li key={line}>
                  <input type="hidden" name="line" value={`${line} ${said.on} ${said.amount} ${said.check}`} />
                  <label htmlFor={`to-${line}`} className="flex cursor-pointer gap-3 py-3">
                    <Tick
                      id={`to-${line}`}
                      type="checkbox"
                      name={`to-${line}`}
                      value={anywayValue(said)}
                      className="mt-0.5 size-5 shrink-0 accent-accent"
                    />
                    <span className="min-w-0 grow">
                      <Sum of={said} />
                      <span className="mt-1 block text-sm">{detail}</span>
                    </span>
                  </label>
                </li>
              ),
          )}
        </ul>
        <Button className="max-sm:w-full">{m.statement_more_button()}</Button>
      </PostForm>
    </section>
  )
}

function Refused({ of }: { of: RefusedLine[] }) {
  if (of.length === 0) return null
  return (
    <section aria-labelledby="refused">
      <h2 id="refused" className="text-xl">
        {m.statement_done_refused()}
      </h2>
      <p className="mt-1 text-sm text-soft">{m.statement_done_refused_hint()}</p>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {of.map(({ line, detail, of: said }) => (
          <li key={line} className="py-3">
            {said && <Sum of={said} />}
            <p className="mt-1 text-sm">{detail}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Sum({ of: { amount, on, code } }: { of: ChosenLine }) {
  return (
    <span className="numbers flex flex-wrap justify-between gap-x-3">
      <strong>{money(amount)}</strong>
      <span className="text-sm text-soft">{[code?.toUpperCase(), date(on)].filter(Boolean).join(' · ')}</span>
    </span>
  )
}
