/** What the pages of sellers and operators read. */
import { z } from 'zod'
import { campaignStatus } from '../kernel/status.ts'
import { attentionCodes, timeZones } from '../modules/insights/index.ts'
import { lifecycleRun, page, schedulerStatus, time, timeOut } from './schemas.ts'

const status = z.enum(campaignStatus.values as [string, ...string[]])

const stake = z
  .object({ participations: z.int(), buyers: z.int(), slots: z.int(), amount: z.int() })
  .meta({ id: 'Stake' })
export const stakes = z
  .object({
    campaign_id: z.uuid(),
    status,
    currency: z.string(),
    reserved: stake,
    confirmed: stake,
    total: stake.describe('Both together; a buyer who has some of each is one'),
    goal_gap_slots: z.int().describe('How many slots are missing to the goal; 0 when it is reached'),
    deadline: timeOut,
    latest_deadline: timeOut.describe('The furthest deadline that it may be extended to'),
  })
  .meta({ id: 'Stakes' })

const forecast = z
  .object({
    slots_at_deadline: z.int().nullable().describe('Null while it is too early to say'),
    reaches_goal_at: timeOut.nullable().describe('Null when it is reached, too early to say, or not within a year'),
    slots_per_day_recent: z.number().nullable().describe('Net of those who left; what is recent counts more'),
    needed_per_day: z.number().nullable().describe('To reach the goal just in time; 0 when it is reached'),
    verdict: z.enum(['goal_met', 'on_track', 'behind', 'far_behind', 'too_early', 'ended']),
  })
  .meta({ id: 'Forecast' })
export const pace = z
  .object({
    campaign_id: z.uuid(),
    started_at: timeOut.nullable().describe('When it began to take participants'),
    until: timeOut.describe('When it ended, or now'),
    deadline: timeOut,
    minimum_slots: z.int().describe('The goal'),
    total_slots: z.int(),
    slots: z.int(),
    points: z.array(z.object({ at: timeOut, slots: z.int() })).describe('Evenly spaced, oldest first; at most 121'),
    forecast,
  })
  .meta({ id: 'Pace' })

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
export const attention = z
  .object({
    seller_id: z.string(),
    as_of: timeOut,
    items: z
      .array(
        z.object({
          code: z.enum(attentionCodes),
          campaign_id: z.uuid(),
          slug: z.string(),
          title: z.string(),
          currency: z.string(),
          at: timeOut.describe(
            '`deadline_…`: the deadline; `reservations_unconfirmed`: when the oldest joined; `campaign_…`: when it did; `draft_unpublished`: when it was written last, a day ago or longer',
          ),
          slots: z
            .int()
            .nullable()
            .describe(
              '`deadline_…`: missing to the goal; `reservations_unconfirmed`: reserved so long, or lost within a day; else taken then',
            ),
          participations: z.int().nullable(),
          amount: z.int().nullable().describe('Of these slots'),
        }),
      )
      .describe('The most urgent first'),
    truncated: z.boolean().describe('Whether there is more than is listed'),
    next: z.string().nullable().describe('The `cursor` of what follows; null where nothing does'),
  })
  .meta({ id: 'Attention' })

// Of operators

export const seriesQuery = z.object({
  days: z.coerce.number().int().min(1).max(90).default(30).describe('How many, today among them'),
  time_zone: z.enum(timeZones).default('Asia/Jakarta').describe('Where days begin'),
})
const counts = {
  joins: z.int(),
  slots_joined: z.int().describe('Also those that were given back later'),
  completed: z.int().describe('Campaigns'),
  failed: z.int(),
  cancelled: z.int(),
}
export const series = z
  .object({
    as_of: timeOut,
    time_zone: z.enum(timeZones),
    days: z
      .array(z.object({ day: z.iso.date(), ...counts }))
      .describe('Every day, oldest first; the last is today, so far'),
    totals: z.object({
      ...counts,
      success_rate: z
        .number()
        .nullable()
        .describe('Of the campaigns that ended in these days, how many completed, from 0 to 1; null when none ended'),
    }),
    funnel: z
      .object({
        created: z.int(),
        published: z.int(),
        with_joins: z.int(),
        goal_reached: z.int(),
        completed: z.int(),
      })
      .describe('Of the campaigns that were created in these days, how many have come how far by now'),
  })
  .meta({ id: 'Series' })

const named = { campaign_id: z.uuid(), slug: z.string(), title: z.string(), status }
export const stuck = z
  .object({
    as_of: timeOut,
    failing_campaigns: z
      .array(z.object({ ...named, attempts: z.int(), error: z.string(), failed_at: timeOut, retry_at: timeOut }))
      .describe('Whose transition failed, the next to be tried first; at most 50'),
    overdue_campaigns: z
      .array(z.object({ ...named, due: z.enum(['deadline', 'opening', 'completion']), due_at: timeOut }))
      .describe('That should have moved more than 15 seconds ago; at most 50'),
    overdue_holds: z.object({ count: z.int().describe('Up to 1,000'), oldest_at: timeOut.nullable() }),
    outbox: z
      .object({
        waiting: z.int().describe('Up to 10,000'),
        retrying: z.int(),
        oldest_at: timeOut.nullable(),
        age_seconds: z.int().nullable(),
      })
      .describe('Audit events that have not been handed to their consumers'),
    scheduler: schedulerStatus,
  })
  .meta({ id: 'Stuck' })

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
        event: z.enum(['campaign_opened', 'hold_expired', 'campaign_completed', 'campaign_failed']),
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
