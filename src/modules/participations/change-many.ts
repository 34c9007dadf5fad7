import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { type Problem, problemFromSql } from '../../kernel/problem.ts'
import { type Paid, paymentOf } from './payment.ts'

export interface ChangedMany {
  /** Also those that were so before. */
  changed: string[]
  refused: { id: string; problem: Problem }[]
}

export interface ConfirmedWithMoney extends ChangedMany {
  /** What is put on record for them. */
  received: number
  waived: number
}

interface Row {
  participation_id: string
  outcome: string
  detail: Record<string, unknown>
}

function changedMany(rows: Row[]): ChangedMany {
  const isDone = ({ outcome }: Row) => outcome === 'confirmed' || outcome === 'fulfilled'
  return {
    changed: rows.filter(isDone).map((row) => row.participation_id),
    refused: rows
      .filter((row) => !isDone(row))
      .map((row) => ({ id: row.participation_id, problem: problemFromSql(row.outcome, row.detail) })),
  }
}

/**
 * Confirms 1 to 500 reserved participations of one campaign in one transaction, with what was received for each; each is decided as if
 * it came alone. A dry run changes nothing.
 * @throws Problem campaign_not_found, campaign_behind, money_date_in_future, money_date_too_old
 */
export async function confirmParticipations(
  tx: Tx,
  campaignId: string,
  ids: string[],
  { dryRun = false, ...said }: Paid & { dryRun?: boolean | undefined } = {},
): Promise<ConfirmedWithMoney> {
  const { rows } = await sql<Row & { received: number; waived: number }>`
    select * from sambatan.confirm_sambatan_participations(
      ${campaignId}, ${ids}::uuid[], ${paymentOf(said)}::jsonb, ${said.waive ?? false}, ${dryRun})`.execute(tx)
  const sum = (key: 'received' | 'waived') => rows.reduce((total, row) => total + row[key], 0)
  return { ...changedMany(rows), received: sum('received'), waived: sum('waived') }
}

/**
 * Records that the goods of 1 to 500 confirmed participations arrived; each is decided as if it came alone.
 * @throws Problem campaign_not_found, campaign_behind, campaign_not_completed
 */
export async function fulfilParticipations(tx: Tx, campaignId: string, ids: string[]): Promise<ChangedMany> {
  const { rows } = await sql<Row>`
    select * from sambatan.fulfil_sambatan_participations(${campaignId}, ${ids}::uuid[])`.execute(tx)
  return changedMany(rows)
}
