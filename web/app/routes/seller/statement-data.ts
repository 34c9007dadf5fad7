/** What the forms of a bank statement hold, as the API takes it. */
import type { Api } from '../../page.ts'
import { text } from '../../page.ts'

export type Preview = Awaited<ReturnType<Api['previewStatement']>>
export type Line = Preview['lines'][number]
export type Choice = Line['choices'][number]
type Recorded = Awaited<ReturnType<Api['recordStatement']>>

const plain = 'text/plain; charset=utf-8'

/** The file that was chosen, what was pasted, or what came back from the question which column is which. */
export async function contentIn(form: FormData): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | undefined> {
  const kept = text(form, 'content')
  if (kept !== '') return { bytes: new Uint8Array(Buffer.from(kept, 'base64')), type: plain }
  const file = form.get('file')
  if (file instanceof File && file.size > 0) return { bytes: new Uint8Array(await file.arrayBuffer()), type: plain }
  const pasted = text(form, 'text')
  return pasted === '' ? undefined : { bytes: new TextEncoder().encode(pasted), type: plain }
}

export const columnFields = ['date', 'remark', 'in', 'out', 'amount', 'direction', 'balance'] as const
export type ColumnField = (typeof columnFields)[number]

export type Said = {
  [Name in `${ColumnField}_column`]?: number
} & { numbers?: 'comma' | 'point'; days?: 'day_first' | 'month_first' }

/** What somebody said about the columns; what they left open stays open. */
export function saidIn(form: FormData): Said {
  const columns = columnFields.flatMap((name) => {
    const column = text(form, `${name}_column`)
    return /^\d{1,2}$/.test(column) ? [[`${name}_column`, Number(column)] as const] : []
  })
  const numbers = form.get('numbers')
  const days = form.get('days')
  return {
    ...Object.fromEntries(columns),
    ...(numbers === 'comma' || numbers === 'point' ? { numbers } : {}),
    ...(days === 'day_first' || days === 'month_first' ? { days } : {}),
  }
}

export interface ChosenLine {
  line: string
  check: string
  on: string
  amount: number
  participation_id?: string
  code?: string
  anyway?: true
}

export interface Chosen {
  account: string | null
  reference: string
  /** How many lines of the statement were recorded before something was asked about the others. */
  before: number
  lines: ChosenLine[]
}

/** A choice as the value of a field: for which order, and whether it was said that it is more than is owed. */
export const choiceValue = ({ participation_id, effect }: Choice) =>
  effect === 'overpays' ? `${participation_id} anyway` : participation_id

/** The same of a line that was refused as more than is due, whether it was chosen or its code was typed. */
export const anywayValue = ({ participation_id, code }: ChosenLine) => `${participation_id ?? `#${code}`} anyway`

/** The lines that were ticked, chosen for an order, or given the code of one. */
export function chosenIn(form: FormData): Chosen {
  const lines = form.getAll('line').flatMap((sent): ChosenLine[] => {
    const [line = '', on = '', amount = '', check = ''] = String(sent).split(' ')
    const about = { line, check, on, amount: Number(amount) }
    const code = text(form, `code-${line}`)
    if (code !== '') return [{ ...about, code }]
    const [id = '', anyway] = text(form, `to-${line}`).split(' ')
    if (id === '') return []
    const to = id.startsWith('#') ? { code: id.slice(1) } : { participation_id: id }
    return [{ ...about, ...to, ...(anyway ? { anyway: true as const } : {}) }]
  })
  const before = Number(text(form, 'recorded')) || 0
  return { account: text(form, 'account') || null, reference: text(form, 'reference'), before, lines }
}

/** As many as the API takes at once. */
const linesMax = 500

/** Records all of them, in as many requests as it takes; each is harmless when it is sent again. */
export async function recordAll(api: Api, { account, reference, lines }: Chosen, key: string): Promise<Recorded> {
  const all: Recorded = { recorded: [], recorded_before: [], refused: [], totals: [] }
  for (let from = 0; from < lines.length; from += linesMax) {
    const body = { account, reference, lines: lines.slice(from, from + linesMax) }
    const part = await api.recordStatement({ body }, { idempotencyKey: `${key}-${from}` })
    all.recorded.push(...part.recorded)
    all.recorded_before.push(...part.recorded_before)
    all.refused.push(...part.refused)
  }
  return all
}
