/** What early birds and volume prices mean, said anew as a seller types: in the words and by the numbers that the server says it with. */
import { amountOf, countOf, wouldCollect } from '../amounts.ts'
import { locale } from './locale.ts'
import { moneyIn } from './money.ts'

const plain = new Intl.NumberFormat(locale)

/** @returns says it all once more */
export function startItemSays(box: HTMLElement): () => void {
  const digits = Number(box.dataset.digits)
  const money = moneyIn(box.dataset)
  const typed = (row: ParentNode, name: RegExp) =>
    [...row.querySelectorAll<HTMLInputElement>('input')].find((field) => name.test(field.name))?.value.trim() ?? ''
  const rowsOf = (list: ParentNode, kind: string) =>
    [...(list.querySelector(`[data-rows=${kind}]`)?.children ?? [])] as HTMLElement[]

  function sayTiers(item: HTMLElement): void {
    const tiers = rowsOf(item, 'tiers')
    const priceOf = (row: HTMLElement | undefined) =>
      amountOf(row ? typed(row, /\.tiers\.\d+\.price$/) : typed(item, /^items\.\d+\.price$/), digits)
    for (const [place, tier] of tiers.entries()) {
      const [price, next] = [priceOf(tier), priceOf(tiers[place + 1])]
      const units = countOf(typed(tier, /\.units$/))
      const says = price && next && units && next > price
      const values = says ? { units: plain.format(units), price: money(price), next: money(next) } : undefined
      show(tier, place === 0 ? 'tierSays' : 'tierSaysNext', values)
    }
  }

  /** Of one item of one slot a threshold makes the whole of what comes in. */
  function sayStep(step: HTMLElement, items: HTMLElement[]): void {
    const [only, ...others] = items
    const from = countOf(typed(step, /\.from_slots$/))
    const price = amountOf(typed(step, /\.prices\.0\.price$/), digits)
    const isWhole = only && others.length === 0 && ['', '1'].includes(typed(only, /\.slots_per_unit$/))
    const values =
      isWhole && from && price
        ? { slots: plain.format(from), price: money(price), amount: money(wouldCollect(from, price)) }
        : undefined
    show(step, from === 1 ? 'volumeSaysOne' : 'volumeSays', values)
  }

  const sayAll = () => {
    const items = rowsOf(box, 'items')
    for (const item of items) sayTiers(item)
    for (const step of rowsOf(box, 'volume')) sayStep(step, items)
  }
  box.addEventListener('input', sayAll)
  return sayAll
}

/** @param says which of the sentences that the line has ready */
function show(row: HTMLElement, says: string, values: Record<string, string> | undefined): void {
  const line = row.querySelector<HTMLElement>('[data-tier-says], [data-volume-says]')
  if (!line) return
  const template = line.dataset[says] ?? ''
  const words = values ? template.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '') : ''
  if (line.textContent !== words) line.textContent = words
}
