/** Whether somebody wants to be told by WhatsApp: recorded when they say so, never assumed. */
import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import type { WhatsAppConsent, WhatsAppWish } from './shapes.ts'

interface Row {
  phone: string | null
  wanted: boolean | null
  recorded_phone: string | null
  recorded_by: string | null
  recorded_at: Date | null
  reason: string | null
}

/**
 * @param isOffered whether this installation sends by WhatsApp
 * @throws Problem person_not_found
 */
export async function readWhatsAppWish(db: Kysely<DB>, personId: string, isOffered: boolean): Promise<WhatsAppWish> {
  const { rows } = await sql<Row>`
    select p.phone, c.wanted, c.phone as recorded_phone, c.recorded_by, c.recorded_at, r.reason
    from sambatan.people p
    left join lateral (
      select * from sambatan.whatsapp_consents c where c.person_id = p.id order by c.id desc limit 1) c on true
    left join sambatan.whatsapp_refusals r on r.phone = p.phone
    where p.id = ${personId} and p.erased_at is null`.execute(db)
  const row = rows[0]
  if (row === undefined) throw new Problem('person_not_found', { person_id: personId })
  return {
    offered: isOffered,
    // Said of another number it says nothing of this one.
    wanted: row.wanted === true && row.recorded_phone === row.phone,
    recorded_at: row.recorded_at?.toISOString() ?? null,
    recorded_by: row.recorded_by,
    refused: row.reason,
  }
}

/** @throws Problem person_not_found, phone_needed */
export async function sayWhatsApp(tx: Tx, personId: string, wanted: boolean): Promise<void> {
  await sql`select sambatan.say_whatsapp(${personId}, ${wanted})`.execute(tx)
}

/** All that somebody said about it, the oldest first. */
export async function consentsOf(db: Kysely<DB>, personId: string): Promise<WhatsAppConsent[]> {
  const rows = await db
    .selectFrom('whatsapp_consents')
    .select(['phone', 'wanted', 'recorded_by', 'recorded_at'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, recorded_at: row.recorded_at.toISOString() }))
}
