/** Webhooks as tests use them: endpoints of sellers of their own, and a sender that is closed with its block. */
import type { Database } from '../../src/db/index.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { parseSecrets } from '../../src/kernel/secrets.ts'
import { createWebhook, createWebhooks, listDeliveries } from '../../src/modules/webhooks/index.ts'
import { accountSecret } from './accounts.ts'
import { silentLog } from './log.ts'

export const secrets = parseSecrets(accountSecret)

export type SenderOptions = Parameters<typeof createWebhooks>[0]

export function senderOn(db: Database, options: Partial<SenderOptions> = {}) {
  const rules = { allowPrivate: true, httpsOnly: false }
  const sender = createWebhooks({ db, secrets, clock: systemClock, log: silentLog, rules, ...options })
  return Object.assign(sender, { [Symbol.asyncDispose]: () => sender.close() })
}

/** A seller of its own, with an endpoint at a receiver. */
export async function endpointAt(db: Database, url: string, events: string[] = []) {
  const seller = `seller-${uuidv7()}`
  const wish = { seller_id: seller, url, description: '', events }
  return { seller, ...(await db.tx((tx) => createWebhook(tx, secrets, wish, `user:${seller}`))) }
}

export const deliveriesOf = async (db: Database, id: string) =>
  (await listDeliveries(db.read, id, { limit: 100 }, 'en')).items

/** A delivery that nobody took, of an endpoint of its own; its id. */
export async function newDeadWebhook(db: Database): Promise<number> {
  const { id } = await endpointAt(db, 'https://toko.example/mati')
  const [row] = await db.query<{ id: number }>(
    `insert into sambatan.webhook_deliveries (endpoint_id, event_id, type, state, next_attempt_at, created_at, done_at)
    select $1, max(id), max(event), 'dead', now(), now(), now() from sambatan.audit_logs returning id`,
    [id],
  )
  return row!.id
}
