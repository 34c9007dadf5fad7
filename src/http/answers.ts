/**
 * What answers say that is of HTTP alone: acknowledgements, problems, files, streams, and how a node does. The shape of a thing of a
 * module is in the module's `shapes.ts`.
 */
import { z } from 'zod'
import { fileTypes } from '../kernel/table.ts'
import { quote } from '../modules/participations/index.ts'

export const done = z.object({ status: z.literal('done') }).meta({ id: 'Done' })
export const accepted = z
  .object({ status: z.literal('accepted').describe('The same whether or not there is such an account') })
  .meta({ id: 'Accepted' })

export const problem = z
  .object({
    type: z.string().describe('Address of the page about this code'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("A sentence for people, in the caller's language"),
    code: z.string().describe('The stable word for programs'),
    instance: z.string().describe('Path of the request'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('Every field that failed'),
    item_id: z.uuid().optional().describe('Where one item is at fault: which'),
    quote: quote.optional().describe('Where the price has changed: what the order would cost now'),
  })
  .meta({ id: 'Problem' })

// What whoever runs a node asks it: whether it lives, whether it is ready, its metrics.

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

// Files and streams

export const csvFile = { description: 'UTF-8 with a byte order mark', content: { 'text/csv': { schema: z.string() } } }

export const xlsxFile = {
  description: 'A workbook with one sheet',
  content: { [fileTypes.xlsx]: { schema: z.string() } },
}
export const pngPicture = { description: 'PNG', content: { 'image/png': { schema: z.string() } } }
export const webpPicture = { description: 'WebP', content: { 'image/webp': { schema: z.string() } } }
export const eventStream = {
  description:
    'Events named `progress` whose data is a Progress; where all that changes is followed, events named `change` that name campaigns',
  content: { 'text/event-stream': { schema: z.string() } },
}
export const nothing = z.null().describe('It is gone')
export const nothingNew = z
  .null()
  .describe('Every campaign that was asked for has ended, and `Last-Event-ID` says that all of it is known')
