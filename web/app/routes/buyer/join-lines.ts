/** What somebody has chosen of several items: it travels in addresses and forms as `id:units,id:units`. */
import type { Campaign } from '@sambatan/client'
import type { Problem } from '../../page.ts'

export interface OrderLine {
  item_id: string
  units: number
}

/** A number of slots, or lines where a campaign sells several things. */
export type Wanted = number | '' | OrderLine[]

export function wantedWords(wanted: Wanted): string {
  return Array.isArray(wanted) ? wanted.map(({ item_id, units }) => `${item_id}:${units}`).join(',') : `${wanted}`
}

export const unitsName = (itemId: string) => `units-${itemId}`

/** What was chosen; undefined where something was typed that is no number of units. What is not sold here is left out. */
export function linesIn(given: FormData | URLSearchParams, items: Campaign['items']): OrderLine[] | undefined {
  const said = new Map<string, string>()
  for (const part of `${given.get('lines') ?? ''}`.split(',')) {
    const [id = '', units = ''] = part.split(':')
    said.set(id, units)
  }
  const [step, by] = `${given.get('by') ?? ''}`.split(':')
  const lines: OrderLine[] = []
  for (const { id } of items) {
    const typed = `${given.get(unitsName(id)) ?? said.get(id) ?? ''}`.trim()
    if (!/^\d{0,6}$/.test(typed)) return undefined
    const units = Math.max(0, Number(typed) + (step === id ? Number(by) || 0 : 0))
    if (units > 0) lines.push({ item_id: id, units })
  }
  return lines
}

export function slotsOf(lines: OrderLine[], items: Campaign['items']): number {
  return lines.reduce((sum, line) => {
    const item = items.find(({ id }) => id === line.item_id)
    return sum + line.units * (item?.slots_per_unit ?? 1)
  }, 0)
}

/** What is wrong with one item, by its id. */
export function itemErrors({ itemId, detail }: Problem): Record<string, string> {
  return itemId === undefined ? {} : { [itemId]: detail }
}
