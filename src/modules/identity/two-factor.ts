import { hash } from 'node:crypto'
import { Problem } from '../../kernel/problem.ts'
import { type AccessEvent, recordAccess } from './access-log.ts'
import type { Accounts, BrowserHeaders, WithCookies } from './accounts.ts'
import { attemptLimits } from './attempts.ts'
import { cookieValue, sessionCookieName, signedValue } from './cookies.ts'
import type { RecoveryCodes, TwoFactorSetup } from './shapes.ts'

/**
 * Begins to set a second factor up; it holds once a code of the authenticator has confirmed it.
 * @throws Problem password_wrong, two_factor_on, too_many_attempts
 */
export async function beginTwoFactor(
  accounts: Accounts,
  browser: BrowserHeaders,
  personId: string,
  password: string,
): Promise<WithCookies<TwoFactorSetup>> {
  await accounts.attempts.count(attemptLimits.password, personId)
  const { body, cookies } = await accounts.call(browser, (auth, headers) =>
    auth.enableTwoFactor({ body: { password, method: 'totp' }, headers, returnHeaders: true }),
  )
  const { totpURI, backupCodes } = body as { totpURI: string; backupCodes: string[] }
  return { body: { totp_uri: totpURI, recovery_codes: backupCodes }, cookies }
}

/**
 * Confirms the second factor with a code of the authenticator; from now on signing in asks for one. Whoever had the
 * password alone is out: every session but this one ends, and the code is used up. It is marked as used before it counts,
 * or a sign-in could come in between.
 * @throws Problem code_wrong, two_factor_off, too_many_attempts
 */
export async function confirmTwoFactor(
  accounts: Accounts,
  browser: BrowserHeaders,
  personId: string,
  code: string,
): Promise<WithCookies<unknown>> {
  await accounts.attempts.count(attemptLimits.password, personId)
  if (!(await isFirstUse(accounts, personId, code))) throw new Problem('code_wrong')
  const confirmed = await accounts.call(browser, (auth, headers) =>
    auth.verifyTOTP({ body: { code }, headers, returnHeaders: true }),
  )
  // Not before it is on: what a sign-in makes after this, it looks at itself (sign-in.ts).
  await accounts.db.query('delete from sambatan.sessions where user_id = $1 and token is distinct from $2', [
    personId,
    sessionToken(accounts, confirmed.cookies) ?? confirmed.body.token,
  ])
  await finish(accounts, personId, 'two_factor_enabled')
  return confirmed
}

/** The session that the library has put in the place of the one it was asked with. */
function sessionToken({ publicUrl, secrets }: Accounts, cookies: string[]): string | undefined {
  const values = cookies.map((line) => cookieValue(line, sessionCookieName(publicUrl)))
  return signedValue(
    values.find((value) => value !== undefined),
    secrets.current,
  )
}

/** @throws Problem password_wrong, too_many_attempts */
export async function endTwoFactor(
  accounts: Accounts,
  browser: BrowserHeaders,
  personId: string,
  password: string,
): Promise<WithCookies<unknown>> {
  await accounts.attempts.count(attemptLimits.password, personId)
  const ended = await accounts.call(browser, (auth, headers) =>
    auth.disableTwoFactor({ body: { password }, headers, returnHeaders: true }),
  )
  await finish(accounts, personId, 'two_factor_disabled')
  return ended
}

/**
 * New recovery codes; the old ones open nothing any more.
 * @throws Problem password_wrong, two_factor_off, too_many_attempts
 */
export async function renewRecoveryCodes(
  accounts: Accounts,
  browser: BrowserHeaders,
  personId: string,
  password: string,
): Promise<RecoveryCodes> {
  await accounts.attempts.count(attemptLimits.password, personId)
  const { body } = await accounts.call(browser, (auth, headers) =>
    auth.generateBackupCodes({ body: { password }, headers, returnHeaders: true }),
  )
  await finish(accounts, personId, 'recovery_codes_renewed')
  return { recovery_codes: body.backupCodes }
}

/**
 * Whether a code of the authenticator is used for the first time (RFC 6238, section 5.2): the library takes one for 90
 * seconds, and whoever has looked over a shoulder must not.
 */
export async function isFirstUse({ db }: Accounts, personId: string, code: string): Promise<boolean> {
  const used = hash('sha256', `code\n${personId}\n${code}`, 'buffer')
  const [row] = await db.query<{ wait: number }>(`select sambatan.count_attempt($1, 1, interval '3 minutes') as wait`, [
    used,
  ])
  return row!.wait === 0
}

async function finish(accounts: Accounts, personId: string, event: AccessEvent): Promise<void> {
  // First of all: where the library has replaced the session, the old one must not be believed for the rest of a minute.
  accounts.onChanged(personId)
  await accounts.db.tx((tx) => recordAccess(tx, event, personId), { actor: `user:${personId}` })
  await accounts.attempts.forgive(attemptLimits.password, personId)
}

/**
 * Takes the second factor off an account whose owner has lost telephone and recovery codes, and ends its sessions. Whoever
 * does it has made sure by other means who is asking.
 * @throws Problem two_factor_off
 */
export async function removeTwoFactor(accounts: Accounts, personId: string, actor: string): Promise<void> {
  await accounts.db.tx(
    async (tx) => {
      const removed = await tx
        .deleteFrom('two_factors')
        .where('user_id', '=', personId)
        .returning('id')
        .executeTakeFirst()
      if (!removed) throw new Problem('two_factor_off')
      await tx.updateTable('people').set({ two_factor_enabled: false }).where('id', '=', personId).execute()
      await tx.deleteFrom('sessions').where('user_id', '=', personId).execute()
      await tx.deleteFrom('verifications').where('value', '=', personId).execute()
      await recordAccess(tx, 'two_factor_disabled', personId)
    },
    { actor },
  )
  accounts.onChanged(personId)
}
