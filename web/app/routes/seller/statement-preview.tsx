/** A statement beside the orders: what is certain is ticked, what is not a person chooses, and the rest is told apart. */
import type { ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { BareTextField, Choice as Tick } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { Stat, Stats } from '../../components/stat.tsx'
import { date, money, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { type Choice, choiceValue, type Line, type Preview } from './statement-data.ts'

export function StatementPreview({ preview, formKey }: { preview: Preview; formKey: string }) {
  const of = (state: Line['state']) => preview.lines.filter((line) => line.state === state)
  const [matched, choose, unmatched] = [of('matched'), of('choose'), of('unmatched')]
  const isOpen = matched.length + choose.length + unmatched.length > 0
  return (
    <>
      <Summary preview={preview} matched={matched.length} choose={choose.length} recorded={of('recorded').length} />
      {isOpen ? (
        <PostForm encType="multipart/form-data" className="space-y-10">
          <input type="hidden" name="intent" value="record" />
          <input type="hidden" name="key" value={formKey} />
          <input type="hidden" name="account" value={preview.account ?? ''} />
          <input type="hidden" name="reference" value={preview.reference} />
          {[...matched, ...choose, ...unmatched].map(({ line, check, on, amount }) => (
            <input key={line} type="hidden" name="line" value={`${line} ${on} ${amount} ${check}`} />
          ))}
          <Group id="choose" title={m.statement_choose_title()} hint={m.statement_choose_hint()} lines={choose}>
            {(line) => <Choosing line={line} />}
          </Group>
          <Certain lines={matched} />
          <Group
            id="unmatched"
            title={m.statement_unmatched_title()}
            hint={m.statement_unmatched_hint()}
            lines={unmatched}
          >
            {(line) => <Unmatched line={line} />}
          </Group>
          <div className="sticky bottom-0 -mx-4 border-t border-line bg-paper px-4 py-3 sm:static sm:mx-0 sm:border-0 sm:p-0">
            <Button className="max-sm:w-full">{m.statement_record()}</Button>
          </div>
        </PostForm>
      ) : (
        of('unreadable').length === 0 && (
          <Notice tone="good" title={m.statement_none_title()}>
            {m.statement_none_detail()}
          </Notice>
        )
      )}
      <Group
        id="unreadable"
        title={m.statement_unreadable_title()}
        hint={m.statement_unreadable_hint()}
        lines={of('unreadable')}
      >
        {(line) => <Unreadable line={line} />}
      </Group>
      <Group id="pending" title={m.statement_pending_title()} hint={m.statement_pending_hint()} lines={of('pending')}>
        {(line) => <Said line={line} />}
      </Group>
      <Earlier lines={of('recorded')} />
    </>
  )
}

/** More than fit on a phone at once are looked at on wish: they are ticked, and their sum is said. */
const shownAtOnce = 6

function Certain({ lines }: { lines: Line[] }) {
  const group = (
    <Group id="matched" title={m.statement_matched_title()} hint={m.statement_matched_hint()} lines={lines}>
      {(line) => <Matched line={line} />}
    </Group>
  )
  if (lines.length <= shownAtOnce) return group
  const amount = lines.reduce((sum, line) => sum + (line.amount ?? 0), 0)
  return (
    <details className="rounded-lg border border-line bg-surface px-3.5 sm:px-4">
      <summary className="flex min-h-14 cursor-pointer flex-wrap items-baseline gap-x-3 py-3.5">
        <strong className="text-good">{m.statement_matched_all({ count: number(lines.length) })}</strong>
        <span className="font-semibold numbers">{money(amount)}</span>
        <span className="w-full text-sm text-accent underline underline-offset-4">{m.statement_matched_look()}</span>
      </summary>
      <div className="pb-4">{group}</div>
    </details>
  )
}

/** Of a statement that overlaps with one before it these are the most, and nothing is left to do with them. */
function Earlier({ lines }: { lines: Line[] }) {
  const group = (
    <Group id="recorded" title={m.statement_recorded_title()} hint={m.statement_recorded_hint()} lines={lines}>
      {(line) => <Recorded line={line} />}
    </Group>
  )
  if (lines.length <= shownAtOnce) return group
  return (
    <details className="rounded-lg border border-line bg-surface px-3.5 sm:px-4">
      <summary className="flex min-h-14 cursor-pointer flex-wrap items-baseline gap-x-3 py-3.5">
        <strong>
          {m.statement_recorded_title()} <span className="numbers font-normal text-soft">({number(lines.length)})</span>
        </strong>
        <span className="w-full text-sm text-accent underline underline-offset-4">{m.statement_matched_look()}</span>
      </summary>
      <div className="pb-4">{group}</div>
    </details>
  )
}

interface Counts {
  preview: Preview
  matched: number
  choose: number
  recorded: number
}

const bankNames: Record<string, string> = { bca: 'BCA', mandiri: 'Mandiri', bri: 'BRI', bni: 'BNI' }

function Summary({ preview, matched, choose, recorded }: Counts) {
  const { totals, debits, bank, account_ending: ending } = preview
  return (
    <div>
      <p className="mb-3 text-sm text-soft">
        {bank && ending
          ? m.statement_source({ bank: bankNames[bank] ?? bank, ending })
          : (bank && bankNames[bank]) || m.statement_source_plain()}
      </p>
      <Stats>
        <Stat
          words={m.statement_stat_credits()}
          value={money(totals.amount)}
          detail={m.statement_stat_credits_detail({ count: number(totals.count) })}
        />
        <Stat words={m.statement_stat_matched()} value={number(matched)} tone={matched > 0 ? 'good' : 'plain'} />
        <Stat words={m.statement_stat_choose()} value={number(choose)} tone={choose > 0 ? 'warn' : 'plain'} />
        <Stat words={m.statement_stat_recorded()} value={number(recorded)} />
      </Stats>
      {debits > 0 && <p className="mt-3 text-sm text-soft">{m.statement_debits({ count: number(debits) })}</p>}
    </div>
  )
}

interface GroupProps {
  id: string
  title: string
  hint: string
  lines: Line[]
  children: (line: Line) => ReactNode
}

function Group({ id, title, hint, lines, children }: GroupProps) {
  if (lines.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-xl">
        {title} <span className="numbers font-normal text-soft">({number(lines.length)})</span>
      </h2>
      <p className="measure mt-1 text-sm text-soft">{hint}</p>
      <ul className="mt-4 space-y-3">
        {lines.map((line) => (
          <li key={line.place} className="rounded-lg border border-line bg-surface p-3.5 sm:p-4">
            {children(line)}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the bank says: how much, when, and its remark. */
function Said({ line: { amount, on, remark, place } }: { line: Line }) {
  return (
    <span className="block">
      <span className="flex flex-wrap items-baseline justify-between gap-x-3">
        <strong className="numbers text-base">
          {amount === null ? m.statement_row({ place: number(place) }) : money(amount)}
        </strong>
        {on && <span className="numbers text-sm text-soft">{date(on)}</span>}
      </span>
      {remark && (
        <span dir="auto" className="mt-0.5 block text-sm text-soft wrap-anywhere">
          {remark}
        </span>
      )}
    </span>
  )
}

function Matched({ line }: { line: Line }) {
  const [choice] = line.choices
  return (
    <label htmlFor={`to-${line.line}`} className="flex cursor-pointer gap-3">
      <Tick
        id={`to-${line.line}`}
        type="checkbox"
        name={`to-${line.line}`}
        value={choiceValue(choice!)}
        defaultChecked
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <span className="min-w-0 grow">
        <Said line={line} />
        <span className="mt-2 block border-t border-line pt-2">
          <OrderOf choice={choice!} />
        </span>
      </span>
    </label>
  )
}

/** An order, why it may be this one, and what recording would do. */
function OrderOf({ choice }: { choice: Choice }) {
  return (
    <span className="block">
      <span dir="auto" className="block font-semibold">
        {m.statement_for({ name: choice.buyer_name ?? m.statement_nobody() })}
      </span>
      <span dir="auto" className="block text-sm text-soft wrap-anywhere">
        {m.statement_order({ code: choice.code, title: choice.campaign_title })}
      </span>
      <span className={`numbers mt-1 block text-sm ${choice.effect === 'pays' ? 'text-good' : 'text-warn'}`}>
        {effectWords(choice)}
      </span>
      <span className="block text-sm text-soft">{whyWords(choice)}</span>
    </span>
  )
}

function effectWords({ effect, difference, owed }: Choice): string {
  const words = { owed: money(owed), difference: money(Math.abs(difference)) }
  if (effect === 'pays') return m.statement_effect_pays(words)
  return effect === 'partly' ? m.statement_effect_partly(words) : m.statement_effect_overpays(words)
}

const reasonWords: Record<Choice['reasons'][number], () => string> = {
  amount: m.statement_reason_amount,
  code: m.statement_reason_code,
  formerly: m.statement_reason_formerly,
  name: m.statement_reason_name,
  rounded: m.statement_reason_rounded,
  earlier: m.statement_reason_earlier,
}

function whyWords({ reasons }: Choice): string {
  const said = reasons.map((reason) => reasonWords[reason]())
  return m.statement_why({ reasons: said.join(m.statement_and()) })
}

/** A rounded sum is near many orders, and none of them is likelier than the others: to list some would invite to guess. */
function isNearMany({ choices, more_choices: more }: Line): boolean {
  return more > 0 && choices.every(({ reasons }) => reasons.every((one) => one === 'rounded' || one === 'earlier'))
}

function NearMany({ line }: { line: Line }) {
  return (
    <>
      <Said line={line} />
      <p className="mt-2 text-sm text-warn">
        {m.statement_near_many({ count: number(line.choices.length + line.more_choices) })}
      </p>
      <CodeOf line={line} isOpen />
    </>
  )
}

function Choosing({ line }: { line: Line }) {
  if (isNearMany(line)) return <NearMany line={line} />
  const name = `to-${line.line}`
  const areAlike = line.choices.filter(({ reasons }) => reasons.includes('amount')).length > 1
  return (
    <fieldset>
      <legend className="float-left w-full">
        <Said line={line} />
      </legend>
      <div className="clear-both pt-2">
        {(line.is_contested || areAlike) && (
          <p className="text-sm font-semibold text-warn">
            {line.is_contested ? m.statement_contested() : m.statement_ambiguous()}
          </p>
        )}
        <div className="mt-1 divide-y divide-line border-y border-line">
          {line.choices.map((choice) => (
            <label
              key={choice.participation_id}
              htmlFor={`${name}-${choice.code}`}
              className="flex cursor-pointer gap-3 py-2.5"
            >
              <Tick
                id={`${name}-${choice.code}`}
                type="radio"
                name={name}
                value={choiceValue(choice)}
                className="mt-0.5 size-5 shrink-0 accent-accent"
              />
              <span className="min-w-0">
                <OrderOf choice={choice} />
              </span>
            </label>
          ))}
          <label htmlFor={`${name}-none`} className="flex min-h-11 cursor-pointer items-center gap-3 py-1">
            <Tick
              id={`${name}-none`}
              type="radio"
              name={name}
              value=""
              defaultChecked
              className="size-5 shrink-0 accent-accent"
            />
            {m.statement_none()}
          </label>
        </div>
        {line.more_choices > 0 && (
          <p className="mt-2 text-sm text-soft">{m.statement_more({ count: number(line.more_choices) })}</p>
        )}
        <CodeOf line={line} />
      </div>
    </fieldset>
  )
}

function Unmatched({ line }: { line: Line }) {
  return (
    <>
      <Said line={line} />
      <CodeOf line={line} />
    </>
  )
}

/** For an order that nothing points to but whoever knows it. */
function CodeOf({ line, isOpen = false }: { line: Line; isOpen?: boolean }) {
  const id = `code-${line.line}`
  return (
    <details className="mt-1" open={isOpen}>
      <summary className="flex min-h-11 cursor-pointer items-center text-sm font-semibold text-accent">
        {m.statement_code_open()}
      </summary>
      <label htmlFor={id} className="sr-only">
        {m.statement_code()}
      </label>
      <BareTextField
        id={id}
        name={id}
        maxLength={7}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        className="min-h-11 w-full max-w-48 rounded-md border border-line bg-surface px-3 text-base uppercase hover:border-soft"
      />
      <p id={`${id}-hint`} className="mt-1 text-sm text-soft">
        {m.statement_code_hint()}
      </p>
    </details>
  )
}

const problemWords: Record<NonNullable<Line['problem']>, () => string> = {
  date_two_readings: m.statement_problem_date_two_readings,
  date_unreadable: m.statement_problem_date_unreadable,
  date_future: m.statement_problem_date_future,
  year_unclear: m.statement_problem_year_unclear,
  amount_two_readings: m.statement_problem_amount_two_readings,
  amount_unreadable: m.statement_problem_amount_unreadable,
  amount_not_whole: m.statement_problem_amount_not_whole,
  direction_missing: m.statement_problem_direction_missing,
  cells_differ: m.statement_problem_cells_differ,
}

function Unreadable({ line }: { line: Line }) {
  return (
    <>
      <Said line={line} />
      <p className="mt-1 text-sm font-semibold text-warn">{problemWords[line.problem!]()}</p>
    </>
  )
}

function Recorded({ line }: { line: Line }) {
  const to = line.recorded_for
  return (
    <>
      <Said line={line} />
      {to && (
        <p className="mt-1 text-sm">
          <a href={`/sell/campaigns/${to.campaign_id}`}>{m.statement_recorded_for({ code: to.code })}</a>
        </p>
      )}
    </>
  )
}
