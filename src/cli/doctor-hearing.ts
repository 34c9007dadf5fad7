/** Whether this node would hear what others tell: live progress, and that somebody was signed out. */
import type { Config } from '../config.ts'
import type { Database } from '../db/index.ts'
import type { Finding } from './doctor-system.ts'

export async function checkHearing({ hearing }: Database, { database }: Config): Promise<Finding[]> {
  if (hearing === undefined) return []
  const name = 'live events'
  const { isHeard, cause } = await hearing.settled()
  if (isHeard) return [{ name, level: 'ok', says: 'messages of other nodes are heard' }]
  const variable = database.directUrl === undefined ? 'DATABASE_URL' : 'DATABASE_DIRECT_URL'
  const why = cause === undefined ? 'it hears nothing that is told by DATABASE_URL' : `it fails: ${reason(cause)}`
  return [
    {
      name,
      level: 'warn',
      says: `what other nodes tell does not come through ${variable} (${why}): live progress is late, and who is signed out elsewhere has up to a minute here`,
      advice: 'Set DATABASE_DIRECT_URL to the same database, past any pooler, with a user that may connect to it.',
    },
  ]
}

function reason(cause: unknown): string {
  const { message, code } = cause as { message?: string; code?: string }
  return message || code || String(cause)
}
