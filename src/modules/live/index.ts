/**
 * Live progress: who watches a campaign hears of every change, on whichever node it was made.
 *
 * The node that wrote announces: to its own watchers at once, to the other nodes by NOTIFY, at most four times a second
 * for all its campaigns together. Never inside the transaction that wrote: PostgreSQL serializes the commits of
 * transactions that notify. A message only says "look again"; each node then reads the progress once, however many
 * watch and however many nodes write, and at most four times a second a campaign. What was lost (a reconnect, a write
 * by plain SQL) is found by comparing what is watched with the database every few seconds.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../db/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import type { Logger } from '../../kernel/logger.ts'
import { campaignProgress, findCampaigns, type Progress, progressOf } from '../campaigns/index.ts'
import { type ChangesListener, type ChangesScope, createChangesHub } from './changes.ts'

export { type Changes, type ChangesListener, type ChangesScope, changesNamedMax } from './changes.ts'

export type ProgressListener = (progress: Progress) => void

export interface Live {
  /** Says that a campaign changed. Returns at once; safe to call for every join. */
  announce(campaignId: string): void
  /** Says that something changed which is no campaign, as whether the scheduler runs: whoever follows all looks anew. */
  announceAnew(): void
  /** Calls the listener with every new state from now on, at most four times a second; returns how to stop. */
  watch(campaignId: string, listener: ProgressListener): () => void
  /** Calls the listener with which campaigns changed, on any node, at most twice a second; returns how to stop. */
  watchChanges(scope: ChangesScope, listener: ChangesListener): () => void
  /** How many listeners there are on this node. */
  watchers(): number
  close(): Promise<void>
}

interface Options {
  db: Database
  log: Logger
  /** How often what is watched is compared with the database unasked, in milliseconds. */
  lookAgainMs?: number
}

const channel = 'sambatan_live'

/** At most four a second: of one campaign to its watchers, and of one node to the others. */
const throttleMs = 250

/** PostgreSQL takes 8,000 bytes in one notification: 200 ids of 36 characters and a space. */
const idsPerMessage = 200

/** Ids of one query when everything that is watched is compared. */
const idsPerQuery = 1_000

interface Watched {
  listeners: Set<ProgressListener>
  /** What the listeners have been told last. */
  told: string | undefined
  /** Being read, or begun to be read less than 250 ms ago: a slow answer must not overtake a newer one. */
  resting: boolean
  /** Whether something was announced meanwhile. */
  again: boolean
}

/**
 * Tells one state of a campaign from the next. The time alone would not: it has milliseconds, and two batches of joins
 * can commit within one.
 */
export function versionOf(state: Pick<Progress, 'updated_at' | 'filled_slots' | 'confirmed_slots' | 'status'>): string {
  return `${Date.parse(state.updated_at)}-${state.filled_slots}-${state.confirmed_slots}-${state.status}`
}

export async function createLive({ db, log, lookAgainMs = 5_000 }: Options): Promise<Live> {
  const watched = new Map<string, Watched>()

  async function look(campaignId: string): Promise<void> {
    const entry = watched.get(campaignId)
    if (!entry) return
    if (entry.resting) {
      entry.again = true
      return
    }
    entry.resting = true
    entry.again = false
    const rested = sleep(throttleMs, undefined, { ref: false })
    try {
      tell(entry, await campaignProgress(db.read, campaignId))
    } catch (error) {
      // The database is away: comparing finds later what is missed now.
      log.debug({ err: error }, 'live progress could not be read')
    }
    await rested
    entry.resting = false
    if (entry.again) void look(campaignId)
  }

  async function compare(): Promise<void> {
    const ids = [...watched.keys()]
    try {
      for (let i = 0; i < ids.length; i += idsPerQuery) {
        for (const campaign of await findCampaigns(db.read, ids.slice(i, i + idsPerQuery))) {
          const version = versionOf(progressOf(campaign))
          if (watched.get(campaign.id)?.told !== version) void look(campaign.id)
        }
      }
    } catch (error) {
      log.debug({ err: error }, 'what is watched could not be compared')
    }
  }

  const changes = createChangesHub({ db, log })
  const others = await otherNodes(db, log, {
    changed: (campaignIds) => {
      for (const campaignId of campaignIds) void look(campaignId)
      changes.add(campaignIds)
    },
    anew: () => changes.missed(),
    missed: () => {
      void compare()
      changes.missed()
    },
  })
  const timer = setInterval(() => void compare(), lookAgainMs)
  timer.unref()

  return {
    announce(campaignId) {
      void look(campaignId)
      changes.add([campaignId])
      others.tell(campaignId)
    },
    announceAnew() {
      changes.missed()
      others.tellAnew()
    },
    watch(campaignId, listener) {
      const entry = watched.get(campaignId) ?? { listeners: new Set(), told: undefined, resting: false, again: false }
      watched.set(campaignId, entry)
      entry.listeners.add(listener)
      return () => {
        entry.listeners.delete(listener)
        if (entry.listeners.size === 0 && watched.get(campaignId) === entry) watched.delete(campaignId)
      }
    },
    watchChanges: (scope, listener) => changes.listen(scope, listener),
    watchers: () => [...watched.values()].reduce((sum, entry) => sum + entry.listeners.size, 0) + changes.listeners(),
    async close() {
      clearInterval(timer)
      watched.clear()
      changes.close()
      await others.close()
    },
  }
}

function tell(entry: Watched, progress: Progress): void {
  const version = versionOf(progress)
  if (version === entry.told) return
  entry.told = version
  for (const listener of entry.listeners) listener(progress)
}

interface OtherNodes {
  tell(campaignId: string): void
  tellAnew(): void
  close(): Promise<void>
}

interface Heard {
  changed(campaignIds: string[]): void
  /** Something that is no campaign changed. */
  anew(): void
  /** Messages may have been lost. */
  missed(): void
}

/** The other nodes on this database. What changed within 250 ms goes out in one message. */
async function otherNodes(db: Database, log: Logger, heard: Heard): Promise<OtherNodes> {
  const nodeId = uuidv7()
  const changed = new Set<string>()
  let resting: NodeJS.Timeout | undefined

  function post(campaignIds: string[]): void {
    db.notify(channel, [nodeId, ...campaignIds].join(' ')).catch((error) =>
      log.debug({ err: error }, 'other nodes could not be told'),
    )
  }

  function send(): void {
    const ids = [...changed]
    changed.clear()
    for (let i = 0; i < ids.length; i += idsPerMessage) post(ids.slice(i, i + idsPerMessage))
    resting = setTimeout(() => {
      resting = undefined
      if (changed.size > 0) send()
    }, throttleMs)
    resting.unref()
  }

  const subscription = await db.listen(
    channel,
    (message) => {
      const [from, ...campaignIds] = message.split(' ')
      if (from === nodeId) return
      if (campaignIds.length === 0) heard.anew()
      else heard.changed(campaignIds)
    },
    heard.missed,
  )
  return {
    tell(campaignId) {
      changed.add(campaignId)
      if (!resting) send()
    },
    tellAnew: () => post([]),
    async close() {
      clearTimeout(resting)
      await subscription.close()
    },
  }
}
