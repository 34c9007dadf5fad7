/**
 * The guards of the invariants, one by one: with the guard a wrong statement is impossible; with the guard removed (the
 * control) the same statement does the damage. Each block has a database of its own to break.
 */
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { onEachDatabase } from '../support/databases.ts'
import { joinBatch, joined, makeCampaign, refusalOf, sqlstateOf } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'

interface Guard {
  invariant: string
  /** What somebody's wrong function or hand might do. */
  mistake: string
  statement: string
  /** SQLSTATE with the guard in place. */
  refusedWith: string
  /** Removes the guard. */
  remove: string[]
  /** What is broken then: a violation by this name, or a count of rows that should not be. */
  breaks: string
}

const full = `status = 'locked', locked_at = now()`

const guards: Guard[] = [
  {
    invariant: '1',
    mistake: 'adds more slots than there are',
    statement: 'update sambatan.campaigns set filled_slots = total_slots + 1 where id = $1',
    refusedWith: '23514',
    remove: [
      'alter table sambatan.campaigns drop constraint campaigns_no_oversell_check',
      'alter table sambatan.campaigns drop constraint campaigns_full_check',
    ],
    breaks: '1:',
  },
  {
    invariant: '2',
    mistake: 'calls a campaign full that is not',
    statement: `update sambatan.campaigns set ${full} where id = $1`,
    refusedWith: '23514',
    remove: ['alter table sambatan.campaigns drop constraint campaigns_full_check'],
    breaks: '2:',
  },
  {
    invariant: '3',
    mistake: 'wakes a cancelled participation',
    statement: `update sambatan.participants set status = 'confirmed' where campaign_id = $1 and status = 'cancelled'`,
    refusedWith: 'SB001',
    remove: ['drop trigger guard_participation_transition on sambatan.participants'],
    breaks: '1:',
  },
  {
    invariant: '6',
    mistake: 'changes history',
    statement: `update sambatan.audit_logs set event = 'nothing_happened' where campaign_id = $1`,
    refusedWith: 'SB001',
    remove: ['drop trigger keep_audit_forever on sambatan.audit_logs'],
    breaks: '6:',
  },
  {
    invariant: '7',
    mistake: 'settles what is not past its deadline',
    statement: `update sambatan.campaigns set settling_since = sambatan.now() where id = $1`,
    refusedWith: '23514',
    remove: ['alter table sambatan.campaigns drop constraint campaigns_settling_check'],
    breaks: '7: only what is past its deadline',
  },
  {
    invariant: '7',
    mistake: 'counts confirmed slots where reservations never end',
    statement: `update sambatan.campaigns set goal_counts = 'confirmed' where id = $1`,
    refusedWith: '23514',
    remove: ['alter table sambatan.campaigns drop constraint campaigns_counting_check'],
    breaks: '7: where confirmed slots count, reservations end',
  },
  {
    invariant: '9',
    mistake: 'writes a progress of its own',
    statement: 'update sambatan.campaigns set progress = 99 where id = $1',
    refusedWith: '23514',
    remove: ['alter table sambatan.campaigns drop constraint campaigns_progress_check'],
    breaks: '9:',
  },
]

async function campaignWithHistory(db: Database): Promise<string> {
  const { id } = await makeCampaign(db)
  await joined(db, id, { user_id: 'stays', quantity: 2 })
  const leaves = await joined(db, id, { user_id: 'leaves', quantity: 3 })
  await db.query('select sambatan.cancel_sambatan_participation($1)', [leaves])
  return id
}

for (const guard of guards) {
  onEachDatabase(
    `${guard.invariant}: whoever ${guard.mistake}`,
    (test) => {
      it('is refused, and nothing is broken', async () => {
        const id = await campaignWithHistory(test.db)
        expect(await sqlstateOf(test.db.query(guard.statement, [id]))).toBe(guard.refusedWith)
        expect(await violations(test.db)).toEqual([])
      })

      it('control: with the guard removed, the same statement breaks the invariant', async () => {
        const id = await campaignWithHistory(test.db)
        for (const text of guard.remove) await test.db.query(text)
        expect(await sqlstateOf(test.db.query(guard.statement, [id]))).toBe('00000')
        expect((await violations(test.db)).join('\n')).toContain(guard.breaks)
      })
    },
    { madeUpEvents: true },
  )
}

onEachDatabase('5: whoever uses a key for another request', (test) => {
  const request = (user: string) => ({ user_id: user, scope: 'service', key: 'one-key', request_hash: 'ab'.repeat(32) })

  it('is refused by the key; control: without keys on record the request has a second effect', async () => {
    const { id } = await makeCampaign(test.db)
    await joinBatch(test.db, id, [request('rani')])
    expect(await joinBatch(test.db, id, [request('rani')])).toMatchObject([{ outcome: 'replayed' }])
    await test.db.query(`delete from sambatan.idempotency_keys where key = 'one-key'`)
    expect(await joinBatch(test.db, id, [request('rani')])).toMatchObject([{ outcome: 'joined' }])
  })
})

onEachDatabase('7: whoever moves a deadline by hand', (test) => {
  const sooner = `update sambatan.campaigns set deadline = deadline - interval '1 day' where id = $1`

  it('is followed by what falls due; control: without the trigger nobody would notice in time', async () => {
    const { id } = await makeCampaign(test.db)
    await test.db.query(sooner, [id])
    expect(await violations(test.db)).toEqual([])
    await test.db.query('drop trigger keep_due_of_changed on sambatan.campaigns')
    await test.db.query(sooner, [id])
    expect((await violations(test.db)).join('\n')).toContain('7:')
  })
})

onEachDatabase('10: whoever changes an amount by hand', (test) => {
  const dearer = 'update sambatan.participants set amount = amount + 1 where campaign_id = $1'

  it('changes the sum with it; control: without the trigger the sum is wrong', async () => {
    const { id } = await makeCampaign(test.db)
    await joined(test.db, id)
    await test.db.query(dearer, [id])
    expect((await violations(test.db)).join('\n')).not.toContain('10: contribution')
    await test.db.query('drop trigger count_participants_changed on sambatan.participants')
    await test.db.query(dearer, [id])
    expect((await violations(test.db)).join('\n')).toContain('10: contribution')
  })
})

onEachDatabase('1: whoever releases slots twice', (test) => {
  it('is refused when nothing is left to release, never hidden', async () => {
    const { id } = await makeCampaign(test.db)
    await test.db.query('select sambatan.reserve_sambatan_slots($1, 3)', [id])
    await test.db.query('select sambatan.release_sambatan_slots($1, 3)', [id])
    expect(await refusalOf(test.db.query('select sambatan.release_sambatan_slots($1, 3)', [id]))).toBe(
      'release_below_zero',
    )
  })
})
