/**
 * Who makes a request: whoever its bearer token names (the bootstrap service key, an API key, a token of the platform that
 * we are part of), else whoever its session cookie names, else nobody. Answers at once when it is known already.
 */
import { hash, timingSafeEqual } from 'node:crypto'
import type { Database } from '../../db/index.ts'
import type { Clock } from '../../kernel/clock.ts'
import { isProblem, Problem } from '../../kernel/problem.ts'
import { createApiKeyLookup, type KnownApiKey, looksLikeApiKey, recordKeyUses } from './api-keys.ts'
import { createTokenVerifier, type ForeignTokenConfig, type TokenPerson } from './foreign-tokens.ts'
import type { Actor } from './policy.ts'
import { createSessionReader, type KnownSession } from './sessions.ts'
import { createSharedLookup } from './shared-lookup.ts'

export interface Recognized {
  actor: Actor
  /** The session should be prolonged with this answer. */
  renew?: boolean
}

/** As a request carries them. */
export interface Credentials {
  authorization?: string | undefined
  cookie?: string | undefined
}

export interface Recognizer {
  /**
   * @throws Problem unauthorized for a token that nobody knows, token_invalid, token_keys_unavailable,
   *   database_unavailable
   */
  recognize(credentials: Credentials): Recognized | Promise<Recognized>
  /**
   * Whether credentials still make whom they made, with the same rights. It is no request: no key counts as used by it, and
   * it leaves a session that is due to be prolonged to the next request, which can send the cookie along.
   * @throws whatever keeps the database from telling
   */
  isStill(actor: Actor, credentials: Credentials): Promise<boolean>
  forgetPerson(personId: string): void
  forgetApiKey(keyId: string): void
  /** Revocations may have been missed. */
  forgetEverything(): void
  /** Notes down which keys were used here, as before somebody reads it. */
  writeKeyUses(): Promise<void>
  close(): Promise<void>
}

interface Options {
  db: Database
  clock: Clock
  serviceKey: string | undefined
  /** Unset where there are no accounts. */
  sessions: { secret: string; cookieName: string } | undefined
  tokens: ForeignTokenConfig | undefined
  /** How long what was looked up is believed; messages between nodes make it shorter. */
  ttlMs: number
  onError(error: unknown): void
}

/** What is made of what was found. */
interface Ways {
  byApiKey(known: KnownApiKey | undefined): Recognized
  bySession(known: KnownSession | undefined): Recognized
}

const nobody: Recognized = { actor: { kind: 'anonymous' } }
const bootstrap: Recognized = { actor: { kind: 'service', id: 'machine:service' } }

export function createRecognizer(options: Options): Recognizer {
  const { db, clock, ttlMs } = options
  const isServiceKey = serviceKeyChecker(options.serviceKey)
  const sessions = options.sessions && createSessionReader(db, { ...options.sessions, ttlMs })
  const apiKeys = createApiKeyLookup(db, ttlMs)
  const uses = recordKeyUses(db, options.onError)
  const foreign = options.tokens && createForeignRecognizer(db, clock, options.tokens, ttlMs)

  function find(
    { authorization, cookie }: Credentials,
    { byApiKey, bySession }: Ways,
  ): Recognized | Promise<Recognized> {
    if (authorization === undefined) {
      return cookie === undefined || !sessions ? nobody : then(sessions.read(cookie), bySession)
    }
    const token = bearerToken(authorization)
    if (token === undefined) throw new Problem('unauthorized')
    if (isServiceKey(token)) return bootstrap
    if (looksLikeApiKey(token)) return then(apiKeys.get(token), byApiKey)
    if (foreign && token.split('.').length === 3) return foreign.recognize(token)
    throw new Problem('unauthorized')
  }

  const asRequest: Ways = {
    byApiKey(known) {
      if (!known) throw new Problem('unauthorized')
      uses.used(known.id)
      return { actor: known.actor }
    },
    bySession(known) {
      if (!known?.renew) return known ?? nobody
      // Of the requests of one page the first prolongs it; should that fail, the next look-up finds it due again.
      known.renew = false
      return { actor: known.actor, renew: true }
    },
  }
  const asLook: Ways = {
    byApiKey(known) {
      if (!known) throw new Problem('unauthorized')
      return { actor: known.actor }
    },
    bySession: (known) => (known ? { actor: known.actor } : nobody),
  }

  return {
    recognize: (credentials) => find(credentials, asRequest),
    async isStill(actor, credentials) {
      try {
        return isSame(actor, (await find(credentials, asLook)).actor)
      } catch (error) {
        if (isProblem(error) && error.code !== 'database_unavailable') return false
        throw error
      }
    },
    forgetPerson(personId) {
      sessions?.forgetPerson(personId)
      foreign?.forgetPerson(personId)
    },
    forgetEverything() {
      sessions?.forgetEverything()
      foreign?.forgetEverything()
      apiKeys.forget(() => true)
    },
    forgetApiKey: (keyId) => apiKeys.forget(({ id }) => id === keyId),
    writeKeyUses: () => uses.write(),
    close: () => uses.close(),
  }
}

/** Goes on at once with what is there, and later with what is not: a promise for nothing costs a turn of the loop. */
function then<A, B>(value: A | Promise<A>, next: (value: A) => B | Promise<B>): B | Promise<B> {
  return value instanceof Promise ? value.then(next) : next(value)
}

/** The same one, with the same rights. */
function isSame(one: Actor, other: Actor): boolean {
  if (one.kind === 'user') return other.kind === 'user' && other.id === one.id && other.role === one.role
  if (one.kind !== 'service') return other.kind === one.kind
  return other.kind === 'service' && other.id === one.id && String(other.scopes) === String(one.scopes)
}

/** The token of an Authorization header (RFC 6750); the scheme is written in any case. */
function bearerToken(header: string): string | undefined {
  const token = /^bearer /i.test(header) ? header.slice(7).trim() : ''
  return token === '' ? undefined : token
}

/** Compared by its hash in constant time, so that neither its text nor its length leaks. */
function serviceKeyChecker(serviceKey: string | undefined): (token: string) => boolean {
  if (serviceKey === undefined) return () => false
  const expected = hash('sha256', serviceKey, 'buffer')
  return (token) => timingSafeEqual(hash('sha256', token, 'buffer'), expected)
}

interface SeenPerson {
  id: string
  origin: string
  erased_at: Date | null
}

/**
 * People of another platform. A token is verified once and then believed for a while; its person gets a profile at first
 * sight, before anything is done in their name.
 */
function createForeignRecognizer(db: Database, clock: Clock, config: ForeignTokenConfig, ttlMs: number) {
  const verify = createTokenVerifier(config, clock)
  const people = createSharedLookup<TokenPerson, SeenPerson>({
    keyOf: ({ actor }) => actor.id,
    ttlMs,
    sizeMax: 50_000,
    async load(persons) {
      const seen = persons.map(({ actor, name, locale, issuedAt }) => ({
        id: actor.id,
        name,
        locale,
        issued_at: issuedAt?.toISOString(),
      }))
      const rows = await db.query<SeenPerson>('select * from sambatan.see_people($1::jsonb)', [JSON.stringify(seen)])
      return new Map(rows.map((row) => [row.id, row]))
    },
  })
  const tokens = createSharedLookup<string, TokenPerson>({
    keyOf: (token) => token,
    ttlMs,
    sizeMax: 20_000,
    // Not a look-up, but worth remembering all the same; one that fails must not fail its neighbours.
    load: async ([token]) => new Map([[token!, await verify(token!)]]),
    batchMax: 1,
    concurrency: 64,
  })

  function admit(person: TokenPerson, seen: SeenPerson | undefined): Recognized {
    // An id that is an account of ours would let the platform's token act as that account.
    if (!seen || seen.origin === 'account') throw new Problem('token_invalid', { reason: 'claims' })
    if (seen.erased_at) throw new Problem('token_invalid', { reason: 'erased' })
    return { actor: person.actor }
  }

  function beginsAnew({ issuedAt }: TokenPerson, seen: SeenPerson | undefined): boolean {
    return seen?.origin !== 'account' && !!seen?.erased_at && !!issuedAt && seen.erased_at < issuedAt
  }

  function byPerson(person: TokenPerson | undefined): Recognized | Promise<Recognized> {
    if (!person) throw new Problem('token_invalid', { reason: 'malformed' })
    if (person.expiresAtMs <= clock.now().getTime()) throw new Problem('token_invalid', { reason: 'expired' })
    return then(people.get(person), (seen) => {
      if (!beginsAnew(person, seen)) return admit(person, seen)
      // Somebody with a token from before was seen last: the database decides about this one.
      people.forget(({ id }) => id === person.actor.id)
      return then(people.get(person), (again) => admit(person, again))
    })
  }

  return {
    recognize(token: string): Recognized | Promise<Recognized> {
      const person = tokens.get(token)
      return person instanceof Promise ? person.then(byPerson) : byPerson(person)
    },
    forgetPerson: (personId: string) => people.forget(({ id }) => id === personId),
    forgetEverything: () => people.forget(() => true),
  }
}
