/** What the pages of sellers and operators read. */
import { z } from 'zod'
import { stuck, timeZones } from '../modules/insights/index.ts'
import { lifecycleRun, page, schedulerStatus, time, timeOut } from './schemas.ts'

export const attentionQuery = z.object({
  unconfirmed_days: z.coerce
    .number()
    .int()
    .min(0)
    .max(90)
    .default(2)
    .describe('Reservations older than so many days are pointed out'),
  limit: page.limit.default(100),
  cursor: page.cursor.describe('`next` of the answer before'),
})
// Of operators

export const seriesQuery = z.object({
  days: z.coerce.number().int().min(1).max(90).default(30).describe('How many, today among them'),
  time_zone: z.enum(timeZones).default('Asia/Jakarta').describe('Where days begin'),
})
export const stuckAnswer = stuck.extend({ scheduler: schedulerStatus }).meta({ id: 'Stuck' })

export const runBody = z
  .strictObject({
    dry_run: z.boolean().optional(),
    as_of: time.optional().describe('With `dry_run`: what would be done then, if nothing happened until then'),
  })
  .refine((body) => body.as_of === undefined || body.dry_run === true, {
    path: ['as_of'],
    params: {
      id: 'Hanya untuk dry_run: yang sungguhan selalu dijalankan sekarang.',
      en: 'Only for a dry run: a real one is made now.',
    },
  })
  .optional()
export const lifecyclePreview = z
  .object({
    executed_at: timeOut.describe('The moment that is previewed'),
    dry_run: z.literal(true),
    transitions: z.array(
      z.object({
        campaign_id: z.uuid(),
        title: z.string(),
        currency: z.string(),
        event: z.enum([
          'campaign_opened',
          'hold_expired',
          'campaign_settling',
          'campaign_completed',
          'campaign_failed',
        ]),
        due_at: timeOut,
        participations: z.int().describe('That the event concerns'),
        buyers: z.int(),
        slots: z.int(),
        amount: z.int(),
      }),
    ),
    truncated: z.boolean().describe('Whether a run would go on beyond these: they are of 1,000 campaigns at most'),
  })
  .meta({ id: 'LifecyclePreview' })
export const runOrPreview = z.union([lifecycleRun, lifecyclePreview])

export const system = z
  .object({
    app: z.object({ version: z.string(), production: z.boolean() }),
    node: z.object({
      name: z.string(),
      version: z.string().describe('Of Node.js'),
      platform: z.string(),
      uptime_seconds: z.int(),
      memory: z.object({
        rss_bytes: z.int(),
        heap_used_bytes: z.int(),
        heap_total_bytes: z.int(),
        external_bytes: z.int(),
      }),
      live_watchers: z.int().describe('Who watches campaigns live'),
      joins_waiting: z.int(),
      proxy_ignored: z
        .boolean()
        .describe('Whether a proxy is in front that TRUST_PROXY does not believe: all visitors are one address then'),
      events_heard: z
        .boolean()
        .describe('Whether what other nodes tell comes through; where not, DATABASE_DIRECT_URL leads somewhere else'),
    }),
    database: z.object({
      product: z.enum(['PostgreSQL', 'PGlite']),
      version: z.string(),
      size_bytes: z.int(),
      connections: z.int().describe('Of everybody to this database'),
      connections_max: z.int(),
      pool: z.object({ total: z.int(), idle: z.int(), waiting: z.int() }).describe('Of this node'),
      migrations: z.object({
        current: z.int(),
        latest: z.int(),
        pending: z.array(z.string()),
        changed_functions: z.int(),
      }),
      outbox_waiting: z.int().describe('Audit events not yet handed to their consumers, up to 10,000'),
    }),
    queues: z
      .array(z.object({ name: z.string(), ready: z.int(), deferred: z.int(), active: z.int(), failed: z.int() }))
      .nullable()
      .describe('Of the job engine, as it counted them last; null where the scheduler is off'),
  })
  .meta({ id: 'System' })
