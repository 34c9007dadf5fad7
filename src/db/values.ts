/**
 * How column values become JavaScript values, decided once and per connection (never in pg's global table, which
 * other libraries in the process share): bigint and numeric are numbers, timestamptz is a Date, date stays text.
 */
import pg from 'pg'
import { assert } from '../kernel/assert.ts'

const INT8 = 20
const DATE = 1082
const NUMERIC = 1700

type Parser = (text: string) => unknown

function parseInt8(text: string): number {
  const number = Number(text)
  assert(Number.isSafeInteger(number), `bigint ${text} does not fit a JavaScript number`)
  return number
}

function parseNumeric(text: string): number {
  const number = Number(text)
  assert(Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER, `numeric ${text} is out of range`)
  return number
}

/** `{1,NULL,3}`: number and date arrays hold no quotes, braces or commas inside their elements. */
function parseArray(parse: Parser): Parser {
  return (text) => {
    const inner = text.slice(1, -1)
    if (inner === '') return []
    return inner.split(',').map((element) => (element === 'NULL' ? null : parse(element)))
  }
}

const parsers = new Map<number, Parser>([
  [INT8, parseInt8],
  [NUMERIC, parseNumeric],
  [DATE, (text) => text],
  [1016, parseArray(parseInt8)],
  [1231, parseArray(parseNumeric)],
  [1182, parseArray((text) => text)],
])

export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) ||
    pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}
