/**
 * Live progress: who watches a campaign hears of every change, on whichever node it was made.
 *
 * The node that wrote announces, at most every 250 ms a campaign, to its own watchers and by NOTIFY to the other nodes.
 * Never inside the transaction that wrote: PostgreSQL serializes the commits of transactions that notify. A message only
 * says "look again"; each node then reads the progress once, however many watch. What was lost (a reconnect, a write by
 * plain SQL) is found by looking again every few seconds while somebody watches.
 */
import type { Database } from '../../db/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import type { Logger } from '../../services.ts'
import { campaignProgress, type Progress } from '../campaigns/index.ts'

export type ProgressListener = (progress: Progress) => void

export interface Live {
  /** Says that a campaign changed. Returns at once; safe to call for every join. */
  announce(campaignId: string): void
  /** Calls the listener with every new state from now on; returns how to stop. */
  watch(campaignId: string, listener: ProgressListener): () => void
  /** How many listeners there are on this node. */
  watchers(): number
  close(): Promise<void>
}

interface Options {
  db: Database
  log: Logger
  /** How often a watched campaign is read again unasked, in milliseconds. */
  lookAgainMs?: number
}

const channel = 'sambatan_live'

/** At most four announcements a second for one campaign. */
const throttleMs = 250

interface Watched {
  listeners: Set<ProgressListener>
  /** The version (updated_at) that the listeners have seen. */
  seen: string | undefined
  reading: boolean
  again: boolean
}

export async function createLive({ db, log, lookAgainMs = 5_000 }: Options): Promise<Live> {
  const nodeId = uuidv7()
  const watched = new Map<string, Watched>()
  /** Campaigns announced within the last 250 ms; the value says whether something changed since. */
  const recent = new Map<string, boolean>()

  async function look(campaignId: string): Promise<void> {
    const entry = watched.get(campaignId)
    if (!entry) return
    if (entry.reading) {
      entry.again = true
      return
    }
    entry.reading = true
    try {
      do {
        entry.again = false
        const progress = await campaignProgress(db.read, campaignId)
        if (progress.updated_at === entry.seen) continue
        entry.seen = progress.updated_at
        for (const listener of entry.listeners) listener(progress)
      } while (entry.again)
    } catch (error) {
      // The database is away: the next look finds what was missed.
      log.debug({ err: error }, 'live progress could not be read')
    } finally {
      entry.reading = false
    }
  }

  function tell(campaignId: string): void {
    void look(campaignId)
    db.notify(channel, `${nodeId} ${campaignId}`).catch((error) => log.debug({ err: error }, 'could not notify'))
  }

  function announce(campaignId: string): void {
    if (recent.has(campaignId)) {
      recent.set(campaignId, true)
      return
    }
    recent.set(campaignId, false)
    tell(campaignId)
    setTimeout(() => {
      const changed = recent.get(campaignId)
      recent.delete(campaignId)
      if (changed) announce(campaignId)
    }, throttleMs).unref()
  }

  const subscription = await db.listen(
    channel,
    (payload) => {
      const [from, campaignId] = payload.split(' ')
      if (from !== nodeId && campaignId !== undefined) void look(campaignId)
    },
    lookAtAll,
  )
  function lookAtAll(): void {
    for (const campaignId of watched.keys()) void look(campaignId)
  }
  const timer = setInterval(lookAtAll, lookAgainMs)
  timer.unref()

  return {
    announce,
    watch(campaignId, listener) {
      const entry = watched.get(campaignId) ?? { listeners: new Set(), seen: undefined, reading: false, again: false }
      watched.set(campaignId, entry)
      entry.listeners.add(listener)
      return () => {
        entry.listeners.delete(listener)
        if (entry.listeners.size === 0 && watched.get(campaignId) === entry) watched.delete(campaignId)
      }
    },
    watchers: () => [...watched.values()].reduce((sum, entry) => sum + entry.listeners.size, 0),
    async close() {
      clearInterval(timer)
      await subscription.close()
    },
  }
}
