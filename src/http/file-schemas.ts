/** What asking for a table as a file takes and gives. */
import { z } from 'zod'
import { fileTypes } from '../kernel/table.ts'

/** How a file of CSV is written; for the query of whatever gives one. */
export const csvForm = {
  separator: z
    .enum(['comma', 'semicolon'])
    .default('comma')
    .describe(
      '`comma`: RFC 4180; `semicolon`, with decimal commas: for an Excel that is set to Indonesian, or to another language that writes numbers so',
    ),
}
export const csvFile = { description: 'UTF-8 with a byte order mark', content: { 'text/csv': { schema: z.string() } } }

export const xlsxFile = {
  description: 'A workbook with one sheet',
  content: { [fileTypes.xlsx]: { schema: z.string() } },
}
