/**
 * Connections of a pool, with errors that can be told apart by code. pg raises an error without any code when a
 * connection ends under a statement or cannot be had in time; both are recognized here, where they arise, and leave
 * as the problem `database_unavailable`. So does a shortage of the server's (a full disk), and is told to `onShortage`.
 */
import type pg from 'pg'
import { type SpanAbout, tracedWithin } from '../kernel/tracing.ts'
import { within } from '../kernel/within.ts'
import {
  isConnectionLost,
  isShortage,
  isStalePlan,
  isStartupParameterRefused,
  isUnavailable,
  unavailable,
} from './errors.ts'

export interface Connection {
  query<R>(text: string, values?: readonly unknown[]): Promise<pg.QueryResult<R & pg.QueryResultRow>>
  release(): void
  /** Instead of `release`: ends it, whatever runs on it. Neither does anything after the other. */
  discard(): void
}

export interface Connections {
  readonly pool: pg.Pool
  /** Set when a pooler refuses the statement timeout with the connection: every transaction must set it then. */
  readonly timeoutPerTransactionMs: () => number | undefined
  acquire(options?: AcquireOptions): Promise<Connection>
}

interface AcquireOptions {
  /** The statement timeout that this connection's transaction sets for itself; 0 for none. */
  statementTimeoutMs?: number | undefined
}

/**
 * A connection that is still silent so long after the server should have given up has lost its server. TCP notices one that
 * vanished without a word only after many minutes; nobody should wait for that.
 */
const SILENCE_MAX_MS = 5000

const broken = new WeakSet<object>()

export interface ConnectionListeners {
  onError: (error: unknown) => void
  onShortage: (error: unknown) => void
}

/** `statementTimeoutMs` undefined: statements are not timed (the embedded database cannot interrupt one). */
export function createConnections(
  pool: pg.Pool,
  statementTimeoutMs: number | undefined,
  { onError, onShortage }: ConnectionListeners,
): Connections {
  let timeoutPerTransactionMs: number | undefined
  // Without a listener an idle connection's end would end the process.
  pool.on('error', onError)
  pool.on('connect', (client) => {
    // The pool listens only while a connection is idle; one that ends while it is in use must not end the process.
    client.on('error', () => broken.add(client))
    client.on('end', () => broken.add(client))
  })

  async function acquire(options: AcquireOptions = {}): Promise<Connection> {
    try {
      const timeoutMs = options.statementTimeoutMs ?? statementTimeoutMs
      return wrap(await pool.connect(), timeoutMs ? timeoutMs + SILENCE_MAX_MS : undefined, onShortage)
    } catch (error) {
      if (isStartupParameterRefused(error) && pool.options.statement_timeout) {
        // PgBouncer knows few startup parameters. From now on the timeout goes with every transaction instead.
        timeoutPerTransactionMs = statementTimeoutMs
        pool.options.statement_timeout = undefined
        return acquire(options)
      }
      if (isShortage(error)) onShortage(error)
      throw isAway(error) ? unavailable(error) : error
    }
  }
  return { pool, timeoutPerTransactionMs: () => timeoutPerTransactionMs, acquire }
}

/**
 * No connection could be had: pg gives a code for everything but its own waiting times and early ends. A server that
 * fails while it opens a session (XX000 on a full disk: "could not write init file") has not seen what was asked.
 */
function isAway(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return isUnavailable(error) || code === undefined || /^(58|XX)/.test(String(code))
}

function wrap(
  client: pg.PoolClient,
  silenceMaxMs: number | undefined,
  onShortage: (error: unknown) => void,
): Connection {
  let failure: Error | undefined
  let returned = false
  function giveBack(): void {
    if (returned) return
    returned = true
    client.release(failure)
  }
  return {
    async query<R>(text: string, values?: readonly unknown[]) {
      try {
        return await tracedWithin(
          () => aboutStatement(text),
          () => {
            const answer = client.query<R & pg.QueryResultRow>(text, values as unknown[])
            return silenceMaxMs === undefined ? answer : within(answer, silenceMaxMs)
          },
        )
      } catch (error) {
        if (await isTransportFailure(client, error)) {
          failure = error as Error
          throw unavailable(error)
        }
        if (isStalePlan(error)) failure = error as Error
        if (!isShortage(error)) throw error
        onShortage(error)
        throw unavailable(error)
      }
    },
    // A connection that failed is thrown away; one whose statement failed is as good as before.
    release: giveBack,
    discard() {
      failure ??= new Error('nobody waits for its answer any more')
      giveBack()
    },
  }
}

/** What it asks, and nothing of what it asks with: parameters are not in it, and literals are taken out. */
function aboutStatement(text: string): SpanAbout {
  const shown = text.replace(/'(?:[^']|'')*'/g, '?')
  const called = /\bsambatan\.(\w+)\(/.exec(shown)?.[1]
  const [operation = 'SQL'] = /\w+/.exec(shown) ?? []
  const attributes = {
    'db.system.name': 'postgresql',
    'db.operation.name': operation,
    'db.query.text': shown.slice(0, 2000),
  }
  return { name: called === undefined ? operation : `${operation} ${called}`, kind: 'client', attributes }
}

async function isTransportFailure(client: pg.PoolClient, error: unknown): Promise<boolean> {
  if (isConnectionLost(error)) return true
  if ((error as { code?: unknown }).code !== undefined) return false
  // pg tells the statement first and the connection's listeners one tick later.
  await new Promise(setImmediate)
  return broken.has(client)
}
