import { isUuid } from './ids.ts'
import { Problem } from './problem.ts'
import { isStorableText } from './text.ts'

/** One page of a list; `next` is the cursor of the following page, null on the last. */
export interface Page<T> {
  items: T[]
  next: string | null
}

type CursorValue = string | number

/** An opaque cursor: the sort values of the last row that the caller has seen. */
export function encodeCursor(values: CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** A time exactly as toISOString writes it, of a year that the database knows; Date.parse alone takes "1" and 31 February. */
function isIsoTime(text: string): boolean {
  return /^(?!0000)\d{4}-/.test(text) && new Date(text).toISOString() === text
}

const kinds = {
  uuid: (value: unknown) => typeof value === 'string' && isUuid(value),
  time: (value: unknown) => typeof value === 'string' && isIsoTime(value),
  number: (value: unknown) => Number.isSafeInteger(value),
  text: (value: unknown) => typeof value === 'string' && isStorableText(value),
}

/**
 * The sort values in a cursor that we made, of the kinds that the query expects.
 * @throws Problem cursor_invalid for anything else: a cursor comes back from a caller and may be any text
 */
export function decodeCursor(cursor: string, expected: (keyof typeof kinds)[]): CursorValue[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const valid =
      Array.isArray(values) &&
      values.length === expected.length &&
      expected.every((kind, position) => kinds[kind](values[position]))
    if (valid) return values
  } catch {
    // Text that is not JSON is as invalid as JSON of another shape.
  }
  throw new Problem('cursor_invalid')
}

/** Cuts the one row too many that was read to see whether another page follows. */
export function toPage<Row, T>(
  rows: Row[],
  limit: number,
  present: (row: Row) => T,
  cursorOf: (row: Row) => CursorValue[],
): Page<T> {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { items: page.map(present), next: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null }
}
