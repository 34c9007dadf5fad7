import { type Kysely, type Selectable, sql } from 'kysely'
import type { DB, People, Tx } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import type { Language } from '../../kernel/language.ts'
import { phoneDigits } from '../../kernel/phone.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Role } from '../identity/index.ts'
import type { Profile } from './shapes.ts'

export interface ProfilePatch {
  name?: string | undefined
  locale?: Language | undefined
  time_zone?: string | undefined
  phone?: string | null | undefined
  avatar_url?: string | null | undefined
  anonymous?: boolean | undefined
}

/** Since when nothing is sent to somebody's address. */
const refusedSince = sql<Date | null>`(
  select s.since from sambatan.email_suppressions s where s.address = people.email)`.as('email_refused_since')

function presentProfile(row: Selectable<People> & { email_refused_since: Date | null }): Profile {
  return {
    id: row.id,
    origin: row.origin as Profile['origin'],
    name: row.name,
    email: row.email,
    email_verified: row.email_verified,
    email_refused_since: row.email_refused_since?.toISOString() ?? null,
    role: row.origin === 'account' ? (row.role as Role) : null,
    two_factor_enabled: row.two_factor_enabled,
    locale: row.locale as Language,
    time_zone: row.time_zone,
    phone: row.phone,
    avatar_url: row.avatar_url,
    anonymous: row.anonymous,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

/** @throws Problem person_not_found, also for somebody who was erased */
export async function findProfile(db: Kysely<DB>, id: string): Promise<Profile> {
  const row = await db
    .selectFrom('people')
    .selectAll()
    .select(refusedSince)
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new Problem('person_not_found', { person_id: id })
  return presentProfile(row)
}

/** What people are called, by id: of those who are known here and were not erased. */
export async function namesOf(db: Kysely<DB>, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .where('erased_at', 'is', null)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export interface PeopleFilter {
  /** Words of the name or the e-mail address, or their beginnings: all of them; or part of a phone number; or an id. */
  q?: string | undefined
  role?: Role | undefined
  /** Whether operators are among them. */
  withOperators: boolean
  limit: number
  cursor?: string | undefined
}

/** Everybody that this installation knows, by id. */
export async function listPeople(db: Kysely<DB>, filter: PeopleFilter): Promise<Page<Profile>> {
  let query = db
    .selectFrom('people')
    .selectAll()
    .select(refusedSince)
    .where('erased_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
  if (filter.role) query = query.where('origin', '=', 'account').where('role', '=', filter.role)
  if (!filter.withOperators) query = query.where('role', '<>', 'operator')
  const { q } = filter
  if (q) {
    // The expression of people_search_idx to the letter, because an index over an expression serves only that one.
    const words = sql<boolean>`sambatan.search_words(name || ' ' || coalesce(email, '')) @@ sambatan.search_query(${q})`
    const digits = phoneDigits(q)
    const phone = sql<boolean>`(phone is not null and sambatan.phone_endings(phone) @@ ${`'${digits}':*`}::tsquery)`
    query = query.where((e) => e.or([words, e('id', '=', q), ...(digits === undefined ? [] : [phone])]))
  }
  if (filter.cursor) query = query.where('id', '<', String(decodeCursor(filter.cursor, ['text'])[0]))
  return toPage(await query.execute(), filter.limit, presentProfile, (row) => [row.id])
}

/**
 * Changes what is given and leaves the rest.
 * @param create whether a profile is made for an id that has none: a service tells us of its own users so
 * @throws Problem person_not_found
 */
export async function updateProfile(tx: Tx, id: string, patch: ProfilePatch, create = false): Promise<Profile> {
  const now = sql<Date>`sambatan.now()`
  if (create) {
    await tx
      .insertInto('people')
      .values({ id, origin: 'service', created_at: now, updated_at: now })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  }
  const row = await tx
    .updateTable('people')
    .set({
      name: patch.name,
      locale: patch.locale,
      time_zone: patch.time_zone,
      phone: patch.phone,
      avatar_url: patch.avatar_url,
      anonymous: patch.anonymous,
      updated_at: now,
    })
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .returningAll()
    .returning(refusedSince)
    .executeTakeFirst()
  if (!row) throw new Problem('person_not_found', { person_id: id })
  return presentProfile(row)
}
