/** Which column of a statement holds what: by the words of its header, or as a person says. */

import { type Cell, type Rows, wordsOf } from './cells.ts'
import { readSeparated } from './separated.ts'

/** Places of columns, from 0. */
export interface Columns {
  date: number
  remark?: number | undefined
  /** One of amounts, with what says whether they came or went; or one for each. */
  amount?: number | undefined
  direction?: number | undefined
  in?: number | undefined
  out?: number | undefined
  balance?: number | undefined
}

export const banks = ['bca', 'mandiri', 'bri', 'bni'] as const
export type Bank = (typeof banks)[number]

export interface Layout {
  columns: Columns
  bank: Bank | null
  /** How many cells a row has; more means that an amount was torn apart at its comma. Null where nobody knows. */
  width: number | null
  /** Where the account stands, if in every row. */
  account?: number | undefined
  /** The first row of transactions. */
  from: number
}

type Role = keyof Columns | 'account' | 'branch'

/** Words of headers without signs and what stands in brackets, as `(IDR)`. */
const words: Record<Role, RegExp> = {
  date: /^(tanggal|tgl|tgltran|date)(transaksi|mutasi|posting|transaction)?(transactiondate|date)?$|^(transaction|posting|post|value)date$/,
  remark:
    /^(keterangan|uraian|uraiantransaksi|desktran|deskripsi|rincian|berita|description|remarks?|details?)(transaksi|remarks?|description)?$/,
  amount: /^(jumlah|nominal|amount|mutasi)(transaksi|amount)?$/,
  direction: /^(tipe|type|dbcr|crdb|dk|kd|jenis)(transaksi)?$/,
  in: /^(danamasuk|mutasikredit|kredit|credit|masuk|uangmasuk|pemasukan|incomingtransactions?)(credit|incomingtransactions?)?$/,
  out: /^(danakeluar|mutasidebet|mutasidebit|debet|debit|keluar|uangkeluar|pengeluaran|outgoingtransactions?)(debit|outgoingtransactions?)?$/,
  balance: /^(saldo|saldoakhir|saldoakhirmutasi|balance|endingbalance)(balance)?$/,
  account: /^(norek|norekening|rekening|accountno|accountnumber)$/,
  branch: /^(cabang|branch)$/,
}

function roleOf(cell: Cell | undefined): Role | undefined {
  const word = wordsOf(cell)
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/[^a-z]/g, '')
  return (Object.keys(words) as Role[]).find((role) => words[role].test(word))
}

/** How far a header may stand below the lines that banks put before it. */
const headerRowsMax = 80
/** No statement is as wide; what is wider is looked at no further. */
const columnsMax = 64
/** Of a line that was copied; the longest remarks are half of it. */
const lineLengthMax = 300

/** The columns by the first row that names a day and an amount. */
export function findLayout(rows: Rows): Layout | undefined {
  for (const [at, row] of rows.slice(0, headerRowsMax).entries()) {
    const places = new Map<Role, number>()
    for (const [place, cell] of row.entries()) {
      const role = roleOf(cell)
      if (role !== undefined && !places.has(role)) places.set(role, place)
    }
    const date = places.get('date')
    const amount = places.get('amount')
    if (date === undefined || (amount === undefined && !places.has('in'))) continue
    // BCA's column of CR and DB has no name.
    const beside = amount === undefined ? undefined : amount + 1
    const isUnnamed = beside !== undefined && beside < row.length && wordsOf(row[beside]) === ''
    const columns: Columns = {
      date,
      amount,
      remark: places.get('remark'),
      direction: places.get('direction') ?? (isUnnamed ? beside : undefined),
      in: places.get('in'),
      out: places.get('out'),
      balance: places.get('balance'),
    }
    return { columns, bank: bankOf(places, isUnnamed), width: row.length, account: places.get('account'), from: at + 1 }
  }
  return undefined
}

function bankOf(places: Map<Role, number>, isUnnamed: boolean): Bank | null {
  if (places.has('account') && places.has('in')) return 'bri'
  if (places.has('branch') && isUnnamed) return 'bca'
  if (places.has('in') && places.has('out') && !places.has('amount')) return 'mandiri'
  return places.has('amount') && places.has('direction') ? 'bni' : null
}

const separators = [';', '\t', ',', '|']

/** As much of a text as shows which sign keeps its cells apart. */
const headLength = 20_000

function split(text: string, separator: string): { rows: Rows; layout: Layout | undefined } {
  const rows = readSeparated(text, separator).map((row) => (row.length > columnsMax ? row.slice(0, columnsMax) : row))
  return { rows, layout: findLayout(rows) }
}

/** Text as rows of cells, by the sign that makes most sense of it, and what its columns are, if its header says so. */
export function tableOf(text: string): { rows: Rows; layout: Layout | undefined } {
  const head = text.slice(0, headLength)
  let best: { separator: string; worth: number } | undefined
  for (const separator of separators) {
    if (!head.includes(separator)) continue
    const { rows, layout } = split(head, separator)
    const known = layout && Object.values(layout.columns).filter((place) => place !== undefined).length
    const worth = known === undefined ? rows.filter((row) => row.length > 2).length : 1_000_000 + known
    if (best === undefined || worth > best.worth) best = { separator, worth }
  }
  return best ? split(text, best.separator) : { rows: [], layout: undefined }
}

/** A line as it is copied from a PDF or a screen: day, words, perhaps CR or DB, an amount, perhaps CR or DB, perhaps a balance. */
const amount = String.raw`[+-]?(?:rp\.?\s?|idr\s?)?\d[\d.,]*`
const mark = String.raw`(?:cr|db|kr|dr|k|d|kredit|debet|debit)\.?`
const line = new RegExp(
  String.raw`^(.*?)\s*(?:\s(${mark}))?\s(${amount}[+-]?)(?:\s?(${mark}))?(?:\s+(${amount}))?\s*$`,
  'i',
)
const startsWithDay =
  /^'?((?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?|\d{1,2}[ /.-]+[a-z]{3,9}(?:[ /.-]+\d{2,4})?|pend)(?:[ ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?(?: ?(?:wib|wita|wit))?)\s+(.*)$/i

/** Lines without columns as rows of five; undefined where none looks like a transaction. */
export function looseRows(text: string): Rows | undefined {
  const rows: Rows = []
  let found = 0
  for (const raw of text.split(/\r?\n|\r/)) {
    const words = wordsOf(raw.slice(0, lineLengthMax))
    const dated = startsWithDay.exec(words)
    const parts = dated && line.exec(` ${dated[2]!}`)
    if (parts) {
      found++
      rows.push([dated[1]!, parts[1]!.trim(), parts[2] ?? parts[4] ?? '', parts[3]!, parts[5] ?? ''])
    } else rows.push(['', words, '', '', ''])
  }
  return found === 0 ? undefined : rows
}

export function looseLayout(text: string): Layout {
  const isBni = /uraian transaksi/i.test(text) && /\btipe\b/i.test(text)
  const columns = { date: 0, remark: 1, direction: 2, amount: 3, balance: 4 }
  return { columns, bank: isBni ? 'bni' : null, width: null, from: 0 }
}
