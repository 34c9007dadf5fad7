/** Cells of tables, and what people read in them. */

/** A number where a workbook has one; everything else is text. */
export type Cell = string | number
export type Rows = Cell[][]

/** A cell as people read it: on one line, without the apostrophe or the formula that keeps a spreadsheet from changing it. */
export function wordsOf(cell: Cell | undefined): string {
  if (typeof cell === 'number') return String(cell)
  return (cell ?? '')
    .replace(/\p{C}|\p{Z}|\s/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'+/, '')
    .trim()
}
