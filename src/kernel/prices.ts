/** Which of a campaign's prices are said where there is room for one: reckoned once, and told by the API with the campaign. */
interface Tier {
  price: number
  units_left: number | null
  ends_at: string | null
}

interface Item {
  id: string
  price: number
  /** What the next unit costs; null where none can be had. */
  price_now: number | null
  dropped: boolean
  tiers: Tier[]
}

/** As the API tells them, with the campaign. */
export interface SaidPrices {
  lowest_price: number
  highest_price: number
  early_bird: {
    item_id: string
    price: number
    units_left: number | null
    ends_at: string | null
    next_price: number
  } | null
}

/** Of what can be had; where nothing can, of what is made. All in the smallest unit. */
export function saidPrices({ items, price_per_slot }: { items: Item[]; price_per_slot: number }): SaidPrices {
  const open = items.filter(({ price_now }) => price_now !== null)
  const among = open.length > 0 ? open : items.filter(({ dropped }) => !dropped)
  const prices = among.map(({ price, price_now }) => price_now ?? price)
  if (prices.length === 0) prices.push(price_per_slot)
  const lowest = Math.min(...prices)
  return { lowest_price: lowest, highest_price: Math.max(...prices), early_bird: earlyBirdSaid(items, lowest) }
}

/** The early bird of the lowest price, which is the one that stands beside it; else the one of which the fewest are left, or that ends first. */
function earlyBirdSaid(items: Item[], lowest: number): SaidPrices['early_bird'] {
  const all = items.flatMap((item) => {
    const early = earlyBirdOf(item)
    return early ? [{ item_id: item.id, next_price: early.next, ...early.tier }] : []
  })
  const order = (early: (typeof all)[number]) => [
    early.price === lowest ? 0 : 1,
    early.units_left ?? Number.POSITIVE_INFINITY,
    early.ends_at === null ? Number.POSITIVE_INFINITY : Date.parse(early.ends_at),
  ]
  const [first] = all.sort((one, other) => {
    const [a, b] = [order(one), order(other)]
    const place = a.findIndex((value, i) => value !== b[i])
    return place < 0 ? 0 : a[place]! < b[place]! ? -1 : 1
  })
  if (first === undefined) return null
  const { item_id, price, units_left, ends_at, next_price } = first
  return { item_id, price, units_left, ends_at, next_price }
}

/** The early bird that an item is sold at now, if any, and what its units cost after it. */
export function earlyBirdOf<OfItem extends Pick<Tier, 'price' | 'units_left'>>({
  price,
  price_now,
  tiers,
}: Pick<Item, 'price' | 'price_now'> & { tiers: OfItem[] }): { tier: OfItem; next: number } | undefined {
  const [tier, after] = tiers.filter(({ units_left }) => units_left !== 0)
  return tier === undefined || price_now === null ? undefined : { tier, next: after?.price ?? price }
}
