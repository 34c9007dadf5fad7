/**
 * What a start does about the demo: it fills an empty database where that is wanted, and decides who can sign in to the
 * demo's accounts. Their password is published, so where others come it must not hold, whatever the database was before:
 * a folder that was tried on a laptop may be served to everybody tomorrow.
 */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import type { Database, Tx } from '../db/index.ts'
import { systemClock } from '../kernel/clock.ts'
import { demoAccounts, demoPassword, nextReset } from '../kernel/public-demo.ts'
import type { Secrets } from '../kernel/secrets.ts'
import { clockText, timeZoneName } from '../kernel/zone.ts'
import {
  disableWebhooksByRole,
  type Identity,
  passwordEffort,
  recordAccess,
  undoGrants,
} from '../modules/identity/index.ts'
import type { Photos } from '../modules/photos/index.ts'
import type { Storage } from '../storage/index.ts'
import { seedDemo } from './index.ts'
import { demoIds, hashDemoPassword, operator } from './people.ts'
import { endPublicDemo, openPublicDemo } from './public.ts'

/** Who is on record for what a start does by itself. */
const actor = 'start'

export interface DemoState {
  seeded: boolean
  /** Of the demo's accounts, when this start has set it. */
  password?: string | undefined
  /** What was ended because everybody could have had it, when something was. */
  ended?: Ended | undefined
  /** When a public demo is set back next. */
  resetsAt?: Date | undefined
}

interface Ended {
  /** Whether the accounts go on, with another password. */
  renewed: boolean
  /** Of others than the demo's own people. */
  roles: number
  keys: number
}

/** Told who is not to be believed any more. */
type Listeners = Pick<Identity, 'personChanged' | 'apiKeyChanged'>

interface Options {
  config: Config
  db: Database
  secrets: Secrets | undefined
  photos?: Photos | undefined
  identity: Listeners
  storage: Storage
}

export async function prepareDemo({ config, db, secrets, photos, storage, identity }: Options): Promise<DemoState> {
  const password = makeDemoPassword(config)
  if (config.demo === 'reset') {
    const seeded = await openPublicDemo({ db, config, secrets, photos, storage })
    return { seeded, password, resetsAt: nextReset(systemClock.now(), config.demoResetHours) }
  }
  await endPublicDemo({ db })
  const seeded =
    config.demo !== 'off' && (await seedDemo({ db, config, secrets, photos, storage }, { password })) !== undefined
  if (seeded) return { seeded, password }
  if (config.demo === 'off') return { seeded, ended: await closeAccounts(db, identity) }
  if (config.demo === 'private') {
    const ended = await renewPassword(db, identity, password!)
    return { seeded, password: ended && password, ended }
  }
  return { seeded }
}

/** What the demo's people will sign in with, if they are made now; undefined where nobody signs in as one of them. */
export function makeDemoPassword({ demo }: Pick<Config, 'demo'>): string | undefined {
  if (demo === 'published' || demo === 'reset') return demoPassword
  return demo === 'private' ? randomBytes(12).toString('base64url') : undefined
}

/** The password hashes of the demo's accounts that are of the published password. */
async function publishedHashes(db: Database): Promise<string[]> {
  const rows = await db.query<{ hash: string }>(
    'select distinct password as hash from sambatan.accounts where user_id = any ($1) and password is not null',
    [demoIds()],
  )
  if (rows.length === 0) return []
  const published: string[] = []
  for (const { hash } of rows) if (await passwordEffort.verify({ hash, password: demoPassword })) published.push(hash)
  return published
}

/** Whether somebody can sign in to an account of the demo with the password that everybody knows. */
export async function holdsPublishedPassword(db: Database): Promise<boolean> {
  return (await publishedHashes(db)).length > 0
}

/** Whether anybody can come in as one of the demo: with some password, or with a session that goes on. */
export async function hasOpenAccounts(db: Database): Promise<boolean> {
  const [row] = await db.query<{ open: boolean }>(
    `select exists (select from sambatan.accounts where user_id = any ($1) and password is not null)
       or exists (select from sambatan.sessions where user_id = any ($1) and expires_at > sambatan.now()) as open`,
    [demoIds()],
  )
  return row!.open
}

/**
 * Ends the demo's accounts for good, with everything that was made through them. Run at every start that wants no demo; it
 * reads two rows where there is nothing to end.
 */
async function closeAccounts(db: Database, identity: Listeners): Promise<Ended | undefined> {
  return end(db, identity, async (tx, people) => {
    const accounts = await tx.deleteFrom('accounts').where('user_id', 'in', people).returning('id').execute()
    const operators = await tx
      .updateTable('people')
      .set({ role: 'buyer', updated_at: sql<Date>`sambatan.now()` })
      .where('id', 'in', people)
      // Else there would seem to be an operator, and the start would print no code for a real one.
      .where('role', '=', 'operator')
      .returning('id')
      .execute()
    for (const { id } of operators) {
      await recordAccess(tx, 'role_changed', id, { from: 'operator', to: 'buyer' })
      await disableWebhooksByRole(tx, id, 'operator')
    }
    const closed = await tx
      .selectFrom('access_logs')
      .select('id')
      .where('person_id', '=', operator.id)
      .where('event', '=', 'demo_closed')
      .limit(1)
      .executeTakeFirst()
    return accounts.length > 0 || operators.length > 0 || closed === undefined ? 'demo_closed' : undefined
  })
}

/** Gives the demo's accounts that have the published password another one, and ends what was made with it. */
async function renewPassword(db: Database, identity: Listeners, password: string): Promise<Ended | undefined> {
  const published = await publishedHashes(db)
  if (published.length === 0) return undefined
  const hash = await hashDemoPassword(password)
  return end(db, identity, async (tx, people) => {
    const renewed = await tx
      .updateTable('accounts')
      .set({ password: hash, updated_at: sql<Date>`sambatan.now()` })
      .where('user_id', 'in', people)
      .where('password', 'in', published)
      .returning('id')
      .execute()
    if (renewed.length > 0) await disableWebhooksForOthers(tx, people)
    // None: another node that starts at the same time was quicker, and printed its password.
    return renewed.length > 0 ? 'demo_renewed' : undefined
  })
}

/** What was made with the published password for the installation, or for other sellers, tells an address of whoever knew that. */
async function disableWebhooksForOthers(tx: Tx, people: string[]): Promise<void> {
  await sql`
    select sambatan.disable_webhook_endpoint(e.id, 'switched_off') from sambatan.webhook_endpoints e
    where e.removed_at is null and e.disabled_at is null and e.created_by = any (${people.map((id) => `user:${id}`)}::text[])
      and e.created_by is distinct from 'user:' || e.seller_id`.execute(tx)
}

/**
 * Ends what was made through the demo's accounts, if `change` finds that they are to end.
 * @param change changes the accounts; the event that goes on record, undefined when there is nothing to end
 */
async function end(
  db: Database,
  identity: Listeners,
  change: (tx: Tx, people: string[]) => Promise<'demo_closed' | 'demo_renewed' | undefined>,
): Promise<Ended | undefined> {
  const done = await db.tx(
    async (tx) => {
      // Locked, so that of several nodes that start at once one does it.
      const rows = await tx
        .selectFrom('people')
        .select('id')
        .where('id', 'in', demoIds())
        .where('origin', '=', 'account')
        .orderBy('id')
        .forUpdate()
        .execute()
      const people = rows.map(({ id }) => id)
      const event = people.length > 0 ? await change(tx, people) : undefined
      if (event === undefined) return undefined
      await tx.deleteFrom('sessions').where('user_id', 'in', people).execute()
      // Links for a new password, and second factors that are being waited for.
      await tx.deleteFrom('verifications').where('value', 'in', people).execute()
      const undone = await undoGrants(tx, people, actor)
      const others = undone.people.filter((id) => !people.includes(id))
      const ended = { renewed: event === 'demo_renewed', roles: others.length, keys: undone.keys.length }
      await recordAccess(tx, event, operator.id, { roles: ended.roles, keys: ended.keys })
      return { ended, people: [...people, ...others], keys: undone.keys }
    },
    { actor },
  )
  for (const id of done?.people ?? []) identity.personChanged(id)
  for (const id of done?.keys ?? []) identity.apiKeyChanged(id)
  return done?.ended
}

/** What the start tells about the demo, a line each. */
export function aboutDemo({ seeded, password, ended, resetsAt }: DemoState, hasAccounts: boolean): string[] {
  const lines: string[] = []
  if (resetsAt !== undefined) {
    lines.push(
      `This is a public demo: everything is set back at ${clockText(resetsAt).slice(11, 16)} ${timeZoneName}, and nothing leaves it.`,
    )
  } else if (seeded) lines.push('Filled with demo data (turn off with SAMBATAN_DEMO=off).')
  if (ended && !ended.renewed) {
    lines.push("The demo's accounts are closed: everybody knows their password, and others may come here.")
  }
  if (ended && ended.roles + ended.keys > 0) {
    lines.push(`What was made through them has ended: ${ended.roles} roles they gave, ${ended.keys} API keys.`)
  }
  if (password !== undefined && hasAccounts) {
    const told = password === demoPassword ? '' : ' (made now, and not shown again)'
    lines.push(`Demo accounts, password "${password}"${told}: ${demoAccounts.join(', ')}`)
  }
  return lines
}
