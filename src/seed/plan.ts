/** Turns a campaign's plan into the steps of its past: who creates, joins, pays, leaves, receives, and when. */
import { sql } from 'kysely'
import type { Tx } from '../db/index.ts'
import { assert } from '../kernel/assert.ts'
import { uuidv7 } from '../kernel/ids.ts'
import type { Secrets } from '../kernel/secrets.ts'
import {
  cancelCampaign,
  createCampaign,
  extendCampaign,
  type ItemWish,
  personDefaults,
  publishCampaign,
  updateCampaign,
} from '../modules/campaigns/index.ts'
import { openChat } from '../modules/messaging/index.ts'
import {
  claimPayment,
  keepRefundAccount,
  listRecords,
  recordMoney,
  reportMoney,
  reverseMoney,
  sendBackMoney,
} from '../modules/money/index.ts'
import {
  cancelParticipation,
  confirmParticipation,
  fulfilParticipation,
  refundParticipation,
} from '../modules/participations/index.ts'
import { buyers, type DemoBuyer, notes } from './buyers.ts'
import type { CampaignPlan } from './campaign-plan.ts'
import { add, type Context, minute } from './context.ts'
import type { Step } from './history.ts'
import { itemWish } from './item-wish.ts'
import { addLatePayers } from './late-payers.ts'
import type { Post } from './letters.ts'
import { type Claim, takeItems, takeQuantities } from './orders.ts'
import { type DemoPictures, demoSystem, sayUniqueAmounts } from './payment.ts'
import { addDemoPhoto, type KeptPhotos } from './photos.ts'
import type { Random } from './random.ts'
import { addTurns } from './turns.ts'
import { addWaits, atDaytime } from './waits.ts'

const rani = 'demo-buyer-rani'
/** A person who has just joined has at most this many hours ago. */
const recentHours = 20
const reasonsToLeave = [
  'Salah pilih jumlah, nanti saya pesan ulang.',
  'Ternyata sudah dibelikan adik.',
  'Maaf, ada kebutuhan lain.',
]

/** What the plans of all campaigns become steps with. */
interface Telling {
  random: Random
  moment(hours: number): Date
  /** None where there is no storage for them. */
  photos: KeptPhotos
  pictures: DemoPictures | undefined
  /** They seal accounts; unset: nobody gives one. */
  secrets: Secrets | undefined
  post: Post
}

export function campaignSteps(
  planned: CampaignPlan,
  product: { id: string; sellerId: string; name: string },
  { random, moment, photos, pictures, secrets, post }: Telling,
): Step[] {
  const plan = atDaytime(planned, moment)
  const context: Context = {
    plan,
    random,
    moment,
    secrets,
    campaign: { id: '', items: [] },
    seller: `user:${product.sellerId}`,
    steps: [],
    pictures,
    post,
  }
  add(context, plan.createdAt, context.seller, async (tx) => {
    const wish = newCampaign(context, product.id)
    const hasPhotos = plan.photo !== undefined && photos.has(plan.photo.file)
    context.campaign = await createCampaign(tx, { ...wish, draft: wish.draft || hasPhotos }, personDefaults)
    if (hasPhotos) await addPhotos(tx, context, photos, product.name)
    if (plan.uniqueAmounts) await sayUniqueAmounts(tx, product.sellerId, context.campaign.id)
  })
  const { extended, cancelled, reworded } = plan
  if (reworded) {
    add(context, reworded.at, context.seller, async (tx) => {
      await updateCampaign(tx, context.campaign.id, { description: reworded.description })
    })
  }
  if (extended) {
    add(context, extended.at, context.seller, async (tx) => {
      await extendCampaign(tx, context.campaign.id, moment(extended.deadline))
    })
  }
  if (cancelled) {
    add(context, cancelled.at, context.seller, async (tx) => {
      await cancelCampaign(tx, context.campaign.id, cancelled.reason)
    })
  }
  if (plan.slotsHeld || plan.items) addParticipations(context)
  return context.steps
}

function newCampaign({ plan, moment }: Context, productId: string): Parameters<typeof createCampaign>[1] {
  return {
    product_id: productId,
    title: plan.title,
    description: plan.description,
    total_slots: plan.totalSlots,
    minimum_slots: plan.minimumSlots,
    price_per_slot: plan.pricePerSlot,
    items: plan.items?.map(itemWish),
    volume_prices: plan.volume?.map(({ fromSlots, prices }) => ({
      from_slots: fromSlots,
      ...(plan.items ? { prices: prices.map((price, item) => ({ item, price })) } : { price: prices[0]! }),
    })),
    min_per_buyer: plan.minPerBuyer,
    max_per_buyer: plan.maxPerBuyer,
    hold_minutes: plan.holdMinutes,
    completion: plan.completion,
    offer_minutes: plan.offerMinutes,
    opens_at: plan.opensAt === undefined ? null : moment(plan.opensAt),
    deadline: moment(plan.deadline),
    draft: plan.draft,
  }
}

/** As a seller would: to the draft, before anybody sees it. */
async function addPhotos(tx: Tx, { plan, campaign }: Context, photos: KeptPhotos, product: string): Promise<void> {
  const { file, color } = plan.photo!
  const add = (name: string, alt: string) => addDemoPhoto(tx, campaign.id, photos.get(name)!, { alt, color })
  await add(file, `Botol parfum ${product}`)
  const items: ItemWish[] = []
  for (const [place, item] of plan.items!.entries()) {
    const photo_id = item.photo === undefined ? null : await add(item.photo, `${product}, botol ${item.name}`)
    items.push({ ...itemWish(item), id: campaign.items[place]!.id, photo_id })
  }
  await updateCampaign(tx, campaign.id, { items })
  await publishCampaign(tx, campaign.id)
}

function addParticipations(context: Context): void {
  const { plan, random } = context
  const queue = random.shuffled(buyers).filter(({ userId }) => !plan.rani || userId !== rani)
  const from = (plan.opensAt ?? plan.createdAt) + 2 * minute
  const until = Math.min(plan.lastJoinAt ?? 0, plan.extended?.deadline ?? plan.deadline, plan.cancelled?.at ?? 0)
  // Also the last of them pays, if that one came in time to.
  const payUntil = Math.min(0, plan.extended?.deadline ?? plan.deadline, plan.cancelled?.at ?? 0)
  const claims = takeTimes(
    context,
    plan.items ? takeItems(plan.items, random, queue) : takeQuantities(plan, random, queue),
    from,
    until,
  )
  const placed = plan.rani && claims.at(plan.rani === 'first' ? 0 : -1)
  if (placed) placed.buyer = buyers.find(({ userId }) => userId === rani)!
  const unpaidFrom = claims.length - (plan.unpaid ?? 0)
  const late = claims.slice(unpaidFrom - (plan.payLater ?? 0), unpaidFrom)
  claims.forEach((claim, index) => {
    addJoin(context, claim)
    if (index < unpaidFrom && claim.at < payUntil) addPayment(context, claim, payUntil, late.includes(claim))
  })
  for (let i = 0; i < (plan.lapsed ?? 0); i++) addLapse(context, queue.pop()!, from, until)
  for (let i = 0; i < (plan.left ?? 0); i++) addLeave(context, queue.pop()!, from, until)
  addPaid(context, claims.slice(unpaidFrom))
  addReminders(context, claims.slice(unpaidFrom))
  addLatePayers(context, late)
  addAftermath(context, claims)
  addSendingBack(context, claims)
  addMuddle(context, claims)
  addTurns(context, claims, claims.slice(unpaidFrom))
  addWaits(context, claims, queue)
}

/** Some say that they have paid, and wait for their seller to look. */
function addPaid(context: Context, unpaid: Claim[]): void {
  for (const claim of unpaid.slice(0, context.plan.claimed ?? 0)) {
    const proof = context.pictures?.proofs.pop()
    add(context, claim.at / 2, proof ? demoSystem : `user:${claim.buyer.userId}`, async (tx) => {
      await claimPayment(tx, claim.id, {
        note: 'Sudah ditransfer dari m-banking.',
        ...(proof && { picture_id: proof.id }),
      })
    })
  }
}

/** The seller worked on the list of those who have not paid, and was called away. */
function addReminders(context: Context, unpaid: Claim[]): void {
  const { reminded } = context.plan
  if (reminded === undefined) return
  const written = unpaid.filter(({ at, buyer }) => at < reminded.at && buyer.phone !== null).slice(0, reminded.count)
  written.forEach((claim, index) => {
    add(context, reminded.at + index * minute, context.seller, async (tx) => {
      await openChat(tx, context.campaign.id, { participationId: claim.id, template: 'payment', after: null })
    })
  })
}

/** How long an unpaid slot is held, in hours. */
function holdOf({ holdMinutes }: CampaignPlan): number {
  return (holdMinutes ?? personDefaults.hold_minutes ?? 0) * minute
}

/** Most come early, some late; the last `unpaid` within the last hours, while their holds still run. */
function takeTimes({ plan, random }: Context, claims: Claim[], from: number, until: number): Claim[] {
  const unpaid = plan.unpaid ?? 0
  const holdHours = holdOf(plan)
  const recent = Math.min(recentHours, holdHours * 0.7, (until - from) * 0.4)
  const times = claims.map((_, index) =>
    index < unpaid
      ? until - random.next() * recent - 3 * minute
      : from + random.next() ** 1.6 * (until - from - recent - 0.2),
  )
  times.sort((a, b) => a - b)
  if (plan.lastJoinAt !== undefined) times[times.length - 1] = plan.lastJoinAt
  return claims.map((claim, index) => ({ ...claim, at: times[index]! }))
}

function addJoin(context: Context, claim: Claim): void {
  const note = context.random.next() < 0.35 ? context.random.pick(notes) : undefined
  add(context, claim.at, `user:${claim.buyer.userId}`, async (tx) => {
    claim.id = uuidv7()
    const request = {
      campaign_id: context.campaign.id,
      id: claim.id,
      user_id: claim.buyer.userId,
      ...said(context, claim.order),
      shipping_address: claim.buyer.address,
      note,
      actor: `user:${claim.buyer.userId}`,
    }
    const { rows } = await sql<{ outcome: string }>`
      select outcome from sambatan.join_sambatan_campaigns(${JSON.stringify([request])}::jsonb)`.execute(tx)
    assert(rows[0]?.outcome === 'joined', `${claim.buyer.userId} joins ${context.plan.title}: ${rows[0]?.outcome}`)
  })
}

/** As join_sambatan_campaigns takes it. */
function said({ campaign }: Context, order: Claim['order']) {
  if ('quantity' in order) return order
  return { lines: order.units.map(([place, units]) => ({ item_id: campaign.items[place]!.id, units })) }
}

function addPayment(context: Context, claim: Claim, until: number, isLater: boolean): void {
  const holdHours = holdOf(context.plan)
  const delay = Math.min((3 + context.random.next() ** 2 * 300) * minute, holdHours * 0.8, (until - claim.at) * 0.6)
  add(context, claim.at + delay, 'service', async (tx) => {
    await confirmParticipation(tx, claim.id, isLater ? { payment: null } : {})
  })
}

function addLapse(context: Context, buyer: DemoBuyer, from: number, until: number): void {
  const holdHours = holdOf(context.plan)
  const at = from + context.random.next() * (until - holdHours - from) * 0.8
  addJoin(context, { id: '', buyer, order: { quantity: context.plan.minPerBuyer ?? 1 }, at })
  // When they have been reminded, and can still pay.
  add(context, at + holdHours - 1, 'worker', context.post)
}

function addLeave(context: Context, buyer: DemoBuyer, from: number, until: number): void {
  const { random } = context
  const claim = {
    id: '',
    buyer,
    order: { quantity: context.plan.minPerBuyer ?? 1 },
    at: from + random.next() * (until - from) * 0.5,
  }
  const reason = random.pick(reasonsToLeave)
  addJoin(context, claim)
  add(context, claim.at + random.between(10, 60) * minute, `user:${buyer.userId}`, async (tx) => {
    await cancelParticipation(tx, claim.id, reason)
  })
}

/** What happens to the participations of a completed campaign: a refund, parcels that arrive. */
function addAftermath(context: Context, claims: Claim[]): void {
  const { plan, random } = context
  const { refunded, receivedFrom } = plan
  const unlucky = refunded ? claims[3]! : undefined
  if (refunded && unlucky) {
    add(context, refunded.at, 'user:demo-operator', async (tx) => {
      await refundParticipation(tx, unlucky.id, refunded.reason)
    })
  }
  if (receivedFrom === undefined) return
  for (const claim of claims) {
    const arrives = random.next()
    // Not everybody tells that the parcel has come.
    if (claim === unlucky || arrives > 0.85) continue
    add(context, receivedFrom + arrives * 7 * 24, `user:${claim.buyer.userId}`, async (tx) => {
      await fulfilParticipation(tx, claim.id)
    })
  }
}

/** What is owed goes back, one transfer after another; one buyer waits for theirs in vain. */
function addSendingBack(context: Context, claims: Claim[]): void {
  const { sentBack } = context.plan
  if (sentBack === undefined) return
  const told = sentBack.half ? claims.slice(0, Math.ceil(claims.length / 2)) : claims
  add(context, sentBack.at, context.seller, async (tx) => {
    const lines = told.map(({ id }, index) => ({ participation_id: id, reference: `BCA ${410 + index}` }))
    const { done } = await sendBackMoney(tx, { lines })
    assert(done.length > 0, `something was owed for ${context.plan.title}`)
  })
  addAccount(context, told.length < claims.length ? claims.at(-1) : undefined)
  const waiting = told[0]
  if (sentBack.notArrivedAt === undefined || waiting === undefined) return
  add(context, sentBack.notArrivedAt, `user:${waiting.buyer.userId}`, async (tx) => {
    const records = await listRecords(tx, { participationId: waiting.id })
    const sent = records.find(({ kind }) => kind === 'sent_back')
    assert(sent, 'something was sent back')
    await reportMoney(tx, sent.id, 'Sudah tiga hari, di mutasi rekening saya belum ada.')
  })
}

/** Of those whose money has not come back yet the last has said where it goes; the others have still to. */
function addAccount(context: Context, claim: Claim | undefined): void {
  const { secrets, plan } = context
  if (secrets === undefined || claim === undefined) return
  const { userId, address } = claim.buyer
  const account = { provider: 'bca', number: '0372 201 745', holder: address.split(',')[0]! }
  add(context, plan.sentBack!.at - 24, `user:${userId}`, async (tx) => {
    await keepRefundAccount(tx, secrets, userId, account)
  })
}

/** As it happens: somebody rounds up, and something is written down for somebody else's order. */
function addMuddle(context: Context, claims: Claim[]): void {
  const { plan } = context
  const { muddled } = plan
  const [wrong, generous] = claims
  if (muddled === undefined || wrong === undefined || generous === undefined) return
  add(context, muddled.at, context.seller, async (tx) => {
    const more = { kind: 'received', amount: 21_000, method: 'bank_transfer', anyway: true } as const
    await recordMoney(tx, generous.id, { ...more, note: 'Transfernya dibulatkan ke atas' })
  })
  add(context, muddled.at + 10 * minute, context.seller, async (tx) => {
    await recordMoney(tx, wrong.id, {
      kind: 'received',
      amount: plan.pricePerSlot!,
      method: 'bank_transfer',
      anyway: true,
    })
  })
  add(context, muddled.at + 40 * minute, 'user:demo-operator', async (tx) => {
    const records = await listRecords(tx, { participationId: wrong.id })
    await reverseMoney(tx, records.at(-1)!.id, 'Ternyata pembayaran untuk pesanan lain')
  })
}
