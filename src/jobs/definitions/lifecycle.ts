import { z } from 'zod'
import { defineJob } from '../definition.ts'

/** A lifecycle run that somebody has asked for, on whichever node works, also while the scheduler is paused. */
export const lifecycle = defineJob({
  name: 'lifecycle',
  action: 'lifecycle.run',
  // Nodes of an earlier version queue the others too; what those are for is seen to by `due`.
  payload: z.object({ trigger: z.enum(['manual', 'interval', 'due', 'full']) }),
  once: true,
  retries: { max: 5, firstAfterSeconds: 1, afterSecondsMax: 30 },
  concurrency: 1,
  expireSeconds: 900,
  lookEverySeconds: 0.5,
  handler:
    ({ lifecycle }) =>
    async ({ trigger }) => {
      if (trigger === 'manual') await lifecycle.run(trigger)
    },
})
