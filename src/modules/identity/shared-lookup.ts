/**
 * A cache in front of one look-up in the database that many requests make at once: of sessions, API keys and people.
 * While a look-up is in flight the next ones queue and go together (at most 500), as joins do: when ten thousand people
 * press a button at noon, recognizing them costs some twenty statements and not ten thousand round trips.
 */
import { LRUCache } from 'lru-cache'
import { atMost } from '../../kernel/cache-size.ts'

export interface SharedLookup<Item, Value> {
  /** What is known of the item: at once when it is in the cache, else when the database has answered. */
  get(item: Item): Value | undefined | Promise<Value | undefined>
  /** What is in the cache, under its key; undefined where nothing is. */
  peek(key: string): { value: Value | undefined } | undefined
  /** Forgets what matches, at once and also what is being read right now. */
  forget(matches: (value: Value) => boolean): void
}

interface Options<Item, Value> {
  keyOf(item: Item): string
  /** Reads up to 500 items in one statement; an item without a value is missing from the answer. */
  load(items: Item[]): Promise<Map<string, Value>>
  /** How long an answer is believed, in milliseconds. */
  ttlMs: number
  /** How many answers are kept; those that were not asked for longest go first. */
  sizeMax: number
  /** How many items go together, 500 unless told; and how many look-ups may be in flight, one unless told. */
  batchMax?: number
  concurrency?: number
}

interface Waiting<Item, Value> {
  item: Item
  promise: Promise<Value | undefined>
  resolve(value: Value | undefined): void
  reject(error: unknown): void
}

export function createSharedLookup<Item, Value>(options: Options<Item, Value>): SharedLookup<Item, Value> {
  const { keyOf, load, ttlMs, sizeMax, batchMax = 500, concurrency = 1 } = options
  const cache = new LRUCache<string, { value: Value | undefined }>({ ...atMost(sizeMax), ttl: ttlMs })
  const waiting = new Map<string, Waiting<Item, Value>>()
  let inFlight = 0
  /** Grows with every revocation: an answer that was asked for before one may be from before it. */
  let generation = 0

  async function drive(): Promise<void> {
    while (waiting.size > 0) {
      const batch: [string, Waiting<Item, Value>][] = []
      for (const entry of waiting) {
        if (batch.push(entry) >= batchMax) break
      }
      for (const [key] of batch) waiting.delete(key)
      const askedIn = generation
      try {
        const found = await load(batch.map(([, { item }]) => item))
        for (const [key, { resolve }] of batch) {
          const value = found.get(key)
          if (askedIn === generation) cache.set(key, { value })
          resolve(value)
        }
      } catch (error) {
        for (const [, { reject }] of batch) reject(error)
      }
    }
    inFlight -= 1
  }

  return {
    get(item) {
      const key = keyOf(item)
      const known = cache.get(key)
      if (known) return known.value
      const asked = waiting.get(key)
      if (asked) return asked.promise
      const { promise, resolve, reject } = Promise.withResolvers<Value | undefined>()
      waiting.set(key, { item, promise, resolve, reject })
      // Not at once: requests that have arrived together are read in one turn of the event loop, and go in one statement.
      if (inFlight < concurrency) {
        inFlight += 1
        setImmediate(() => void drive())
      }
      return promise
    },
    peek: (key) => cache.get(key),
    forget(matches) {
      generation += 1
      for (const [key, { value }] of cache) if (value !== undefined && matches(value)) cache.delete(key)
    },
  }
}
