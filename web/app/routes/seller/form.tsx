/** The fields of a campaign, with what each means for money and slots beside it. */
import type { ReactNode } from 'react'
import { countOf } from '../../amounts.ts'
import { SelectField, TextArea, TextField } from '../../components/field.tsx'
import { duration, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'
import { Sum } from './sum.tsx'
import { type FieldErrors, proposedMax, type Typed } from './terms.ts'

interface Props {
  typed: Typed
  errors: FieldErrors
}

/** A part of the form under its own number and heading. */
export function Part({
  id,
  title,
  lead,
  children,
}: {
  id: string
  title: string
  lead?: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-labelledby={id} className="rounded-lg border border-line bg-surface px-4 py-5 sm:px-6 sm:py-6">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      {lead && <p className="mt-1 text-sm text-soft">{lead}</p>}
      <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-5">{children}</div>
    </section>
  )
}

export function StoryFields({ typed, errors }: Props) {
  return (
    <>
      <TextField
        label={m.seller_title_label()}
        hint={m.seller_title_hint()}
        name="title"
        defaultValue={typed.title}
        error={errors.title}
        maxLength={120}
        required
        autoComplete="off"
      />
      <TextArea
        label={m.seller_story_label()}
        hint={m.seller_story_hint()}
        name="description"
        defaultValue={typed.description}
        error={errors.description}
        maxLength={8000}
        rows={9}
        placeholder={m.seller_story_example()}
      />
    </>
  )
}

export function TimeFields({ typed, errors }: Props) {
  return (
    <TextField
      label={m.seller_deadline_label()}
      hint={m.seller_deadline_hint()}
      name="deadline"
      type="datetime-local"
      defaultValue={typed.deadline}
      error={errors.deadline}
      required
      className="max-w-72"
    />
  )
}

/** A part that most leave as it is: folded, with what it says now beside its heading. */
function Folded({
  title,
  says,
  isOpen,
  children,
}: {
  title: string
  says: string
  isOpen: boolean
  children: ReactNode
}) {
  return (
    <details open={isOpen} className="group rounded-lg border border-line bg-surface px-4 sm:px-6">
      <summary className="flex min-h-16 cursor-pointer items-center justify-between gap-4 py-3">
        <span className="min-w-0">
          <h2 className="text-xl">{title}</h2>
          <span className="mt-1 block text-sm text-soft group-open:hidden">{says}</span>
        </span>
        <span aria-hidden="true" className="transition-transform group-open:rotate-180">
          ▾
        </span>
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 pt-1 pb-6">{children}</div>
    </details>
  )
}

const holds = [60, 720, 1440, 2880, 4320, 10_080]
const settlements = [60, 720, 1440, 2880, 4320, 10_080]

/** With what is chosen among them, also where a program chose it. */
function minuteChoices(usual: number[], typed: string): [string, string][] {
  const chosen = Number(typed)
  const all = chosen > 0 && !usual.includes(chosen) ? [...usual, chosen].sort((a, b) => a - b) : usual
  return all.map((minutes) => [String(minutes), duration(minutes)])
}

const paymentDays = [1, 2, 3, 5, 7, 14, 30]

function dayChoices(typed: string): [string, string][] {
  const chosen = countOf(typed)
  const all =
    chosen === undefined || paymentDays.includes(chosen) ? paymentDays : [...paymentDays, chosen].sort((a, b) => a - b)
  return all.map((days) => [String(days), duration(days * 1440)])
}

/** When it is decided, what counts, and what becomes of slots that nobody pays: with an example of the seller's own numbers. */
export function DecisionFields({ typed, errors }: Props) {
  const names = ['completion', 'goal_counts', 'hold_minutes', 'settlement_minutes', 'payment_days'] as const
  const isUsual =
    typed.completion === 'when_full' &&
    typed.goal_counts === 'confirmed' &&
    typed.hold_minutes === '1440' &&
    typed.settlement_minutes === '1440' &&
    typed.payment_days === '7'
  return (
    <Folded
      title={m.seller_part_decision()}
      says={exampleOf(typed) || m.seller_decision_usual()}
      isOpen={!isUsual || names.some((name) => errors[name])}
    >
      <SelectField
        label={m.seller_counts_label()}
        hint={m.seller_counts_hint()}
        name="goal_counts"
        defaultValue={typed.goal_counts}
        error={errors.goal_counts}
        choices={[
          ['confirmed', m.seller_counts_confirmed()],
          ['claims', m.seller_counts_claims()],
        ]}
      />
      <SelectField
        label={m.seller_completion_label()}
        name="completion"
        defaultValue={typed.completion}
        error={errors.completion}
        choices={[
          ['when_full', m.seller_completion_full()],
          ['at_deadline', m.seller_completion_deadline()],
        ]}
      />
      <SelectField
        label={m.seller_hold_label()}
        hint={m.seller_hold_hint()}
        name="hold_minutes"
        defaultValue={typed.hold_minutes}
        error={errors.hold_minutes}
        choices={[['', m.seller_hold_never()], ...minuteChoices(holds, typed.hold_minutes)]}
      />
      <SelectField
        label={m.seller_settlement_label()}
        hint={m.seller_settlement_hint()}
        name="settlement_minutes"
        defaultValue={typed.settlement_minutes}
        error={errors.settlement_minutes}
        choices={[['0', m.seller_settlement_none()], ...minuteChoices(settlements, typed.settlement_minutes)]}
      />
      <SelectField
        label={m.seller_payment_days_label()}
        hint={m.seller_payment_days_hint()}
        name="payment_days"
        defaultValue={typed.payment_days}
        error={errors.payment_days}
        choices={dayChoices(typed.payment_days)}
      />
      <Sum name="example" words={exampleOf(typed)} templates={exampleTemplates()} />
    </Folded>
  )
}

/** By what is chosen, as the script finds them. */
function exampleTemplates(shown = { goal: '{goal}', total: '{total}', less: '{less}' }) {
  return {
    whenFullConfirmed: `${m.seller_example_confirmed(shown)} ${m.seller_example_confirmed_full(shown)}`,
    atDeadlineConfirmed: `${m.seller_example_confirmed(shown)} ${m.seller_example_deadline()}`,
    whenFullClaims: `${m.seller_example_claims(shown)} ${m.seller_example_claims_full(shown)}`,
    atDeadlineClaims: `${m.seller_example_claims(shown)} ${m.seller_example_deadline()}`,
  }
}

type Decided = Pick<Typed, 'total_slots' | 'minimum_slots' | 'completion' | 'goal_counts'>

/** The same of what is stored. */
export function decisionOf(campaign: Pick<Campaign, keyof Decided>): string {
  const { total_slots, minimum_slots, completion, goal_counts } = campaign
  return exampleOf({ total_slots: `${total_slots}`, minimum_slots: `${minimum_slots}`, completion, goal_counts })
}

/** "If 8 of 10 are paid at the deadline …"; empty while the numbers make none. */
function exampleOf(typed: Decided): string {
  const total = countOf(typed.total_slots)
  const goal = typed.minimum_slots === '' ? total : countOf(typed.minimum_slots)
  if (total === undefined || goal === undefined || goal > total) return ''
  const templates = exampleTemplates({ goal: number(goal), total: number(total), less: number(goal - 1) })
  const when = typed.completion === 'at_deadline' ? 'atDeadline' : 'whenFull'
  return templates[`${when}${typed.goal_counts === 'claims' ? 'Claims' : 'Confirmed'}`]
}

/** What most campaigns leave as it is; open when something of it is set or wrong. */
export function MoreFields({ typed, errors }: Props) {
  const names = ['opens_at', 'min_per_buyer', 'max_per_buyer'] as const
  const max = countOf(typed.max_per_buyer)
  const isProposed = max !== undefined && max === proposedMax(countOf(typed.total_slots) ?? 0)
  const isSet = typed.opens_at !== '' || typed.min_per_buyer !== '' || !isProposed
  return (
    <Folded
      title={m.seller_part_more()}
      says={max === undefined ? m.seller_max_none() : m.terms_limit_max_detail({ max: number(max) })}
      isOpen={isSet || names.some((name) => errors[name])}
    >
      <TextField
        label={m.seller_opens_label()}
        hint={m.seller_opens_hint()}
        name="opens_at"
        type="datetime-local"
        defaultValue={typed.opens_at}
        error={errors.opens_at}
        className="max-w-72"
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label={m.seller_min_label()}
          hint={m.seller_min_hint()}
          name="min_per_buyer"
          inputMode="numeric"
          placeholder="1"
          defaultValue={typed.min_per_buyer}
          error={errors.min_per_buyer}
          autoComplete="off"
        />
        <TextField
          label={m.seller_max_label()}
          hint={m.seller_max_hint()}
          name="max_per_buyer"
          data-proposed={isProposed ? '' : undefined}
          inputMode="numeric"
          defaultValue={typed.max_per_buyer}
          error={errors.max_per_buyer}
          autoComplete="off"
        />
      </div>
    </Folded>
  )
}
