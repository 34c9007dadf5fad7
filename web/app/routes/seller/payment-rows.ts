/** How a seller is paid, as it is typed: rows of a form, the picture that comes with it, and what the API takes of both. */
import type { PaymentInstructions } from '@sambatan/client'
import { type Api, asTyped, attempt, type Problem, text } from '../../page.ts'

const fields = ['kind', 'provider', 'number', 'holder'] as const

export type AccountRow = Record<(typeof fields)[number], string>

export interface CodeRow {
  picture_id: string
  holder: string
}

export interface TypedPayment {
  rows: AccountRow[]
  codes: CodeRow[]
  words: string
  /** Whether the exact sum of each order is to name it. */
  unique: boolean
}

const rowsMax = 8
const codesMax = 2
const empty: AccountRow = { kind: 'bank', provider: '', number: '', holder: '' }

export function typedOf({ accounts, words, unique_amounts: unique }: PaymentInstructions): TypedPayment {
  const rows = accounts
    .filter(({ kind }) => kind !== 'qris')
    .map(({ kind, provider, number, holder }) => ({
      kind,
      provider: provider ?? '',
      number: number ?? '',
      holder: holder ?? '',
    }))
  const codes = accounts.flatMap(({ picture, holder }) =>
    picture === null ? [] : [{ picture_id: picture.id, holder: holder ?? '' }],
  )
  return { rows, codes, words, unique }
}

/** Those that are filled in, and an empty one to fill: two where a seller begins. */
export function shownRows(rows: AccountRow[], more: boolean): AccountRow[] {
  const extra = rows.length === 0 ? 2 : more ? 2 : 1
  return [...rows, ...Array.from({ length: extra }, () => empty)].slice(0, rowsMax)
}

export function typedIn(form: FormData): TypedPayment {
  const rows: AccountRow[] = []
  for (let i = 0; i < rowsMax && form.has(`accounts.${i}.kind`); i++) {
    const row = Object.fromEntries(fields.map((field) => [field, text(form, `accounts.${i}.${field}`)])) as AccountRow
    if (row.provider || row.number || row.holder) rows.push(row)
  }
  const codes: CodeRow[] = []
  for (let i = 0; i < codesMax && form.has(`codes.${i}.picture_id`); i++) {
    if (form.has(`codes.${i}.remove`)) continue
    codes.push({ picture_id: text(form, `codes.${i}.picture_id`), holder: text(form, `codes.${i}.holder`) })
  }
  return { rows, codes, words: asTyped(form, 'words'), unique: form.has('unique_amounts') }
}

/**
 * Sends the picture of a code, if one was chosen: it is then one of the form, and is not lost where something else is refused.
 * @returns what is wrong with it
 */
export async function sendCode(api: Api, form: FormData, typed: TypedPayment): Promise<Problem | undefined> {
  const file = form.get('code')
  if (file === null || typeof file === 'string' || file.name === '' || file.size === 0) return undefined
  const sent = await sendPicture(api, file)
  if (!sent.ok) return sent.problem
  typed.codes = [...typed.codes, { picture_id: sent.result.id, holder: text(form, 'code_holder') }].slice(-codesMax)
  return undefined
}

/** A picture that only those see whom it concerns. */
export async function sendPicture(api: Api, file: File) {
  const body = new Uint8Array(await file.arrayBuffer())
  const type = file.type.startsWith('image/') ? file.type : 'image/jpeg'
  return attempt(api.addPrivatePicture({ body }, { headers: { 'content-type': type } }))
}

/** As the API takes it: accounts in the order of their rows, so that what it refuses of one is found again. */
export function bodyOf({ rows, codes, words, unique }: TypedPayment) {
  const part = (value: string) => (value === '' ? null : value)
  return {
    accounts: [
      ...rows.map(({ kind, provider, number, holder }) => ({
        kind: kind === 'ewallet' ? ('ewallet' as const) : ('bank' as const),
        provider: part(provider),
        number: part(number),
        holder: part(holder),
      })),
      ...codes.map(({ picture_id, holder }) => ({ kind: 'qris' as const, picture_id, holder: part(holder) })),
    ],
    words,
    unique_amounts: unique,
  }
}
