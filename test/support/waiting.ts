/** Waiting lists as tests use them. */
import { dataChecks } from '../../src/cli/doctor-checks.ts'
import type { Database } from '../../src/db/index.ts'
import {
  claimOffer,
  declineOffer,
  joinWaitingList,
  listWaiting,
  type WaitingEntry,
  waitingOf,
} from '../../src/modules/waiting/index.ts'

interface WaitWish {
  quantity?: number
  lines?: { item_id: string; units: number }[]
}

/** Somebody waits for so many slots, or for lines. */
export function wait(
  db: Database,
  campaignId: string,
  user: string,
  wish: WaitWish = { quantity: 1 },
): Promise<WaitingEntry> {
  return db.tx((tx) =>
    joinWaitingList(tx, campaignId, { user_id: user, shipping_address: 'Jalan Kenanga 2, Bantul', ...wish }),
  )
}

/** Who waits and for how many, in order; with a star who is offered it. */
export async function listOf(db: Database, campaignId: string): Promise<string> {
  const entries = await listWaiting(db.read, campaignId)
  return entries.map(({ user_id, quantity, offer }) => `${user_id} ${quantity}${offer ? '*' : ''}`).join(', ')
}

export async function entryOf(db: Database, campaignId: string, user: string): Promise<WaitingEntry> {
  const [entry] = await waitingOf(db.read, user, { campaignId })
  if (entry === undefined) throw new Error(`${user} never waited`)
  return entry
}

/** The id of what is offered to somebody. */
export async function offerOf(db: Database, campaignId: string, user: string): Promise<string> {
  const { offer } = await entryOf(db, campaignId, user)
  if (offer === null) throw new Error(`${user} is offered nothing`)
  return offer.participation_id
}

export async function claim(db: Database, campaignId: string, user: string) {
  const id = await offerOf(db, campaignId, user)
  return db.tx((tx) => claimOffer(tx, id))
}

export async function decline(db: Database, campaignId: string, user: string) {
  const id = await offerOf(db, campaignId, user)
  return db.tx((tx) => declineOffer(tx, id))
}

/** What the doctor says. */
export async function offenders(db: Pick<Database, 'query'>): Promise<string[]> {
  const found: string[] = []
  for (const { name, offenders } of dataChecks) {
    for (const { offender } of await db.query<{ offender: string }>(offenders)) found.push(`${name}: ${offender}`)
  }
  return found
}
