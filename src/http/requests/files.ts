/** What asking for a table as a file takes. */
import { z } from 'zod'

/** How a file of CSV is written; for the query of whatever gives one. */
export const csvForm = {
  separator: z
    .enum(['comma', 'semicolon'])
    .default('comma')
    .describe(
      '`comma`: RFC 4180; `semicolon`, with decimal commas: for an Excel that is set to Indonesian, or to another language that writes numbers so',
    ),
}
