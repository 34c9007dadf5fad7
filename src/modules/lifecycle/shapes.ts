/** What answers about the lifecycle and its scheduler are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { personName, timeOut } from '../../kernel/shapes.ts'

/** One transition of a run. `hold_expired` counts a campaign's expired holds; `transition_failed` is what broke. */
const transition = z
  .object({
    campaign_id: z.uuid(),
    event: z.string(),
    timestamp: timeOut,
    metadata: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Transition' })

export type Transition = z.infer<typeof transition>

export const lifecycleRun = z
  .object({ id: z.uuid(), executed_at: timeOut, transitions: z.array(transition) })
  .meta({ id: 'LifecycleRun' })

export type LifecycleRun = z.infer<typeof lifecycleRun>

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
          'offer_expired',
          'campaign_settling',
          'campaign_completed',
          'campaign_failed',
          'item_dropped',
          'price_settled',
        ]),
        // When it falls due, or fell due and is still to be done.
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

export type LifecyclePreview = z.infer<typeof lifecyclePreview>
export type PreviewedTransition = LifecyclePreview['transitions'][number]

/** What asking for a run answers: what it did, or would do. */
export const runOrPreview = z.union([lifecycleRun, lifecyclePreview])

/** One recorded run. `finished_at` is null while it runs, and stays null when its node died in it. */
export const schedulerRun = z
  .object({
    id: z.uuid(),
    trigger: z.string(),
    node: z.string(),
    started_at: timeOut,
    finished_at: timeOut.nullable(),
    duration_ms: z.int().nullable(),
    transitions: z.int(),
    // Campaigns whose transition failed; they are tried again by themselves.
    failures: z.int(),
    error: z.string().nullable(),
  })
  .meta({ id: 'SchedulerRun' })

export type SchedulerRun = z.infer<typeof schedulerRun>

export const schedulerStatus = z
  .object({
    // Whether runs happen by themselves: not off, not paused.
    is_running: z.boolean(),
    enabled: z.boolean(),
    paused: z.boolean(),
    paused_at: timeOut.nullable(),
    paused_by: z.string().nullable(),
    paused_by_name: personName,
    // When the next run is expected; null while nothing moves by itself.
    next_run_time: timeOut.nullable(),
    interval_minutes: z.number(),
    // The node that runs the lifecycle at this moment, if any.
    running_on: z.string().nullable(),
    // Whether this node takes jobs.
    works_here: z.boolean(),
    failing_campaigns: z.int(),
    overdue_seconds: z.int().describe('How long what is due has waited for a run; 0 when nothing waits'),
    last_run: schedulerRun.nullable(),
  })
  .meta({ id: 'SchedulerStatus' })

export type SchedulerStatus = z.infer<typeof schedulerStatus>

/** That a run was asked for. */
export const triggered = z
  .object({ status: z.literal('triggered'), message: z.string(), triggered_at: timeOut })
  .meta({ id: 'Triggered' })

export type Triggered = z.infer<typeof triggered>
