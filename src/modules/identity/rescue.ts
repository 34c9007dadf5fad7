/**
 * Ways back in for whoever holds the database, when nobody who is an operator can sign in: no page leads here, only the
 * command line does. Each is on record.
 */
import type { Database } from '../../db/index.ts'
import { systemClock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { recordAccess } from './access-log.ts'
import { type Accounts, createAccounts } from './accounts.ts'
import { createAttempts } from './attempts.ts'
import { accessChannel } from './identity.ts'
import { addOperatorCode } from './operator-code.ts'
import { afterPasswordReset } from './password.ts'
import { passwordEffort } from './password-effort.ts'
import type { Role } from './policy.ts'
import { removeTwoFactor } from './two-factor.ts'

export interface RescueOptions {
  db: Database
  secrets: Secrets
  publicUrl: string
  /** Who is on record for it. */
  actor: string
}

export interface Rescued {
  id: string
  role: Role
  hasTwoFactor: boolean
}

/**
 * A code that makes the account that signs up with it an operator, also where there is one already.
 */
export async function issueOperatorCodeAnyway({ db, actor }: Pick<RescueOptions, 'db' | 'actor'>): Promise<string> {
  return db.tx(
    async (tx) => {
      const code = await addOperatorCode(tx)
      await recordAccess(tx, 'operator_code_issued', null)
      return code
    },
    { actor },
  )
}

/**
 * A link for a new password, as it would be mailed: used once, good for an hour; using it ends the sessions of the account.
 * @throws Problem person_not_found
 */
export async function issuePasswordLink(options: RescueOptions, email: string): Promise<Rescued & { link: string }> {
  const person = await findAccount(options.db, email)
  let link: string | undefined
  const accounts = open(options, (asked) => {
    link = asked
  })
  await accounts.call({ networks: [''] }, (auth, headers) =>
    auth.requestPasswordReset({ body: { email: email.toLowerCase() }, headers, returnHeaders: true }),
  )
  if (link === undefined) throw new Error('the library made no link for an account that exists')
  await options.db.tx((tx) => recordAccess(tx, 'password_link_issued', person.id), { actor: options.actor })
  return { ...person, link }
}

/**
 * Takes the second factor off an account and ends its sessions, on every node.
 * @throws Problem person_not_found, two_factor_off
 */
export async function rescueTwoFactor(options: RescueOptions, email: string): Promise<Rescued> {
  const person = await findAccount(options.db, email)
  await removeTwoFactor(
    open(options, () => undefined),
    person.id,
    options.actor,
  )
  // Nodes that run and do not hear of it look again by themselves within a minute.
  await options.db.notify(accessChannel, `person ${person.id}`)
  return person
}

async function findAccount(db: Database, email: string): Promise<Rescued> {
  const person = await db.read
    .selectFrom('people')
    .select(['id', 'role', 'two_factor_enabled'])
    .where('email', '=', email.toLowerCase())
    .where('origin', '=', 'account')
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!person) throw new Problem('person_not_found', { person_id: email })
  return { id: person.id, role: person.role as Role, hasTwoFactor: person.two_factor_enabled }
}

/** Accounts whose letters are handed over instead of being sent. */
function open({ db, secrets, publicUrl }: RescueOptions, onLink: (link: string | undefined) => void): Accounts {
  return createAccounts({
    db,
    clock: systemClock,
    secrets,
    publicUrl,
    letters: { post: async ({ link }) => onLink(link) },
    attempts: createAttempts(db, false),
    verifyEmail: false,
    effort: passwordEffort,
    onChanged: () => undefined,
    afterReset: afterPasswordReset,
  })
}
