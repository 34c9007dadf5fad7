import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { findParticipation } from './queries.ts'
import type { Participation } from './shapes.ts'

export interface ParticipationPatch {
  shipping_address?: string | undefined
  note?: string | null | undefined
}

/**
 * Changes address or note of a reserved participation; what is left out stays.
 * @throws Problem participation_not_found, offer_open, participation_state_invalid
 */
export async function updateParticipation(tx: Tx, id: string, patch: ParticipationPatch): Promise<Participation> {
  await sql`select sambatan.change_sambatan_participation(${id}, ${JSON.stringify(patch)}::jsonb)`.execute(tx)
  return (await findParticipation(tx, id)).participation
}
