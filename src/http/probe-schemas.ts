/** What whoever runs a node asks it: whether it lives, whether it is ready, its metrics. */
import { z } from 'zod'

export const health = z.object({ status: z.literal('ok') })
const check = z
  .string()
  .describe(
    '`ok`, `failed`; of the scheduler also `paused` and `off`, of the lifecycle `overdue`: what is due waits for a run; of events `unheard`: what other nodes tell does not come through (DATABASE_DIRECT_URL)',
  )
export const readiness = z
  .object({
    status: z
      .enum(['ready', 'not ready', 'draining'])
      .describe('`draining`: told to stop, and serving on until balancers have left'),
    checks: z.object({ database: check, migrations: check, scheduler: check, lifecycle: check, events: check }),
  })
  .meta({ id: 'Readiness' })
export const metricsText = { description: 'Prometheus text format', content: { 'text/plain': { schema: z.string() } } }
