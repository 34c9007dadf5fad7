/** One line of a benchmark's table; numbers keep their unit in the name of their column. */
export type Row = Record<string, string | number>

export interface Section {
  name: string
  title: string
  /** What is measured against what, in a sentence. */
  note: string
  rows: Row[]
}

/** A table for people; numbers are aligned to the right. */
export function printSection(section: Section): void {
  const columns = Object.keys(section.rows[0] ?? {})
  const cells = section.rows.map((row) => columns.map((column) => format(row[column])))
  const widths = columns.map((column, i) => Math.max(column.length, ...cells.map((row) => row[i]!.length)))
  const line = (row: string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')
  console.log(`\n${section.title}\n${section.note}\n`)
  console.log(line(columns))
  console.log(widths.map((width) => '-'.repeat(width)).join('  '))
  for (const row of cells) console.log(line(row))
}

function format(value: string | number | undefined): string {
  if (typeof value !== 'number') return value ?? ''
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Math.round(value * 100) / 100)
}

/** The value below which a share of the sorted samples lies; `share` 0.5 is the median. */
export function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
