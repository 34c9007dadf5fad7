/**
 * Reads CSV as people's programs write it: fields apart by commas, semicolons or tabs, whichever the first line has most of; quoted ones
 * with separators, doubled quotes and line breaks in them; any line ends; with or without a byte order mark.
 */

/** UTF-8, or where it is none what Excel on Windows writes (Windows-1252); spreadsheets also write UTF-16 with its mark. */
export function textOfCsv(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The rows of a file, each with the number of the line on which it begins; empty ones are left out. */
export function readCsv(text: string): { line: number; fields: string[] }[] {
  const plain = text.replace(/^\ufeff/, '')
  const separator = separatorOf(plain)
  const rows: { line: number; fields: string[] }[] = []
  let [fields, field, isQuoted, line, begins]: [string[], string, boolean, number, number] = [[], '', false, 1, 1]
  const endRow = () => {
    fields.push(field)
    if (fields.some((each) => each.trim() !== '')) rows.push({ line: begins, fields })
    ;[fields, field] = [[], '']
  }
  for (let i = 0; i < plain.length; i++) {
    const sign = plain[i]!
    if (isQuoted) {
      if (sign === '\n') line++
      if (sign !== '"') field += sign
      else if (plain[i + 1] === '"') field += plain[++i]
      else isQuoted = false
    } else if (sign === '"' && field === '') isQuoted = true
    else if (sign === separator) {
      fields.push(field)
      field = ''
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && plain[i + 1] === '\n') i++
      endRow()
      begins = ++line
    } else field += sign
  }
  if (field !== '' || fields.length > 0) endRow()
  return rows
}

function separatorOf(text: string): string {
  const [head = ''] = text.split(/[\r\n]/, 1)
  const times = (sign: string) => head.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (times(sign) > times(best) ? sign : best))
}
