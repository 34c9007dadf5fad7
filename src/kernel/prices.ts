/** Which of a campaign's prices are said where there is room for one: reckoned once, for pages and for share images. */
interface Item {
  price: number
  /** What the next unit costs; null where none can be had. */
  price_now: number | null
  dropped: boolean
}

/** The lowest price that can be had, in the smallest unit, and whether it is one of several. */
export function lowestOf({ items, price_per_slot }: { items: Item[]; price_per_slot: number }): {
  amount: number
  isOneOfSeveral: boolean
} {
  const open = items.filter(({ price_now }) => price_now !== null)
  const among = open.length > 0 ? open : items.filter(({ dropped }) => !dropped)
  const prices = among.map(({ price, price_now }) => price_now ?? price)
  if (prices.length === 0) return { amount: price_per_slot, isOneOfSeveral: false }
  return { amount: Math.min(...prices), isOneOfSeveral: new Set(prices).size > 1 }
}

/** The early bird that an item is sold at now, if any, and what its units cost after it. */
export function earlyBirdOf<Tier extends { price: number; units_left: number | null }>({
  price,
  price_now,
  tiers,
}: Omit<Item, 'dropped'> & { tiers: Tier[] }): { tier: Tier; next: number } | undefined {
  const [tier, after] = tiers.filter(({ units_left }) => units_left !== 0)
  return tier === undefined || price_now === null ? undefined : { tier, next: after?.price ?? price }
}
