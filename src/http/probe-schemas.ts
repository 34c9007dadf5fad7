/** What whoever runs a node asks it: whether it lives, whether it is ready, its metrics. */
import { z } from 'zod'

export const health = z.object({ status: z.literal('ok') })
const check = z.string().describe('`ok`, `failed`; of the scheduler also `paused` and `off`')
export const readiness = z
  .object({
    status: z.enum(['ready', 'not ready']),
    checks: z.object({ database: check, migrations: check, scheduler: check }),
  })
  .meta({ id: 'Readiness' })
export const metricsText = { description: 'Prometheus text format', content: { 'text/plain': { schema: z.string() } } }
