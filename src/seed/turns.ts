/** What happens to orders of an eventful batch: they are changed, claimed as paid, waived, given up, received by mistake. */
import { sql } from 'kysely'
import type { Tx } from '../db/index.ts'
import { assert } from '../kernel/assert.ts'
import {
  answerClaim,
  answerMoney,
  changeInstructions,
  claimPayment,
  listRecords,
  recordMoney,
  reportMoney,
  sendBackMoney,
} from '../modules/money/index.ts'
import { changeOrder, fulfilParticipation, unfulfilParticipation } from '../modules/participations/index.ts'
import { add, type Context, minute } from './context.ts'
import type { Claim } from './orders.ts'
import { demoSystem, instructionsOf } from './payment.ts'

const operator = 'user:demo-operator'

/** @param unpaid the last of the claims, who have not paid at the deadline */
export function addTurns(context: Context, claims: Claim[], unpaid: Claim[]): void {
  if (!context.plan.eventful) return
  addChanges(context, claims, unpaid)
  // Within its last hour.
  add(context, context.plan.deadline - 0.4, 'worker', context.post)
  addSettling(context, claims)
}

/** Somebody wants one more, which their seller does not ask money for; somebody else says that they have paid, and has not. */
function addChanges(context: Context, claims: Claim[], unpaid: Claim[]): void {
  const { plan, seller } = context
  const kept = claims[0]!
  add(context, plan.deadline - 30, seller, async (tx) => {
    await changeOrder(tx, kept.id, { lines: oneMore(context, kept), reason: 'Tambah satu botol, diminta lewat chat.' })
  })
  add(context, plan.deadline - 29, seller, async (tx) => {
    await recordMoney(tx, kept.id, { kind: 'waived', note: 'Bonus untuk pelanggan lama.' })
  })
  const late = unpaid[0]!
  const buyer = `user:${late.buyer.userId}`
  let claimed = ''
  add(context, late.at + 5 * minute, buyer, async (tx) => {
    await changeOrder(tx, late.id, { lines: oneMore(context, late) })
  })
  add(context, late.at + 10 * minute, buyer, async (tx) => {
    claimed = (await claimPayment(tx, late.id, { note: 'Sudah saya transfer barusan.' })).id
  })
  add(context, plan.deadline - 50 * minute, seller, async (tx) => {
    await answerClaim(tx, claimed, 'Belum ada yang masuk di mutasi kami. Boleh dicek lagi nomor rekeningnya?')
  })
  add(context, plan.deadline - 45 * minute, seller, async (tx) => {
    const sellerId = seller.replace('user:', '')
    const { accounts, words } = instructionsOf(sellerId)
    await changeInstructions(
      tx,
      { sellerId, campaignId: null },
      { accounts, words: `${words} Cantumkan kode pesanan di berita transfer.`.trim() },
    )
  })
}

/** As ordered, with one more of the first. */
function oneMore({ campaign }: Context, { order }: Claim) {
  assert('units' in order, 'an eventful batch has items')
  return order.units.map(([place, units], index) => ({
    item_id: campaign.items[place]!.id,
    units: index === 0 ? units + 1 : units,
  }))
}

/** The price has come down, and one of its sizes is not made: what is owed goes back, but not all of it is wanted or arrives. */
function addSettling(context: Context, claims: Claim[]): void {
  const { plan, seller } = context
  const decided = plan.deadline + 6
  add(context, decided, operator, async (tx) => {
    // At the seller's request, before all have paid: whoever has not is left out.
    await sql`select sambatan.complete_sambatan_campaign(${context.campaign.id})`.execute(tx)
  })
  add(context, decided + 1, demoSystem, async (tx) => {
    const [generous] = await keptOrders(tx, claims)
    await recordMoney(tx, generous!, { kind: 'given_up', note: 'Buat tambahan ongkos kemas saja.' })
  })
  add(context, decided + 4, seller, async (tx) => {
    const lines = claims.map(({ id }, index) => ({ participation_id: id, reference: `BNI ${620 + index}` }))
    const { done } = await sendBackMoney(tx, { lines })
    assert(done.length > 1, `something was owed for ${plan.title}`)
  })
  let missed = ''
  add(context, decided + 60, demoSystem, async (tx) => {
    const [, waiting] = await keptOrders(tx, claims)
    const records = await listRecords(tx, { participationId: waiting! })
    missed = records.find(({ kind }) => kind === 'sent_back')!.id
    await reportMoney(tx, missed, 'Di rekening saya belum masuk sampai hari ini.')
  })
  add(context, decided + 68, seller, async (tx) => {
    await answerMoney(
      tx,
      missed,
      'Sudah kami cek ke bank: masuk ke rekening BNI kamu sehari setelah kami kirim, berita transfernya TEH PAGI.',
    )
  })
  addMistakenParcel(context, claims, decided + 80)
}

/** The seller ticks off the wrong parcel, and takes it back. */
function addMistakenParcel(context: Context, claims: Claim[], at: number): void {
  const { seller } = context
  add(context, at, seller, async (tx) => {
    await fulfilParticipation(tx, (await keptOrders(tx, claims)).at(-1)!)
  })
  add(context, at + 1, seller, async (tx) => {
    await unfulfilParticipation(tx, (await keptOrders(tx, claims)).at(-1)!, 'Salah centang: paketnya masih di kurir.')
  })
}

/** Those of the claims that go on once the batch is decided, in their order. */
async function keptOrders(tx: Tx, claims: Claim[]): Promise<string[]> {
  const ids = claims.map(({ id }) => id)
  const { rows } = await sql<{ id: string }>`
    select p.id from sambatan.participants p
    where p.id = any (${ids}::uuid[]) and p.status in ('confirmed', 'fulfilled') order by p.number`.execute(tx)
  return rows.map(({ id }) => id)
}
