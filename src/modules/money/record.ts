/** What changes the money book: one use case, one SQL function, which locks, decides, writes and records. */
import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { type Problem, problemFromSql } from '../../kernel/problem.ts'
import { findParticipation, type MoneyMethod, type moneyKinds, type Participation } from '../participations/index.ts'

export interface MoneyWish {
  kind: (typeof moneyKinds)[number]
  /** All that is owed when left out. */
  amount?: number | undefined
  method?: MoneyMethod | undefined
  reference?: string | undefined
  /** Today when left out. */
  on?: string | undefined
  note?: string | undefined
  anyway?: boolean | undefined
}

/**
 * Puts on record what changed hands; what reaches what is due confirms a reservation.
 * @throws Problem participation_not_found, campaign_behind, money_date_in_future, money_date_too_old, nothing_owed, more_than_due
 */
export async function recordMoney(tx: Tx, participationId: string, wish: MoneyWish): Promise<Participation> {
  await sql`select sambatan.record_sambatan_money(${participationId}, ${JSON.stringify(wish)}::jsonb)`.execute(tx)
  return (await findParticipation(tx, participationId)).participation
}

type OfRecord = (tx: Tx, recordId: string, words?: string) => Promise<Participation>

function ofRecord(functionName: string): OfRecord {
  return async (tx, recordId, words) => {
    const { rows } = await sql<{ id: string }>`
      select id from sambatan.${sql.raw(functionName)}(${recordId}, ${words ?? null})`.execute(tx)
    return (await findParticipation(tx, rows[0]!.id)).participation
  }
}

/**
 * Takes a record back, with a reason that its buyer is told.
 * @throws Problem money_record_not_found, campaign_behind, money_reversal_final, money_already_reversed, reason_required,
 *   money_operator_only
 */
export const reverseMoney = ofRecord('reverse_sambatan_money')

/**
 * A buyer says that it has not arrived.
 * @throws Problem money_record_not_found, campaign_behind, money_not_reportable, money_already_reported
 */
export const reportMoney = ofRecord('report_sambatan_money')

/**
 * Answers a buyer who said so.
 * @throws Problem money_record_not_found, campaign_behind, money_report_not_found, reason_required
 */
export const answerMoney = ofRecord('answer_sambatan_money')

export interface SendingBack {
  lines: {
    participation_id: string
    amount?: number | undefined
    reference?: string | undefined
    /** The how-manieth sending back it is: refused as `already_sent` where so many are on record. */
    nth?: number | undefined
  }[]
  method?: MoneyMethod | undefined
  on?: string | undefined
  /** Of whose campaigns alone; left out: of all. */
  sellerId?: string | undefined
  dryRun?: boolean | undefined
}

interface SentLine {
  participation_id: string
  campaign_id: string
  outcome: string
  detail: Record<string, unknown>
  amount: number
  currency: string
  still_owed: number
}

export interface SentBackLines {
  done: Omit<SentLine, 'outcome' | 'detail'>[]
  refused: { participation_id: string; problem: Problem }[]
}

/**
 * Puts on record for 1 to 500 participations that what is owed was sent back; each line is decided as if it came alone.
 * @throws Problem requests_invalid, campaign_behind, money_date_in_future, money_date_too_old
 */
export async function sendBackMoney(
  tx: Tx,
  { lines, method = 'bank_transfer', on, sellerId, dryRun = false }: SendingBack,
): Promise<SentBackLines> {
  const { rows } = await sql<SentLine>`
    select * from sambatan.send_back_sambatan_money(
      ${JSON.stringify(lines)}::jsonb, ${method}, ${on ?? null}::date, ${sellerId ?? null}, ${dryRun})`.execute(tx)
  const isDone = ({ outcome }: SentLine) => outcome === 'sent_back'
  return {
    done: rows.filter(isDone).map(({ outcome: _, detail: __, ...line }) => line),
    refused: rows
      .filter((line) => !isDone(line))
      .map(({ participation_id, outcome, detail }) => ({ participation_id, problem: problemFromSql(outcome, detail) })),
  }
}
