/** How many slots there are and what they cost: one price, or items of their own. */
import type { Product } from '@sambatan/client'
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { amountOf, countOf, wouldCollect } from '../../amounts.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { money, number, percent } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'
import type { Rows } from './item-rows.ts'
import { ItemsFields } from './items-form.tsx'
import { Sum } from './sum.tsx'
import type { FieldErrors, Typed } from './terms.ts'

interface Props {
  campaign: Campaign
  product: Product
  typed: Typed
  errors: FieldErrors
}

export function DealFields({ campaign, product, typed, errors, rows }: Props & { rows?: Rows | undefined }) {
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
      {rows ? (
        <ItemsFields campaign={campaign} rows={rows} errors={errors} />
      ) : (
        <OnePrice campaign={campaign} product={product} typed={typed} errors={errors} sums={sums} />
      )}
    </div>
  )
}

/** The simple case, which most are: every slot costs the same. */
function OnePrice({ campaign, product, typed, errors, sums }: Props & { sums: ReturnType<typeof sumsOf> }) {
  const { currency } = campaign
  return (
    <>
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
      <div>
        <Button name="intent" value="items-open" variant="quiet" size="sm" formAction="#deal-part">
          {m.seller_items_open()}
        </Button>
        <p className="mt-1.5 text-sm text-soft">{m.seller_items_open_hint()}</p>
      </div>
    </>
  )
}

function goalSome(goal: string, total: string): string {
  return m.seller_sum_goal({ goal, total })
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
