/** Recognizes callers, keeps accounts, and tells the other nodes when somebody must not be believed any more. */
import type { Database } from '../../db/index.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Logger } from '../../kernel/logger.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import type { AccountPost } from '../mail/index.ts'
import { type Accounts, type BrowserHeaders, createAccounts } from './accounts.ts'
import { type Attempts, createAttempts } from './attempts.ts'
import { sessionCookieName } from './cookies.ts'
import type { ForeignTokenConfig } from './foreign-tokens.ts'
import { afterPasswordReset } from './password.ts'
import type { PasswordEffort } from './password-effort.ts'
import type { Actor } from './policy.ts'
import { createRecognizer, type Recognizer } from './recognize.ts'
import { renewEncryption } from './renew-encryption.ts'

export interface Identity extends Pick<Recognizer, 'recognize' | 'isStill' | 'writeKeyUses'> {
  /** @throws Problem accounts_off where this installation keeps none */
  accounts(): Accounts
  hasAccounts: boolean
  /** What is counted of everybody, also where this installation keeps no accounts. */
  attempts: Attempts
  /** Prolongs the session of a request; the cookies to send along, none when it could not be. */
  renewSession(browser: BrowserHeaders): Promise<string[]>
  /** Sessions, role or existence of a person have changed: every node looks again. */
  personChanged(personId: string): void
  apiKeyChanged(keyId: string): void
  /** Nobody is who they were: every node looks again at everybody. */
  everybodyChanged(): void
  /**
   * Calls the listener whenever somebody must be looked at again, on whichever node they were changed, for whoever acts longer
   * than one request. `concerns` tells whom.
   * @returns to be called when nobody listens any more
   */
  onChanged(listener: ChangeListener): () => void
  close(): Promise<void>
}

export type ChangeListener = (concerns: (actor: Actor) => boolean) => void

interface Options {
  db: Database
  clock: Clock
  log: Logger
  serviceKey: string | undefined
  tokens: ForeignTokenConfig | undefined
  /** Unset: no accounts. */
  accounts:
    | { secrets: Secrets; letters: AccountPost; publicUrl: string; verifyEmail: boolean; effort: PasswordEffort }
    | undefined
  limitAttempts: boolean
}

/** On which nodes tell each other whom not to believe any more. */
export const accessChannel = 'sambatan_access'

/** Also without any message from the node that revoked, nobody is believed longer than this. */
const believedMs = 50_000

export async function createIdentity(options: Options): Promise<Identity> {
  const { db, clock, log } = options
  const recognizer = createRecognizer({
    db,
    clock,
    serviceKey: options.serviceKey,
    tokens: options.tokens,
    sessions: options.accounts && {
      secret: options.accounts.secrets.current,
      cookieName: sessionCookieName(options.accounts.publicUrl),
    },
    ttlMs: believedMs,
    onError: (error) => log.warn({ err: error }, 'the use of API keys could not be noted'),
  })
  const attempts = createAttempts(db, options.limitAttempts)
  const ours = { db, clock, attempts, afterReset: afterPasswordReset }
  const accounts =
    options.accounts &&
    createAccounts({ ...options.accounts, ...ours, onChanged: (personId) => changed('person', personId) })

  const { forget, forgetEverything, onChanged } = createForgetting(recognizer)

  function changed(kind: 'person' | 'key' | 'everybody', id: string): void {
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
    forgetEverything,
  )

  return {
    recognize: (credentials) => recognizer.recognize(credentials),
    isStill: (actor, credentials) => recognizer.isStill(actor, credentials),
    writeKeyUses: () => recognizer.writeKeyUses(),
    hasAccounts: accounts !== undefined,
    attempts,
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
    everybodyChanged: () => changed('everybody', '-'),
    onChanged,
    async close() {
      await subscription.close()
      await recognizer.close()
    },
  }
}

/** Forgets who must not be believed any more, and then tells whoever acts longer than one request to look again. */
function createForgetting(recognizer: Recognizer) {
  const listeners = new Set<ChangeListener>()
  function tell(concerns: (actor: Actor) => boolean): void {
    for (const listener of listeners) listener(concerns)
  }
  function forgetEverything(): void {
    recognizer.forgetEverything()
    tell(() => true)
  }

  return {
    forget(kind: string, id: string): void {
      if (kind === 'person') {
        recognizer.forgetPerson(id)
        tell((actor) => actor.kind === 'user' && actor.id === id)
      }
      if (kind === 'key') {
        recognizer.forgetApiKey(id)
        tell((actor) => actor.kind === 'service')
      }
      if (kind === 'everybody') forgetEverything()
    },
    forgetEverything,
    onChanged(listener: ChangeListener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
