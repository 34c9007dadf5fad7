import { sql } from 'kysely'
import type { Database, Tx } from '../../db/index.ts'
import { sellerName } from '../../kernel/names.ts'
import { isProblem, Problem } from '../../kernel/problem.ts'

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
 * Runs a write in a transaction, once per key: a repeat gets the stored answer of the first. Only effects are remembered:
 * a refusal rolls everything back, and the same request may be decided afresh once its reason is gone.
 *
 * The key is written last, so that locks are taken in the one order (campaign, participants, keys). Of two equal requests
 * at once the second therefore does its work in vain: it meets the key of the first at its end, or is refused by what the
 * first has done (cancelling what is cancelled); in both cases it is undone and gets the answer of the first.
 *
 * Personal data is not copied into the key's row: an answer that is a participation (it has a `shipping_address`) is
 * stored without its address and note, one that is a campaign without its seller's name, and a replay reads them where
 * they are kept.
 *
 * @throws Problem idempotency_mismatch when the key was used for another request
 */
export async function runOnce<Body extends object>(
  db: Database,
  key: IdempotencyKey | undefined,
  actor: string,
  write: (tx: Tx) => Promise<Answer<Body>>,
): Promise<OnceResult<Body>> {
  if (key === undefined) {
    return db.tx(async (tx) => ({ ...(await write(tx)), replayed: false }), { actor })
  }
  try {
    return await db.tx(
      async (tx) => {
        const first = await replay<Body>(tx, key)
        if (first) return first
        const answer = await write(tx)
        await remember(tx, key, answer)
        return { ...answer, replayed: false }
      },
      { actor },
    )
  } catch (error) {
    const first = isProblem(error) ? await db.tx((tx) => replay<Body>(tx, key)) : undefined
    if (first) return first
    throw error
  }
}

async function remember<Body extends object>(tx: Tx, key: IdempotencyKey, answer: Answer<Body>): Promise<void> {
  const { shipping_address, note, ...rest } = answer.body as Record<string, unknown>
  const personal = shipping_address !== undefined
  const response = { ...(personal ? rest : answer.body) } as Record<string, unknown>
  if ('seller_name' in response) response.seller_name = null
  await tx
    .insertInto('idempotency_keys')
    .values({
      scope: key.scope,
      key: key.key,
      request_hash: Buffer.from(key.requestHash, 'hex'),
      status: answer.status,
      response: JSON.stringify(response),
      participant_id: personal ? (rest.id as string) : null,
      created_at: sql<Date>`sambatan.now()`,
    })
    .execute()
}

/** The answer that this key got before, or undefined when it has not been used. */
async function replay<Body extends object>(tx: Tx, key: IdempotencyKey): Promise<OnceResult<Body> | undefined> {
  const first = await tx
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('scope', '=', key.scope)
    .where('key', '=', key.key)
    .executeTakeFirst()
  if (first === undefined) return undefined
  // A join's key has no stored answer: it is never the same request as one of these, whatever its hash.
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
  if ('seller_name' in body) {
    const seller = await tx
      .selectFrom('people')
      .select('name')
      .where('id', '=', String(body.seller_id))
      .executeTakeFirst()
    body.seller_name = sellerName(seller?.name ?? null)
  }
  return { status: first.status ?? 200, body: body as Body, replayed: true }
}
