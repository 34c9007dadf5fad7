/** A campaign's participants as a file for whoever packs and sends. */
import type { Language } from '../kernel/language.ts'
import { type PlainMessageKey, say } from '../kernel/messages.ts'
import { decimalOf } from '../kernel/money.ts'
import { whatsAppChat } from '../kernel/phone.ts'
import { participationStatusWord } from '../kernel/status-words.ts'
import { type Column, timeHeader } from '../kernel/table.ts'
import type { Participant } from '../modules/participations/index.ts'

const timeOf = (iso: string | null) => (iso === null ? null : new Date(iso))

export function participantColumns(language: Language): Column<Participant>[] {
  const head = (key: PlainMessageKey) => say(language, key)
  const time = (key: PlainMessageKey) => timeHeader(head(key))
  return [
    { header: head('file_name'), width: 24, value: (row) => row.buyer_name },
    { header: head('file_slots'), width: 12, value: (row) => row.quantity },
    {
      header: head('file_amount'),
      width: 14,
      value: (row) => ({ decimal: decimalOf(row.amount, row.currency) }),
    },
    { header: head('file_currency'), width: 10, value: (row) => row.currency },
    { header: head('file_status'), width: 18, value: (row) => participationStatusWord(row.status, language) },
    { header: head('file_address'), width: 48, value: (row) => row.shipping_address },
    { header: head('file_phone'), width: 18, value: (row) => row.buyer_phone },
    { header: 'WhatsApp', width: 28, value: (row) => whatsAppChat(row.buyer_phone) },
    { header: head('file_note'), width: 32, value: (row) => row.note },
    { header: time('file_joined'), width: 20, value: (row) => timeOf(row.joined_at) },
    { header: time('file_held'), width: 20, value: (row) => timeOf(row.hold_expires_at) },
    { header: head('file_buyer_id'), width: 38, value: (row) => row.user_id },
    { header: head('file_participation_id'), width: 38, value: (row) => row.id },
  ]
}
