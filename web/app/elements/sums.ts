/** Sentences that recompute while a seller types: what the goal means, what comes in, what buyers save. */
import { amountOf, countOf, wouldCollect } from '../amounts.ts'

const language = document.documentElement.lang === 'id' ? 'id-ID' : 'en-GB'
const plain = new Intl.NumberFormat(language)

export function startSums(form: HTMLFormElement): void {
  const box = form.querySelector<HTMLElement>('[data-sums]')
  if (!box) return
  const digits = Number(box.dataset.digits)
  const currency = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: box.dataset.currency!,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  const money = (amount: number) => currency.format(amount)
  const typed = (name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value.trim() ?? ''
  box.addEventListener('input', () => {
    const total = countOf(typed('total_slots'))
    const goal = typed('minimum_slots') === '' ? total : countOf(typed('minimum_slots'))
    // Read as the server reads it, and then in whole units of the currency, as formatters take it.
    const smallest = amountOf(typed('price_per_slot'), digits)
    const price = smallest ? smallest / 10 ** digits : undefined
    const shop = Number(box.dataset.shop) / 10 ** digits
    const hasGoal = total !== undefined && goal !== undefined
    const isAll = goal === total
    const kind = !hasGoal ? undefined : goal > total ? 'above' : `${isAll ? 'all' : 'some'}${goal === 1 ? 'One' : ''}`
    const values = { goal: plain.format(goal ?? 0), total: plain.format(total ?? 0) }
    show(box, 'goal', kind, values)
    const canSell = hasGoal && price !== undefined && kind !== 'above'
    show(box, 'amount', canSell ? kind : undefined, {
      ...values,
      amount: money(wouldCollect(goal ?? 0, price ?? 0)),
      full: money(wouldCollect(total ?? 0, price ?? 0)),
    })
    show(box, 'saving', price !== undefined && shop > price ? 'some' : undefined, {
      amount: money(shop - (price ?? 0)),
      percent: `${Math.round(((shop - (price ?? 0)) / shop) * 100)}%`,
    })
  })
}

function show(box: HTMLElement, name: string, kind: string | undefined, values: Record<string, string>): void {
  const line = box.querySelector<HTMLElement>(`[data-sum="${name}"]`)
  if (!line) return
  const template = kind === undefined ? undefined : line.dataset[kind]
  line.hidden = template === undefined
  const words = (template ?? '').replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
  if (line.textContent !== words) line.textContent = words
}
