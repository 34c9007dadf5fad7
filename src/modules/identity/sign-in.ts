import { setTimeout as sleep } from 'node:timers/promises'
import { foldedCode } from '../../kernel/line.ts'
import { Problem } from '../../kernel/problem.ts'
import { recordAccess } from './access-log.ts'
import type { Accounts, Auth, BrowserHeaders, WithCookies } from './accounts.ts'
import { attemptLimits, signInPaused } from './attempts.ts'
import { cookieValue, signedValue, twoFactorCookieName } from './cookies.ts'
import { knownDevice, rememberDevice } from './devices.ts'
import type { Role } from './policy.ts'
import type { SignedIn } from './shapes.ts'
import { isFirstUse } from './two-factor.ts'

/**
 * Signs in with e-mail and password. An unknown address, a wrong password and an address that is not confirmed yet (which
 * then gets a new mail) are one refusal.
 * @throws Problem sign_in_failed, sign_in_paused, too_many_attempts
 */
export async function signIn(
  accounts: Accounts,
  browser: BrowserHeaders,
  given: { email: string; password: string; remember: boolean },
): Promise<WithCookies<SignedIn>> {
  const { email, password, remember } = given
  const forgive = await countSignIn(accounts, browser, email)
  const evenly = sleep(accounts.effort.answerMsMin)
  const { body, cookies } = await accounts
    .call(browser, (auth, headers) =>
      auth.signInEmail({ body: { email, password, rememberMe: remember }, headers, returnHeaders: true }),
    )
    .catch(async (error) => {
      await evenly
      throw error
    })
  await forgive()
  if (!('user' in body)) return { body: { status: 'two_factor_required', user_id: null, role: null }, cookies }
  if (await hasSecondFactor(accounts, body.user.id)) {
    // It was turned on after the library had looked, which ends the sessions that are there by then, not later ones.
    await endUnproven(accounts, body.token)
    return signIn(accounts, browser, given)
  }
  return enter(accounts, browser, body.user.id, cookies)
}

async function hasSecondFactor({ db }: Accounts, personId: string): Promise<boolean> {
  const [person] = await db.query<{ is_on: boolean }>(
    'select two_factor_enabled as is_on from sambatan.people where id = $1',
    [personId],
  )
  return person?.is_on ?? false
}

/** Ends a session that the library has made and that nobody has been given. */
async function endUnproven({ db }: Accounts, token: string | undefined): Promise<void> {
  await db.query('delete from sambatan.sessions where token = $1', [token])
}

/**
 * Counts a try of a password: of a device that has signed in to this account before by itself, so that no stranger can use
 * up what its owner may; of all others by network, and together. Returns how to forgive it.
 */
async function countSignIn(accounts: Accounts, browser: BrowserHeaders, email: string): Promise<() => Promise<void>> {
  const { attempts } = accounts
  const device = await knownDevice(accounts, browser, { email })
  if (device !== undefined) {
    await attempts.count(attemptLimits.signInByDevice, device)
    return () => attempts.forgive(attemptLimits.signInByDevice, device)
  }
  const { networks } = browser
  await attempts.countFrom(attemptLimits.signInFromNetwork, networks)
  await attempts.countFrom(attemptLimits.signInHere, networks, email, signInPaused)
  await attempts.count(attemptLimits.signInAnywhere, email, signInPaused)
  return () => attempts.forgiveFrom(attemptLimits.signInHere, networks, email)
}

/**
 * Answers the question for the second factor: with the code of the authenticator, or with a recovery code, which is then
 * used up.
 * @throws Problem code_wrong, two_factor_expired, sign_in_paused, too_many_attempts
 */
export async function signInWithCode(
  accounts: Accounts,
  browser: BrowserHeaders,
  given: { code: string } | { recoveryCode: string },
): Promise<WithCookies<SignedIn>> {
  const personId = await countCode(accounts, browser)
  const { body, cookies } = await accounts.call({ ...browser, ignoreSession: true }, async (auth, headers) => {
    if ('code' in given) return auth.verifyTOTP({ body: { code: given.code }, headers, returnHeaders: true })
    const code = await recoveryCodeMeant(auth, personId, given.recoveryCode)
    return auth.verifyBackupCode({ body: { code }, headers, returnHeaders: true })
  })
  if ('code' in given && !(await isFirstUse(accounts, body.user.id, given.code))) {
    await endUnproven(accounts, body.token)
    throw new Problem('code_wrong')
  }
  return enter(accounts, browser, body.user.id, cookies)
}

/**
 * Which of a person's recovery codes was copied from paper: in capitals, without its dash, an O for a zero. The library
 * takes them by the letter; what is none of them stays as it was typed, for the library to refuse.
 */
async function recoveryCodeMeant(auth: Auth['api'], personId: string | undefined, typed: string): Promise<string> {
  if (personId === undefined) return typed
  const { backupCodes } = await auth.viewBackupCodes({ body: { userId: personId } })
  return backupCodes.find((code) => foldedCode(code) === foldedCode(typed)) ?? typed
}

/** Counts a try of a code, as of a password, of whoever it is asked of. */
async function countCode(accounts: Accounts, browser: BrowserHeaders): Promise<string | undefined> {
  const { attempts } = accounts
  const personId = await whoIsAsked(accounts, browser)
  const device = personId && (await knownDevice(accounts, browser, { id: personId }))
  if (device) {
    await attempts.count(attemptLimits.codeByDevice, device)
    return personId
  }
  await attempts.countFrom(attemptLimits.codeFromNetwork, browser.networks)
  if (personId !== undefined) await attempts.count(attemptLimits.codeAnywhere, personId, signInPaused)
  return personId
}

/** Whose second factor is being waited for here; undefined when nobody's is. */
async function whoIsAsked(accounts: Accounts, { cookie = '' }: BrowserHeaders): Promise<string | undefined> {
  const challenge = signedValue(cookieValue(cookie, twoFactorCookieName(accounts.publicUrl)), accounts.secrets.current)
  if (challenge === undefined) return undefined
  const { internalAdapter } = await (await accounts.library()).$context
  return (await internalAdapter.findVerificationValue(challenge))?.value
}

async function enter(
  accounts: Accounts,
  browser: BrowserHeaders,
  personId: string,
  cookies: string[],
): Promise<WithCookies<SignedIn>> {
  const { role } = await accounts.db.tx(
    async (tx) => {
      await recordAccess(tx, 'signed_in', personId)
      return tx.selectFrom('people').select('role').where('id', '=', personId).executeTakeFirstOrThrow()
    },
    { actor: `user:${personId}` },
  )
  const device = await rememberDevice(accounts, browser, personId)
  return { body: { status: 'signed_in', user_id: personId, role: role as Role }, cookies: [...cookies, device] }
}
