/** Whether what people are told goes out, by each channel, and whether browsers can be told at all. */
import type { Config } from '../config.ts'
import type { Database } from '../db/index.ts'
import { parseSecrets } from '../kernel/secrets.ts'
import { withKeptSecrets } from '../local-secrets.ts'
import { channels, failingChannels, readPublicKey, readPushKeys, whatIsUntold } from '../modules/notifications/index.ts'
import type { Finding } from './doctor-system.ts'
import { counted } from './terminal.ts'

const words = { email: 'letter', push: 'browser message', whatsapp: 'WhatsApp message' }

/** What is due goes within seconds. */
const lateSeconds = 60
const noWorker = 'a worker carries them, start one if none runs'

/** A channel that takes nothing: each of its deliveries is tried again for three days, and then lies for an operator. */
export async function checkChannels(db: Database): Promise<Finding[]> {
  const [untold, broken] = await Promise.all([whatIsUntold(db.read), failingChannels(db.read)])
  return channels.flatMap((channel) => {
    const { waiting, failing, dead, age_seconds: age, error } = untold[channel]
    const word = words[channel]
    const isLate = failing === 0 && (age ?? 0) > lateSeconds
    const isBroken = broken.includes(channel)
    const parts = [
      ...(failing > 0 ? [`${counted(failing, word)} tried and not taken yet`] : []),
      ...(isLate ? [`${counted(waiting, word)} due and not tried`] : []),
      ...(dead > 0 ? [`${counted(dead, word)} given up`] : []),
    ]
    if (parts.length === 0) return []
    const why = failing > 0 ? (error ?? 'no reason is known') : dead > 0 ? 'see why among the dead letters' : noWorker
    return [
      {
        name: `notifications by ${channel}`,
        level: isBroken || isLate ? ('warn' as const) : ('ok' as const),
        says: `${isBroken || isLate ? '' : 'it carries what it should; '}${parts.join(', ')}: ${why}`,
        advice:
          'What waits is tried again by itself for three days; what was given up is among the dead letters, where an operator retries or discards it.',
      },
    ]
  })
}

export async function checkPushKeys(db: Database, config: Config): Promise<Finding[]> {
  const { secret } = await withKeptSecrets(config)
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
