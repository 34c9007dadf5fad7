import type { OrderLine } from './join-lines.ts'

/** How many units of each item an order holds, whatever tiers they were agreed at. */
export function keptUnits(lines: { item_id: string; units: number; dropped: boolean }[]): OrderLine[] {
  const units = new Map<string, number>()
  for (const line of lines) {
    if (!line.dropped) units.set(line.item_id, (units.get(line.item_id) ?? 0) + line.units)
  }
  return [...units].map(([item_id, count]) => ({ item_id, units: count }))
}
