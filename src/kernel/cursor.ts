import { Problem } from './problem.ts'

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

/** The sort values in a cursor that we made; anything else is `cursor_invalid`. */
export function decodeCursor(cursor: string, length: number): CursorValue[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const valid =
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => typeof value === 'string' || Number.isSafeInteger(value))
    if (valid) return values
  } catch {
    // Falls through: text that is not JSON is as invalid as JSON of another shape.
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
