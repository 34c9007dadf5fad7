/**
 * The keys that this installation signs with when it asks push services (VAPID, RFC 8292): made by its first start, sealed in the
 * database, where all of its nodes find them. A browser that was asked for with one public key takes nothing that another signs.
 */
import { type Kysely, sql } from 'kysely'
import type { Database, DB, Tx } from '../../../db/index.ts'
import type { Logger } from '../../../kernel/logger.ts'
import { seal, sealedByCurrent, unseal } from '../../../kernel/sealing.ts'
import type { Secrets } from '../../../kernel/secrets.ts'

export interface PushKeys {
  publicKey: string
  privateKey: string
}

/** Makes them where there are none; of several nodes that start at once, one does, and all use its. Seals them anew with a new secret. */
export async function keepPushKeys(db: Database, secrets: Secrets, log: Logger): Promise<void> {
  const [stored] = await db.query<{ sealed: string }>('select sealed_private_key as sealed from sambatan.push_keys')
  if (stored === undefined) {
    const { publicKey, privateKey } = await newKeys()
    await db.query('insert into sambatan.push_keys values (true, $1, $2, sambatan.now()) on conflict do nothing', [
      publicKey,
      await seal(secrets, privateKey),
    ])
    return
  }
  if (stored.sealed.startsWith(sealedByCurrent(secrets))) return
  try {
    await db.query('update sambatan.push_keys set sealed_private_key = $1 where sealed_private_key = $2', [
      await seal(secrets, await unseal(secrets, stored.sealed)),
      stored.sealed,
    ])
  } catch (error) {
    log.error(
      { err: error },
      'SAMBATAN_SECRET does not open the keys of web push: no browser is told anything. Set the secret that was there before as well (new,old), or make new keys with "sambatan push new-keys"',
    )
  }
}

/** @throws Error when none of the secrets opens them */
export async function readPushKeys(db: Kysely<DB>, secrets: Secrets): Promise<PushKeys> {
  const row = await db.selectFrom('push_keys').selectAll().executeTakeFirstOrThrow()
  return { publicKey: row.public_key, privateKey: await unseal(secrets, row.sealed_private_key) }
}

/** What a browser needs to be asked for; null where no node with a secret has started yet. */
export async function readPublicKey(db: Kysely<DB>): Promise<string | null> {
  return (await db.selectFrom('push_keys').select('public_key').executeTakeFirst())?.public_key ?? null
}

/** Where the old ones cannot be opened any more, or somebody else has them. Every browser has to ask again; answers how many had. */
export async function replacePushKeys(tx: Tx, secrets: Secrets): Promise<number> {
  const { publicKey, privateKey } = await newKeys()
  const sealed = await seal(secrets, privateKey)
  await sql`insert into sambatan.push_keys values (true, ${publicKey}, ${sealed}, sambatan.now())
    on conflict (id) do update set public_key = excluded.public_key, sealed_private_key = excluded.sealed_private_key,
      created_at = excluded.created_at`.execute(tx)
  const { numDeletedRows } = await tx.deleteFrom('push_subscriptions').executeTakeFirst()
  return Number(numDeletedRows)
}

async function newKeys(): Promise<PushKeys> {
  // Loaded when it is needed: most starts and commands never are asked to push.
  const { default: webPush } = await import('web-push')
  return webPush.generateVAPIDKeys()
}
