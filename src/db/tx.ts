/**
 * Statements and transactions, and when they are done again. A unit is repeated only from its very start and only
 * after the database has undone it; a lost connection is never repeated, because the commit may have happened.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  type PostgresPool,
  PostgresQueryCompiler,
} from 'kysely'
import pg from 'pg'
import type { Connections } from './connections.ts'
import type { Tx, TxOptions } from './database.ts'
import { isCollision, presentError } from './errors.ts'
import type { DB } from './types.gen.ts'

export const ATTEMPTS_MAX = 5

/** Runs `unit` again when it collided: 5 attempts, with growing pauses drawn by lot so that rivals part ways. */
export async function withRetry<T>(unit: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await unit()
    } catch (error) {
      if (attempt >= ATTEMPTS_MAX || !isCollision(error)) throw presentError(error)
      await sleep(Math.random() * 10 * 2 ** attempt)
    }
  }
}

export function runStatement<R>(connections: Connections, text: string, values?: unknown[]): Promise<R[]> {
  return withRetry(async () => {
    const connection = await connections.acquire()
    try {
      return (await connection.query<R>(text, values)).rows
    } finally {
      connection.release()
    }
  })
}

export function runTransaction<T>(
  connections: Connections,
  fn: (tx: Tx) => Promise<T>,
  options: TxOptions = {},
): Promise<T> {
  return withRetry(() => {
    const kysely = createKysely(connections, options)
    return kysely.transaction().execute(fn)
  })
}

/** BEGIN and everything that must be set for the transaction, as one message: one round trip. */
function beginText(connections: Connections, { actor, statementTimeoutMs }: TxOptions): string {
  const timeoutMs = statementTimeoutMs ?? connections.timeoutPerTransactionMs()
  let text = 'begin isolation level read committed'
  if (timeoutMs !== undefined) text += `; set local statement_timeout = ${timeoutMs}`
  if (actor !== undefined) text += `; select set_config('sambatan.actor', ${pg.escapeLiteral(actor)}, true)`
  return text
}

class OurDriver extends PostgresDriver {
  readonly #begin: () => string

  constructor(connections: Connections, options: TxOptions) {
    // Kysely asks for no more of a pool than this; its own `destroy` must not end connections that others use.
    const pool = { connect: () => connections.acquire(options), end: async () => {}, options: {} }
    super({ pool: pool as unknown as PostgresPool })
    this.#begin = () => beginText(connections, options)
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(this.#begin()))
  }
}

export function createKysely(connections: Connections, options: TxOptions = {}): Kysely<DB> {
  const kysely = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new OurDriver(connections, options),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  return kysely.withSchema('sambatan')
}
