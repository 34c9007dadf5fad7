/** Writes what a campaign sells: everything before its first join, and after it what makes nobody worse off. */
import { type Selectable, sql } from 'kysely'
import type { CampaignItems, Campaigns, ItemTiers, Tx, VolumePrices } from '../../db/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import { itemsRefusal, volumeRefusal } from './item-rules.ts'
import { type ItemWish, lowestPrice, needsLines, type VolumeWish } from './items.ts'
import type { CampaignTerms } from './rules.ts'

interface Sold {
  items: Selectable<CampaignItems>[]
  tiers: Selectable<ItemTiers>[]
  volume: Selectable<VolumePrices>[]
}

/** Of it what people have agreed to. */
type Frozen = Omit<Sold, 'items'> & {
  items: Pick<
    Selectable<CampaignItems>,
    | 'id'
    | 'number'
    | 'price'
    | 'compare_at_price'
    | 'slots_per_unit'
    | 'max_per_buyer'
    | 'maximum_units'
    | 'minimum_units'
  >[]
}

interface Wish {
  /** In the seller's order; one with an id is that item. */
  items: ItemWish[]
  volume: VolumeWish[]
  terms: CampaignTerms
  /** Whether the campaign's goal was said, or is simply all of it. */
  goalGiven: boolean
}

type Campaign = Pick<Selectable<Campaigns>, 'id' | 'itemized' | 'terms_frozen_at' | 'price_per_slot'> & {
  /** What a slot cost before this change; of a new campaign nothing. */
  agreed_price?: number
}

/**
 * @param campaign as it is under its lock
 * @throws Problem terms_frozen, item_not_found, item_photo_not_found, tier_over, or items that do not fit together
 */
export async function writeItems(tx: Tx, campaign: Campaign, wish: Wish): Promise<void> {
  const { items, volume } = wish
  const prices = items.length > 0 ? items.map(({ price }) => price) : [campaign.price_per_slot]
  const isFrozen = campaign.terms_frozen_at !== null
  const goal = { isGiven: wish.goalGiven, isFrozen }
  const refusal = itemsRefusal(items, wish.terms, goal) ?? volumeRefusal(prices, volume, wish.terms)
  if (refusal) throw refusal
  const before = await readSold(tx, campaign.id)
  await refuseUnknown(tx, campaign.id, before, items)
  await refuseOver(tx, wish, before)
  if (isFrozen) refuseFrozen(agreedTo(campaign, before, items), items, volume)
  else await forget(tx, campaign.id, items)
  const numbers = await upsertItems(tx, campaign.id, before, items, isFrozen)
  if (!isFrozen) await writePrices(tx, campaign.id, volume, numbers)
  if (items.length === 0) return
  const itemized = needsLines(items)
  if (isFrozen && itemized && !campaign.itemized)
    await sql`select sambatan.itemize_campaign(${campaign.id})`.execute(tx)
  await tx
    .updateTable('campaigns')
    .set({ itemized: isFrozen ? campaign.itemized || itemized : itemized, price_per_slot: lowestPrice(items) })
    .where('id', '=', campaign.id)
    .execute()
  // A lowered minimum can end what a full campaign waited for.
  await sql`select sambatan.refresh_due(array[${campaign.id}::uuid])`.execute(tx)
}

async function readSold(tx: Tx, campaignId: string): Promise<Sold> {
  const items = tx.selectFrom('campaign_items').selectAll().where('campaign_id', '=', campaignId).orderBy('number')
  const tiers = tx.selectFrom('item_tiers').selectAll().where('campaign_id', '=', campaignId).orderBy('number')
  const volume = tx.selectFrom('volume_prices').selectAll().where('campaign_id', '=', campaignId).orderBy('from_slots')
  return { items: await items.execute(), tiers: await tiers.execute(), volume: await volume.execute() }
}

/** What a campaign sells, as a wish that changes nothing; no items where it has none of its own. */
export async function readItems(tx: Tx, campaignId: string): Promise<{ items: ItemWish[]; volume: VolumeWish[] }> {
  const sold = await readSold(tx, campaignId)
  const rows = [...sold.items].sort((a, b) => a.position - b.position || a.number - b.number)
  const tiersOf = (item: number) => sold.tiers.filter((tier) => tier.item === item)
  const items = rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    price: row.price,
    compare_at_price: row.compare_at_price,
    slots_per_unit: row.slots_per_unit,
    maximum_units: row.maximum_units,
    minimum_units: row.minimum_units,
    max_per_buyer: row.max_per_buyer,
    weight_grams: row.weight_grams,
    sku: row.sku,
    photo_id: row.photo_id,
    on_sale: row.on_sale,
    tiers: tiersOf(row.number).map(({ id, name, price, units, ends_at }) => ({ id, name, price, units, ends_at })),
  }))
  const steps = [...new Set(sold.volume.map(({ from_slots }) => from_slots))]
  const placeOf = (number: number) =>
    Math.max(
      0,
      rows.findIndex((row) => row.number === number),
    )
  const volume = steps.map((from_slots) => ({
    from_slots,
    prices: sold.volume
      .filter((one) => one.from_slots === from_slots)
      .map(({ item, price }) => ({ item: placeOf(item), price })),
  }))
  return { items, volume }
}

async function refuseUnknown(tx: Tx, campaignId: string, before: Sold, items: ItemWish[]): Promise<void> {
  const known = new Set(before.items.length === 0 ? [campaignId] : before.items.map(({ id }) => id))
  for (const [place, { id, photo_id }] of items.entries()) {
    if (id !== undefined && !known.delete(id)) throw new Problem('item_not_found', { path: `items.${place}.id` })
    if (photo_id === null) continue
    const photo = await tx
      .selectFrom('campaign_photos')
      .select('id')
      .where('id', '=', photo_id)
      .where('campaign_id', '=', campaignId)
      .executeTakeFirst()
    if (!photo) throw new Problem('item_photo_not_found', { path: `items.${place}.photo_id` })
  }
}

/**
 * A step that is over when it is set would be a price that is shown and never asked. One that stood and has ended since stands; forms
 * know times by the minute.
 * @throws Problem tier_over
 */
async function refuseOver(tx: Tx, { items }: Wish, before: Sold): Promise<void> {
  const minuteOf = (time: Date | null) => time && Math.floor(time.getTime() / 60_000)
  const ends = items.flatMap(({ id, tiers }, item) => {
    const number = before.items.find((row) => row.id === id)?.number
    const stood = before.tiers.filter((tier) => tier.item === number).map((tier) => minuteOf(tier.ends_at))
    return tiers.flatMap(({ ends_at }, place) =>
      ends_at === null || stood.includes(minuteOf(ends_at))
        ? []
        : { path: `items.${item}.tiers.${place}.ends_at`, ends_at },
    )
  })
  if (ends.length === 0) return
  const { rows } = await sql<{ at_time: Date }>`select sambatan.now() as at_time`.execute(tx)
  const over = ends.find(({ ends_at }) => ends_at <= rows[0]!.at_time)
  if (over) throw new Problem('tier_over', { path: over.path, ends_at: over.ends_at.toISOString() })
}

/** What people have joined on: where no row describes the one item, it is the campaign's price for a slot. */
function agreedTo({ id, agreed_price: price }: Campaign, before: Sold, items: ItemWish[]): Frozen {
  if (before.items.length > 0 || items.length === 0) return before
  const only = { maximum_units: null, minimum_units: null, max_per_buyer: null, compare_at_price: null }
  return { ...before, items: [{ ...only, id, number: 1, price: price!, slots_per_unit: 1 }] }
}

/** What may change once somebody has joined: words, photos, order, what is on sale; more units, a lower minimum, more items. */
function refuseFrozen(before: Frozen, items: ItemWish[], volume: VolumeWish[]): void {
  const frozen = (field: string) => new Problem('terms_frozen', { fields: field })
  for (const row of before.items) {
    const place = items.findIndex(({ id }) => id === row.id)
    const item = items[place]
    if (item === undefined) throw frozen('items')
    const path = `items.${place}`
    for (const field of ['price', 'compare_at_price', 'slots_per_unit', 'max_per_buyer'] as const) {
      if (item[field] !== row[field]) throw frozen(`${path}.${field}`)
    }
    if (row.maximum_units !== null && (item.maximum_units ?? Number.POSITIVE_INFINITY) < row.maximum_units) {
      throw frozen(`${path}.maximum_units`)
    }
    if (row.maximum_units === null && item.maximum_units !== null) throw frozen(`${path}.maximum_units`)
    if ((item.minimum_units ?? 0) > (row.minimum_units ?? 0)) throw frozen(`${path}.minimum_units`)
    const tiers = before.tiers.filter((tier) => tier.item === row.number)
    if (!isSame(tiers.map(tierTerms), item.tiers.map(tierTerms))) throw frozen(`${path}.tiers`)
  }
  const numberAt =
    items.length === 0 ? [1] : items.map(({ id }) => before.items.find((row) => row.id === id)?.number ?? 0)
  const said = volume.flatMap(({ from_slots, prices }) =>
    prices.map(({ item, price }) => [from_slots, numberAt[item], price].join()),
  )
  const stands = before.volume.map(({ from_slots, item, price }) => [from_slots, item, price].join())
  if (!isSame(said.sort(), stands.sort())) throw frozen('volume_prices')
}

const tierTerms = ({ price, units, ends_at }: { price: number; units: number | null; ends_at: Date | null }) => ({
  price,
  units,
  ends_at: ends_at?.getTime() ?? null,
})

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Items that are not sold any more, and all prices, which are written anew. */
async function forget(tx: Tx, campaignId: string, items: ItemWish[]): Promise<void> {
  const kept = items.flatMap(({ id }) => id ?? [])
  await tx.deleteFrom('volume_prices').where('campaign_id', '=', campaignId).execute()
  await tx.deleteFrom('item_tiers').where('campaign_id', '=', campaignId).execute()
  let gone = tx.deleteFrom('campaign_items').where('campaign_id', '=', campaignId)
  if (kept.length > 0) gone = gone.where('id', 'not in', kept)
  await gone.execute()
}

/** The number of each item, in the order of the wish. */
async function upsertItems(
  tx: Tx,
  campaignId: string,
  before: Sold,
  items: ItemWish[],
  isFrozen: boolean,
): Promise<number[]> {
  // The one item that no row described has the number 1, with which its lines are written.
  let last = Math.max(
    before.items.length === 0 && items.some(({ id }) => id === campaignId) ? 1 : 0,
    ...before.items.map(({ number }) => number),
  )
  const numbers: number[] = []
  // Tiers that were there and are written anew keep their ids, each once; whatever else is said as one is none of this campaign's.
  const known = new Set(isFrozen ? [] : before.tiers.map(({ id }) => id))
  for (const [position, { id, tiers, ...fields }] of items.entries()) {
    const row = before.items.find((one) => one.id === id)
    const number = row?.number ?? (id === campaignId ? 1 : last + 1)
    last = Math.max(last, number)
    numbers.push(number)
    await tx
      .insertInto('campaign_items')
      .values({
        id: id ?? uuidv7(),
        campaign_id: campaignId,
        number,
        position,
        ...fields,
        created_at: sql<Date>`sambatan.now()`,
        updated_at: sql<Date>`sambatan.now()`,
      })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({ ...fields, position, updated_at: sql<Date>`sambatan.now()` }),
      )
      .execute()
    // An item that is added later has its own early birds.
    if (!isFrozen || row === undefined) await insertTiers(tx, campaignId, number, tiers, known)
  }
  return numbers
}

async function insertTiers(
  tx: Tx,
  campaignId: string,
  item: number,
  tiers: ItemWish['tiers'],
  known: Set<string>,
): Promise<void> {
  if (tiers.length === 0) return
  await tx
    .insertInto('item_tiers')
    .values(
      tiers.map(({ id, name, price, units, ends_at }, place) => ({
        id: id !== undefined && known.delete(id) ? id : uuidv7(),
        campaign_id: campaignId,
        item,
        number: place + 1,
        name,
        price,
        units,
        ends_at,
      })),
    )
    .execute()
}

async function writePrices(tx: Tx, campaignId: string, volume: VolumeWish[], numbers: number[]): Promise<void> {
  const rows = volume.flatMap(({ from_slots, prices }) =>
    prices.map(({ item, price }) => ({ campaign_id: campaignId, from_slots, item: numbers[item] ?? 1, price })),
  )
  if (rows.length > 0) await tx.insertInto('volume_prices').values(rows).execute()
}
