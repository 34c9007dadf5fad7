import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { type Problem, problemFromSql } from '../../kernel/problem.ts'

export interface ChangedMany {
  /** Also those that were so before. */
  changed: string[]
  refused: { id: string; problem: Problem }[]
}

/** One transaction for 1 to 500 participations of one campaign, each decided as if it came alone. */
type ChangeMany = (tx: Tx, campaignId: string, ids: string[]) => Promise<ChangedMany>

function changeMany(functionName: string): ChangeMany {
  return async (tx, campaignId, ids) => {
    const { rows } = await sql<{ participation_id: string; outcome: string; detail: Record<string, unknown> }>`
      select * from sambatan.${sql.raw(functionName)}(${campaignId}, ${ids}::uuid[])`.execute(tx)
    const isDone = (outcome: string) => outcome === 'confirmed' || outcome === 'fulfilled'
    return {
      changed: rows.filter((row) => isDone(row.outcome)).map((row) => row.participation_id),
      refused: rows
        .filter((row) => !isDone(row.outcome))
        .map((row) => ({ id: row.participation_id, problem: problemFromSql(row.outcome, row.detail) })),
    }
  }
}

/**
 * Confirms reserved participations.
 * @throws Problem campaign_not_found, campaign_behind
 */
export const confirmParticipations = changeMany('confirm_sambatan_participations')

/**
 * Records that the goods of confirmed participations arrived.
 * @throws Problem campaign_not_found, campaign_behind, campaign_not_completed
 */
export const fulfilParticipations = changeMany('fulfil_sambatan_participations')
