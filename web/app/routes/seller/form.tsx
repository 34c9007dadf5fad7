/** The fields of a campaign, with what each means for money and slots beside it. */
import type { Product } from '@sambatan/client'
import type { ReactNode } from 'react'
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { amountOf, countOf, wouldCollect } from '../../amounts.ts'
import { SelectField, TextArea, TextField } from '../../components/field.tsx'
import { duration, money, number, percent } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'
import type { FieldErrors, Typed } from './terms.ts'

interface Props {
  campaign: Campaign
  product: Product
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

export function StoryFields({ typed, errors }: Pick<Props, 'typed' | 'errors'>) {
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

export function DealFields({ campaign, product, typed, errors }: Props) {
  const { currency } = campaign
  const sums = sumsOf(typed, currency, product.base_price)
  return (
    <div
      className="grid grid-cols-[minmax(0,1fr)] gap-5"
      data-sums
      data-currency={currency}
      data-digits={fractionDigits(currency)}
      data-shop={product.base_price}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label={m.seller_total_label()}
          hint={m.seller_total_hint()}
          name="total_slots"
          inputMode="numeric"
          defaultValue={typed.total_slots}
          error={errors.total_slots}
          required
          autoComplete="off"
          className="numbers"
        />
        <TextField
          label={m.seller_goal_label()}
          hint={m.seller_goal_hint()}
          name="minimum_slots"
          inputMode="numeric"
          defaultValue={typed.minimum_slots}
          error={errors.minimum_slots}
          autoComplete="off"
          className="numbers"
        />
      </div>
      <Sum
        name="goal"
        words={sums.goal}
        templates={{
          some: goalSome('{goal}', '{total}'),
          someOne: goalSome('1', '{total}'),
          all: m.seller_sum_goal_all({ total: '{total}' }),
          allOne: m.seller_sum_goal_all({ total: '1' }),
          above: m.seller_error_goal(),
        }}
      />
      <TextField
        label={m.seller_price_label({ currency: currency === 'IDR' ? 'Rp' : currency })}
        hint={
          product.base_price > 0
            ? m.seller_price_hint({ price: money(product.base_price, currency) })
            : m.seller_price_hint_alone()
        }
        name="price_per_slot"
        inputMode={fractionDigits(currency) === 0 ? 'numeric' : 'decimal'}
        defaultValue={typed.price_per_slot}
        error={errors.price_per_slot}
        required
        autoComplete="off"
        className="numbers"
      />
      <Sum
        name="amount"
        strong
        words={sums.amount}
        templates={{
          some: m.seller_sum_amount({ amount: '{amount}', goal: '{goal}', full: '{full}', total: '{total}' }),
          someOne: m.seller_sum_amount({ amount: '{amount}', goal: '1', full: '{full}', total: '{total}' }),
          all: m.seller_sum_amount_all({ amount: '{amount}', goal: '{goal}' }),
          allOne: m.seller_sum_amount_all({ amount: '{amount}', goal: '1' }),
        }}
      />
      <Sum
        name="saving"
        words={sums.saving}
        templates={{ some: m.seller_sum_saving({ amount: '{amount}', percent: '{percent}' }) }}
      />
    </div>
  )
}

function goalSome(goal: string, total: string): string {
  return m.seller_sum_goal({ goal, total })
}

/** A sentence that recomputes while one types; its words come along, so that the script needs none. */
function Sum({
  name,
  words,
  templates,
  strong = false,
}: {
  name: string
  words: string
  /** Those for a goal of one slot end with `One`. */
  templates: { some: string; someOne?: string; all?: string; allOne?: string; above?: string }
  strong?: boolean
}) {
  return (
    <p
      data-sum={name}
      data-some={templates.some}
      data-some-one={templates.someOne}
      data-all={templates.all}
      data-all-one={templates.allOne}
      data-above={templates.above}
      aria-live="polite"
      hidden={words === ''}
      className={`rounded-md bg-sunken px-3.5 py-2.5 text-sm numbers ${strong ? 'font-semibold' : ''}`}
    >
      {words}
    </p>
  )
}

function sumsOf(typed: Typed, currency: string, shop: number) {
  const total = countOf(typed.total_slots)
  const goal = typed.minimum_slots === '' ? total : countOf(typed.minimum_slots)
  const price = amountOf(typed.price_per_slot, fractionDigits(currency))
  const sums = { goal: '', amount: '', saving: '' }
  if (total !== undefined && goal !== undefined) {
    if (goal > total) sums.goal = m.seller_error_goal()
    else if (goal === total) sums.goal = m.seller_sum_goal_all({ total: number(total) })
    else sums.goal = goalSome(number(goal), number(total))
    if (price && goal <= total) {
      const amount = money(wouldCollect(goal, price), currency)
      sums.amount =
        goal === total
          ? m.seller_sum_amount_all({ amount, goal: number(goal) })
          : m.seller_sum_amount({
              amount,
              goal: number(goal),
              full: money(wouldCollect(total, price), currency),
              total: number(total),
            })
    }
  }
  if (price && shop > price) {
    sums.saving = m.seller_sum_saving({
      amount: money(shop - price, currency),
      percent: percent(Math.round(((shop - price) / shop) * 100)),
    })
  }
  return sums
}

export function TimeFields({ typed, errors }: Pick<Props, 'typed' | 'errors'>) {
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

const holds = [60, 720, 1440, 2880, 4320, 10_080]

/** What most campaigns never need; open when something of it is set or wrong. */
export function MoreFields({ typed, errors }: Pick<Props, 'typed' | 'errors'>) {
  const names = ['opens_at', 'min_per_buyer', 'max_per_buyer', 'hold_minutes'] as const
  const isOpen = names.some((name) => typed[name] !== '' || errors[name])
  const chosen = Number(typed.hold_minutes)
  const choices = chosen > 0 && !holds.includes(chosen) ? [...holds, chosen].sort((a, b) => a - b) : holds
  return (
    <details open={isOpen} className="group rounded-lg border border-line bg-surface px-4 sm:px-6">
      <summary className="flex min-h-16 cursor-pointer items-center justify-between gap-4">
        <h2 className="text-xl">{m.seller_part_more()}</h2>
        <span aria-hidden="true" className="transition-transform group-open:rotate-180">
          ▾
        </span>
      </summary>
      <div className="space-y-5 pt-1 pb-6">
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
            inputMode="numeric"
            defaultValue={typed.max_per_buyer}
            error={errors.max_per_buyer}
            autoComplete="off"
          />
        </div>
        <SelectField
          label={m.seller_hold_label()}
          hint={m.seller_hold_hint()}
          name="hold_minutes"
          defaultValue={typed.hold_minutes}
          error={errors.hold_minutes}
          choices={[
            ['', m.seller_hold_never()],
            ...choices.map((minutes): [string, string] => [String(minutes), duration(minutes)]),
          ]}
        />
      </div>
    </details>
  )
}
