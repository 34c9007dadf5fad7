import type { CsvSeparator } from '../../src/kernel/csv.ts'
import { getLocale } from './paraglide/runtime.js'

/**
 * What keeps the fields of a CSV file apart, as the programs of whoever reads this page expect it: an Excel that is set to
 * Indonesian opens a file with commas in one column.
 */
export function csvSeparator(): CsvSeparator {
  return getLocale() === 'id' ? 'semicolon' : 'comma'
}
