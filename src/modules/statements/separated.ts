/**
 * Text whose cells are kept apart by a sign, as RFC 4180 has it: a quoted cell may hold the sign, quotes (doubled) and line breaks.
 * Banks put what senders wrote into cells without minding quotes in it. One that stands first in a cell and opens nothing that closes
 * again is a sign like any other: read as an opening one it would swallow the rows below.
 */
import { wordsOf } from './cells.ts'
import { writtenDay } from './days.ts'

export function readSeparated(text: string, separator: string): string[][] {
  const rows: string[][] = []
  let [row, cell]: [string[], string] = [[], '']
  const endRow = () => {
    rows.push([...row, cell])
    ;[row, cell] = [[], '']
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    const quoted = sign === '"' && cell.trim() === '' ? quotedCell(text, at, separator) : undefined
    if (quoted) [cell, at] = [quoted.words, quoted.end]
    else if (sign === separator) {
      row.push(cell)
      cell = ''
    } else if (sign === '\n') endRow()
    else if (sign !== '\r') cell += sign
    else if (text[at + 1] !== '\n') endRow()
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}

/** What the quotes that open at a place hold, and where they close; undefined where that place opens none. */
function quotedCell(text: string, from: number, separator: string): { words: string; end: number } | undefined {
  let words = ''
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') words += text[at]
    else if (text[at + 1] === '"') words += text[++at]
    else return isMisplaced(words, text, at, separator) ? undefined : { words, end: at }
  }
  return undefined
}

const hasBreak = (words: string) => /[\r\n]/.test(words)

/** Over more than one line, and then not at the end of a cell, or with what is a row of its own in it. */
function isMisplaced(words: string, text: string, end: number, separator: string): boolean {
  if (!hasBreak(words)) return false
  let next = end + 1
  while (text[next] === ' ') next++
  const isEnd = next >= text.length || [separator, '\r', '\n'].includes(text[next]!)
  return (
    !isEnd ||
    words
      .split(/[\r\n]+/)
      .slice(1)
      .some((line) => isRow(line, separator))
  )
}

/** It begins with a day, or has one among several cells. */
function isRow(line: string, separator: string): boolean {
  const days = line.split(separator).map((cell) => writtenDay(wordsOf(cell.replaceAll('"', ''))) !== undefined)
  return days.length > 1 && (days[0] === true || (days.length > 2 && days.includes(true)))
}
