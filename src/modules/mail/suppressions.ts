/** Addresses that a mail server refused for good. Nothing is sent there until an operator says that it may be tried again. */
import { type Kysely, sql } from 'kysely'
import type { Database, DB, Tx } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { Problem } from '../../kernel/problem.ts'
import type { RefusedAddress } from './shapes.ts'

/** With the database's time, which the letter's return address carries. */
export async function whetherSuppressed(db: Database, address: string): Promise<{ suppressed: boolean; now: Date }> {
  const [row] = await db.query<{ suppressed: boolean; now: Date }>(
    `select exists (select from sambatan.email_suppressions where address = lower($1)) as suppressed, sambatan.now() as now`,
    [address],
  )
  return row!
}

export async function suppress(tx: Tx, address: string, reason: string): Promise<void> {
  await sql`
    insert into sambatan.email_suppressions (address, reason, since) values (lower(${address}), ${reason}, sambatan.now())
    on conflict (address) do nothing`.execute(tx)
}

const rowsOf = (db: Kysely<DB>) =>
  db
    .selectFrom('email_suppressions as s')
    .leftJoin('people as p', 'p.email', 's.address')
    .select(['s.address', 's.reason', 's.since', 'p.id as person_id', 'p.name as person_name'])

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

interface Wanted {
  limit: number
  cursor?: string | undefined
  /** A part of the address. */
  q?: string | undefined
}

/** In the order of the alphabet, each with whose it is. */
export async function listRefusedAddresses(db: Kysely<DB>, wanted: Wanted): Promise<Page<RefusedAddress>> {
  let query = rowsOf(db)
    .orderBy('s.address')
    .limit(wanted.limit + 1)
  if (wanted.q) query = query.where(sql<boolean>`position(lower(${wanted.q}) in s.address) > 0`)
  if (wanted.cursor) query = query.where('s.address', '>', String(decodeCursor(wanted.cursor, ['text'])[0]))
  return toPage(await query.execute(), wanted.limit, present, (row) => [row.address])
}

/**
 * Letters go to an address again.
 * @throws Problem refused_address_not_found
 */
export async function forgetRefusal(tx: Tx, address: string): Promise<RefusedAddress> {
  const row = await rowsOf(tx).where('s.address', '=', address.toLowerCase()).forUpdate('s').executeTakeFirst()
  if (!row) throw new Problem('refused_address_not_found')
  await tx.deleteFrom('email_suppressions').where('address', '=', row.address).execute()
  return present(row)
}

function present(row: Row): RefusedAddress {
  return { ...row, since: row.since.toISOString(), person_name: row.person_name || null }
}
