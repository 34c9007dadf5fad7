/** Sentences that recompute while a seller types: what the goal means, what comes in, what buyers save. */
import { amountOf, countOf, wouldCollect } from '../amounts.ts'
import { locale } from './locale.ts'
import { moneyIn } from './money.ts'

const plain = new Intl.NumberFormat(locale)

export function startSums(form: HTMLFormElement): void {
  const box = form.querySelector<HTMLElement>('[data-sums]')
  if (!box) return
  const digits = Number(box.dataset.digits)
  const money = moneyIn(box.dataset)
  const typed = (name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value.trim() ?? ''
  followProposal(form)
  form.addEventListener('input', () => {
    const total = countOf(typed('total_slots'))
    const goal = typed('minimum_slots') === '' ? total : countOf(typed('minimum_slots'))
    // Read as the server reads it; nothing costs nothing.
    const price = amountOf(typed('price_per_slot'), digits) || undefined
    const shop = Number(box.dataset.shop)
    const hasGoal = total !== undefined && goal !== undefined
    const isAll = goal === total
    const kind = !hasGoal ? undefined : goal > total ? 'above' : `${isAll ? 'all' : 'some'}${goal === 1 ? 'One' : ''}`
    const values = { goal: plain.format(goal ?? 0), total: plain.format(total ?? 0) }
    show(form, 'goal', kind, values)
    const canSell = hasGoal && price !== undefined && kind !== 'above'
    show(form, 'amount', canSell ? kind : undefined, {
      ...values,
      amount: money(wouldCollect(goal ?? 0, price ?? 0)),
      full: money(wouldCollect(total ?? 0, price ?? 0)),
    })
    show(form, 'saving', price !== undefined && shop > price ? 'some' : undefined, {
      amount: money(shop - (price ?? 0)),
      percent: `${Math.round(((shop - (price ?? 0)) / shop) * 100)}%`,
    })
    const example = `${typed('completion') === 'at_deadline' ? 'atDeadline' : 'whenFull'}${typed('goal_counts') === 'claims' ? 'Claims' : 'Confirmed'}`
    show(form, 'example', hasGoal && goal <= total ? example : undefined, {
      ...values,
      less: plain.format((goal ?? 1) - 1),
    })
  })
}

/** The most that one buyer may take follows the number of slots, a fifth of it, until the seller has said something else. */
function followProposal(form: HTMLFormElement): void {
  const field = form.elements.namedItem('max_per_buyer')
  if (!(field instanceof HTMLInputElement) || field.dataset.proposed === undefined) return
  field.addEventListener('input', () => {
    delete field.dataset.proposed
  })
  form.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'total_slots' || field.dataset.proposed === undefined)
      return
    const total = countOf(target.value)
    if (total !== undefined) field.value = plain.format(Math.ceil(total / 5))
  })
}

function show(form: HTMLElement, name: string, kind: string | undefined, values: Record<string, string>): void {
  const line = form.querySelector<HTMLElement>(`[data-sum="${name}"]`)
  if (!line) return
  const templates: Record<string, string> = JSON.parse(line.dataset.templates!)
  const template = kind === undefined ? undefined : templates[kind]
  line.hidden = template === undefined
  const words = (template ?? '').replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
  if (line.textContent !== words) line.textContent = words
}
