/**
 * What is owed as a file that a bank takes: its columns, and the same file read back. Numbers of accounts stand in it as they are, with the
 * noughts that they begin with: they are digits alone, and names begin with a letter, so that nothing in it needs the apostrophe that keeps
 * formulas out, which a bank would refuse.
 */
import { readCsv, textOfCsv } from '../kernel/csv-reading.ts'
import type { Language } from '../kernel/language.ts'
import { type PlainMessageKey, say } from '../kernel/messages.ts'
import { decimalOf } from '../kernel/money.ts'
import { Problem } from '../kernel/problem.ts'
import type { Column, Table } from '../kernel/table.ts'
import { bankFileLinesMax, type LineForBank, type SaidLine } from '../modules/money/index.ts'

const columns: [header: PlainMessageKey, width: number, value: Column<LineForBank>['value']][] = [
  ['bank_file_amount', 14, (line) => ({ decimal: decimalOf(line.amount, line.currency) })],
  ['bank_file_currency', 10, (line) => line.currency],
  ['bank_file_holder', 32, (line) => line.holder],
  ['bank_file_number', 22, (line) => line.number],
  ['bank_file_code', 12, (line) => line.code],
  ['bank_file_bank', 24, (line) => line.bank],
  ['bank_file_reference', 14, (line) => line.reference],
  ['bank_file_id', 38, (line) => line.participation_id],
]

export function bankFileTable(lines: LineForBank[], language: Language): Table<LineForBank> {
  async function* pages() {
    yield lines
  }
  return {
    name: say(language, 'bank_file_name'),
    language,
    columns: columns.map(([header, width, value]) => ({ header: say(language, header), width, value })),
    pages: pages(),
  }
}

const plain = (header: string) => header.trim().toLowerCase()

/** Where a column stands, whatever language its header is in. */
function placeOf(headers: string[], key: PlainMessageKey): number {
  const names = new Set((['id', 'en'] as const).map((language) => plain(say(language, key))))
  return headers.findIndex((header) => names.has(plain(header)))
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/**
 * The lines of a file that came back, however a spreadsheet has written it.
 * @throws Problem bank_file_unreadable without its columns, or with more lines than a file has
 */
export function linesOfBankFile(bytes: Uint8Array): SaidLine[] {
  const [head, ...rows] = readCsv(textOfCsv(bytes))
  const at = (key: PlainMessageKey) => placeOf(head?.fields ?? [], key)
  const places = {
    id: at('bank_file_id'),
    amount: at('bank_file_amount'),
    number: at('bank_file_number'),
    code: at('bank_file_code'),
    reference: at('bank_file_reference'),
  }
  if (Math.min(...Object.values(places)) < 0 || rows.length === 0 || rows.length > bankFileLinesMax) {
    throw new Problem('bank_file_unreadable', { maximum: bankFileLinesMax })
  }
  const holder = at('bank_file_holder')
  return rows.map(({ line, fields }) => {
    const field = (place: number) => (fields[place] ?? '').trim()
    const id = field(places.id)
    return {
      line,
      participation_id: uuid.test(id) ? id.toLowerCase() : undefined,
      amount: field(places.amount),
      holder: holder < 0 ? undefined : field(holder),
      number: field(places.number),
      code: field(places.code),
      reference: field(places.reference),
    }
  })
}
