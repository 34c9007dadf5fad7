/** What asking for a stream takes: which campaigns it follows. */
import { z } from 'zod'
import { later } from '../../kernel/messages.ts'

export const eventsQuery = z
  .object({
    campaigns: z
      .preprocess(
        (value) => (typeof value === 'string' ? value.split(',') : value),
        z
          .array(z.string().regex(/^[0-9A-Za-z-]{1,100}$/))
          .min(1)
          .max(50),
      )
      .optional()
      .describe('ids or slugs, up to 50'),
    all: z.stringbool().optional().describe('Every campaign, for operators and services'),
    mine: z.stringbool().optional().describe("One's own, for sellers"),
  })
  .refine(({ campaigns, all, mine }) => [campaigns, all || undefined, mine || undefined].filter(Boolean).length === 1, {
    path: ['campaigns'],
    params: later('validation_one_stream'),
  })
