/**
 * What went wrong with other people's waiting lists, as tests, each with its control: an engine without the guard does it. And the audit
 * log of a list, broken by hand: the doctor proves the order from it, so it must see that.
 */
import { sql } from 'kysely'
import type pg from 'pg'
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { updateCampaign } from '../../src/modules/campaigns/index.ts'
import { cancelParticipation, findParticipation } from '../../src/modules/participations/index.ts'
import { leaveWaitingList, moveEntry } from '../../src/modules/waiting/index.ts'
import { setClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { item, joined, makeCampaign, refusalOf } from '../support/engine.ts'
import { withWrong } from '../support/sessions.ts'
import { entryOf, listOf, offenders, offerOf, wait } from '../support/waiting.ts'

const cancel = (db: Database, id: string) => db.tx((tx) => cancelParticipation(tx, id))

/** A campaign whose four slots are taken, by two orders of one and one of two. */
async function full(db: Database, wish: Parameters<typeof makeCampaign>[1] = {}) {
  const { id } = await makeCampaign(db, { total_slots: 4, completion: 'at_deadline', ...wish })
  const held: string[] = []
  for (const [n, quantity] of [1, 1, 2].entries()) held.push(await joined(db, id, { user_id: `holder-${n}`, quantity }))
  return { id, held }
}

interface Fault {
  what: string
  /** The function that guards against it, and its words that do. */
  guard: [name: string, right: RegExp, wrong: string]
  /** What is seen of it: with the guard, and without. */
  sees(db: Database): Promise<unknown>
  right: unknown
  wrong: unknown
}

const faults: Fault[] = [
  {
    what: 'those behind are served while the first waits for what is not sold any more',
    guard: ['offer_to_waiting', /perform sambatan\.close_unsold_entries\(p_campaign, p_at_time\);/g, ''],
    async sees(db) {
      const [small, large] = [item('Kecil', 100, { maximum_units: 2 }), item('Besar', 180, { maximum_units: 1 })]
      const wish = { total_slots: 4, minimum_slots: 1, completion: 'at_deadline' } as const
      const campaign = await makeCampaign(db, { ...wish, items: [small, large] })
      const [one, other] = campaign.items.map(({ id }) => id) as [string, string]
      const order = await joined(db, campaign.id, { user_id: 'a', lines: [{ item_id: one, units: 2 }] })
      await joined(db, campaign.id, { user_id: 'b', lines: [{ item_id: other, units: 1 }] })
      await wait(db, campaign.id, 'rani', { lines: [{ item_id: other, units: 1 }] })
      await wait(db, campaign.id, 'budi', { lines: [{ item_id: one, units: 1 }] })
      const items = [
        { ...small, id: one },
        { ...large, id: other, on_sale: false },
      ]
      await db.tx((tx) => updateCampaign(tx, campaign.id, { items }))
      await cancel(db, order)
      return [await listOf(db, campaign.id), (await entryOf(db, campaign.id, 'rani')).outcome]
    },
    right: ['budi 1*', 'item_unavailable'],
    wrong: ['budi 1*, rani 1', null],
  },
  {
    what: 'nobody can leave',
    guard: ['end_entries', /w\.ended_at is null and w\.participation_id is null/g, 'false'],
    async sees(db) {
      const { id, held } = await full(db)
      const rani = await wait(db, id, 'rani')
      await wait(db, id, 'budi')
      await db.tx((tx) => leaveWaitingList(tx, rani.id), { actor: 'user:rani' })
      await cancel(db, held[0]!)
      return listOf(db, id)
    },
    right: 'budi 1*',
    wrong: 'rani 1*, budi 1',
  },
  {
    what: 'whoever waits for several is offered one',
    guard: ['write_offers', /w\.user_id, w\.quantity,/g, 'w.user_id, 1,'],
    async sees(db) {
      const { id, held } = await full(db)
      await wait(db, id, 'rani', { quantity: 3 })
      await cancel(db, held[2]!)
      // Two are free: nothing is offered of three.
      const before = await listOf(db, id)
      await cancel(db, held[0]!)
      const { participation } = await findParticipation(db.read, await offerOf(db, id, 'rani'))
      return [before, participation.quantity]
    },
    right: ['rani 3', 3],
    wrong: ['rani 3', 1],
  },
  {
    what: 'somebody is moved up without a reason',
    guard: ['move_sambatan_waiting_entry', /perform sambatan\.require_reason\(reason\);/g, ''],
    async sees(db) {
      const { id } = await full(db)
      await wait(db, id, 'rani')
      const budi = await wait(db, id, 'budi')
      const moving = db.tx((tx) => moveEntry(tx, budi.id, null, ' '))
      const refused = await refusalOf(moving).catch((error: Error) => error.message)
      return [
        refused,
        await listOf(db, id),
        (await offenders(db)).filter((one) => one.includes('without a reason')).length,
      ]
    },
    right: ['reason_required', 'rani 1, budi 1', 0],
    wrong: ['it was not refused', 'budi 1, rani 1', 1],
  },
  {
    what: 'what is offered by night ends before the morning',
    guard: ['offer_end', /extract\(hour from there\.clock\)/g, '12'],
    async sees(db) {
      // Half past nine in the evening, in Jakarta: for an hour.
      await setClock(db, { offsetMs: Date.parse('2031-05-05T14:30:00Z') - Date.now() })
      const { id, held } = await full(db, { offer_minutes: 60 })
      await wait(db, id, 'rani')
      await cancel(db, held[0]!)
      const { offer } = await entryOf(db, id, 'rani')
      await setClock(db, { offsetMs: 0 })
      return offer!.expires_at.slice(0, 16)
    },
    right: '2031-05-06T01:00',
    wrong: '2031-05-05T15:30',
  },
]

/** A database as a client has it. */
const clientOf = (db: Database) =>
  ({
    query: async (text: string, values?: unknown[]) => ({ rows: await db.query(text, values) }),
  }) as unknown as pg.Client

onEachDatabase(
  '12: what went wrong elsewhere',
  (test) => {
    it.each(faults)(
      '$what: not here; control: without the guard',
      async ({ guard: [name, right, wrong], ...fault }) => {
        expect(await fault.sees(test.db)).toEqual(fault.right)
        const restore = await withWrong(clientOf(test.db), [name], right, wrong)
        try {
          expect(await fault.sees(test.db)).toEqual(fault.wrong)
        } finally {
          await restore()
        }
      },
    )
  },
  { madeUpEvents: true },
)

class Undo extends Error {}

/** What the doctor says of the log after somebody has been at it, past every guard; all of it is undone. */
async function brokenBy(db: Database, statement: string, id: string): Promise<string[]> {
  let found: string[] = []
  const broken = db.tx(async (tx) => {
    const query = async <R>(text: string) => (await sql.raw<R>(text).execute(tx)).rows
    await query('set local session_replication_role = replica')
    await query(statement.replaceAll('$1', `'${id}'`))
    found = await offenders({ query })
    throw new Undo()
  })
  await expect(broken).rejects.toBeInstanceOf(Undo)
  return found
}

onEachDatabase('12: the audit log of a waiting list', (test) => {
  it('proves the order, and does not once it was broken by hand', async () => {
    const { id, held } = await full(test.db)
    const rani = await wait(test.db, id, 'rani', { quantity: 2 })
    const budi = await wait(test.db, id, 'budi')
    const sari = await wait(test.db, id, 'sari')
    const agus = await wait(test.db, id, 'agus', { quantity: 2 })
    await test.db.tx((tx) => moveEntry(tx, agus.id, sari.id, 'Dijanjikan'))
    await cancel(test.db, held[0]!)
    await cancel(test.db, held[1]!)
    expect(await listOf(test.db, id)).toBe('budi 1*, sari 1*, rani 2, agus 2')
    expect(await offenders(test.db)).toEqual([])

    const logs = 'sambatan.audit_logs set metadata = metadata ||'
    const offer = await offerOf(test.db, id, 'budi')
    // More was free than it says: then it was the first one's.
    const more = `update ${logs} '{"free_slots": 2}' where participant_id = '${offer}' and event = 'offer_made'`
    expect(await brokenBy(test.db, more, id)).toEqual([
      `first_come_first_served: offer ${offer}: entry ${rani.id} stood before it, for 2 of 2 free slots`,
    ])
    // Somebody came earlier than they did.
    const earlier = `update ${logs} '{"place": "0"}' where subject_id = '${sari.id}' and event = 'waiting_joined'`
    expect((await brokenBy(test.db, earlier, id)).join()).toContain(
      `first_come_first_served: offer ${offer}: entry ${sari.id} stood before it, for 1 of 1 free slots`,
    )
    // Whoever was offered something never waited, and somebody did of whom nothing else is known.
    const other = '0199a3f0-8e21-7c44-9f0a-3d5b7e1c2a01'
    const gone = `update sambatan.audit_logs set subject_id = '${other}' where subject_id = '${budi.id}' and event = 'waiting_joined'`
    const wrong = (await brokenBy(test.db, gone, id)).join()
    expect(wrong).toContain(`first_come_first_served: offer ${offer}: entry ${budi.id} did not stand on the list`)
    expect(wrong).toContain(`entry ${other} stood before it, for 1 of 1 free slots`)
    // A move that nobody made, and one whose reason was taken away.
    const moved = `update ${logs} '{"place": "1", "reason": ""}' where subject_id = '${agus.id}' and event = 'waiting_moved'`
    expect((await brokenBy(test.db, moved, id)).join()).toMatch(
      /waiting_on_record: entry \S+: waits at \S+ for 2, on record at 1 for 2.*waiting_on_record: entry \S+: moved up without a reason/,
    )
    // Somebody took as much as others were waiting for.
    const jumped = `insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
      values ($1, '${held[2]}', 'participant_changed', 'user:x', '{"quantity": 2, "old_quantity": 0, "amount": 200000}', sambatan.now())`
    const stood = [rani, agus].map(({ id: entry }) => `entry ${entry} stood on the list for 2`)
    expect((await brokenBy(test.db, jumped, id)).sort()).toEqual(
      stood.map((words) => `nobody_jumped_the_queue: participation ${held[2]}: took 2 slots, and ${words}`).sort(),
    )
  })
})
