/** What notifications have in common, whatever they are about. */
import { sql } from 'kysely'
import type { Language } from '../../kernel/language.ts'

/** What every notification knows, whatever it is about. */
export interface Told {
  id: number
  kind: string
  event_id: number
  /** How many events it counts; of a digest alone. */
  events: number
  read_at: Date | null
  created_at: Date
  updated_at: Date
  /** Of the event: of a digest its first. */
  metadata: Record<string, unknown>
  happened_at: Date
  reader: { id: string; name: string; email: string | null; phone: string | null; language: Language }
}

/** As it is read with `toldColumns`. */
export interface ToldRow extends Omit<Told, 'reader'> {
  person_id: string
  person_name: string
  email: string | null
  phone: string | null
  locale: Language
}

/** Of a notification `n`, its event `e` and its `reader`. */
export const toldColumns = sql`n.id, n.kind, n.event_id, n.events, n.read_at, n.created_at, n.updated_at, e.metadata,
  e.created_at as happened_at, reader.id as person_id, reader.name as person_name, reader.email, reader.phone, reader.locale`

export function toldOf(row: ToldRow): Told {
  const { id, kind, event_id, events, read_at, created_at, updated_at, metadata, happened_at } = row
  return {
    ...{ id, kind, event_id, events, read_at, created_at, updated_at, metadata, happened_at },
    reader: { id: row.person_id, name: row.person_name, email: row.email, phone: row.phone, language: row.locale },
  }
}

/** What is said, once for all channels. */
export interface Content {
  title: string
  paragraphs: string[]
  facts: { label: string; value: string }[]
  /** `path` is within the pages. */
  action: { label: string; path: string }
}
