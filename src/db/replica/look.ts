/**
 * One look at a replica after another, and the verdict: whether it answers, is a standby of this primary, knows the tables of
 * this code, and is near enough.
 */
import { codeOf } from '../errors.ts'
import type { Inquirer } from './inquirer.ts'
import { createLag, parsePosition } from './lag.ts'

export const replicaFaults = {
  failing: 'it does not answer, or fails',
  behind: 'it is further behind than DATABASE_REPLICA_LAG_SECONDS_MAX allows',
  unmeasured: 'the primary does not answer, so nobody knows how far behind it is',
  promoted: 'it is no standby, or no longer one: it takes writes of its own',
  foreign: 'it holds what the primary does not: it is a copy of another server, or of the primary before a failover',
  schema_older: 'its tables are older than this code',
} as const

export type ReplicaFault = keyof typeof replicaFaults

/** `unknown`: nothing speaks against it, but it has not been seen yet where the primary was. */
export type Verdict = { fault: ReplicaFault; cause?: unknown } | 'fit' | 'unknown'

export interface Looks {
  look(lagMsMax: number): Promise<Verdict>
  /** Everything is there that was committed so long ago; undefined while that is not known. */
  lagSeconds(): number | undefined
}

interface Options {
  primary: Inquirer
  replica: Inquirer
  /** The newest migration that this code knows. */
  schemaVersion: number
}

const primarySql = 'select pg_current_wal_lsn()::text as position'
const replicaSql = `
select pg_is_in_recovery() as standby, pg_last_wal_replay_lsn()::text as position,
  (select max(version) from sambatan.schema_migrations) as version`

/** No such schema, table, column or function: it has not got the migrations that the primary has. */
const schemaSqlstates = new Set(['3F000', '42P01', '42703', '42883'])

export function faultOf(error: unknown): ReplicaFault {
  return schemaSqlstates.has(codeOf(error) ?? '') ? 'schema_older' : 'failing'
}

export function createLooks({ primary, replica, schemaVersion }: Options): Looks {
  const lag = createLag()

  async function primaryPosition(): Promise<bigint | undefined> {
    const row = await primary.ask<{ position: string }>(primarySql).catch(() => undefined)
    return row && parsePosition(row.position)
  }

  function judgeLag(measured: boolean, lagMsMax: number): Verdict {
    const completeUntilMs = lag.completeUntilMs()
    const sinceMs = completeUntilMs ?? lag.sinceMs()
    if (sinceMs === undefined || performance.now() - sinceMs > lagMsMax) {
      return { fault: measured ? 'behind' : 'unmeasured' }
    }
    return completeUntilMs === undefined ? 'unknown' : 'fit'
  }

  return {
    async look(lagMsMax) {
      const atMs = performance.now()
      const noted = await primaryPosition()
      if (noted !== undefined) lag.note(atMs, noted)
      try {
        const seen = await replica.ask<{ standby: boolean; position: string | null; version: number | null }>(
          replicaSql,
        )
        if (!seen?.standby || seen.position === null) return { fault: 'promoted' }
        if ((seen.version ?? 0) < schemaVersion) return { fault: 'schema_older' }
        const position = parsePosition(seen.position)
        if (noted !== undefined && position > noted && position > ((await primaryPosition()) ?? position)) {
          return { fault: 'foreign' }
        }
        lag.reached(position)
      } catch (cause) {
        return { fault: faultOf(cause), cause }
      }
      return judgeLag(noted !== undefined, lagMsMax)
    },
    lagSeconds() {
      const completeUntilMs = lag.completeUntilMs()
      return completeUntilMs === undefined ? undefined : (performance.now() - completeUntilMs) / 1000
    },
  }
}
