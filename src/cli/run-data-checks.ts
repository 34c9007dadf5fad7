/** Asks a database what of its data is wrong; what is asked stands in doctor-checks.ts. */
import type { DataCheck } from './data-check.ts'
import { dataChecks } from './doctor-checks.ts'

export interface CheckResult {
  name: string
  invariant: number | undefined
  claim: string
  /** How many break it; `offenders` names the first ten. */
  count: number
  offenders: string[]
}

/** A database, or a transaction wrapped to look like one. */
export interface Reader {
  query<R>(text: string): Promise<R[]>
}

const namedMax = 10

/** Runs every check; a result with `count` above zero is damage. */
export async function runChecks(
  reader: Reader,
  onCheck: (name: string) => void = () => undefined,
): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  for (const check of dataChecks) {
    onCheck(check.name)
    results.push(await runCheck(reader, check))
  }
  return results
}

async function runCheck(reader: Reader, { name, invariant, claim, offenders }: DataCheck): Promise<CheckResult> {
  const rows = await reader.query<{ total: number; offender: string }>(
    `select count(*) over ()::int as total, offender from (${offenders}) found order by offender limit ${namedMax}`,
  )
  return { name, invariant, claim, count: rows[0]?.total ?? 0, offenders: rows.map((row) => row.offender) }
}
