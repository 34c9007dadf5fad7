/** What the answers about campaigns and their numbers are: the schema that they are documented by, and the type that is made of it. */
import { z } from 'zod'
import { reasonOut, timeOut } from '../../kernel/shapes.ts'
import { type CampaignStatus, campaignStatus } from '../../kernel/status.ts'
import { schedulerStatus } from '../lifecycle/index.ts'

const status = z.enum(campaignStatus.values as [CampaignStatus, ...CampaignStatus[]])

/** Some participations, counted; `amount` in the smallest unit of the campaign's currency. */
const stake = z
  .object({ participations: z.int(), buyers: z.int(), slots: z.int(), amount: z.int() })
  .meta({ id: 'Stake' })
/** Whom it would concern if a campaign were cancelled or extended now. */
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
    latest_deadline: timeOut
      .nullable()
      .describe('The furthest deadline to which the asker may extend it; null where they may not any more'),
  })
  .meta({ id: 'Stakes' })

export type Stake = z.infer<typeof stake>
export type Stakes = z.infer<typeof stakes>

const forecast = z
  .object({
    slots_at_deadline: z.int().nullable().describe('Null while it is too early to say'),
    reaches_goal_at: timeOut.nullable().describe('Null when it is reached, too early to say, or not within a year'),
    slots_per_day_recent: z.number().nullable().describe('Net of those who left; what is recent counts more'),
    needed_per_day: z.number().nullable().describe('To reach the goal just in time; 0 when it is reached'),
    verdict: z.enum(['goal_met', 'on_track', 'behind', 'far_behind', 'too_early', 'ended']),
  })
  .meta({ id: 'Forecast' })
/** How a campaign has come along, for a chart, and where that leads. */
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

export type Forecast = z.infer<typeof forecast>
export type Verdict = Forecast['verdict']
export type Pace = z.infer<typeof pace>

export const attentionCodes = [
  'deadline_24h_below_goal',
  'money_not_arrived',
  'money_claimed',
  'money_owed_back',
  'campaign_full',
  'deadline_72h_below_goal',
  'reservations_unconfirmed',
  'money_unpaid',
  'campaign_failed',
  'campaign_completed',
  'draft_unpublished',
] as const

export type AttentionCode = (typeof attentionCodes)[number]

/** What the numbers mean depends on the code. */
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
            '`deadline_…`: the deadline; `reservations_unconfirmed`: when the oldest joined; `money_not_arrived`, `money_claimed`: when the first said so; `money_owed_back`: since when; `money_unpaid`: when its campaign completed; `campaign_…`: when it did; `draft_unpublished`: when it was written last, a day ago or longer',
          ),
          slots: z
            .int()
            .nullable()
            .describe(
              '`deadline_…`: missing to the goal; `reservations_unconfirmed`: reserved so long, or lost within a day; `money_…`: null; else taken then',
            ),
          participations: z.int().nullable(),
          amount: z
            .int()
            .nullable()
            .describe(
              'Of these slots; `money_…`: what is said not to have arrived, said to be paid, owed back, left to pay',
            ),
        }),
      )
      .describe('The most urgent first'),
    truncated: z.boolean().describe('Whether there is more than is listed'),
    next: z.string().nullable().describe('The `cursor` of what follows; null where nothing does'),
  })
  .meta({ id: 'Attention' })

export type Attention = z.infer<typeof attention>
export type AttentionItem = Attention['items'][number]

/** Where days begin: the three times of Indonesia, and UTC. */
export const timeZones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'UTC'] as const

export type TimeZone = (typeof timeZones)[number]

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

export type Series = z.infer<typeof series>
export type Counts = Omit<Series['days'][number], 'day'>

const named = { campaign_id: z.uuid(), slug: z.string(), title: z.string(), status }
/** What is told to people by one way, and has not reached them. */
const untold = {
  waiting: z.int().describe('Due, and not gone yet; up to 10,000'),
  failing: z.int().describe('Of these: tried, and not taken'),
  oldest_at: timeOut.nullable().describe('Since when the oldest waits'),
  age_seconds: z.int().nullable(),
  error: z.string().nullable().describe('What went wrong with the oldest that failed'),
  reason: reasonOut,
}

/** What does not move as it should. Empty lists and zeros are good news. */
export const stuck = z
  .object({
    as_of: timeOut,
    failing_campaigns: z
      .array(z.object({ ...named, attempts: z.int(), error: z.string(), failed_at: timeOut, retry_at: timeOut }))
      .describe('Whose transition failed, the next to be tried first; at most 50'),
    overdue_campaigns: z
      .array(
        z.object({
          ...named,
          due: z
            .string()
            .describe('What should have happened: `opening`, `deadline`, `settlement`, `full`; there will be more'),
          due_at: timeOut,
        }),
      )
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
    mail: z
      .object({
        is_missing: z
          .boolean()
          .describe('In production, with accounts, no mail server is configured: all letters stay in the mailbox'),
        ...untold,
        refused: z.int().describe('Letters that were refused for good, and lie in the mailbox'),
      })
      .describe('Letters about accounts'),
    channels: z
      .array(z.object({ channel: z.string(), ...untold, dead: z.int().describe('Given up: among the dead letters') }))
      .describe('By which notifications go; those by which nothing waits and nothing was given up are left out'),
    webhooks: z.object({
      disabled: z.int().describe('Endpoints that answered 410 or took nothing for days; those of sellers for a week'),
      failing: z.int().describe('Endpoints whose last delivery failed'),
      waiting: z.int().describe('Deliveries to other systems, up to 10,000'),
      oldest_at: timeOut.nullable().describe('Since when the oldest delivery to another system waits'),
      age_seconds: z.int().nullable(),
    }),
    dead_letters: z.int().describe('What somebody should have been told, and that was given up'),
    scheduler: schedulerStatus,
  })
  .meta({ id: 'Stuck' })

export type Stuck = z.infer<typeof stuck>

/** Of the job engine: to be done now, later, at work, and recently given up. */
const jobQueue = z.object({ name: z.string(), ready: z.int(), deferred: z.int(), active: z.int(), failed: z.int() })

export type JobQueue = z.infer<typeof jobQueue>

/** The database as those who run it want to know it. */
const databaseFacts = z.object({
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
})

export type DatabaseFacts = z.infer<typeof databaseFacts>

/** What runs here: versions, sizes, and what waits. */
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
    database: databaseFacts,
    queues: z
      .array(jobQueue)
      .nullable()
      .describe('Of the job engine, as it counted them last; null where the scheduler is off'),
  })
  .meta({ id: 'System' })
