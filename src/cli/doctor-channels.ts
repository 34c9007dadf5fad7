/** Whether what people are told goes out, by each channel, and whether browsers can be told at all. */
import type { Config } from '../config.ts'
import type { Database } from '../db/index.ts'
import { parseSecrets } from '../kernel/secrets.ts'
import { withLocalSecrets } from '../local-secrets.ts'
import { readPublicKey, readPushKeys } from '../modules/notifications/index.ts'
import type { Finding } from './doctor-system.ts'
import { counted } from './terminal.ts'

const words: Record<string, string> = { email: 'letter', push: 'browser message', whatsapp: 'WhatsApp message' }

/** A channel that takes nothing: each of its deliveries is tried again for three days, and then lies for an operator. */
export async function checkChannels(db: Database): Promise<Finding[]> {
  const rows = await db.query<{ channel: string; waiting: number; dead: number; last_error: string | null }>(`
    select channel, (count(*) filter (where state = 'pending'))::int as waiting,
      (count(*) filter (where state = 'dead'))::int as dead,
      (array_agg(last_error order by next_attempt_at desc) filter (where last_error is not null))[1] as last_error
    from sambatan.notification_deliveries
    where state = 'dead' or state = 'pending' and attempts > 0 and last_error is not null
    group by channel order by channel`)
  return rows.map(({ channel, waiting, dead, last_error }) => {
    const parts = [
      ...(waiting > 0 ? [`${counted(waiting, words[channel] ?? channel)} tried and not taken yet`] : []),
      ...(dead > 0 ? [`${counted(dead, words[channel] ?? channel)} given up`] : []),
    ]
    return {
      name: `notifications by ${channel}`,
      level: 'warn',
      says: `${parts.join(', ')}: ${last_error ?? 'no reason is known'}`,
      advice:
        'What waits is tried again by itself for three days; what was given up is among the dead letters, where an operator retries or discards it.',
    }
  })
}

export async function checkPushKeys(db: Database, config: Config): Promise<Finding[]> {
  const { secret } = await withLocalSecrets(config)
  if (secret === undefined) return []
  const name = 'web push'
  if ((await readPublicKey(db.read)) === null) {
    return [{ name, level: 'ok', says: 'its keys are made by the next start of a node' }]
  }
  try {
    await readPushKeys(db.read, parseSecrets(secret))
    return [{ name, level: 'ok', says: `its keys can be opened; push services write to ${config.pushContact}` }]
  } catch {
    return [
      {
        name,
        level: 'fail',
        says: 'SAMBATAN_SECRET does not open the keys of web push: no browser is told anything',
        advice:
          'Set the secret that was there before as well (SAMBATAN_SECRET=new,old), or make new keys with "sambatan push new-keys", after which each browser has to be turned on once more.',
      },
    ]
  }
}
