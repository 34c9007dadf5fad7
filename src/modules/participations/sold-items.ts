/**
 * The items of campaigns as answers to joins name them. Ids and numbers never change once somebody has joined, and a crowd asks for the
 * same ones a thousand times a second: so they are kept for some seconds, in which a name may be the one before.
 */
import type { Database } from '../../db/index.ts'
import type { Line } from './shapes.ts'

export interface SoldItem {
  number: number
  id: string
  name: string
  /** The ids of its tiers, in their order. */
  tiers: string[]
}

/** A line as a participation keeps it; see the column `participants.lines`. */
export interface StoredLine {
  item: number
  tier?: number
  units: number
  price: number
  dropped?: boolean
}

const keptMs = 10_000
const keptMax = 500

/** Answers for one campaign after another, from memory where it can. */
export function createSoldItems(db: Database): (campaignId: string) => Promise<SoldItem[]> {
  const kept = new Map<string, { until: number; items: SoldItem[] }>()
  return async (campaignId) => {
    const known = kept.get(campaignId)
    const at = performance.now()
    if (known !== undefined && known.until > at) return known.items
    const items = await db.query<SoldItem>('select * from sambatan.sold_items($1)', [campaignId])
    if (kept.size >= keptMax) kept.clear()
    if (items.length > 0) kept.set(campaignId, { until: at + keptMs, items })
    return items
  }
}

/** What a join took, as its answer tells it. */
export function toldLines(
  row: { quantity: number; amount: number; lines: StoredLine[] | null },
  items: SoldItem[],
): Line[] {
  const lines = row.lines ?? [
    { item: items[0]?.number ?? 1, units: row.quantity, price: Math.floor(row.amount / row.quantity) },
  ]
  return lines.flatMap(({ item, tier, units, price, dropped }: StoredLine) => {
    const sold = items.find(({ number }) => number === item)
    if (sold === undefined) return []
    return {
      item_id: sold.id,
      name: sold.name,
      units,
      unit_price: price,
      tier_id: tier === undefined ? null : (sold.tiers[tier - 1] ?? null),
      amount: row.lines === null ? row.amount : units * price,
      dropped: dropped ?? false,
      final_unit_price: null,
    }
  })
}
