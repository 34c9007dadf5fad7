/** A campaign's participants as a file for whoever packs and sends. */
import type { Language } from '../kernel/language.ts'
import { type PlainMessageKey, say } from '../kernel/messages.ts'
import { decimalOf } from '../kernel/money.ts'
import { whatsAppChat } from '../kernel/phone.ts'
import { liveParticipations } from '../kernel/status.ts'
import { participationStatusWord } from '../kernel/status-words.ts'
import { type Column, type Summary, timeHeader } from '../kernel/table.ts'
import type { Participant } from '../modules/participations/index.ts'

/** How many units of an item are to be packed; nothing where none are. */
function unitsOf({ lines }: Participant, itemId: string): number | null {
  const units = lines.reduce((sum, line) => sum + (line.item_id === itemId && !line.dropped ? line.units : 0), 0)
  return units || null
}

const timeOf = (iso: string | null) => (iso === null ? null : new Date(iso))

export interface SoldItem {
  id: string
  name: string
  sku: string | null
  slots_per_unit: number
}

/** Whose units a file tells: of a campaign of one item of one slot the slots are the units. */
export function itemsTold(items: SoldItem[]): SoldItem[] {
  return items.length > 1 || items.some(({ slots_per_unit }) => slots_per_unit > 1) ? items : []
}

/**
 * How many of each item are to be packed for those who stand in the file: a sheet of its own, which is no row among theirs. Who was
 * cancelled or refunded gets nothing.
 */
export function packingOf(
  language: Language,
  items: SoldItem[],
  pages: AsyncIterable<Participant[]>,
): { pages: AsyncIterable<Participant[]>; summary?: Summary } {
  if (items.length === 0) return { pages }
  const units = new Map(items.map(({ id }) => [id, 0]))
  async function* counted() {
    for await (const page of pages) {
      for (const row of page) {
        if (!liveParticipations.some((status) => status === row.status)) continue
        for (const { id } of items) units.set(id, units.get(id)! + (unitsOf(row, id) ?? 0))
      }
      yield page
    }
  }
  const total = () => [...units.values()].reduce((sum, one) => sum + one, 0)
  return {
    pages: counted(),
    summary: {
      name: say(language, 'file_packing'),
      columns: [
        { header: say(language, 'file_item'), width: 32 },
        { header: 'SKU', width: 18 },
        { header: say(language, 'file_units'), width: 12 },
      ],
      rows: () => [
        ...items.map(({ id, name, sku }) => [name, sku, units.get(id)!]),
        [say(language, 'file_total'), null, total()],
      ],
    },
  }
}

/** What the money book says. */
function moneyColumns(language: Language): Column<Participant>[] {
  const sum = (key: PlainMessageKey, amountOf: (row: Participant) => number): Column<Participant> => ({
    header: say(language, key),
    width: 14,
    value: (row) => ({ decimal: decimalOf(amountOf(row), row.currency) }),
  })
  return [
    {
      header: say(language, 'file_payment_status'),
      width: 18,
      value: (row) => say(language, `payment_status_${row.payment_status}`),
    },
    sum('file_paid', (row) => row.paid_amount),
    sum('file_returned', (row) => row.returned_amount),
    sum('file_owed_by_buyer', (row) => row.owed_by_buyer),
    sum('file_owed_to_buyer', (row) => row.owed_to_buyer),
    {
      header: say(language, 'file_unique_part'),
      width: 12,
      value: (row) => (row.unique_part === null ? null : { decimal: decimalOf(row.unique_part, row.currency) }),
    },
  ]
}

/**
 * The first columns are what they always were, for whoever reads them by their place. Of a campaign that sells several things each has a
 * column with its units.
 * @param items of the campaign, where the file is about one that sells more than slots
 * @param tellsMoney whether whoever asks may see what was paid
 */
export function participantColumns(
  language: Language,
  { items = [], tellsMoney = true }: { items?: { id: string; name: string }[]; tellsMoney?: boolean } = {},
): Column<Participant>[] {
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
    { header: head('file_code'), width: 12, value: (row) => row.code },
    ...(items.length === 0
      ? []
      : [
          {
            header: head('file_final'),
            width: 14,
            value: (row: Participant) =>
              row.final_amount === null ? null : { decimal: decimalOf(row.final_amount, row.currency) },
          },
          ...items.map(({ id, name }) => ({ header: name, width: 12, value: (row: Participant) => unitsOf(row, id) })),
        ]),
    ...(tellsMoney ? moneyColumns(language) : []),
  ]
}
