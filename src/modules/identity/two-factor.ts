import { Problem } from '../../kernel/problem.ts'
import { type AccessEvent, recordAccess } from './access-log.ts'
import type { Accounts, BrowserHeaders, WithCookies } from './accounts.ts'
import { attemptLimits } from './attempts.ts'

export interface TwoFactorSetup {
  /** For the authenticator, usually shown as a QR code (otpauth://). */
  totp_uri: string
  /** Each opens the account once, should the authenticator be lost. Shown now and never again. */
  recovery_codes: string[]
}

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
 * Confirms the second factor with a code of the authenticator; from now on signing in asks for one.
 * @throws Problem code_wrong, two_factor_off, too_many_attempts
 */
export async function confirmTwoFactor(
  accounts: Accounts,
  browser: BrowserHeaders,
  personId: string,
  code: string,
): Promise<WithCookies<unknown>> {
  await accounts.attempts.count(attemptLimits.password, personId)
  const confirmed = await accounts.call(browser, (auth, headers) =>
    auth.verifyTOTP({ body: { code }, headers, returnHeaders: true }),
  )
  await finish(accounts, personId, 'two_factor_enabled')
  return confirmed
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
): Promise<string[]> {
  await accounts.attempts.count(attemptLimits.password, personId)
  const { body } = await accounts.call(browser, (auth, headers) =>
    auth.generateBackupCodes({ body: { password }, headers, returnHeaders: true }),
  )
  await finish(accounts, personId, 'recovery_codes_renewed')
  return body.backupCodes
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
