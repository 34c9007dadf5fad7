/** What banks write above and below the transactions: whose account it is, over which days, and what it must add up to. */
import { hundredthsOf, type NumberForm, writtenIn } from './amounts.ts'
import { type Cell, type Rows, wordsOf } from './cells.ts'
import { dayOf, writtenDay } from './days.ts'

export interface Notes {
  account: string | null
  currency: string | null
  period: { from: string; to: string } | undefined
  /** In hundredths. */
  opening: number | null
  credits: number | null
  debits: number | null
  closing: number | null
}

const labels = {
  account: /^(no(mor)?\.? ?rek(ening)?|account (no|number))\b/i,
  currency: /^(mata uang|kode mata uang|currency)\b/i,
  period: /^(periode|period|tanggal|dari tanggal)\b/i,
  opening: /^(saldo awal|initial balance|opening balance|beginning balance)\b/i,
  closing: /^(saldo akhir|closing balance|ending balance)\b/i,
  credits: /^((total )?(mutasi )?(kredit|cr)|total credit|(total )?dana masuk|incoming transactions)\b/i,
  debits: /^((total )?(mutasi )?(debet|debit|db)|total debit|(total )?dana keluar|outgoing transactions)\b/i,
}

type Label = keyof typeof labels

function labelOf(cell: Cell | undefined): Label | undefined {
  const words = wordsOf(cell)
  return (Object.keys(labels) as Label[]).find((label) => labels[label].test(words))
}

/** Whether a row is one of these, and no transaction. */
export function isNote(cells: Cell[]): boolean {
  return labelOf(cells.find((cell) => wordsOf(cell) !== '')) !== undefined
}

/** @param rows those that are no transactions */
export function findNotes(rows: Rows, form: NumberForm | undefined): Notes {
  const notes: Notes = {
    account: null,
    currency: null,
    period: undefined,
    opening: null,
    credits: null,
    debits: null,
    closing: null,
  }
  for (const cells of rows) {
    const [first, ...rest] = cells.filter((cell) => wordsOf(cell) !== '')
    const label = labelOf(first)
    if (label === undefined) continue
    // "Periode : 01/11/2026 - 30/11/2026" stands in one cell as well as in several.
    const inFirst = wordsOf(first).replace(labels[label], '')
    const said = [inFirst, ...rest.map(wordsOf)].join(' ').replace(/^[\s:;=/'.-]+/, '')
    if (label === 'account') notes.account ??= digitsIn(said)
    else if (label === 'currency') notes.currency ??= /\b[A-Z]{3}\b/.exec(said)?.[0] ?? null
    else if (label === 'period') notes.period ??= periodIn(said)
    else notes[label] ??= sumIn(inFirst, rest, form)
  }
  return notes
}

function digitsIn(said: string): string | null {
  const digits = /\d[\d\s.-]{4,}\d/.exec(said)?.[0].replace(/\D/g, '')
  return digits ?? null
}

function periodIn(said: string): Notes['period'] {
  const days = said
    .split(/\s+(?:-|–|s\.?\/?d\.?|sampai|to|hingga)\s+|\s*[–]\s*|(?<=\d{4})-(?=\d{1,2}[/ ])/i)
    .map((part) => writtenDay(part.trim()))
  const [from, to] = days.map((day) => {
    if (day === undefined || day.year === null) return undefined
    const read = dayOf(day, { order: 'day_first', today: '9999-12-31', period: undefined })
    return 'on' in read ? read.on : undefined
  })
  return from !== undefined && to !== undefined && from <= to ? { from, to } : undefined
}

/** The first amount behind the label. */
function sumIn(inFirst: string, rest: Cell[], form: NumberForm | undefined): number | null {
  for (const cell of [inFirst.replace(/^[\s:=]+/, ''), ...rest]) {
    if (typeof cell === 'number') return Math.round(cell * 100)
    const written = writtenIn(wordsOf(cell).replace(/^[:=]\s*/, ''))
    if (written === undefined) continue
    const sum = hundredthsOf(written.digits, form)
    return typeof sum === 'number' ? sum * (/^\s*-/.test(wordsOf(cell)) ? -1 : 1) : null
  }
  return null
}
