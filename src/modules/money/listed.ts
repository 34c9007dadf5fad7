/** What a list of orders, by their codes, says was received: as sellers keep one in a chat or in their notes. */
import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { codeOf, numberOfCode } from '../../kernel/order-code.ts'
import type { MoneyMethod } from '../participations/index.ts'
import type { ListedLine } from './listed-shapes.ts'

export interface MoneyList {
  lines: {
    code: string
    /** All that is missing when left out. */
    amount?: number | undefined
    /** Also where it was asked about. */
    anyway?: boolean | undefined
  }[]
  method?: MoneyMethod | undefined
  reference?: string | undefined
  /** Today when left out. */
  on?: string | undefined
  dryRun: boolean
}

interface Row {
  participation_id: string | null
  number: number | null
  user_id: string | null
  buyer_name: string | null
  outcome: ListedLine['outcome']
  amount: number | null
  owed: number | null
}

/**
 * Puts on record what 1 to 500 lines say was received for orders of one campaign, in one transaction; each is decided as if it came alone,
 * and the same list twice records nothing twice.
 * @throws Problem campaign_not_found, campaign_behind, money_date_in_future, money_date_too_old
 */
export async function recordListedMoney(
  tx: Tx,
  campaignId: string,
  { lines, dryRun, ...payment }: MoneyList,
): Promise<ListedLine[]> {
  // What is no code is the number of no order.
  const wishes = lines.map(({ code, ...line }) => ({ ...line, number: numberOfCode(code) ?? 0 }))
  const { rows } = await sql<Row>`
    select r.participation_id, r.outcome, r.amount, r.owed, p.number, p.user_id, people.name as buyer_name
    from sambatan.record_listed_money(
      ${campaignId}, ${JSON.stringify(wishes)}::jsonb, ${JSON.stringify(payment)}::jsonb, ${dryRun}) r
    left join sambatan.participants p on p.id = r.participation_id
    left join sambatan.people on people.id = p.user_id
    order by r.place`.execute(tx)
  return rows.map(({ number, buyer_name, ...row }, at) => ({
    line: at + 1,
    code: number === null ? lines[at]!.code : codeOf(number),
    participation_id: row.participation_id,
    user_id: row.user_id,
    buyer_name: buyer_name || null,
    outcome: row.outcome,
    amount: row.amount,
    owed: row.owed,
  }))
}
