/** What notifications have in common, whatever they are about. */
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

/** What is said, once for all channels. */
export interface Content {
  title: string
  paragraphs: string[]
  facts: { label: string; value: string }[]
  /** `path` is within the pages. */
  action: { label: string; path: string }
}
