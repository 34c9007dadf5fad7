/** What happens to webhook endpoints. */
import { z } from 'zod'
import { event, time } from './define.ts'

export const endpointEvents = {
  webhook_disabled: event({
    subject: 'endpoint',
    seenBy: 'seller',
    description: 'An endpoint is told nothing any more, until somebody enables it again.',
    metadata: {
      cause: z
        .enum(['gone', 'failing', 'maker_demoted'])
        .describe(
          '`gone`: it answered 410; `failing`: nothing went through for days; `maker_demoted`: whoever made it is no operator any more',
        ),
      host: z.string().describe('Of its address'),
      failing_since: time.optional(),
    },
    example: { cause: 'failing', host: 'toko.example', failing_since: '2026-11-25T02:00:00+00:00' },
  }),
}
