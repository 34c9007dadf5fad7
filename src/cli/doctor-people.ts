/** Who can come in: an operator, other systems, and nobody by a password that everybody knows. */
import type { Config } from '../config.ts'
import type { Database } from '../db/index.ts'
import { lastReset } from '../kernel/public-demo.ts'
import { clockText, timeZoneName } from '../kernel/zone.ts'
import { demoIds } from '../seed/index.ts'
import { filledAt } from '../seed/public.ts'
import { hasOpenAccounts, holdsPublishedPassword } from '../seed/start.ts'
import type { Finding } from './doctor-system.ts'

/** Where neither is needed a start makes its own key and secret, in the data folder. */
function makesOwnSecrets({ production, database }: Config): boolean {
  return !production && database.url === undefined
}

export async function checkOperators(db: Database, config: Config): Promise<Finding> {
  const name = 'operators'
  const [row] = await db.query<{ operators: number }>(
    `select count(*)::int as operators from sambatan.people where role = 'operator' and erased_at is null`,
  )
  const { operators } = row!
  const byToken = Object.values(config.tokens?.roles ?? {}).includes('operator')
  if (config.secret === undefined && !makesOwnSecrets(config)) {
    if (byToken) return { name, level: 'ok', says: 'operators come with tokens of the platform' }
    return {
      name,
      level: 'warn',
      says: 'nobody can be an operator: there are no accounts, and no token makes one',
      advice: 'Set SAMBATAN_SECRET for accounts, or SAMBATAN_JWT_ROLE_CLAIM and SAMBATAN_JWT_ROLES for tokens.',
    }
  }
  if (operators > 0) return { name, level: 'ok', says: 'there is an operator' }
  if (byToken) return { name, level: 'ok', says: 'operators come with tokens of the platform; none has an account' }
  return {
    name,
    level: 'warn',
    says: 'there is no operator yet: nobody sees what is stuck, and nobody can make API keys',
    advice: 'Sign up with the code that the start prints, or with that of "sambatan operator code".',
  }
}

/** A key that is configured, or that an operator has made. */
export async function checkServiceKeys(db: Database, config: Config): Promise<Finding> {
  const name = 'service_key'
  if (config.serviceKey !== undefined) return { name, level: 'ok', says: 'a service key is set' }
  if (makesOwnSecrets(config)) return { name, level: 'ok', says: 'the service key is made by the start' }
  const [row] = await db.query<{ keys: number }>(
    `select count(*)::int as keys from sambatan.api_keys
     where revoked_at is null and (expires_at is null or expires_at > sambatan.now())`,
  )
  if (row!.keys > 0) return { name, level: 'ok', says: 'other systems come with API keys that were made here' }
  return {
    name,
    level: 'warn',
    says: 'no service key is set, and there is no API key: no other system can do anything here',
    advice: 'Set SAMBATAN_SERVICE_KEY (32 characters or more in production), or let an operator make an API key.',
  }
}

/** The demo's data cannot be removed again, and the password of its accounts is published. */
export async function checkDemo(db: Database, config: Config): Promise<Finding> {
  const name = 'demo'
  const [row] = await db.query<{ people: number }>(
    'select count(*)::int as people from sambatan.people where id = any ($1)',
    [demoIds()],
  )
  if (config.demo === 'reset') return checkPublicDemo(db, config.demoResetHours)
  if (row!.people === 0) return { name, level: 'ok', says: 'there is no demo data' }
  if (config.demo === 'published') return { name, level: 'ok', says: 'this is the demo; only this machine comes here' }
  if (await holdsPublishedPassword(db)) {
    return {
      name,
      level: 'fail',
      says: "the demo's accounts, one of them an operator, open with the password that everybody knows",
      advice: 'Start a node with this configuration: it ends that, with all that was made through them.',
    }
  }
  const isOpen = await hasOpenAccounts(db)
  if (config.demo === 'private') {
    const accounts = isOpen ? 'its password is its own' : 'nobody can sign in to its accounts'
    return { name, level: 'ok', says: `this is the demo, as SAMBATAN_DEMO asks for; ${accounts}` }
  }
  if (isOpen) {
    return {
      name,
      level: 'warn',
      says: "the demo's campaigns are in this database, and its accounts, one of them an operator, can still be signed in to",
      advice: 'Start a node with this configuration: it closes them for good, with all that was made through them.',
    }
  }
  return {
    name,
    level: 'warn',
    says: "the demo's campaigns are in this database, for all visitors to see; nobody can sign in to its accounts",
    advice: 'Real sales need a database of their own: nothing takes the demo out of this one.',
  }
}

/** How long after its time a node may have been away before somebody should look. */
const resetWithinMs = 15 * 60_000

async function checkPublicDemo(db: Database, everyHours: number): Promise<Finding> {
  const name = 'demo'
  const filled = await filledAt(db.read)
  if (filled === undefined) {
    return {
      name,
      level: 'fail',
      says: 'SAMBATAN_DEMO=reset takes everything away every few hours, and this database was not filled by it: no node starts on it',
      advice: 'Choose an empty database, or leave SAMBATAN_DEMO=reset out.',
    }
  }
  const [row] = await db.query<{ now: Date }>('select sambatan.now() as now')
  const due = lastReset(row!.now, everyHours)
  const told = `this is a public demo, which everybody may change; it was filled at ${clockText(filled)} ${timeZoneName}`
  if (filled >= due || row!.now.getTime() - due.getTime() < resetWithinMs) return { name, level: 'ok', says: told }
  return {
    name,
    level: 'warn',
    says: `${told}, and was to be set back at ${clockText(due)}`,
    advice:
      'A node that works sets it back: look at the log of one. Without any, start "sambatan worker", or "sambatan serve" without --no-worker.',
  }
}
