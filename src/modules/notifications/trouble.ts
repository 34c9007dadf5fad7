import type { Database } from '../../db/index.ts'

/** Puts on record what goes wrong, each kind once an hour at most; returns of what. */
export async function tellOfTrouble(db: Database, failedJobs: number): Promise<string[]> {
  const [row] = await db.query<{ told: string[] }>('select sambatan.tell_of_trouble($1) as told', [failedJobs])
  return row!.told
}
