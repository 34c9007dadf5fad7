/** Who waits for a batch of the demo that is full, and what became of it: offers, who was passed and why, and how a list ends. */
import type { Tx } from '../db/index.ts'
import { assert } from '../kernel/assert.ts'
import { updateCampaign } from '../modules/campaigns/index.ts'
import { cancelParticipation } from '../modules/participations/index.ts'
import {
  changeEntry,
  claimOffer,
  declineOffer,
  joinWaitingList,
  leaveWaitingList,
  moveEntry,
  waitingOf,
} from '../modules/waiting/index.ts'
import type { DemoBuyer } from './buyers.ts'
import type { CampaignPlan } from './campaign-plan.ts'
import { add, type Context, minute } from './context.ts'
import { itemWish } from './item-wish.ts'
import type { Claim } from './orders.ts'

const day = 24
/** In Jakarta, seven hours ahead. */
const zoneHours = 7

/** A plan whose ending is moved to two in the afternoon: what is offered by night lasts until the morning. */
export function atDaytime(plan: CampaignPlan, moment: (hours: number) => Date): CampaignPlan {
  if (plan.waits !== 'past') return plan
  const { cancelled, deadline, createdAt, lastJoinAt } = plan
  assert(cancelled && lastJoinAt !== undefined, `${plan.title} was cancelled`)
  const ends = moment(cancelled.at)
  const clock = (ends.getTime() / 3_600_000 + zoneHours) % day
  const by = 14 - clock
  return {
    ...plan,
    cancelled: { ...cancelled, at: cancelled.at + by },
    deadline: deadline + by,
    createdAt: createdAt + by,
    lastJoinAt: lastJoinAt + by,
  }
}

/** @param queue buyers who have ordered nothing here */
export function addWaits(context: Context, claims: Claim[], queue: DemoBuyer[]): void {
  if (context.plan.waits === 'running') addRunning(context, claims, queue)
  if (context.plan.waits === 'past') addPast(context, claims, queue)
}

/** Somebody who waits, by the names that the steps below have for them. */
interface Waiter {
  buyer: DemoBuyer
  /** Of the entry, once they wait. */
  id: string
}

/** Begins to wait: for slots, or for units of an item by its place. */
function addWaiter(context: Context, queue: DemoBuyer[], at: number, order: [units: number, item?: number]): Waiter {
  const buyer = queue.pop()
  assert(buyer, 'there are enough demo buyers')
  const waiter: Waiter = { buyer, id: '' }
  const [units, item] = order
  add(context, at, actorOf(waiter), async (tx) => {
    const { items, id } = context.campaign
    const wish = item === undefined ? { quantity: units } : { lines: [{ item_id: items[item]!.id, units }] }
    const said = { ...wish, user_id: buyer.userId, shipping_address: buyer.address }
    waiter.id = (await joinWaitingList(tx, id, said)).id
  })
  return waiter
}

const actorOf = ({ buyer }: { buyer: DemoBuyer }): string => `user:${buyer.userId}`

/** What is offered to somebody. */
async function offerTo(tx: Tx, { campaign }: Context, { buyer }: Waiter): Promise<string> {
  const [entry] = await waitingOf(tx, buyer.userId, { campaignId: campaign.id })
  assert(entry?.offer, `something is offered to ${buyer.userId}`)
  return entry.offer.participation_id
}

function addRelease(context: Context, at: number, claim: Claim): void {
  add(context, at, actorOf(claim), async (tx) => {
    await cancelParticipation(tx, claim.id, 'Ternyata sudah dibelikan adik.')
  })
}

/** Five wait, and to one who was before them something is offered now. */
function addRunning(context: Context, claims: Claim[], queue: DemoBuyer[]): void {
  const gone = claims.at(-1)!
  assert('quantity' in gone.order, 'it sells one thing')
  const sizes = [gone.order.quantity, 1, 3, 2, 1, 1]
  sizes.forEach((slots, n) => {
    addWaiter(context, queue, -1.9 + n * 0.2, [slots])
  })
  addRelease(context, -0.5, gone)
}

/** Units of an item, by its place: in the order of the list. */
const waiting: [units: number, item: number][] = [
  [1, 0],
  [3, 0],
  [1, 0],
  [1, 1],
  [1, 0],
  [1, 0],
  [1, 0],
]

/** A list in which everything happened that can, before its batch was stopped a quarter of an hour before the deadline. */
function addPast(context: Context, claims: Claim[], queue: DemoBuyer[]): void {
  const { plan, seller, post } = context
  const end = plan.cancelled!.at
  const single = claims.filter(({ order }) => 'units' in order && order.units.length === 1 && order.units[0]![1] === 1)
  assert(single.length >= 4, `${plan.title} has orders of one bottle`)
  const [s0, s1, s2, s3] = single as [Claim, Claim, Claim, Claim]
  const [, big, third, , friend, fifth, double] = waiting.map(([units, item], n) =>
    addWaiter(context, queue, end - 10 + n * minute, [units, item]),
  ) as Waiter[] as [Waiter, Waiter, Waiter, Waiter, Waiter, Waiter, Waiter]
  const look = (before: number) => add(context, end - before, 'worker', post)
  const act = (before: number, who: string, run: (tx: Tx) => Promise<unknown>) =>
    add(context, end - before, who, async (tx) => {
      await run(tx)
    })
  look(9.8)
  act(9.7, seller, (tx) => moveEntry(tx, friend.id, third.id, 'Sudah dijanjikan lewat chat sebelum slotnya habis.'))
  look(9.6)
  // Refills are not made any more: whoever waits for one is told.
  act(9.5, seller, async (tx) => {
    const items = plan.items!.map((item, place) => ({
      ...itemWish(item),
      id: context.campaign.items[place]!.id,
      on_sale: place === 0,
    }))
    await updateCampaign(tx, context.campaign.id, { items })
  })

  // The first lets it pass, the next wants more than there is, and their friend takes it.
  addRelease(context, end - 4, s0)
  look(3.95)
  look(3.2)
  look(2.9)
  act(2.5, actorOf(friend), async (tx) => claimOffer(tx, await offerTo(tx, context, friend)))
  addRelease(context, end - 2, s1)
  act(1.9, seller, (tx) => leaveWaitingList(tx, third.id, 'Diminta sendiri lewat chat: sudah dapat dari teman.'))
  act(1.8, seller, (tx) => leaveWaitingList(tx, double.id, 'Akun kedua dari orang yang sama.'))
  act(1.5, actorOf(fifth), async (tx) => declineOffer(tx, await offerTo(tx, context, fifth)))
  addWaiter(context, queue, end - 1.4, [3, 0])
  // Two are free now, and whoever makes do with two is offered them.
  addRelease(context, end - 0.75, s2)
  act(0.7, actorOf(big), (tx) =>
    changeEntry(tx, big.id, { lines: [{ item_id: context.campaign.items[0]!.id, units: 2 }] }),
  )
  addRelease(context, end - 0.2, s3)
  look(0.15)
  add(context, end + 0.1, 'worker', post)
}
