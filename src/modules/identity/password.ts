import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { isProblem, Problem } from '../../kernel/problem.ts'
import { recordAccess } from './access-log.ts'
import type { Accounts, BrowserHeaders, WithCookies } from './accounts.ts'
import { attemptLimits } from './attempts.ts'
import { forgetDevices, knownDevice, rememberDevice } from './devices.ts'

/**
 * Mails a link for a new password, if there is such an account; the answer is the same if there is none, and if that
 * address has been sent five in the last hour: those work for an hour as well, whoever asked for them.
 * @throws Problem too_many_attempts for a network
 */
export async function requestPasswordReset(accounts: Accounts, browser: BrowserHeaders, email: string): Promise<void> {
  const { attempts } = accounts
  const device = await knownDevice(accounts, browser, { email })
  if (device === undefined) await attempts.countFrom(attemptLimits.mailFromNetwork, browser.networks)
  const evenly = sleep(accounts.effort.answerMsMin)
  const isAllowed =
    device === undefined
      ? await attempts.allows(attemptLimits.resetMail, email)
      : await attempts.allows(attemptLimits.resetMailByDevice, device)
  if (isAllowed) {
    await accounts.call(browser, (auth, headers) =>
      auth.requestPasswordReset({ body: { email: email.toLowerCase() }, headers, returnHeaders: true }),
    )
  }
  await evenly
}

/**
 * Sets a new password with a mailed link's token and ends every session. Whoever could read the mail owns the address, so
 * it counts as confirmed, and the device as known: however much others guess, they can sign in here. A link that is right
 * is never refused because of others that were not.
 * @throws Problem link_invalid, too_many_attempts
 */
export async function resetPassword(
  accounts: Accounts,
  browser: BrowserHeaders,
  { token, password }: { token: string; password: string },
): Promise<WithCookies<unknown>> {
  const { internalAdapter } = await (await accounts.library()).$context
  const mailed = await internalAdapter.findVerificationValue(`reset-password:${token}`)
  const { body, cookies } = await accounts
    .call(browser, (auth, headers) =>
      auth.resetPassword({ body: { token, newPassword: password }, headers, returnHeaders: true }),
    )
    .catch((error) => refuseLink(accounts, browser, error))
  return { body, cookies: mailed ? [...cookies, await rememberDevice(accounts, browser, mailed.value)] : cookies }
}

/** Links that are wrong are counted, so that nobody tries one after another. */
async function refuseLink({ attempts }: Accounts, { networks }: BrowserHeaders, error: unknown): Promise<never> {
  if (isProblem(error) && error.code === 'link_invalid')
    await attempts.countFrom(attemptLimits.linkFromNetwork, networks)
  throw error
}

/** What follows a reset: on record, address confirmed, owner told, nobody believed who was signed in before. */
export async function afterPasswordReset(accounts: Accounts, personId: string): Promise<void> {
  accounts.onChanged(personId)
  const person = await accounts.db.tx(
    async (tx) => {
      const row = await tx
        .updateTable('people')
        .set({ email_verified: true, updated_at: sql<Date>`sambatan.now()` })
        .where('id', '=', personId)
        .returning(['id', 'email', 'locale'])
        .executeTakeFirstOrThrow()
      await endMailedLinks(tx, personId)
      await forgetDevices(tx, personId)
      await recordAccess(tx, 'password_reset', personId)
      return row
    },
    { actor: `user:${personId}` },
  )
  await accounts.mail('password_changed', { ...person, email: person.email! }, '/account/forgot-password', 24 * 7)
}

/** A new password ends every link that was mailed for another, and every second factor that is being waited for. */
async function endMailedLinks(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('verifications').where('value', '=', personId).execute()
}

/**
 * Changes the password of somebody who is signed in and knows the old one; all other devices are signed out and known no
 * more.
 * @throws Problem password_wrong, too_many_attempts
 */
export async function changePassword(
  accounts: Accounts,
  browser: BrowserHeaders,
  personId: string,
  { current, password }: { current: string; password: string },
): Promise<WithCookies<unknown>> {
  await accounts.attempts.count(attemptLimits.password, personId)
  const changed = await accounts.call(browser, (auth, headers) =>
    auth.changePassword({
      body: { currentPassword: current, newPassword: password, revokeOtherSessions: true },
      headers,
      returnHeaders: true,
    }),
  )
  // First of all: the library has ended the other sessions, and whatever fails from here on must not keep them believed.
  accounts.onChanged(personId)
  await accounts.db.tx(
    async (tx) => {
      await endMailedLinks(tx, personId)
      await forgetDevices(tx, personId)
      await recordAccess(tx, 'password_changed', personId)
    },
    { actor: `user:${personId}` },
  )
  const { email, locale } = changed.body.user
  await accounts.mail('password_changed', { id: personId, email, locale }, '/account/forgot-password', 24 * 7)
  return { ...changed, cookies: [...changed.cookies, await rememberDevice(accounts, browser, personId)] }
}

/**
 * Whether it is really the owner who is at the keyboard, before what cannot be undone.
 * @throws Problem password_wrong, too_many_attempts
 */
export async function confirmPassword(
  accounts: Accounts,
  browser: BrowserHeaders,
  personId: string,
  password: string,
): Promise<void> {
  await accounts.attempts.count(attemptLimits.password, personId)
  await accounts.call(browser, async (auth, headers) => ({
    response: await auth.verifyPassword({ body: { password }, headers }),
    headers: null,
  }))
}

/**
 * Confirms an e-mail address with a mailed link's token. Doing it twice is no mistake.
 * @throws Problem link_invalid, too_many_attempts
 */
export async function verifyEmail(accounts: Accounts, browser: BrowserHeaders, token: string): Promise<void> {
  const answer = await accounts
    .call(browser, (auth, headers) => auth.verifyEmail({ query: { token }, headers, returnHeaders: true }))
    .catch((error) => refuseLink(accounts, browser, error))
  if (!answer.body) await refuseLink(accounts, browser, new Problem('link_invalid'))
}
