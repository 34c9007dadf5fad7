import { sql } from 'kysely'
import type { Database, Tx } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'

/** A request's Idempotency-Key: `scope` is the caller, `requestHash` the SHA-256 of method, path and body, in hex. */
export interface IdempotencyKey {
  scope: string
  key: string
  requestHash: string
}

export interface OnceResult<Body> {
  status: number
  body: Body
  replayed: boolean
}

interface Answer<Body> {
  status: number
  body: Body
}

/**
 * Runs a write in a transaction, once per key: a repeat gets the stored answer of the first, and a concurrent repeat
 * waits for it. Only effects are remembered: a refusal rolls everything back, the key included, so that the same
 * request may be decided afresh once its reason is gone.
 *
 * Personal data is not copied into the key's row: an answer that is a participation (it has a `shipping_address`) is
 * stored without its address and note, and a replay reads them from the participation.
 *
 * @throws Problem idempotency_mismatch when the key was used for another request
 */
export async function runOnce<Body extends object>(
  db: Database,
  key: IdempotencyKey | undefined,
  actor: string,
  write: (tx: Tx) => Promise<Answer<Body>>,
): Promise<OnceResult<Body>> {
  return db.tx(
    async (tx) => {
      if (key === undefined) return { ...(await write(tx)), replayed: false }
      const claimed = await claim(tx, key)
      if (!claimed) return replay<Body>(tx, key)
      const answer = await write(tx)
      await remember(tx, key, answer)
      return { ...answer, replayed: false }
    },
    { actor },
  )
}

/** Takes the key for this transaction; false when it is taken. Waits for another transaction that is just taking it. */
async function claim(tx: Tx, key: IdempotencyKey): Promise<boolean> {
  const inserted = await tx
    .insertInto('idempotency_keys')
    .values({
      scope: key.scope,
      key: key.key,
      request_hash: Buffer.from(key.requestHash, 'hex'),
      created_at: sql<Date>`sambatan.now()`,
    })
    .onConflict((conflict) => conflict.columns(['scope', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  return inserted !== undefined
}

async function remember<Body extends object>(tx: Tx, key: IdempotencyKey, answer: Answer<Body>): Promise<void> {
  const { shipping_address, note, ...rest } = answer.body as Record<string, unknown>
  const personal = shipping_address !== undefined
  await tx
    .updateTable('idempotency_keys')
    .set({
      status: answer.status,
      response: JSON.stringify(personal ? rest : answer.body),
      participant_id: personal ? (rest.id as string) : null,
    })
    .where('scope', '=', key.scope)
    .where('key', '=', key.key)
    .execute()
}

async function replay<Body extends object>(tx: Tx, key: IdempotencyKey): Promise<OnceResult<Body>> {
  const first = await tx
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('scope', '=', key.scope)
    .where('key', '=', key.key)
    .executeTakeFirstOrThrow()
  if (first.request_hash.toString('hex') !== key.requestHash || first.response === null) {
    throw new Problem('idempotency_mismatch')
  }
  const body = first.response as Record<string, unknown>
  if (first.participant_id !== null) {
    const personal = await tx
      .selectFrom('participants')
      .select(['shipping_address', 'note'])
      .where('id', '=', first.participant_id)
      .executeTakeFirstOrThrow()
    Object.assign(body, personal)
  }
  return { status: first.status ?? 200, body: body as Body, replayed: true }
}
