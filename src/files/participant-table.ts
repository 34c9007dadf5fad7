/** A campaign's participants as a file for whoever packs and sends. */
import type { Language } from '../kernel/language.ts'
import { decimalOf } from '../kernel/money.ts'
import { whatsAppChat } from '../kernel/phone.ts'
import { statusWord } from '../kernel/status-words.ts'
import { type Column, timeHeader } from '../kernel/table.ts'
import type { Participant } from '../modules/participations/index.ts'

const timeOf = (iso: string | null) => (iso === null ? null : new Date(iso))

export function participantColumns(language: Language): Column<Participant>[] {
  const say = (id: string, en: string) => (language === 'id' ? id : en)
  const time = (id: string, en: string) => timeHeader(say(id, en))
  return [
    { header: say('Nama', 'Name'), width: 24, value: (row) => row.buyer_name },
    { header: say('Jumlah slot', 'Slots'), width: 12, value: (row) => row.quantity },
    {
      header: say('Nilai', 'Amount'),
      width: 14,
      value: (row) => ({ decimal: decimalOf(row.amount, row.currency) }),
    },
    { header: say('Mata uang', 'Currency'), width: 10, value: (row) => row.currency },
    { header: 'Status', width: 18, value: (row) => statusWord(row.status, language) },
    { header: say('Alamat', 'Address'), width: 48, value: (row) => row.shipping_address },
    { header: say('Nomor HP', 'Phone'), width: 18, value: (row) => row.buyer_phone },
    { header: 'WhatsApp', width: 28, value: (row) => whatsAppChat(row.buyer_phone) },
    { header: say('Catatan', 'Note'), width: 32, value: (row) => row.note },
    { header: time('Bergabung', 'Joined'), width: 20, value: (row) => timeOf(row.joined_at) },
    { header: time('Ditahan sampai', 'Held until'), width: 20, value: (row) => timeOf(row.hold_expires_at) },
    { header: say('ID pembeli', 'Buyer ID'), width: 38, value: (row) => row.user_id },
    { header: say('ID keikutsertaan', 'Participation ID'), width: 38, value: (row) => row.id },
  ]
}
