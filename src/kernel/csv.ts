/**
 * CSV as RFC 4180 has it: fields with a comma, a quote or a line break are quoted, quotes doubled, lines end in CRLF. Where a
 * comma is the decimal point, as in Indonesia, Excel keeps fields apart with semicolons and opens a file with commas in one
 * column. A line `sep=,` would tell it otherwise, but then it no longer takes the file for UTF-8.
 *
 * Text that somebody typed is also kept from being a formula: a spreadsheet would run a note such as
 * `=HYPERLINK("http://…")` on the desk of the seller who opens the file (CWE-1236). Such a field gets an apostrophe in
 * front, which spreadsheets show as text, as OWASP advises.
 */
export type CsvValue = string | number | null

const separators = { comma: ',', semicolon: ';' } as const
export type CsvSeparator = keyof typeof separators

/** Also the full-width forms, which some spreadsheets take for the same; a tab or a line break may come before them. */
const formula = /^[\t\r\n\s]*[=+\-@＝＋－＠]|^[\t\r\n]/

/** For Excel, which takes a file for UTF-8 only when it begins with this. */
export const byteOrderMark = '\ufeff'

export function csvLine(values: CsvValue[], separator: CsvSeparator = 'comma'): string {
  return `${values.map(csvField).join(separators[separator])}\r\n`
}

function csvField(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = formula.test(value) ? `'${value}` : value
  // Either separator, so that no field is torn apart by a program that expects the other one.
  return /[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
