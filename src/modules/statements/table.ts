/** What is sent as a statement, whatever it is, as rows of cells; what cannot be read says how it could be. */
import { Problem } from '../../kernel/problem.ts'
import type { Rows } from './cells.ts'
import { readWorkbook } from './workbook.ts'

/** As much as a year of a busy shop; a picture or a whole folder is more. */
export const statementBytesMax = 2 * 1024 * 1024
export const rowsMax = 5000

/**
 * The rows of a workbook, or the text of anything else.
 * @throws Problem statement_empty, statement_pdf, statement_locked, statement_old_workbook, statement_unreadable,
 *   statement_too_long
 */
export async function openStatement(bytes: Buffer): Promise<Rows | string> {
  if (bytes.length === 0) throw new Problem('statement_empty')
  if (bytes.subarray(0, 1024).includes('%PDF-')) throw new Problem('statement_pdf')
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    // A workbook with a password is kept in a container of the old kind, whose list of contents names what is locked.
    if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw new Problem('statement_locked')
    throw new Problem('statement_old_workbook')
  }
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return withinLimit(await readWorkbook(bytes, rowsMax))
  const text = decode(bytes)
  if (text.trim() === '') throw new Problem('statement_empty')
  return text
}

export function withinLimit<Row>(rows: Row[]): Row[] {
  if (rows.length > rowsMax) throw new Problem('statement_too_long', { maximum: rowsMax })
  return rows
}

function startsWith(bytes: Buffer, signs: number[]): boolean {
  return signs.every((sign, at) => bytes[at] === sign)
}

/** Exports come as UTF-8, of older programs as Windows-1252, of Excel's "Unicode text" as UTF-16. */
function decode(bytes: Buffer): string {
  const is16 = startsWith(bytes, [0xff, 0xfe]) ? 'utf-16le' : startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : undefined
  let text: string
  try {
    text = new TextDecoder(is16 ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    text = new TextDecoder('windows-1252').decode(bytes)
  }
  // Pictures and programs: no statement has these.
  if (text.includes('\0')) throw new Problem('statement_unreadable')
  return text
}
