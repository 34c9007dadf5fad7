/**
 * Which campaigns changed, for pages that show many: operators hear of all, a seller of their own. At most two messages a
 * second, each with all that changed since the one before; so a drop that ten thousand join is two messages a second.
 */
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Database } from '../../db/index.ts'
import { atMost } from '../../kernel/cache-size.ts'
import type { Logger } from '../../kernel/logger.ts'

export interface Changes {
  campaign_ids: string[]
  /** Something may have been missed, or is too much to name: read anew whatever is shown. */
  missed: boolean
}

export type ChangesListener = (changes: Changes) => void

/** Everybody's campaigns, or those of one seller. */
export type ChangesScope = 'all' | { sellerId: string }

export interface ChangesHub {
  /** Says that campaigns changed; costs nothing while nobody listens. */
  add(campaignIds: string[]): void
  /** Says that news may have been lost. */
  missed(): void
  listen(scope: ChangesScope, listener: ChangesListener): () => void
  listeners(): number
  close(): void
}

interface Options {
  db: Database
  log: Logger
  everyMs?: number
}

/** More in half a second are not named: whoever shows so many reads them anew. */
export const changesNamedMax = 200

function named(ids: string[], wasLost: boolean): Changes {
  return { campaign_ids: ids.slice(0, changesNamedMax), missed: wasLost || ids.length > changesNamedMax }
}

export function createChangesHub({ db, log, everyMs = 500 }: Options): ChangesHub {
  const all = new Set<ChangesListener>()
  const bySeller = new Map<string, Set<ChangesListener>>()
  const ownersOf = createOwners(db)
  const changed = new Set<string>()
  let lost = false
  let resting: NodeJS.Timeout | undefined

  function wake(): void {
    if (resting || (changed.size === 0 && !lost)) return
    resting = setTimeout(() => {
      resting = undefined
      wake()
    }, everyMs)
    resting.unref()
    void tell()
  }

  async function tell(): Promise<void> {
    const ids = [...changed]
    const wasLost = lost
    changed.clear()
    lost = false
    for (const listener of all) listener(named(ids, wasLost))
    if (bySeller.size === 0) return
    const owners = await ownersOf(ids).catch((error) => {
      log.debug({ err: error }, 'whose campaigns changed could not be read')
      return undefined
    })
    for (const [sellerId, listeners] of bySeller) {
      const own = ids.filter((id) => owners?.get(id) === sellerId)
      const changes = named(own, wasLost || owners === undefined)
      if (own.length > 0 || changes.missed) for (const listener of listeners) listener(changes)
    }
  }

  return {
    add(campaignIds) {
      if (all.size === 0 && bySeller.size === 0) return
      for (const id of campaignIds) changed.add(id)
      wake()
    },
    missed() {
      if (all.size === 0 && bySeller.size === 0) return
      lost = true
      wake()
    },
    listen(scope, listener) {
      const sellerId = scope === 'all' ? undefined : scope.sellerId
      const listeners = sellerId === undefined ? all : (bySeller.get(sellerId) ?? new Set())
      if (sellerId !== undefined) bySeller.set(sellerId, listeners)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (sellerId !== undefined && listeners.size === 0) bySeller.delete(sellerId)
      }
    },
    listeners: () => all.size + [...bySeller.values()].reduce((sum, listeners) => sum + listeners.size, 0),
    close() {
      clearTimeout(resting)
      all.clear()
      bySeller.clear()
    },
  }
}

/** Finds the sellers of campaigns. Whose a campaign is never changes, so each is read once. */
function createOwners(db: Database): (ids: string[]) => Promise<Map<string, string>> {
  const sellerOf = new LRUCache<string, string>(atMost(50_000))
  return async (ids) => {
    const unknown = ids.filter((id) => !sellerOf.has(id))
    if (unknown.length > 0) {
      const rows = await db.read
        .selectFrom('campaigns')
        .select(['id', 'seller_id'])
        .where('id', '=', sql<string>`any (${unknown}::uuid[])`)
        .execute()
      for (const row of rows) sellerOf.set(row.id, row.seller_id)
    }
    return new Map(ids.flatMap((id) => (sellerOf.has(id) ? [[id, sellerOf.get(id)!]] : [])))
  }
}
