/** Recognizes callers, keeps accounts, and tells the other nodes when somebody must not be believed any more. */
import type { Database } from '../../db/index.ts'
import type { Clock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import type { Logger } from '../../services.ts'
import type { Mailer } from '../notifications/index.ts'
import { type Accounts, type BrowserHeaders, createAccounts } from './accounts.ts'
import { createAttempts } from './attempts.ts'
import { sessionCookieName } from './cookies.ts'
import type { ForeignTokenConfig } from './foreign-tokens.ts'
import { createRecognizer, type Recognizer } from './recognize.ts'
import { renewEncryption } from './renew-encryption.ts'

export interface Identity extends Pick<Recognizer, 'recognize' | 'writeKeyUses'> {
  /** @throws Problem accounts_off where this installation keeps none */
  accounts(): Accounts
  hasAccounts: boolean
  /** Prolongs the session of a request; the cookies to send along, none when it could not be. */
  renewSession(browser: BrowserHeaders): Promise<string[]>
  /** Sessions, role or existence of a person have changed: every node looks again. */
  personChanged(personId: string): void
  apiKeyChanged(keyId: string): void
  close(): Promise<void>
}

interface Options {
  db: Database
  clock: Clock
  log: Logger
  serviceKey: string | undefined
  tokens: ForeignTokenConfig | undefined
  /** Unset: no accounts. */
  accounts: { secrets: Secrets; mailer: Mailer; publicUrl: string; verifyEmail: boolean } | undefined
  limitAttempts: boolean
}

/** On which nodes tell each other whom not to believe any more. */
export const accessChannel = 'sambatan_access'

/** Also without any message from the node that revoked, nobody is believed longer than this. */
const believedMs = 50_000

export async function createIdentity(options: Options): Promise<Identity> {
  const { db, log } = options
  const recognizer = createRecognizer({
    db,
    clock: options.clock,
    serviceKey: options.serviceKey,
    tokens: options.tokens,
    sessions: options.accounts && {
      secret: options.accounts.secrets.current,
      cookieName: sessionCookieName(options.accounts.publicUrl),
    },
    ttlMs: believedMs,
    onError: (error) => log.warn({ err: error }, 'the use of API keys could not be noted'),
  })
  const accounts =
    options.accounts &&
    createAccounts({
      ...options.accounts,
      db,
      clock: options.clock,
      attempts: createAttempts(db, options.limitAttempts),
      onChanged: (personId) => changed('person', personId),
    })

  function forget(kind: string, id: string): void {
    if (kind === 'person') recognizer.forgetPerson(id)
    if (kind === 'key') recognizer.forgetApiKey(id)
  }

  function changed(kind: 'person' | 'key', id: string): void {
    forget(kind, id)
    // A node that does not hear it looks again by itself within a minute.
    db.notify(accessChannel, `${kind} ${id}`).catch((error) =>
      log.debug({ err: error }, 'other nodes could not be told'),
    )
  }

  if (options.accounts) await renewEncryption(db, options.accounts.secrets, log)
  const subscription = await db.listen(
    accessChannel,
    (message) => {
      const space = message.indexOf(' ')
      forget(message.slice(0, space), message.slice(space + 1))
    },
    () => recognizer.forgetEverything(),
  )

  return {
    recognize: (headers) => recognizer.recognize(headers),
    writeKeyUses: () => recognizer.writeKeyUses(),
    hasAccounts: accounts !== undefined,
    accounts() {
      if (!accounts) throw new Problem('accounts_off')
      return accounts
    },
    async renewSession(browser) {
      try {
        const renewed = await accounts?.call(browser, (auth, headers) =>
          auth.getSession({ headers, returnHeaders: true }),
        )
        return renewed?.cookies ?? []
      } catch (error) {
        // The session is good as it is; another request prolongs it.
        log.warn({ err: error }, 'a session could not be prolonged')
        return []
      }
    },
    personChanged: (personId) => changed('person', personId),
    apiKeyChanged: (keyId) => changed('key', keyId),
    async close() {
      await subscription.close()
      await recognizer.close()
    },
  }
}
