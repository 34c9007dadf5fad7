/** Who was written to, when and by whom: recorded when the chat is opened, which is the last that we see of it. */
import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import type { BuyerMessage, TemplateName } from './shapes.ts'

interface Stored {
  id: number
  participant_id: string
  template: string
  kind: string
  actor: string
  /** As text where it comes out of JSON. */
  created_at: Date | string
  undone_at: Date | string | null
}

export function presentMessage(row: Stored): BuyerMessage {
  return {
    id: Number(row.id),
    participation_id: row.participant_id,
    template: row.template as TemplateName,
    kind: row.kind as BuyerMessage['kind'],
    actor: row.actor,
    at: new Date(row.created_at).toISOString(),
    undone_at: row.undone_at === null ? null : new Date(row.undone_at).toISOString(),
  }
}

/**
 * @param after the last chat opened with this buyer that whoever asks was shown; null: none
 * @throws Problem participation_not_found, buyer_phone_missing, already_messaged
 */
export async function openChat(
  tx: Tx,
  campaignId: string,
  { participationId, template, after }: { participationId: string; template: TemplateName; after: number | null },
): Promise<BuyerMessage> {
  const { rows } = await sql<Stored>`
    select * from sambatan.record_buyer_message(${campaignId}, ${participationId}, ${template}, 'opened', ${after})`.execute(
    tx,
  )
  return presentMessage(rows[0]!)
}

/** @throws Problem participation_not_found */
export async function skipBuyer(
  tx: Tx,
  campaignId: string,
  { participationId, template }: { participationId: string; template: TemplateName },
): Promise<BuyerMessage> {
  const { rows } = await sql<Stored>`
    select * from sambatan.record_buyer_message(${campaignId}, ${participationId}, ${template}, 'skipped')`.execute(tx)
  return presentMessage(rows[0]!)
}

/** @throws Problem buyer_message_not_found */
export async function undoMessage(tx: Tx, campaignId: string, id: number): Promise<BuyerMessage> {
  const { rows } = await sql<Stored>`select * from sambatan.undo_buyer_message(${campaignId}, ${id})`.execute(tx)
  return presentMessage(rows[0]!)
}

/** Whoever was written to or skipped waits again. */
export async function beginRound(tx: Tx, campaignId: string, template: TemplateName): Promise<void> {
  await sql`select sambatan.begin_message_round(${campaignId}, ${template})`.execute(tx)
}

/** When somebody was written to about their orders, oldest first. */
export async function messagesToPerson(db: Kysely<DB>, personId: string): Promise<BuyerMessage[]> {
  const { rows } = await sql<Stored>`
    select m.* from sambatan.buyer_messages m join sambatan.participants p on p.id = m.participant_id
    where p.user_id = ${personId} order by m.id`.execute(db)
  return rows.map(presentMessage)
}
