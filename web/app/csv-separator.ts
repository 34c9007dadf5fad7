import type { CsvSeparator } from '../../src/kernel/csv.ts'
import { number as decimal } from './format.ts'

/**
 * What keeps the fields of a CSV file apart, as the programs of whoever reads this page expect it: where the decimal point is a
 * comma, as in Indonesian, Excel opens a file with commas in one column.
 */
export function csvSeparator(): CsvSeparator {
  return decimal(0.5, 1).includes(',') ? 'semicolon' : 'comma'
}
