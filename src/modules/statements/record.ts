/** What was chosen of a statement, put on record. */
import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { numberOfCode } from '../../kernel/order-code.ts'
import { Problem, problemFromSql } from '../../kernel/problem.ts'
import { keyOf } from './keys.ts'

export interface ChosenLine {
  line: string
  /** As the preview says: what is recorded of a line is what the line says. */
  check: string
  on: string
  amount: number
  participation_id?: string | undefined
  /** Of the order, where that is what is known. */
  code?: string | undefined
  anyway?: boolean | undefined
}

export interface Chosen {
  sellerId: string
  account: string | null
  reference?: string | undefined
  lines: ChosenLine[]
}

interface Outcome {
  line: string
  participation_id: string
  campaign_id: string
  outcome: string
  detail: Record<string, unknown>
  amount: number
  currency: string
}

export interface RecordedLines {
  recorded: Omit<Outcome, 'outcome' | 'detail'>[]
  recordedBefore: string[]
  refused: { line: string; problem: Problem }[]
}

/**
 * Puts on record what 1 to 500 lines say was received, in one transaction; each is decided as if it came alone, and recorded once.
 * @throws Problem requests_invalid, campaign_behind
 */
export async function recordStatement(tx: Tx, { sellerId, account, reference, lines }: Chosen): Promise<RecordedLines> {
  const others = lines.filter((line) => !isAsItSays(line))
  const honest = lines.filter(isAsItSays)
  const ids = await idsOfCodes(tx, sellerId, honest)
  const idOf = ({ participation_id, code = '' }: ChosenLine) => participation_id ?? ids.get(numberOfCode(code) ?? 0)
  const nobodys = honest.filter((line) => idOf(line) === undefined)
  const known = honest.filter((line) => idOf(line) !== undefined)
  const wishes = known.map((line) => {
    const { code: _, check: __, ...wish } = line
    return { ...wish, participation_id: idOf(line) }
  })
  const outcomes = wishes.length === 0 ? [] : await write(tx, { sellerId, account, reference, wishes })
  const isDone = ({ outcome }: Outcome) => outcome === 'recorded'
  const isBefore = ({ outcome }: Outcome) => outcome === 'recorded_before'
  return {
    recorded: outcomes.filter(isDone).map(({ outcome: _, detail: __, ...line }) => line),
    recordedBefore: outcomes.filter(isBefore).map(({ line }) => line),
    refused: [
      ...others.map(({ line }) => ({ line, problem: new Problem('statement_line_differs') })),
      ...nobodys.map(({ line }) => ({ line, problem: new Problem('participation_not_found') })),
      ...outcomes
        .filter((outcome) => !isDone(outcome) && !isBefore(outcome))
        .map(({ line, outcome, detail }) => ({ line, problem: problemFromSql(outcome, detail) })),
    ],
  }
}

/** A line is known by its day and its amount: with others it would be on record as what it does not say. */
const isAsItSays = ({ line, on, amount, check }: ChosenLine) => keyOf(on, amount * 100, check) === line

async function write(
  tx: Tx,
  { sellerId, account, reference, wishes }: Omit<Chosen, 'lines'> & { wishes: object[] },
): Promise<Outcome[]> {
  const { rows } = await sql<Outcome>`
    select * from sambatan.record_statement_lines(
      ${sellerId}, ${account ?? ''}, ${reference ?? null}, ${JSON.stringify(wishes)}::jsonb)`.execute(tx)
  return rows
}

/** The seller's orders by their numbers, of those lines that name one by its code. */
async function idsOfCodes(tx: Tx, sellerId: string, lines: ChosenLine[]): Promise<Map<number, string>> {
  const numbers = lines.flatMap(({ participation_id, code }) =>
    participation_id === undefined && code !== undefined ? (numberOfCode(code) ?? []) : [],
  )
  if (numbers.length === 0) return new Map()
  const found = await tx
    .selectFrom('participants')
    .innerJoin('campaigns', 'campaigns.id', 'participants.campaign_id')
    .select(['participants.id', 'participants.number'])
    .where('campaigns.seller_id', '=', sellerId)
    .where('participants.number', 'in', numbers)
    .execute()
  return new Map(found.map(({ id, number }) => [number, id]))
}
