/** Whether the read replica, where one is configured, may be read. Without it everything works, with more on the primary. */
import { type Database, replicaFaults } from '../db/index.ts'
import type { Finding } from './doctor-system.ts'

const advices = {
  failing: 'Check that it runs, and that DATABASE_REPLICA_URL leads to it.',
  behind: 'See pg_stat_replication on the primary, and on the replica what holds up its replay.',
  unmeasured: 'Check the primary first.',
  promoted: 'DATABASE_REPLICA_URL must lead to a streaming standby of the server of DATABASE_URL.',
  foreign: 'Build it anew from the primary (pg_basebackup), or correct DATABASE_REPLICA_URL.',
  schema_older: 'Migrations reach it with its replay; where they do not, build it anew from the primary.',
} as const

export async function checkReplica({ replicaWatch }: Database): Promise<Finding[]> {
  if (replicaWatch === undefined) return []
  const name = 'replica'
  const { fault, lagSeconds } = await replicaWatch.settled()
  if (fault !== undefined) {
    const says = `the read replica rests, and the primary takes its reads: ${replicaFaults[fault]}`
    return [{ name, level: 'warn', says, advice: advices[fault] }]
  }
  return [{ name, level: 'ok', says: `the read replica is at most ${lagSeconds!.toFixed(1)} s behind` }]
}
