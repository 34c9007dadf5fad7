/**
 * Keys of machines: `sbk_<prefix>_<secret>`. The prefix is shown wherever the key is meant; of the key itself only a
 * SHA-256 is stored, which is enough for 256 random bits. When a key was last used is written now and then, not for
 * each request.
 */
import { hash, randomBytes } from 'node:crypto'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { ApiKeys, Database, DB, Tx } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import { recordAccess } from './access-log.ts'
import type { Actor, Scope } from './policy.ts'
import type { ApiKey } from './shapes.ts'
import { createSharedLookup, type SharedLookup } from './shared-lookup.ts'

export interface NewApiKey {
  name: string
  scopes: Scope[]
  expires_at?: Date | null | undefined
}

const marker = 'sbk_'

export function looksLikeApiKey(token: string): boolean {
  return token.startsWith(marker)
}

/**
 * Makes a key.
 * @returns the key as it is shown, and `key`, which is told now and never again
 * @throws Problem expiry_not_future
 */
export async function createApiKey(tx: Tx, wish: NewApiKey, createdBy: string): Promise<ApiKey & { key: string }> {
  const prefix = marker + randomBytes(5).toString('hex')
  const key = `${prefix}_${randomBytes(32).toString('base64url')}`
  const row = await tx
    .insertInto('api_keys')
    .values({
      id: uuidv7(),
      name: wish.name,
      prefix,
      hash: hashOf(key),
      scopes: [...new Set(wish.scopes)],
      created_by: createdBy,
      created_at: sql<Date>`sambatan.now()`,
      expires_at: wish.expires_at ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  if (row.expires_at && row.expires_at <= row.created_at) {
    throw new Problem('expiry_not_future', { path: 'expires_at' })
  }
  await recordAccess(tx, 'api_key_created', null, { prefix, name: wish.name, scopes: row.scopes })
  return { ...presentApiKey(row), key }
}

/** All keys, newest first, also those that are revoked or have expired. */
export async function listApiKeys(
  db: Kysely<DB>,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<ApiKey>> {
  let query = db
    .selectFrom('api_keys')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
  if (page.cursor) query = query.where('id', '<', String(decodeCursor(page.cursor, ['uuid'])[0]))
  return toPage(await query.execute(), page.limit, presentApiKey, (row) => [row.id])
}

/**
 * Revokes a key; revoking it again changes nothing.
 * @throws Problem api_key_not_found
 */
export async function revokeApiKey(tx: Tx, id: string, revokedBy: string): Promise<ApiKey> {
  const row = await tx.selectFrom('api_keys').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Problem('api_key_not_found', { api_key_id: id })
  if (row.revoked_at) return presentApiKey(row)
  const revoked = await tx
    .updateTable('api_keys')
    .set({ revoked_at: sql<Date>`sambatan.now()`, revoked_by: revokedBy })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAccess(tx, 'api_key_revoked', null, { prefix: row.prefix, name: row.name })
  return presentApiKey(revoked)
}

function presentApiKey(row: Selectable<ApiKeys>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes as Scope[],
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
  }
}

function hashOf(key: string): Buffer {
  return hash('sha256', key, 'buffer')
}

export interface KnownApiKey {
  id: string
  actor: Extract<Actor, { kind: 'service' }>
}

/** Looks keys up by the keys themselves; only hashes are kept and sent. */
export function createApiKeyLookup(db: Database, ttlMs: number): SharedLookup<string, KnownApiKey> {
  return createSharedLookup({
    keyOf: (key) => hashOf(key).toString('hex'),
    ttlMs,
    sizeMax: 10_000,
    async load(keys) {
      const rows = await db.query<{ id: string; prefix: string; scopes: Scope[]; hash: string }>(
        `select id, prefix, scopes, encode(hash, 'hex') as hash from sambatan.api_keys
         where hash = any ($1::bytea[]) and revoked_at is null and (expires_at is null or expires_at > sambatan.now())`,
        [keys.map(hashOf)],
      )
      return new Map(
        rows.map(({ id, prefix, scopes, hash: key }) => [
          key,
          { id, actor: { kind: 'service', id: `machine:key:${prefix}`, scopes } },
        ]),
      )
    },
  })
}

export interface UseRecorder {
  used(keyId: string): void
  /** Writes what has not been written yet, as before somebody reads it. */
  write(): Promise<void>
  close(): Promise<void>
}

/** How often it is written which keys were used. */
const writeUsesMs = 30_000

/**
 * Notes when keys are used, and writes it in one statement now and then; what a crash loses is half a minute of it. Ages are
 * counted here and taken from the database's time: what lies between makes a use late by as much, but never later than the
 * end of its key.
 */
export function recordKeyUses(db: Database, onError: (error: unknown) => void): UseRecorder {
  const used = new Map<string, number>()
  async function write(): Promise<void> {
    if (used.size === 0) return
    const now = performance.now()
    const ages = [...used.values()].map((at) => (now - at) / 1000)
    const ids = [...used.keys()]
    used.clear()
    await db
      .query(
        `update sambatan.api_keys k
         set last_used_at = greatest(k.last_used_at, least(k.revoked_at, sambatan.now() - make_interval(secs => u.age)))
         from unnest($1::uuid[], $2::float8[]) u (id, age) where k.id = u.id`,
        [ids, ages],
      )
      .catch(onError)
  }
  const timer = setInterval(() => void write(), writeUsesMs)
  timer.unref()
  return {
    used: (keyId) => used.set(keyId, performance.now()),
    write,
    async close() {
      clearInterval(timer)
      await write()
    },
  }
}
