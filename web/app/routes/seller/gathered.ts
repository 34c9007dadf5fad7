/** What is meant of a list that comes in pages. */

/** How many are settled at once at most. */
const manyMax = 500

interface Wanted<Item> {
  /** Left out: all. */
  isMeant?: (item: Item) => boolean
  /** How many there are of these at most; with all of them found nobody looks further. */
  count?: number
}

/** What is meant of a list, wherever in it: of all its pages, up to as many as are settled at once. */
export async function gathered<Item>(
  list: (from: { limit: number; cursor?: string }) => Promise<{ items: Item[]; next?: string | undefined }>,
  { isMeant = () => true, count = manyMax }: Wanted<Item> = {},
): Promise<Item[]> {
  const most = Math.min(count, manyMax)
  const all: Item[] = []
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await list({ limit: 100, ...(cursor !== undefined && { cursor }) })
    all.push(...items.filter(isMeant))
    if (next === undefined || all.length >= most) return all.slice(0, most)
    cursor = next
  }
}
