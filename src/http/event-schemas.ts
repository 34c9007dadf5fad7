import { z } from 'zod'

/** Which campaigns a stream follows. */
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
    params: {
      id: 'Sebutkan salah satu saja: campaigns, all, atau mine.',
      en: 'Name exactly one: campaigns, all or mine.',
    },
  })

export const eventStream = {
  description:
    'Events named `progress` whose data is a Progress; where all that changes is followed, events named `change` that name campaigns',
  content: { 'text/event-stream': { schema: z.string() } },
}
export const nothingNew = z
  .null()
  .describe('Every campaign that was asked for has ended, and `Last-Event-ID` says that all of it is known')
