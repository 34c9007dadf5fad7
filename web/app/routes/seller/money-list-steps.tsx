/** The steps of a pasted list of codes: the form, what would become of each line, and what has. */
import type { ReactNode } from 'react'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Choice, TextArea } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { SaidFields } from '../../components/said-fields.tsx'
import { Stat, Stats } from '../../components/stat.tsx'
import { money, number } from '../../format.ts'
import type { Problem } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { said } from '../../said.ts'
import { MoneyFields, type SaidOfMoney } from './money-fields.tsx'
import { isAsked, type ListedRow, type RowOutcome } from './money-listed.ts'

type Typed = SaidOfMoney & { list: string }

interface FormProps {
  typed: Typed | undefined
  problem: Problem | undefined
  today: string
  currency: string
}

export function PastedForm({ typed, problem, today, currency }: FormProps) {
  return (
    <PostForm className="space-y-6">
      <TextArea
        label={m.pasted_list()}
        hint={m.pasted_list_hint()}
        name="list"
        rows={8}
        required
        defaultValue={typed?.list}
        placeholder={`7K3MXA ${money(185_000, currency)}\n9QWERT`}
        autoComplete="off"
        spellCheck={false}
      />
      <MoneyFields id="list" today={today} typed={typed} problem={problem} withNote={false} />
      <Button name="intent" value="read" className="max-sm:w-full">
        {m.pasted_look()}
      </Button>
      <p className="text-sm text-soft">{m.pasted_nothing_yet()}</p>
    </PostForm>
  )
}

interface StepProps {
  of: { typed: Typed; rows: ListedRow[]; totals: { participations: number; amount: number } }
  currency: string
}

interface PreviewProps extends StepProps {
  of: StepProps['of'] & { ticked: string[]; problem: Problem | undefined }
  formKey: string
}

export function PastedPreview({ of: { typed, ticked, rows, totals, problem }, currency, formKey }: PreviewProps) {
  const fits = rows.filter(({ outcome }) => outcome === 'fits')
  const asks = rows.filter(isAsked)
  const left = rows.filter((row) => row.outcome !== 'fits' && !isAsked(row))
  const words = { count: number(totals.participations), amount: money(totals.amount, currency) }
  return (
    <>
      <Counts fits={fits.length} asks={asks.length} left={left.length} />
      <PostForm data-once className="space-y-8">
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="list" value={typed.list} />
        <input type="hidden" name="method" value={typed.method} />
        <input type="hidden" name="on" value={typed.on} />
        <input type="hidden" name="reference" value={typed.reference} />
        <SaidFields
          now={[...fits, ...asks].map(({ code, amount, owed }) => said(code!, amount!, owed!))}
          problem={problem}
        />
        <Group id="fits" title={m.pasted_fits_title()} hint={m.pasted_fits_hint()} rows={fits}>
          {(row) => <Row row={row} currency={currency} />}
        </Group>
        <Group id="asks" title={m.pasted_asks_title()} hint={m.pasted_asks_hint()} rows={asks}>
          {(row) => <Asked row={row} currency={currency} isTicked={ticked.includes(row.code!)} />}
        </Group>
        <Group id="left" title={m.pasted_left_title()} hint={m.pasted_left_hint()} rows={left}>
          {(row) => <Row row={row} currency={currency} />}
        </Group>
        {fits.length === 0 && asks.length === 0 && <Notice>{m.pasted_nothing_fits()}</Notice>}
        <div className="flex flex-wrap gap-3">
          {fits.length + asks.length > 0 && (
            <Button name="intent" value="record" className="max-sm:w-full">
              {asks.length > 0 ? m.pasted_record_ticked(words) : m.pasted_record(words)}
            </Button>
          )}
          <Button name="intent" value="edit" variant="quiet" className="max-sm:w-full">
            {m.pasted_edit()}
          </Button>
        </div>
        <p className="text-sm text-soft">{m.book_many_effect_told()}</p>
      </PostForm>
    </>
  )
}

export function PastedDone({ of: { typed, rows, totals }, currency, book }: StepProps & { book: string }) {
  const recorded = rows.filter(({ outcome }) => outcome === 'recorded')
  const left = rows.filter(({ outcome }) => outcome !== 'recorded')
  const words = { count: number(totals.participations), amount: money(totals.amount, currency) }
  return (
    <>
      {recorded.length > 0 ? (
        <Notice tone="good">{m.pasted_done(words)}</Notice>
      ) : (
        <Notice>{m.pasted_done_nothing()}</Notice>
      )}
      <Group id="recorded" title={m.pasted_recorded_title()} hint={m.book_many_effect_told()} rows={recorded}>
        {(row) => <Row row={row} currency={currency} />}
      </Group>
      <Group id="left" title={m.pasted_left_title()} hint={m.pasted_done_left_hint()} rows={left}>
        {(row) => <Row row={row} currency={currency} />}
      </Group>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={book}>{m.book_back_list()}</ButtonLink>
        {left.length > 0 && (
          <PostForm>
            <input type="hidden" name="list" value={left.map(({ text }) => text).join('\n')} />
            <input type="hidden" name="method" value={typed.method} />
            <input type="hidden" name="on" value={typed.on} />
            <input type="hidden" name="reference" value={typed.reference} />
            <Button name="intent" value="edit" variant="quiet">
              {m.pasted_left_again()}
            </Button>
          </PostForm>
        )}
      </div>
    </>
  )
}

function Counts({ fits, asks, left }: { fits: number; asks: number; left: number }) {
  return (
    <Stats>
      <Stat words={m.pasted_stat_fits()} value={number(fits)} tone={fits > 0 ? 'good' : 'plain'} />
      <Stat words={m.pasted_stat_asks()} value={number(asks)} tone={asks > 0 ? 'warn' : 'plain'} />
      <Stat words={m.pasted_stat_left()} value={number(left)} />
    </Stats>
  )
}

interface GroupProps {
  id: string
  title: string
  hint: string
  rows: ListedRow[]
  children: (row: ListedRow) => ReactNode
}

function Group({ id, title, hint, rows, children }: GroupProps) {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-xl">
        {title} <span className="numbers font-normal text-soft">({number(rows.length)})</span>
      </h2>
      <p className="measure mt-1 text-sm text-soft">{hint}</p>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {rows.map((row) => (
          <li key={row.place}>{children(row)}</li>
        ))}
      </ul>
    </section>
  )
}

const outcomeWords: Record<RowOutcome, (sums: { amount: string; owed: string }) => string> = {
  fits: m.pasted_outcome_fits,
  recorded: m.pasted_outcome_recorded,
  paid: m.pasted_outcome_paid,
  more_than_due: m.pasted_outcome_more_than_due,
  recorded_before: m.pasted_outcome_recorded_before,
  over: m.pasted_outcome_over,
  twice: m.pasted_outcome_twice,
  not_of_campaign: m.pasted_outcome_not_of_campaign,
  no_code: m.pasted_outcome_no_code,
  which_code: m.pasted_outcome_which_code,
  amount: m.pasted_outcome_amount,
}

/** Whose order it is, how much, and what becomes of the line; of what was not read the line itself. */
function Words({ row, currency }: { row: ListedRow; currency: string }) {
  const { code, name, amount = 0, owed = 0, outcome } = row
  const isPart = (outcome === 'fits' || outcome === 'recorded') && amount < owed
  const sums = { amount: money(amount, currency), owed: money(owed, currency) }
  return (
    <>
      <span className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span dir="auto" className="min-w-0 font-semibold wrap-anywhere">
          {name ?? row.text} {name && <span className="text-sm font-normal text-soft">{code}</span>}
        </span>
        {name && amount > 0 && <span className="font-semibold numbers">{money(amount, currency)}</span>}
      </span>
      <span className={`block text-sm numbers ${isAsked(row) || isPart ? 'text-warn' : 'text-soft'}`}>
        {isPart ? m.pasted_outcome_part({ rest: money(owed - amount, currency) }) : outcomeWords[outcome](sums)}
      </span>
    </>
  )
}

function Row({ row, currency }: { row: ListedRow; currency: string }) {
  return (
    <div className="py-2.5">
      <Words row={row} currency={currency} />
    </div>
  )
}

function Asked({ row, currency, isTicked }: { row: ListedRow; currency: string; isTicked: boolean }) {
  const id = `anyway-${row.place}`
  return (
    <label htmlFor={id} className="flex min-h-11 cursor-pointer gap-3 py-2.5">
      <Choice
        id={id}
        type="checkbox"
        name="anyway"
        value={row.code ?? ''}
        defaultChecked={isTicked}
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <span className="min-w-0 grow">
        <Words row={row} currency={currency} />
      </span>
    </label>
  )
}
