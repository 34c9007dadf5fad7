/**
 * A lifecycle run: passes of `check_sambatan_deadlines` until nothing is due. Each pass is one transaction, so a crash
 * loses nothing and the next run goes on where it stopped. One run at a time across all nodes, by a lease that the
 * runner renews with every pass. Every run is recorded in `scheduler_runs`, also one that found nothing.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '../../db/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import type { CampaignDbStatus } from '../../kernel/status.ts'
import { inWordsOf } from '../audit/index.ts'
import type { LifecycleRun, Transition } from './shapes.ts'

export type LifecycleTrigger = 'interval' | 'due' | 'full' | 'manual' | 'api' | 'cli'

export interface RunOptions {
  db: Database
  node: string
  trigger: LifecycleTrigger
  /** Run only when something is due; else return undefined and leave no record. */
  onlyWhenDue?: boolean
  /** Run only when no sweep has begun for so long; else the same. Asked under the lease, so that of several nodes one sweeps. */
  sweepSeconds?: number
  /** Stops between two passes. */
  signal?: AbortSignal
  /** How long to wait for another node's run to end, in milliseconds. */
  waitMs?: number
}

interface TransitionRow {
  campaign_id: string
  action: string
  old_status: CampaignDbStatus
  new_status: CampaignDbStatus
  detail: Record<string, unknown>
  at: Date
}

/** Longer than any pass (20,000 participations at most) takes; how long a dead runner keeps the others out. */
const leaseSeconds = 20

/** Campaigns a pass. The embedded database serves nobody else while a transaction runs, so its passes are short. */
const batchSize = { server: 500, embedded: 50 }

/** Transitions an answer names; what is beyond is in the audit trail, and memory stays bounded. */
const transitionsReportedMax = 10_000

/**
 * Processes everything that is due.
 * @throws Problem lifecycle_busy when another run does not end in time, database_unavailable
 */
export async function runLifecycle(options: RunOptions): Promise<LifecycleRun | undefined> {
  const { db, node, trigger, signal, sweepSeconds } = options
  const id = uuidv7()
  const holder = `${node} ${id}`
  await takeLease(db, holder, options.waitMs ?? 30_000)
  try {
    if (options.onlyWhenDue && !(await somethingIsDue(db))) return undefined
    if (sweepSeconds !== undefined && (await wasSwept(db, sweepSeconds))) return undefined
    const executedAt = await recordStart(db, { id, node, trigger })
    const result = { id, executed_at: executedAt.toISOString(), transitions: [] as Transition[] }
    const counted = { transitions: 0, failures: 0 }
    try {
      while (!signal?.aborted) {
        const rows = await runPass(db, holder)
        if (rows.length === 0) break
        for (const row of rows) {
          if (row.action === 'transition_failed') counted.failures += 1
          else counted.transitions += 1
          if (result.transitions.length < transitionsReportedMax) result.transitions.push(present(row))
        }
      }
      await recordEnd(db, id, counted, null)
      return result
    } catch (error) {
      // Best effort: when the database is away this fails as well, and the row stays without an end, which tells it too.
      await recordEnd(db, id, counted, describe(error)).catch(() => undefined)
      throw error
    }
  } finally {
    await db
      .query('update sambatan.scheduler_state set lease_holder = null, lease_until = null where lease_holder = $1', [
        holder,
      ])
      .catch(() => undefined)
  }
}

async function takeLease(db: Database, holder: string, waitMs: number): Promise<void> {
  const giveUpAt = performance.now() + waitMs
  for (;;) {
    const [row] = await db.query<{ taken: boolean }>('select sambatan.take_lifecycle_lease($1, $2) as taken', [
      holder,
      leaseSeconds,
    ])
    if (row!.taken) return
    if (performance.now() > giveUpAt) throw new Problem('lifecycle_busy', {}, { retryAfterSeconds: 5 })
    await sleep(100)
  }
}

async function somethingIsDue(db: Database): Promise<boolean> {
  const [row] = await db.query<{ due: boolean | null }>(
    'select sambatan.next_sambatan_due_at() <= sambatan.now() as due',
  )
  return row!.due === true
}

async function wasSwept(db: Database, seconds: number): Promise<boolean> {
  const [row] = await db.query<{ swept: boolean }>(
    `select exists (select from sambatan.scheduler_runs
      where trigger = 'interval' and error is null and started_at > sambatan.now() - $1 * interval '1 second') as swept`,
    [seconds],
  )
  return row!.swept
}

async function runPass(db: Database, holder: string): Promise<TransitionRow[]> {
  return db.tx(
    async (tx) => {
      const lease = await sql<{ taken: boolean }>`
        select sambatan.take_lifecycle_lease(${holder}, ${leaseSeconds}) as taken`.execute(tx)
      // Lost only when a pass outlived its lease; the node that took over finishes what is left.
      if (!lease.rows[0]!.taken) return []
      const result = await sql<TransitionRow>`
        select *, sambatan.now() as at from sambatan.check_sambatan_deadlines(${batchSize[db.kind]})`.execute(tx)
      return result.rows
    },
    { actor: 'scheduler', statementTimeoutMs: 120_000 },
  )
}

async function recordStart(db: Database, run: { id: string; node: string; trigger: LifecycleTrigger }): Promise<Date> {
  const [row] = await db.query<{ started_at: Date }>(
    `insert into sambatan.scheduler_runs (id, trigger, node, started_at)
     values ($1, $2, $3, sambatan.now()) returning started_at`,
    [run.id, run.trigger, run.node],
  )
  return row!.started_at
}

async function recordEnd(
  db: Database,
  id: string,
  counted: { transitions: number; failures: number },
  error: string | null,
): Promise<void> {
  await db.query(
    `update sambatan.scheduler_runs set finished_at = sambatan.now(), transitions = $2, failures = $3, error = $4
     where id = $1`,
    [id, counted.transitions, counted.failures, error],
  )
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

function present(row: TransitionRow): Transition {
  const metadata = { ...row.detail, old_status: row.old_status, new_status: row.new_status }
  return {
    campaign_id: row.campaign_id,
    event: row.action,
    timestamp: row.at.toISOString(),
    // The statuses are the campaign's, also where the event is about its participations.
    metadata: inWordsOf('campaign', metadata),
  }
}
