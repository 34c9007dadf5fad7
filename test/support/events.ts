/** Holds events to the catalogue: what is written must be known, and say what the catalogue says that it says. */
import type { Database } from '../../src/db/index.ts'
import { definitionOf, presentEvent } from '../../src/modules/audit/index.ts'

type Row = Parameters<typeof presentEvent>[0]

const newestMax = 5_000

/** The newest events of a database, as the API shows them; and what is wrong with each, as sentences. */
export async function eventsAgainstCatalogue(db: Database): Promise<{ names: Set<string>; wrong: string[] }> {
  const rows = await db.query<Row>('select * from sambatan.audit_logs order by id desc limit $1', [newestMax])
  return { names: new Set(rows.map((row) => row.event)), wrong: rows.flatMap(faultsOf) }
}

function faultsOf(row: Row): string[] {
  const { event, subject, metadata } = presentEvent(row)
  const definition = definitionOf(event)
  if (definition === undefined) return [`${event} is not in the catalogue`]
  const { participation_id, ...own } = metadata
  const faults = definition.subject === subject ? [] : [`${event} is about a ${subject}`]
  const parsed = definition.metadata.safeParse(own)
  if (!parsed.success) faults.push(`${event} ${JSON.stringify(own)}: ${parsed.error.message}`)
  return faults
}
