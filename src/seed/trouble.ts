/**
 * What went wrong once and has been mended, so that operators see what they would be told: two addresses that want nothing any more, what
 * was to go there, a job and a campaign that failed. Nothing fails here: what would have failed is put on record as it would be.
 */
import { sql } from 'kysely'
import type { Tx } from '../db/index.ts'
import { assert } from '../kernel/assert.ts'
import type { Secrets } from '../kernel/secrets.ts'
import { createWebhook, removeWebhook, requestOf } from '../modules/webhooks/index.ts'
import type { Step } from './history.ts'
import type { Post } from './letters.ts'
import { type Claimed, claimWebhooks, fanOut } from './webhook.ts'

const sellerId = 'demo-seller-rumah-melati'
const operator = 'user:demo-operator'
const endpoints = [
  {
    of: sellerId,
    by: `user:${sellerId}`,
    url: 'https://katalog-lama.rumah-melati.example/sambatan',
    named: 'Katalog lama',
  },
  { of: null, by: operator, url: 'https://laporan-lama.example/sambatan', named: 'Laporan lama' },
]

/** In hours from now: they are made, answer that they are gone, and are removed. */
const [madeAt, goneAt, mendedAt] = [-88, -76, -75]

interface Made {
  id: string
  secret: string
}

export function troubleSteps(secrets: Secrets, post: Post, moment: (hours: number) => Date): Step[] {
  const made = new Map<string, Made>()
  return [
    ...endpoints.map(({ of, by, url, named }) => ({
      at: moment(madeAt),
      actor: by,
      async run(tx: Tx) {
        // What was before it is nothing that it is told.
        await fanOut(tx)
        const wish = { seller_id: of, url, description: named, events: ['participant_joined'] }
        made.set(url, await createWebhook(tx, secrets, wish, by))
      },
    })),
    {
      at: moment(goneAt),
      actor: 'worker',
      async run(tx) {
        await fanOut(tx)
        await answerGone(tx, [...made.values()])
        await failCampaign(tx)
        await sql`select sambatan.tell_of_trouble(1)`.execute(tx)
        await post(tx)
        await sql`delete from sambatan.lifecycle_failures`.execute(tx)
      },
    },
    {
      at: moment(mendedAt),
      actor: operator,
      async run(tx) {
        for (const { id } of made.values()) await removeWebhook(tx, id)
      },
    },
  ]
}

/** Each answers the first that it is asked, and is asked nothing more. */
async function answerGone(tx: Tx, made: Made[]): Promise<void> {
  const asked = new Set<string>()
  while (asked.size < made.length) {
    const claims = await claimWebhooks(tx)
    assert(claims.length > 0, 'each of the addresses is told something')
    for (const claimed of claims) {
      const endpoint = made.find(({ id }) => id === claimed.endpoint_id)
      if (endpoint === undefined || asked.has(endpoint.id)) continue
      asked.add(endpoint.id)
      await settleGone(tx, claimed, endpoint.secret)
    }
  }
}

async function settleGone(tx: Tx, claimed: Claimed, secret: string): Promise<void> {
  const { rows } = await sql<{ now: Date }>`select sambatan.now() as now`.execute(tx)
  const record = {
    duration_ms: 140,
    request: requestOf(claimed, [secret], rows[0]!.now),
    status: 410,
    answer: 'Gone',
    error: 'it answered 410',
  }
  await sql`select sambatan.settle_webhook_delivery(${claimed.id}, ${claimed.attempts}, 'gone',
    ${JSON.stringify(record)}::jsonb)`.execute(tx)
}

/** The next that ends, as check_sambatan_deadlines notes what it cannot advance. */
async function failCampaign(tx: Tx): Promise<void> {
  await sql`
    insert into sambatan.lifecycle_failures (campaign_id, attempts, error, failed_at, retry_at)
    select c.id, 3, '57014 canceling statement due to statement timeout', sambatan.now(), sambatan.now() + interval '1 minute'
    from sambatan.campaigns c where c.status = 'active' order by c.deadline limit 1`.execute(tx)
}
