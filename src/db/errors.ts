/**
 * What can go wrong at the door to the database, told apart by code:
 *   a refusal      SQLSTATE SB001, raised by our own SQL functions: a Problem for the caller
 *   an outage      the connection, not the statement, failed: Problem `database_unavailable`
 *   a long wait    SQLSTATE 57014: the server undid a statement that took longer than it may, mostly because it waited for another;
 *                  to whoever asked it is as an outage, to us it is told
 *   a shortage     the connection is well, and the server has no disk, memory or files for the statement: the same
 *                  Problem, because it passes by waiting as an outage does; but the connection is kept
 *   a collision    serialization failure, deadlock, a lost race for one idempotency key, a function that an upgrade has made anew:
 *                  the unit is tried again
 *   a setup error  the installation needs a person: a sentence for the terminal, never an HTTP answer
 */
import { isProblem, Problem, problemFromSql } from '../kernel/problem.ts'

const REFUSAL_SQLSTATE = 'SB001'
const RETRY_AFTER_SECONDS = 2

/** Raised while starting: `message` is a whole sentence that says what is wrong and what to do. */
export class SetupError extends Error {
  override readonly name = 'SetupError'
  readonly code: string

  constructor(code: string, sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

interface SqlError {
  code: string
  message: string
  detail?: string
  constraint?: string
}

const TRANSPORT_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
])

const SERVER_AWAY_SQLSTATES = new Set([
  '57P01', // admin_shutdown: the server ends our connection
  '57P02', // crash_shutdown: another backend crashed
  '57P03', // cannot_connect_now: starting up or shutting down
  '53300', // too_many_connections
  '25006', // read_only_sql_transaction: the primary became a standby and a new one is on its way
])

export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** The database is away or has no room: nothing is wrong with what was asked, and it can be asked again. */
export function isUnavailable(error: unknown): boolean {
  if (isProblem(error)) return error.code === 'database_unavailable'
  return isConnectionLost(error) || isShortage(error)
}

/**
 * The server undid the statement for want of something: class 53 is a full disk, memory and the like, 58030 a disk
 * that fails. As the problem that it leaves this folder as, too.
 */
export function isShortage(error: unknown): boolean {
  const code = codeOf(isProblem(error, 'database_unavailable') ? error.cause : error)
  return code !== undefined && (code === '58030' || (/^53...$/.test(code) && !SERVER_AWAY_SQLSTATES.has(code)))
}

/** The server undid the statement because it took longer than it may. */
export function isTooSlow(error: unknown): boolean {
  return codeOf(error) === '57014'
}

/** The connection is of no use any more; whether a commit that was under way took effect is unknown. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error)
  if (code === undefined) return false
  if (code === '08P01') return false // a protocol violation is a defect or a setting, and does not pass by waiting
  return TRANSPORT_CODES.has(code) || SERVER_AWAY_SQLSTATES.has(code) || /^08...$/.test(code) || isMissingSocket(error)
}

/** A unix socket that is not there (yet) is ENOENT, as is any missing file: only the system call tells them apart. */
function isMissingSocket(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' && (error as { syscall?: unknown }).syscall === 'connect'
}

export function unavailable(cause: unknown): Problem {
  return new Problem('database_unavailable', {}, { retryAfterSeconds: RETRY_AFTER_SECONDS, cause })
}

/** A refusal raised by `sambatan.refuse(code, detail)`: its message is the machine word, its detail the parameters. */
export function refusalOf(error: unknown): Problem | undefined {
  if (codeOf(error) !== REFUSAL_SQLSTATE) return undefined
  const refusal = error as SqlError
  return problemFromSql(refusal.message, parseParams(refusal.detail), error)
}

function parseParams(detail: string | undefined): Record<string, unknown> {
  if (detail === undefined || detail === '') return {}
  try {
    const params: unknown = JSON.parse(detail)
    return typeof params === 'object' && params !== null ? (params as Record<string, unknown>) : {}
  } catch {
    return {} // somebody raised SB001 by hand with free text: the machine word alone must do
  }
}

/**
 * An upgrade dropped a function and made it anew after this was planned. Where the news came while the session was planning it
 * keeps the plan, and fails again each time: it is of no use any more. The server says this in English alone.
 */
export function isStalePlan(error: unknown): boolean {
  return codeOf(error) === 'XX000' && /^cache lookup failed for function \d+$/.test((error as SqlError).message)
}

/** Two units collided and none of this one's effects remain, so that it may be done again from its start. */
export function isCollision(error: unknown): boolean {
  const code = codeOf(error)
  if (code === '40001' || code === '40P01') return true
  if (isStalePlan(error)) return true
  // Two requests with one idempotency key at once: the second finds the first one's answer when it is done again.
  return code === '23505' && (error as SqlError).constraint === 'idempotency_keys_pkey'
}

/** What leaves this folder: refusals and outages as problems, everything else as it came. */
export function presentError(error: unknown): unknown {
  if (isProblem(error)) return error
  return refusalOf(error) ?? (isUnavailable(error) ? unavailable(error) : error)
}

/** The server or a pooler in front of it (PgBouncer) does not take a parameter that was sent with the connection. */
export function isStartupParameterRefused(error: unknown): boolean {
  return codeOf(error) === '08P01'
}
