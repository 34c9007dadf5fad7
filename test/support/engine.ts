/** The engine as tests use it: short ways to make things happen through the use cases, and to read what came of it. */

import type { Database } from '../../src/db/index.ts'
import { relayOnce } from '../../src/jobs/outbox-relay.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { isProblem } from '../../src/kernel/problem.ts'
import { type Campaign, createCampaign, type ItemWish, type NewCampaign } from '../../src/modules/campaigns/index.ts'
import { createProduct, type NewProduct, type Product } from '../../src/modules/products/index.ts'
import { databaseNow } from './clock.ts'
import { silentLog } from './log.ts'

export const minutes = (count: number) => count * 60_000
export const hours = (count: number) => count * 3_600_000

export async function makeProduct(db: Database, product: Partial<NewProduct> = {}): Promise<Product> {
  return db.tx((tx) =>
    createProduct(tx, {
      seller_id: 'seller-1',
      name: 'Melati Senja',
      base_price: 250_000,
      sambatan_enabled: true,
      ...product,
    }),
  )
}

export interface CampaignWish extends Partial<Omit<NewCampaign, 'deadline' | 'opens_at'>> {
  /** From the database's now; a week when left out. */
  deadlineInMs?: number
  opensInMs?: number
  seller_id?: string
}

/** A campaign of 10 slots at 100,000 on a product of its own, active at once, unless the wish says otherwise. */
export async function makeCampaign(db: Database, wish: CampaignWish = {}): Promise<Campaign> {
  const { deadlineInMs = hours(168), opensInMs, seller_id = 'seller-1', ...rest } = wish
  const productId = rest.product_id ?? (await makeProduct(db, { seller_id })).id
  const nowMs = (await databaseNow(db)).getTime()
  return db.tx((tx) =>
    createCampaign(tx, {
      title: 'Melati Senja, batch 1',
      total_slots: 10,
      ...(rest.items === undefined ? { price_per_slot: 100_000 } : {}),
      deadline: new Date(nowMs + deadlineInMs),
      ...(opensInMs === undefined ? {} : { opens_at: new Date(nowMs + opensInMs) }),
      ...rest,
      product_id: productId,
    }),
  )
}

/** An item as a wish has it, with what is mostly left out. */
export function item(name: string, price: number, wish: Partial<ItemWish> = {}): ItemWish {
  return {
    name,
    description: '',
    price,
    compare_at_price: null,
    slots_per_unit: 1,
    maximum_units: null,
    minimum_units: null,
    max_per_buyer: null,
    weight_grams: null,
    sku: null,
    photo_id: null,
    on_sale: true,
    tiers: [],
    ...wish,
  }
}

export function tier(
  price: number,
  wish: { units?: number; ends_at?: Date; name?: string },
): ItemWish['tiers'][number] {
  return { name: '', price, units: null, ends_at: null, ...wish }
}

export interface JoinWish {
  id?: string
  user_id?: string
  quantity?: number | undefined
  lines?: { item_id: string; units: number }[]
  expected_amount?: number
  shipping_address?: string
  note?: string
  actor?: string
  scope?: string
  key?: string
  request_hash?: string
}

export interface JoinOutcome {
  ord: number
  outcome: string
  detail: Record<string, unknown> | null
  participation_id: string | null
  amount: number | null
  currency: string | null
  hold_expires_at: Date | null
  joined_at: Date | null
  slots_left: number | null
  quantity: number | null
  lines: { item: number; tier?: number; units: number; price: number; dropped?: boolean }[] | null
  number: number | null
  unique_part: number | null
}

export const joinRow = (campaignId: string, wish: JoinWish = {}): Record<string, unknown> => ({
  campaign_id: campaignId,
  id: uuidv7(),
  user_id: 'buyer-1',
  ...(wish.lines === undefined ? { quantity: 1 } : {}),
  shipping_address: 'Jalan Melati 1, Yogyakarta',
  ...wish,
})

/** One call of join_sambatan_campaigns. */
export function joinBatch(db: Database, campaignId: string, wishes: JoinWish[]): Promise<JoinOutcome[]> {
  const rows = wishes.map((wish) => joinRow(campaignId, wish))
  return db.query<JoinOutcome>('select * from sambatan.join_sambatan_campaigns($1::jsonb)', [JSON.stringify(rows)])
}

export async function join(db: Database, campaignId: string, wish: JoinWish = {}): Promise<JoinOutcome> {
  const [row] = await joinBatch(db, campaignId, [wish])
  if (row === undefined) throw new Error('a join has an outcome')
  return row
}

/** Joins and must succeed; the id of the participation. */
export async function joined(db: Database, campaignId: string, wish: JoinWish = {}): Promise<string> {
  const row = await join(db, campaignId, wish)
  if (row.outcome !== 'joined' || row.participation_id === null) throw new Error(`not joined: ${row.outcome}`)
  return row.participation_id
}

export interface PassRow {
  campaign_id: string
  action: string
  old_status: string
  new_status: string
  detail: Record<string, unknown>
}

/** Passes of the lifecycle until nothing is due; what they did. */
export async function runPasses(db: Database, batch = 500): Promise<PassRow[]> {
  const all: PassRow[] = []
  for (;;) {
    const rows = await db.query<PassRow>('select * from sambatan.check_sambatan_deadlines($1)', [batch])
    if (rows.length === 0) return all
    all.push(...rows)
  }
}

/** The same, and what they did to one campaign: other tests leave theirs. */
export async function passesOf(db: Database, campaignId: string): Promise<PassRow[]> {
  return (await runPasses(db)).filter((row) => row.campaign_id === campaignId)
}

/** The machine word that something is refused with; fails when it is not refused, or not by a problem. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt
  } catch (error) {
    if (isProblem(error)) return error.code
    throw error
  }
  throw new Error('it was not refused')
}

/** The SQLSTATE that a statement fails with, whether a refusal or an error. */
export async function sqlstateOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt
  } catch (error) {
    if (isProblem(error)) return 'SB001'
    return String((error as { code?: unknown }).code)
  }
  return '00000'
}

export interface CampaignState {
  status: string
  filled_slots: number
  participant_count: number
  progress: number
  closed_slots: number | null
  locked_at: Date | null
  fulfilled_at: Date | null
  cancelled_at: Date | null
  deadline: Date
}

export async function stateOf(db: Database, campaignId: string): Promise<CampaignState> {
  const [row] = await db.query<CampaignState>('select * from sambatan.campaigns where id = $1', [campaignId])
  if (row === undefined) throw new Error('no such campaign')
  return row
}

export async function statusOf(db: Database, participationId: string): Promise<string> {
  const [row] = await db.query<{ status: string }>('select status from sambatan.participants where id = $1', [
    participationId,
  ])
  return row?.status ?? 'missing'
}

/** Names of a campaign's audit events, oldest first. */
export async function eventsOf(db: Database, campaignId: string): Promise<string[]> {
  const rows = await db.query<{ event: string }>(
    'select event from sambatan.audit_logs where campaign_id = $1 order by id',
    [campaignId],
  )
  return rows.map((row) => row.event)
}

/** Lets people and other systems be told of all that has happened. */
export async function relay(db: Database): Promise<void> {
  while ((await relayOnce(db, silentLog)) > 0);
}
