/** Where a batch breaks even, at which price so many slots carry it, and what other prices would mean. Stores nothing: its address is all. */
import { amountOf, countOf } from '../../amounts.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { Table } from '../../components/table.tsx'
import { money, number } from '../../format.ts'
import { asked, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/planner.ts'
import { SellerPage } from './frame.tsx'
import { type Plan, pricesAround, resultOf } from './plan.ts'

export const loader = page(async ({ url }) => {
  const typed = {
    cost: asked(url.searchParams, 'cost', 30),
    fixed: asked(url.searchParams, 'fixed', 30),
    price: asked(url.searchParams, 'price', 30),
    slots: asked(url.searchParams, 'slots', 30),
  }
  const cost = typed.cost === '0' ? 0 : amountOf(typed.cost, 0)
  const fixed = typed.fixed === '' || typed.fixed === '0' ? 0 : amountOf(typed.fixed, 0)
  const price = amountOf(typed.price, 0)
  const slots = countOf(typed.slots)
  const isAsked = Object.values(typed).some((value) => value !== '')
  const errors = {
    cost: cost === undefined ? m.seller_error_price() : undefined,
    fixed: fixed === undefined ? m.seller_error_price() : undefined,
    price: price ? undefined : m.seller_error_price(),
    slots: slots ? undefined : m.seller_error_count(),
  }
  const isWhole = cost !== undefined && fixed !== undefined && price && slots
  const plan: Plan | undefined = isWhole ? { cost, fixed, price, slots } : undefined
  return { typed: plan ? written(plan, typed) : typed, errors: isAsked ? errors : undefined, plan }
})

/** What was understood stands in its fields as amounts are written; what was left empty stays so. */
function written<Typed extends Record<keyof Plan, string>>(plan: Plan, typed: Typed): Typed {
  const names = Object.keys(plan) as (keyof Plan)[]
  return { ...typed, ...Object.fromEntries(names.map((name) => [name, typed[name] && number(plan[name])])) }
}

export const meta = () => [{ title: `${m.seller_planner_title()} · ${m.site_name()}` }]

export default function Planner({ loaderData: { typed, errors, plan } }: Route.ComponentProps) {
  const field = (name: keyof typeof typed) => ({
    name,
    inputMode: 'numeric' as const,
    autoComplete: 'off',
    className: 'numbers',
    defaultValue: typed[name],
    error: errors?.[name],
    optional: false,
  })
  return (
    <SellerPage title={m.seller_planner_title()} lead={m.seller_planner_lead()} narrow>
      <form method="get" className="grid grid-cols-[minmax(0,1fr)] gap-5 sm:grid-cols-2">
        <TextField label={m.seller_planner_cost()} hint={m.seller_planner_cost_hint()} {...field('cost')} />
        <TextField label={m.seller_planner_fixed()} hint={m.seller_planner_fixed_hint()} {...field('fixed')} />
        <TextField label={m.seller_planner_price()} {...field('price')} />
        <TextField label={m.seller_planner_slots()} {...field('slots')} />
        <div className="sm:col-span-2">
          <Button>{m.seller_planner_button()}</Button>
        </div>
      </form>
      {plan && <Result plan={plan} />}
    </SellerPage>
  )
}

const slotWords = (count: number) => m.slots({ count: number(count) })

function Result({ plan }: { plan: Plan }) {
  const { breakEven, carriedBy, left } = resultOf(plan)
  const words = { slots: slotWords(plan.slots), price: money(plan.price), amount: money(Math.abs(left)) }
  const rows = pricesAround(plan.price).map((price) => ({ price, ...resultOf({ ...plan, price }) }))
  return (
    <>
      <Notice tone={left >= 0 ? 'good' : 'warn'}>
        <p className="font-semibold numbers">
          {breakEven === undefined
            ? m.seller_planner_never()
            : m.seller_planner_breaks({ slots: slotWords(breakEven) })}
        </p>
        <p className="mt-1 numbers">{left >= 0 ? m.seller_planner_left(words) : m.seller_planner_short(words)}</p>
        <p className="mt-1 numbers">
          {m.seller_planner_carries({ slots: slotWords(plan.slots), price: money(carriedBy) })}
        </p>
      </Notice>
      <Table
        caption={m.seller_planner_table()}
        showCaption
        rows={rows}
        rowKey={({ price }) => `${price}`}
        columns={[
          { key: 'price', header: m.seller_planner_col_price(), main: true, cell: ({ price }) => money(price) },
          {
            key: 'breaks',
            header: m.seller_planner_col_breaks(),
            numeric: true,
            cell: (row) => (row.breakEven === undefined ? m.seller_planner_col_never() : slotWords(row.breakEven)),
          },
          {
            key: 'left',
            header: m.seller_planner_col_left({ slots: slotWords(plan.slots) }),
            numeric: true,
            cell: (row) => money(row.left),
          },
        ]}
      />
    </>
  )
}
