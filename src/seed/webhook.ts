/**
 * A warehouse that is told how batches end: once it was away, and took it at the second try. Nobody is called: what would have been
 * asked and answered is put on record by the functions that record it for real.
 */
import { sql } from 'kysely'
import type { Tx } from '../db/index.ts'
import type { Secrets } from '../kernel/secrets.ts'
import { createWebhook, requestOf } from '../modules/webhooks/index.ts'
import { type Step, setMoment } from './history.ts'

const sellerId = 'demo-seller-rumah-melati'
const endpoint = {
  seller_id: sellerId,
  url: 'https://gudang.rumah-melati.example/sambatan',
  description: 'Gudang Sleman',
  events: ['participant_confirmed', 'campaign_completed', 'campaign_failed'],
}

/** In hours from now: since when it is told, when it was told, and the one of these at which it was away. */
const madeAt = -60
const toldAt = [-52, -44, -30, -20, -6, 0]
const awayAt = -20
const minuteMs = 60_000
/** What it is told of one thing waits for what was before it, so each time it is asked again, until nothing is left. */
const roundsMax = 30

export interface Claimed {
  id: number
  endpoint_id: string
  url: string
  attempts: number
  created_at: Date
  event: Parameters<typeof requestOf>[0]['event']
}

export function webhookSteps(secrets: Secrets, moment: (hours: number) => Date): Step[] {
  const actor = `user:${sellerId}`
  let secret = ''
  return [
    {
      at: moment(madeAt),
      actor,
      async run(tx) {
        // What was before it is nothing that it is told.
        await fanOut(tx)
        secret = (await createWebhook(tx, secrets, endpoint, actor)).secret
      },
    },
    ...toldAt.map((hours) => ({
      at: moment(hours),
      actor: 'worker',
      run: (tx: Tx) => tell(tx, secret, { from: moment(hours), isAway: hours === awayAt }),
    })),
  ]
}

/** Tells of all that has happened; whoever was away is back after a minute, which is when they are asked again. */
async function tell(tx: Tx, secret: string, { from, isAway }: { from: Date; isAway: boolean }): Promise<void> {
  await fanOut(tx)
  for (let round = 0; round < roundsMax; round++) {
    const claimed = await claimWebhooks(tx)
    for (const one of claimed) await settle(tx, one, secret, isAway && round === 0)
    if (claimed.length === 0 && !(isAway && round < 2)) return
    // The present does not go on.
    if (isAway) await setMoment(tx, new Date(from.getTime() + (round + 1) * minuteMs), 'worker')
  }
}

/** The engine takes as many at once when it relays. */
const eventsAtOnce = 2_000

/** Makes of everything that has happened what people and other systems are told. */
export async function fanOut(tx: Tx): Promise<void> {
  for (let events = eventsAtOnce; events === eventsAtOnce; ) {
    const { rows } = await sql<{ events: number }>`select events from sambatan.fan_out(${eventsAtOnce})`.execute(tx)
    events = rows[0]!.events
  }
}

/** Takes what is due, as whoever sends it does. */
export async function claimWebhooks(tx: Tx): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    select c.id, c.endpoint_id, w.url, c.attempts, c.created_at, to_jsonb(e) as event
    from sambatan.claim_webhook_deliveries(8, 8, 30) c
    join sambatan.webhook_endpoints w on w.id = c.endpoint_id join sambatan.audit_logs e on e.id = c.event_id
    order by c.id`.execute(tx)
  return rows
}

async function settle(tx: Tx, claimed: Claimed, secret: string, isAway: boolean): Promise<void> {
  const { rows } = await sql<{ now: Date }>`select sambatan.now() as now`.execute(tx)
  const record = {
    duration_ms: 60 + ((claimed.id * 37) % 240),
    request: requestOf(claimed, [secret], rows[0]!.now),
    status: isAway ? 503 : 200,
    answer: isAway ? 'Gudang sedang diperbarui' : 'OK',
    error: isAway ? 'it answered 503' : null,
  }
  await sql`select sambatan.settle_webhook_delivery(${claimed.id}, ${claimed.attempts}, ${isAway ? 'failed' : 'delivered'},
    ${JSON.stringify(record)}::jsonb)`.execute(tx)
}
