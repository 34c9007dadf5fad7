import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'

export interface ConfirmedMany {
  /** Also those that were confirmed before. */
  confirmed: string[]
  refused: { id: string; problem: Problem }[]
}

/**
 * Confirms many reserved participations of one campaign in one transaction, each decided as if it came alone.
 * @throws Problem campaign_not_found
 */
export async function confirmParticipations(tx: Tx, campaignId: string, ids: string[]): Promise<ConfirmedMany> {
  const { rows } = await sql<{ participation_id: string; outcome: string; detail: Record<string, unknown> }>`
    select * from sambatan.confirm_sambatan_participations(${campaignId}, ${ids}::uuid[])`.execute(tx)
  return {
    confirmed: rows.filter((row) => row.outcome === 'confirmed').map((row) => row.participation_id),
    refused: rows
      .filter((row) => row.outcome !== 'confirmed')
      .map((row) => ({ id: row.participation_id, problem: new Problem(row.outcome, row.detail) })),
  }
}
