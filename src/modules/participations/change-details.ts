import { type Selectable, sql } from 'kysely'
import type { Participants, Tx } from '../../db/index.ts'
import { type Participation, presentParticipation } from './present.ts'

export interface ParticipationPatch {
  shipping_address?: string | undefined
  note?: string | null | undefined
}

/**
 * Changes address or note of a reserved participation; what is left out stays.
 * @throws Problem participation_not_found, participation_state_invalid
 */
export async function updateParticipation(tx: Tx, id: string, patch: ParticipationPatch): Promise<Participation> {
  const result = await sql<Selectable<Participants>>`
    select * from sambatan.change_sambatan_participation(${id}, ${JSON.stringify(patch)}::jsonb)`.execute(tx)
  return presentParticipation(result.rows[0]!)
}
