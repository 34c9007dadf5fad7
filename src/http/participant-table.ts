/** A campaign's participants as a file for whoever packs and sends. */
import type { Language } from '../kernel/language.ts'
import { decimalOf } from '../kernel/money.ts'
import { whatsAppChat } from '../kernel/phone.ts'
import type { ParticipationStatus } from '../kernel/status.ts'
import type { Participant } from '../modules/participations/index.ts'
import { type Column, timeZoneName } from './tables.ts'

const statuses: Record<ParticipationStatus, Record<Language, string>> = {
  reserved: { id: 'dipesan', en: 'reserved' },
  confirmed: { id: 'dikonfirmasi', en: 'confirmed' },
  cancelled: { id: 'dibatalkan', en: 'cancelled' },
  refunded: { id: 'dana dikembalikan', en: 'refunded' },
  fulfilled: { id: 'diterima', en: 'fulfilled' },
}

const atTime = (id: string, en: string) => ({ id: `${id} (${timeZoneName.id})`, en: `${en} (${timeZoneName.en})` })
const timeOf = (iso: string | null) => (iso === null ? null : new Date(iso))

export const participantColumns: Column<Participant>[] = [
  { header: { id: 'Nama', en: 'Name' }, width: 24, value: (row) => row.buyer_name },
  { header: { id: 'Jumlah slot', en: 'Slots' }, width: 12, value: (row) => row.quantity },
  {
    header: { id: 'Nilai', en: 'Amount' },
    width: 14,
    value: (row) => ({ decimal: decimalOf(row.amount, row.currency) }),
  },
  { header: { id: 'Mata uang', en: 'Currency' }, width: 10, value: (row) => row.currency },
  { header: { id: 'Status', en: 'Status' }, width: 18, value: (row, language) => statuses[row.status][language] },
  { header: { id: 'Alamat', en: 'Address' }, width: 48, value: (row) => row.shipping_address },
  { header: { id: 'Nomor HP', en: 'Phone' }, width: 18, value: (row) => row.buyer_phone },
  { header: { id: 'WhatsApp', en: 'WhatsApp' }, width: 28, value: (row) => whatsAppChat(row.buyer_phone) },
  { header: { id: 'Catatan', en: 'Note' }, width: 32, value: (row) => row.note },
  { header: atTime('Bergabung', 'Joined'), width: 20, value: (row) => timeOf(row.joined_at) },
  { header: atTime('Ditahan sampai', 'Held until'), width: 20, value: (row) => timeOf(row.hold_expires_at) },
  { header: { id: 'ID pembeli', en: 'Buyer ID' }, width: 38, value: (row) => row.user_id },
  { header: { id: 'ID keikutsertaan', en: 'Participation ID' }, width: 38, value: (row) => row.id },
]
