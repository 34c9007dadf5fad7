/** What the job engine has given up, asked of its own table: it survives whoever worked on it. */
import type { Database } from '../db/index.ts'
import { jobsSchema } from './boss.ts'

/** How many jobs failed as often as they are tried within the last hour, by the clock that the engine goes by; 0 before it was installed. */
export async function countFailedJobs(db: Database): Promise<number> {
  const [installed] = await db.query<{ is: boolean }>('select to_regclass($1) is not null as is', [`${jobsSchema}.job`])
  if (!installed!.is) return 0
  const [failed] = await db.query<{ count: number }>(
    `select count(*)::int as count from ${jobsSchema}.job
    where state = 'failed' and completed_on > clock_timestamp() - interval '1 hour'`,
  )
  return failed!.count
}
