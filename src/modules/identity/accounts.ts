/**
 * Accounts of people, kept by better-auth on our own connections and tables: passwords (scrypt), sessions, mailed links,
 * second factors. This file maps its names to ours and its refusals to problems; the use cases beside it call it, and the
 * hot path never does: whose session a request carries is looked up in sessions.ts.
 *
 * The library is loaded at the first use: it costs 180 ms and 45 MB, which a node that only answers machines never pays.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database } from '../../db/index.ts'
import type { Clock } from '../../kernel/clock.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { defaultLanguage, type Language, languages } from '../../kernel/language.ts'
import { type PlainProblemCode, Problem } from '../../kernel/problem.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import type { AccountPost, AccountTemplate } from '../mail/index.ts'
import { recordAccess } from './access-log.ts'
import { type Attempts, attemptLimits, type Networks } from './attempts.ts'
import { accountCookies } from './cookies.ts'
import type { PasswordEffort } from './password-effort.ts'

export interface AccountsOptions {
  db: Database
  clock: Clock
  letters: AccountPost
  attempts: Attempts
  secrets: Secrets
  /** Where people reach this installation: links in mails lead there, and https makes its cookies Secure. */
  publicUrl: string
  /** Whether an address must be confirmed before its account can be used. */
  verifyEmail: boolean
  effort: PasswordEffort
  /** Told when sessions of a person have ended or their role has changed, so that nobody goes on believing them. */
  onChanged(personId: string): void
  /** What follows when a mailed link has set a new password (password.ts). */
  afterReset(accounts: Accounts, personId: string): Promise<void>
}

/** What the browser sent along, as far as accounts care. */
export interface BrowserHeaders {
  cookie?: string | undefined
  userAgent?: string | undefined
  /** Whoever is signed in already is not the one this is about. */
  ignoreSession?: boolean
  /** The networks it came from, for limits on guessing. */
  networks: Networks
}

/** An answer with the cookies that the browser is to keep (Set-Cookie lines, as they are). */
export interface WithCookies<T> {
  body: T
  cookies: string[]
}

export type Auth = Awaited<ReturnType<typeof loadAuth>>

export interface Accounts
  extends Pick<AccountsOptions, 'db' | 'attempts' | 'secrets' | 'publicUrl' | 'verifyEmail' | 'effort' | 'onChanged'> {
  /**
   * Calls the library and gives back its answer with its cookies.
   * @throws Problem for what it refuses
   */
  call<T>(
    browser: BrowserHeaders,
    endpoint: (auth: Auth['api'], headers: Headers) => Promise<{ headers: Headers | null; response: T }>,
  ): Promise<WithCookies<T>>
  mail(template: AccountTemplate, person: MailedPerson, path: string, hours: number): Promise<void>
  /** The library itself, for a test that compares its tables with ours. */
  library(): Promise<Auth>
}

/** As better-auth hands people to its callbacks. */
export interface MailedPerson {
  id: string
  email: string
  locale?: unknown
}

export const passwordLengthMin = 10
export const passwordLengthMax = 128
const sessionDays = 30
const daySeconds = 86_400

/** A session is prolonged by using it, but not more often than this. */
export const sessionSeconds = sessionDays * daySeconds
export const renewAfterSeconds = daySeconds

/** The hash of the password that is being set, made before the library opens its transaction. */
const hashedAhead = new AsyncLocalStorage<string>()

/**
 * Does `work` with the password hashed beforehand. The library would hash it (50 ms) within the transaction of a sign-up,
 * and on the embedded database a transaction that is open stops everybody.
 */
export async function hashingAhead<T>(effort: PasswordEffort, password: string, work: () => Promise<T>): Promise<T> {
  return hashedAhead.run(await effort.hash(password), work)
}

export function createAccounts(options: AccountsOptions): Accounts {
  let loading: ReturnType<typeof loadAuth> | undefined

  function library(): ReturnType<typeof loadAuth> {
    loading ??= loadAuth(options, mail, (personId) => options.afterReset(accounts, personId))
    return loading
  }

  async function mail(template: AccountTemplate, person: MailedPerson, path: string, hours: number): Promise<void> {
    await options.letters.post({
      personId: person.id,
      to: person.email,
      language: languageOf(person.locale),
      template,
      link: new URL(path, options.publicUrl).href,
      expiresAt: new Date(options.clock.now().getTime() + hours * 3_600_000),
    })
  }

  const accounts: Accounts = {
    db: options.db,
    attempts: options.attempts,
    secrets: options.secrets,
    publicUrl: options.publicUrl,
    verifyEmail: options.verifyEmail,
    effort: options.effort,
    onChanged: options.onChanged,
    library,
    mail,
    async call({ cookie, userAgent, ignoreSession }, endpoint) {
      const auth = await library()
      const headers = new Headers()
      if (cookie) headers.set('cookie', accountCookies(cookie, options.publicUrl, !ignoreSession))
      if (userAgent) headers.set('user-agent', userAgent.slice(0, 300))
      try {
        const { response, headers: answered } = await endpoint(auth.api, headers)
        return { body: response, cookies: answered?.getSetCookie() ?? [] }
      } catch (error) {
        throw problemOf(error)
      }
    },
  }
  return accounts
}

export function languageOf(locale: unknown): Language {
  return languages.find((one) => one === locale) ?? defaultLanguage
}

/** The library's refusals, by their code. What is not here is a defect or an outage and goes on as it came. */
const refusals: Record<string, PlainProblemCode> = {
  INVALID_EMAIL_OR_PASSWORD: 'sign_in_failed',
  // The same answer as to a wrong password: whether an account exists is nobody's business.
  EMAIL_NOT_VERIFIED: 'sign_in_failed',
  INVALID_PASSWORD: 'password_wrong',
  INVALID_TOKEN: 'link_invalid',
  TOKEN_EXPIRED: 'link_invalid',
  USER_NOT_FOUND: 'link_invalid',
  INVALID_CODE: 'code_wrong',
  INVALID_BACKUP_CODE: 'code_wrong',
  INVALID_TWO_FACTOR_COOKIE: 'two_factor_expired',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'two_factor_expired',
  TOTP_NOT_ENABLED: 'two_factor_off',
  BACKUP_CODES_NOT_ENABLED: 'two_factor_off',
  TWO_FACTOR_NOT_ENABLED: 'two_factor_off',
  TOTP_ALREADY_ENABLED: 'two_factor_on',
  UNAUTHORIZED: 'unauthorized',
  SESSION_EXPIRED: 'unauthorized',
}

function problemOf(error: unknown): unknown {
  const { body, status } = error as { body?: { code?: string }; status?: unknown }
  const code = body?.code ?? ''
  // Of two who use one recovery code at the same moment the second finds it used up.
  const byStatus: Record<string, PlainProblemCode> = { UNAUTHORIZED: 'unauthorized', CONFLICT: 'code_wrong' }
  const refusal = refusals[code] ?? byStatus[String(status)]
  return refusal === undefined ? error : new Problem(refusal, {}, { cause: error })
}

type MailNow = Accounts['mail']

async function loadAuth(options: AccountsOptions, mail: MailNow, onReset: (personId: string) => Promise<void>) {
  const [{ betterAuth }, { twoFactor }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins/two-factor'),
  ])
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' }
  return betterAuth({
    appName: 'Sambatan',
    baseURL: options.publicUrl,
    basePath: '/api/sambatan/auth',
    secrets: options.secrets.versions,
    // biome-ignore lint/suspicious/noExplicitAny: the library brings names of tables of its own
    database: { db: options.db.read as any, type: 'postgres', transaction: true },
    user: {
      modelName: 'people',
      fields: { ...times, emailVerified: 'email_verified', image: 'avatar_url' },
      additionalFields: {
        role: { type: 'string', required: false, input: false },
        locale: { type: 'string', required: false, defaultValue: 'id' },
      },
    },
    session: {
      modelName: 'sessions',
      fields: {
        ...times,
        expiresAt: 'expires_at',
        userId: 'user_id',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      expiresIn: sessionSeconds,
      updateAge: renewAfterSeconds,
    },
    account: {
      modelName: 'accounts',
      fields: {
        ...times,
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { ...times, expiresAt: 'expires_at' },
      // Whoever reads the table must not be able to reset a password with it.
      storeIdentifier: 'hashed',
    },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      password: {
        hash: async (password) => hashedAhead.getStore() ?? options.effort.hash(password),
        verify: (given) => options.effort.verify(given),
      },
      requireEmailVerification: options.verifyEmail,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 3600,
      sendResetPassword: ({ user, token }) => mail('reset_password', user, `/account/reset-password?token=${token}`, 1),
      onPasswordReset: ({ user }) => onReset(user.id),
      // An address that somebody else has typed must not be flooded, and a refusal would tell that it has an account.
      onExistingUserSignUp: async ({ user }) => {
        if (!(await options.attempts.allows(attemptLimits.accountExistsMail, user.email))) return
        await mail('account_exists', user, '/account/forgot-password', 24)
      },
    },
    emailVerification: {
      sendOnSignUp: options.verifyEmail,
      sendOnSignIn: true,
      expiresIn: daySeconds,
      // Signing in asks for it each time.
      sendVerificationEmail: async ({ user, token }) => {
        if (!(await options.attempts.allows(attemptLimits.confirmationMail, user.email))) return
        await mail('verify_email', user, `/account/verify-email?token=${token}`, 24)
      },
    },
    databaseHooks: {
      user: {
        create: {
          after: ({ id }) => options.db.tx((tx) => recordAccess(tx, 'account_created', id), { actor: `user:${id}` }),
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Sambatan',
        // The library's rests the account after ten wrong codes, of its owner as well; ours are by device (sign-in.ts).
        accountLockout: { enabled: false },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'two_factors',
            fields: {
              userId: 'user_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
    advanced: {
      cookiePrefix: 'sambatan',
      database: { generateId: () => uuidv7(), validateSchema: false },
      // An address says where somebody is; we need none to recognize a session.
      ipAddress: { disableIpTracking: true },
    },
    // Ours are shared by all nodes (attempts.ts).
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its messages name e-mail addresses. What matters reaches us as an error.
    logger: { disabled: true },
  })
}
