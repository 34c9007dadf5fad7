import type { Kysely, Transaction } from 'kysely'
import type pg from 'pg'
import type { Hearing } from './hearing.ts'
import type { Subscription } from './listener.ts'
import type { ReplicaState, ReplicaWatch } from './replica/watch.ts'
import type { DB } from './types.gen.ts'

/** A transaction of our own: every write takes one as its first argument. Tables are named without their schema. */
export type Tx = Transaction<DB>

export interface Database {
  readonly kind: 'embedded' | 'server'
  /** For libraries that bring their own SQL (the job engine) and for metrics. Its errors come as pg raises them. */
  readonly pool: pg.Pool
  /** Reads on the primary, outside of a transaction. */
  readonly read: Kysely<DB>
  /**
   * Reads that may be a moment old: what is the same for everybody, asked by nobody in particular. The replica where
   * there is one that may be read (see replica/watch.ts), else the same as `read`. Never for what decides, for what is
   * somebody's own, or for whoever may just have written.
   */
  readonly replica: Kysely<DB>
  /** Unset where no replica is configured. */
  readonly replicaWatch: Pick<ReplicaWatch, 'state' | 'settled'> | undefined
  /** Whether messages of other nodes are heard; unset on the embedded database, which has no other nodes. */
  readonly hearing: Hearing | undefined
  /** Whether it lately refused to write for want of disk or memory (see shortage.ts). */
  isShort(): boolean
  /** One statement that is its own transaction; tried again when it collides with another. */
  query<R>(text: string, values?: unknown[]): Promise<R[]>
  /**
   * BEGIN READ COMMITTED, `fn`, COMMIT. `actor` is recorded by every audit event of the transaction. On a collision
   * the whole of `fn` runs again, so it must have no effects but those of its transaction.
   */
  tx<T>(fn: (tx: Tx) => Promise<T>, options?: TxOptions): Promise<T>
  /**
   * Messages sent with `notify`, from this process or (on a server) any other. On a server the connection comes back
   * by itself; what was sent while it was away is lost, and `onReconnect` says so.
   */
  listen(channel: string, onMessage: (payload: string) => void, onReconnect?: () => void): Promise<Subscription>
  notify(channel: string, payload: string): Promise<void>
  /** Answers when the database does; throws the problem `database_unavailable` when it is away. */
  ready(): Promise<void>
  /** Says that it will soon be closed: on the embedded database, to those who wait for its folder. */
  announceClose(): void
  close(): Promise<void>
}

export interface TxOptions {
  /** Who does it, as audit events record it: `service`, `user:<id>`, `scheduler`; without it they say `sql`. */
  actor?: string
  /** Instead of the database's own for this transaction; 0 for no limit. */
  statementTimeoutMs?: number
}

export interface DatabaseOptions {
  /** `postgres://…`: a server. Without it the database is embedded, in `dataDir`. */
  url?: string
  dataDir?: string
  /** Where a node of this machine has the embedded database: works through that node, instead of refusing. */
  besideNode?: boolean
  /** Whether the embedded database spares memory and joins slower (see embedded/compiler.ts); for the whole process. */
  smallMemory?: boolean
  /** A connection past any pooler, for LISTEN; `url` when unset. */
  directUrl?: string
  replicaUrl?: string
  /** How far behind the replica may be and still be read. */
  replicaLagSecondsMax?: number
  /** Told when the replica comes to rest, and when it is read again. */
  onReplica?: (state: ReplicaState) => void
  poolMax?: number
  /** No statement may run longer (servers only: the embedded database cannot interrupt one). */
  statementTimeoutMs?: number
  /** A PEM file with the authority that signed the server's certificate. */
  sslCaFile?: string
  /** Told the first refusal when the database runs out of disk or memory, and undefined when it is well again. */
  onShortage?: (cause: unknown) => void
  /** Told about trouble that nobody waits for: a lost idle connection, a restart of the embedded database. */
  onError?: (error: unknown) => void
}
