/**
 * Every release can be upgraded from, with what people had stored in it: nothing is lost, and the API tells of all of it what
 * it told before. `scripts/dump-release.ts` keeps a release.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, migrationState, openDatabase } from '../../src/db/index.ts'
import { apiPrefix } from '../../src/http/types.ts'
import { credentials, nodeOn, type TestNode } from '../http/node.ts'
import { setClock } from '../support/clock.ts'
import { makeTestDatabase, type Place } from '../support/databases.ts'
import { violations } from '../support/invariants.ts'
import { everythingTold, nextOf, type Told } from '../support/told.ts'

const releases = fileURLToPath(new URL('./releases/', import.meta.url))
const read = (release: string, file: string) => readFileSync(`${releases}${release}/${file}`, 'utf8')

async function countRows(db: Database): Promise<Record<string, number>> {
  const tables = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'sambatan'::regnamespace and relkind = 'r' order by 1`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await db.query<{ rows: number }>(`select count(*)::int as rows from sambatan.${name}`)
    counts[name] = row!.rows
  }
  return counts
}

describe.each(readdirSync(releases))('the release of %s', (release) => {
  for (const kind of ['server', 'embedded'] as const) {
    describe.skipIf(kind === 'server' && inject('postgres') === undefined)(`upgraded on ${kind}`, () => {
      const { at, told } = JSON.parse(read(release, 'told.json')) as { at: string; told: Told }
      let place: Place
      let node: TestNode
      let before: Record<string, number>

      beforeAll(async () => {
        place = await makeTestDatabase(kind, { empty: true })
        const db = await openDatabase(place.options)
        await db.query(read(release, 'dump.sql'))
        before = await countRows(db)
        await db.close()
        node = await nodeOn(place.env)
        await setClock(node.services.db, { offsetMs: new Date(at).getTime() - Date.now() })
      })
      afterAll(async () => {
        await node?.close()
        await place?.dispose()
      })

      it('has rows in every table that it had, and keeps them', async () => {
        expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([])
        const { schema_migrations, schema_functions, ...kept } = before
        expect(await countRows(node.services.db)).toMatchObject(kept)
        expect(await migrationState(node.services.db)).toMatchObject({ pendingMigrations: [], changedFunctions: [] })
      })

      it('begins the money book with what a person or another system had confirmed, and with nothing else', async () => {
        const { db } = node.services
        const vouchedFor = await db.query<{ id: string; amount: number }>(
          `select p.id, coalesce(p.final_amount, p.amount) as amount from sambatan.participants p
          where p.status in ('confirmed', 'fulfilled') and exists (
            select from sambatan.audit_logs a where a.participant_id = p.id and a.event = 'participant_confirmed'
              and a.actor <> 'scheduler' and not exists (
                select from sambatan.audit_logs done where done.campaign_id = p.campaign_id
                  and done.event = 'campaign_completed' and done.created_at = a.created_at))
          order by 1`,
        )
        const records = await db.query<{ id: string; amount: number }>(
          `select participation_id as id, amount from sambatan.money_records where before_the_book and kind = 'received' order by 1`,
        )
        expect(records.length).toBeGreaterThan(0)
        expect(records).toEqual(vouchedFor)
        const owed = 'select id from sambatan.participants where owed_to_buyer > 0 or returned_amount > 0'
        expect(await db.query(owed)).toEqual([])
      })

      it('breaks no invariant', async () => {
        expect(await violations(node.services.db)).toEqual([])
      })

      it('tells of everything what it told before', async () => {
        const now = await everythingTold(async (path) => {
          const url = path.startsWith(apiPrefix) ? path : apiPrefix + path
          const answer = await node.app.inject({ url, headers: credentials('service') })
          return { body: answer.json(), next: nextOf(answer.headers.link) }
        })
        expect(now).toMatchObject(told)
      })
    })
  }
})
