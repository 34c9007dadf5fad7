import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Language } from '../../kernel/language.ts'
import { Problem } from '../../kernel/problem.ts'
import { recordAccess } from './access-log.ts'
import { type Accounts, type BrowserHeaders, hashingAhead } from './accounts.ts'
import { attemptLimits } from './attempts.ts'
import { consumeOperatorCode, hasOperatorCode } from './operator-code.ts'
import type { SignedUp } from './shapes.ts'

export interface SignUp {
  name: string
  email: string
  password: string
  locale: Language
  /** The one-time code that makes the first account of an installation its operator. */
  operatorCode?: string | undefined
}

/**
 * Makes an account. An address that has one gets the same answer, in the same time, and a mail that says so.
 * @throws Problem too_many_attempts, operator_code_invalid, account_exists (only to a holder of the operator's code)
 */
export async function signUp(accounts: Accounts, browser: BrowserHeaders, wish: SignUp): Promise<SignedUp['status']> {
  await accounts.attempts.countFrom(attemptLimits.signUpFromNetwork, browser.networks)
  const evenly = sleep(accounts.effort.answerMsMin)
  if (wish.operatorCode !== undefined) return signUpAsOperator(accounts, browser, wish, wish.operatorCode)
  await createAccount(accounts, browser, wish)
  await evenly
  return accounts.verifyEmail ? 'confirm_email' : 'ready'
}

/**
 * Mails what signing up mailed once more: the link that confirms the address, or that it has an account already. Nobody is told which,
 * or whether there is one, so tries are counted by the address whatever it is.
 * @throws Problem too_many_attempts
 */
export async function mailSignUpAgain(accounts: Accounts, browser: BrowserHeaders, email: string): Promise<void> {
  const { attempts } = accounts
  await attempts.countFrom(attemptLimits.mailFromNetwork, browser.networks)
  await attempts.count(attemptLimits.confirmationAgain, email)
  const evenly = sleep(accounts.effort.answerMsMin)
  const person = accounts.verifyEmail ? await findByEmail(accounts, email) : undefined
  if (person?.email_verified === false) {
    await accounts.call({ ...browser, ignoreSession: true }, (auth, headers) =>
      auth.sendVerificationEmail({ body: { email }, headers, returnHeaders: true }),
    )
  } else if (person && (await attempts.allows(attemptLimits.accountExistsMail, email))) {
    await accounts.mail('account_exists', { ...person, email }, '/account/forgot-password', 24)
  }
  await evenly
}

/**
 * Returns the id of the account that was made. Where the address has one already it is an id that nobody has, or
 * undefined: the library does not tell, so that we cannot either.
 */
async function createAccount(accounts: Accounts, browser: BrowserHeaders, wish: SignUp): Promise<string | undefined> {
  const { name, email, password, locale } = wish
  try {
    const { body } = await hashingAhead(accounts.effort, password, () =>
      accounts.call(browser, (auth, headers) =>
        auth.signUpEmail({ body: { name, email, password, locale }, headers, returnHeaders: true }),
      ),
    )
    return body.user.id
  } catch (error) {
    // Of two at once with one address the second finds it taken only when it writes.
    const isTaken = (error as { body?: { code?: string } }).body?.code === 'FAILED_TO_CREATE_USER'
    if (!isTaken || !(await findByEmail(accounts, email))) throw error
    return undefined
  }
}

async function findByEmail({ db }: Accounts, email: string) {
  return db.read
    .selectFrom('people')
    .select(['id', 'locale', 'email_verified'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
}

/** Whoever holds the code has read the log of the machine: the address needs no confirming, and nothing is hidden. */
async function signUpAsOperator(
  accounts: Accounts,
  browser: BrowserHeaders,
  wish: SignUp,
  code: string,
): Promise<SignedUp['status']> {
  await accounts.attempts.countFrom(attemptLimits.operatorCode, browser.networks)
  const { db } = accounts
  if (!(await hasOperatorCode(db.read, code))) throw new Problem('operator_code_invalid', { path: 'operator_code' })
  if (await findByEmail(accounts, wish.email)) throw new Problem('account_exists', { path: 'email' })
  const madeId = await createAccount(accounts, browser, wish)
  await db.tx(
    async (tx) => {
      // By the id, never by the address: a stranger who was quicker with it must not become the operator.
      const made = await tx
        .updateTable('people')
        .set({ role: 'operator', email_verified: true, updated_at: sql<Date>`sambatan.now()` })
        .where('id', '=', madeId ?? '')
        .returning('id')
        .executeTakeFirst()
      if (!made) throw new Problem('account_exists', { path: 'email' })
      // Used up in the same transaction: of two at once one becomes the operator, the other stays a buyer.
      if (!(await consumeOperatorCode(tx, code, made.id))) {
        throw new Problem('operator_code_invalid', { path: 'operator_code' })
      }
      await recordAccess(tx, 'operator_claimed', made.id)
    },
    { actor: 'operator-code' },
  )
  return 'ready'
}
