/**
 * Why a server does not let us in, for whoever starts a node or runs a command, and whether it is worth waiting. What the
 * network, the server and TLS say has a code; what pg finds by itself (no TLS where it was asked for, no password where
 * one is needed) has words only, and so have its waiting times and the ends of its connections.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { isProblem } from '../kernel/problem.ts'
import type { Database } from './database.ts'
import { codeOf, isConnectionLost, isShortage } from './errors.ts'

const TRY_AGAIN_MS = 250
const TRY_AGAIN_MS_MAX = 1000

/** What pg says of a server that is away: everything else that it says by itself stays as it is, however long one waits. */
const outagesOfPg = new Set([
  'timeout expired',
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
])

/** Sentences by what a server says; `{says}` is its own words, which name the user and the database and no password. */
const refusals: Record<string, string> = {
  '28000':
    'The database does not let this user in ({says}). Check user and host in DATABASE_URL, sslmode=require where it asks for encryption, and pg_hba.conf on the server.',
  '28P01': 'The database refused the password ({says}). Check user and password in DATABASE_URL.',
  '3D000': 'The server has no such database ({says}). Create it (createdb), or correct its name in DATABASE_URL.',
  '08P01':
    'The database, or a pooler in front of it, refused the connection ({says}). Check user, password and database in DATABASE_URL.',
}

/** Sentences by what TLS finds. */
const tlsFaults: [codes: RegExp, sentence: string][] = [
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$|^HOSTNAME_MISMATCH$/,
    "The database's certificate is for another host ({says}). Use the name that it is for in DATABASE_URL, or sslmode=verify-ca where the name does not matter.",
  ],
  [
    /^CERT_HAS_EXPIRED$|^CERT_NOT_YET_VALID$/,
    "The database's certificate is not valid at this time ({says}). Renew it, or set this machine's clock.",
  ],
  [
    /^DEPTH_ZERO_|^SELF_SIGNED_|^UNABLE_TO_(GET_ISSUER|VERIFY)|^INVALID_CA$|^CERT_UNTRUSTED$/,
    "The database's certificate is from an authority that is not known here ({says}). Set DATABASE_SSL_CA to the file of that authority, or sslmode=require to encrypt without asking who the server is.",
  ],
  [
    /^EPROTO$|^ERR_(SSL|TLS|OSSL|CRYPTO)_|^CERT_|^CRL_|^UNABLE_TO_|^(INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)$/,
    'No encrypted connection to the database could be made ({says}). Check sslmode, sslcert and sslkey in DATABASE_URL, and DATABASE_SSL_CA.',
  ],
]

const unexplained =
  'The database cannot be entered ({says}). Check DATABASE_URL: postgres://user:password@host:5432/name, with ?sslmode=disable where the server speaks no TLS.'

/** A sentence for what does not pass by waiting; undefined for an outage, and for what is no matter of entering. */
export function entryRefusal(error: unknown): string | undefined {
  const cause = causeOf(error)
  const code = codeOf(cause)
  const sentence = code === undefined ? ofPg(error, cause) : (refusals[code] ?? ofTls(code))
  return sentence?.replace('{says}', () => String((cause as Error).message))
}

function ofTls(code: string): string | undefined {
  return tlsFaults.find(([codes]) => codes.test(code))?.[1]
}

/** Only what could not enter comes as a problem without a code: see createConnections. */
function ofPg(error: unknown, cause: unknown): string | undefined {
  return isProblem(error) && cause instanceof Error && !outagesOfPg.has(cause.message) ? unexplained : undefined
}

/** Whether it may be over by itself in a moment: a server that is away, starting, or has no connection left for us. */
export function passesByWaiting(error: unknown): boolean {
  const cause = causeOf(error)
  if (isShortage(cause)) return false
  return isConnectionLost(cause) || (codeOf(cause) === undefined && outagesOfPg.has((cause as Error)?.message))
}

/** What became the problem `database_unavailable`. */
function causeOf(error: unknown): unknown {
  return isProblem(error, 'database_unavailable') ? error.cause : error
}

export interface Patience {
  withinMs: number
  /** Told once, when it has to be waited for. */
  onWait(cause: unknown): void
  /** Told how long it was waited for, if it was. */
  onEntry(waitedMs: number): void
  /** Ends the waiting. */
  signal?: AbortSignal
}

/**
 * Waits for a server that is not there yet, as when a whole machine starts and the database is not the first.
 * @throws what does not pass by waiting, at once; what does, after `withinMs`; the signal's reason
 */
export async function waitForEntry(db: Pick<Database, 'ready'>, patience: Patience): Promise<void> {
  const { withinMs, onWait, onEntry, signal } = patience
  const beganAt = performance.now()
  for (let pauseMs = TRY_AGAIN_MS, waits = false; ; pauseMs = Math.min(2 * pauseMs, TRY_AGAIN_MS_MAX)) {
    signal?.throwIfAborted()
    try {
      await db.ready()
      if (waits) onEntry(performance.now() - beganAt)
      return
    } catch (error) {
      if (!passesByWaiting(error) || performance.now() - beganAt + pauseMs > withinMs) throw error
      if (!waits) onWait(causeOf(error))
      waits = true
    }
    // Aborted: the next turn says so.
    await sleep(pauseMs, undefined, { signal }).catch(() => {})
  }
}
