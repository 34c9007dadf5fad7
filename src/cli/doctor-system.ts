/** What must be true around the data: configuration, database, migrations, clock, scheduler, outbox. */
import type { Config } from '../config.ts'
import { configWarnings } from '../config-warnings.ts'
import { type Database, migrationState, postgresVersionMin } from '../db/index.ts'
import type { Clock } from '../kernel/clock.ts'
import { say, sayIfThere } from '../kernel/messages.ts'
import { isProblem } from '../kernel/problem.ts'
import { whatIsUntold } from '../modules/notifications/index.ts'
import type { Storage } from '../storage/index.ts'
import { localTime } from './audit-words.ts'
import { counted } from './terminal.ts'

/** `warn` is worth knowing and leaves the exit code at 0; `fail` must be mended. */
export interface Finding {
  name: string
  level: 'ok' | 'warn' | 'fail'
  says: string
  invariant?: number | undefined
  /** How many are affected, and the first of them by name. */
  count?: number
  offenders?: string[]
  advice?: string
}

const clockSkewMsMax = 2_000
const namedMax = 10

export function checkConfiguration(config: Config, env: Record<string, string | undefined>): Finding[] {
  const name = 'configuration'
  const findings = configWarnings(config, env).map(({ says, advice }) => warning(name, says, advice))
  if (findings.length > 0) return findings
  const where = config.database.url ? 'a PostgreSQL server' : `the embedded database in ${config.dataDir}`
  return [{ name, level: 'ok', says: `configuration is valid; the database is ${where}` }]
}

export async function checkDatabase(db: Database): Promise<Finding> {
  const [row] = await db.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  )
  const { number, version } = row!
  return number >= postgresVersionMin
    ? { name: 'database', level: 'ok', says: `the database answers: PostgreSQL ${version}` }
    : {
        name: 'database',
        level: 'fail',
        says: `the database is PostgreSQL ${version}`,
        advice: `Sambatan needs PostgreSQL ${postgresVersionMin / 10_000} or newer: upgrade the server.`,
      }
}

export async function checkMigrations(db: Database): Promise<Finding> {
  const name = 'migrations'
  const { current, pendingMigrations, changedFunctions, newer } = await migrationState(db)
  if (newer !== undefined) {
    return {
      name,
      level: newer.breaking ? 'fail' : 'warn',
      says: `the database is newer than this code: it has ${newer.what}`,
      advice: newer.breaking
        ? 'Install the newer Sambatan; this one refuses to run on it.'
        : 'Install the newer Sambatan here as well. Until then this one serves on, and changes nothing in the schema.',
    }
  }
  if (pendingMigrations.length === 0 && changedFunctions.length === 0) {
    return { name, level: 'ok', says: `the database is at version ${current}, as this code expects` }
  }
  const pending = [...pendingMigrations, ...changedFunctions]
  return {
    name,
    level: 'fail',
    says: `the database is behind this code: ${counted(pending.length, 'file')} to apply`,
    count: pending.length,
    offenders: pending.slice(0, namedMax),
    advice: 'Run "sambatan migrate".',
  }
}

export async function checkClock(db: Database, clock: Clock): Promise<Finding> {
  const before = clock.now().getTime()
  const [row] = await db.query<{ at: Date; fixed: string | null }>(
    `select clock_timestamp() as at, nullif(current_setting('sambatan.now', true), '') as fixed`,
  )
  const after = clock.now().getTime()
  const name = 'clock'
  if (row!.fixed !== null) {
    return {
      name,
      level: 'fail',
      says: `the setting sambatan.now holds the database's clock at ${row!.fixed}`,
      advice: 'Remove it: alter database ... reset sambatan.now; alter role ... reset sambatan.now.',
    }
  }
  const differenceMs = row!.at.getTime() - (before + after) / 2
  // What the answer took is the limit of what can be known.
  const skewed = Math.abs(differenceMs) > clockSkewMsMax + (after - before) / 2
  const seconds = (Math.abs(differenceMs) / 1000).toFixed(1)
  return skewed
    ? {
        name,
        level: 'fail',
        says: `the database's clock is ${seconds} s ${differenceMs > 0 ? 'ahead of' : 'behind'} this machine's`,
        advice: "Deadlines go by the database's clock: set both by NTP.",
      }
    : { name, level: 'ok', says: "the database's clock and this machine's agree" }
}

/** Reads one picture: enough to tell a storage that is away, refuses us, or is another one than that of the other nodes. */
export async function checkStorage(db: Database, storage: Storage): Promise<Finding> {
  const name = 'storage'
  const [latest] = await db.query<{ blob: string; slug: string }>(`
    select p.blob_key || '/' || p.widths[1] || '.webp' as blob, c.slug
    from sambatan.campaign_photos p join sambatan.campaigns c on c.id = p.campaign_id order by p.id desc limit 1`)
  try {
    const bytes = await storage.get(latest?.blob ?? 'nothing/480.webp')
    if (latest !== undefined && bytes === undefined) {
      return {
        name,
        level: 'fail',
        says: `the latest photo is not in ${storage.name}`,
        count: 1,
        offenders: [`${latest.slug}: ${latest.blob}`],
        advice: 'All nodes need one folder that all of them mount (SAMBATAN_PHOTOS_DIR), or a bucket (SAMBATAN_S3_*).',
      }
    }
    return { name, level: 'ok', says: `photos are read from ${storage.name}` }
  } catch (error) {
    if (!isProblem(error, 'storage_unavailable')) throw error
    const { cause } = error
    return {
      name,
      level: 'fail',
      says: `photos cannot be read from ${storage.name}: ${cause instanceof Error ? cause.message : cause}`,
      advice: 'Correct SAMBATAN_PHOTOS_DIR or SAMBATAN_S3_*, or wait until the storage is back.',
    }
  }
}

interface StateRow {
  paused_at: Date | null
  paused_by: string | null
  last_started_at: Date | null
  last_error: string | null
  silent_seconds: number | null
}

export async function checkScheduler(db: Database, config: Config): Promise<Finding[]> {
  const name = 'scheduler'
  const [state] = await db.query<StateRow>(`
    select s.paused_at, s.paused_by, run.started_at as last_started_at, run.error as last_error,
      (select extract(epoch from sambatan.now() - max(started_at))::float8
       from sambatan.scheduler_runs where trigger = 'interval') as silent_seconds
    from sambatan.scheduler_state s
    left join lateral (select * from sambatan.scheduler_runs order by id desc limit 1) run on true`)
  const { paused_at, paused_by, last_started_at, last_error, silent_seconds } = state!
  const last = last_started_at
    ? `; the last run was at ${localTime(last_started_at.toISOString())}`
    : '; it has never run'
  const overdueAfter = config.scheduler.intervalMinutes * 60 + 1
  if (!config.scheduler.enabled) {
    const off = warning(name, `the scheduler is off (SAMBATAN_SCHEDULER=off)${last}`)
    // Whoever turned it off may run the lifecycle by other means, less often.
    const waiting = await overdue(db, overdueAfter)
    return [off, waiting.level === 'fail' ? { ...waiting, level: 'warn' } : waiting, ...(await failing(db))]
  }
  if (paused_at) {
    const since = localTime(paused_at.toISOString())
    return [
      warning(
        name,
        `the scheduler has been paused since ${since} by ${paused_by ?? 'somebody'}${last}`,
        'Resume it when it is time.',
      ),
      await overdue(db, overdueAfter),
      ...(await failing(db)),
    ]
  }
  const findings: Finding[] = []
  if (last_error)
    findings.push(
      warning(name, `the last run failed: ${last_error}`, 'It is tried again by itself; see the log of the worker.'),
    )
  const silent = silent_seconds === null || silent_seconds > 2 * overdueAfter
  if (db.kind === 'server' && silent) {
    findings.push(
      warning(
        name,
        `no worker seems to run${last}`,
        'Start "sambatan worker", or "sambatan serve" without --no-worker.',
      ),
    )
  }
  if (findings.length === 0) {
    const idle = db.kind === 'embedded' ? 'on; it works while "sambatan serve" runs' : 'running'
    findings.push({ name, level: 'ok', says: `the scheduler is ${idle}${last}` })
  }
  return [...findings, await overdue(db, overdueAfter), ...(await failing(db))]
}

/** Invariant 7. On the embedded database nobody works while we hold it, so what waits is not late by anyone's fault. */
async function overdue(db: Database, seconds: number): Promise<Finding> {
  const rows = await db.query<{ total: number; slug: string; kind: string; due_at: Date }>(`
    with late as (select sambatan.now() - ${seconds} * interval '1 second' as line)
    select count(*) over ()::int as total, c.slug, d.kind, d.due_at
    from sambatan.campaign_due d
    join sambatan.due_kinds k on k.kind = d.kind and not k.reminder
    join sambatan.campaigns c on c.id = d.campaign_id, late
    where d.due_at < line
    order by d.due_at limit ${namedMax}`)
  const count = rows[0]?.total ?? 0
  const finding = { name: 'overdue', invariant: 7 }
  if (count === 0) return { ...finding, level: 'ok', says: 'nothing waits longer than one scheduler interval' }
  const level = db.kind === 'embedded' ? 'warn' : 'fail'
  return {
    ...finding,
    level,
    says: `${counted(count, 'transition')} overdue by more than one scheduler interval`,
    count,
    offenders: rows.map(({ slug, kind, due_at }) => {
      const late = { title: slug, time: `at ${localTime(due_at.toISOString())}` }
      return sayIfThere('en', `operator_late_${kind}`, late) ?? say('en', 'operator_late_other', late)
    }),
    advice: 'A running worker catches up by itself; POST /api/sambatan/lifecycle/run does it at once.',
  }
}

async function failing(db: Database): Promise<Finding[]> {
  const rows = await db.query<{ total: number; offender: string }>(`
    select count(*) over ()::int as total,
      coalesce(c.slug, f.campaign_id::text) || ': ' || f.error || ' (' || f.attempts || ' times)' as offender
    from sambatan.lifecycle_failures f left join sambatan.campaigns c on c.id = f.campaign_id
    order by f.failed_at desc limit ${namedMax}`)
  const count = rows[0]?.total ?? 0
  if (count === 0) return []
  return [
    {
      name: 'failing_campaigns',
      level: 'fail',
      says: `${counted(count, 'campaign')} cannot be advanced`,
      count,
      offenders: rows.map((row) => row.offender),
      advice: 'Each is tried again by itself; mend what its error names.',
    },
  ]
}

const backlogSecondsMax = 60

export async function checkOutbox(db: Database): Promise<Finding> {
  const name = 'outbox'
  const { events } = await whatIsUntold(db.read)
  const { waiting, failing: refused, dead: given_up, oldest_at: oldest, age_seconds: age } = events
  if (given_up > 0) {
    return warning(
      name,
      `${counted(given_up, 'event')} could not be handed on and ${given_up === 1 ? 'was' : 'were'} given up: nobody is told of ${given_up === 1 ? 'it' : 'them'}`,
      'Mend what the error says, and try again on the page for dead letters (/operator/dead-letters).',
    )
  }
  if (refused > 0) {
    return warning(
      name,
      `${counted(refused, 'event')} could not be handed on yet`,
      'They are tried again by themselves; see the log of the worker.',
    )
  }
  if (db.kind === 'server' && oldest !== null && age !== null && age > backlogSecondsMax) {
    return warning(
      name,
      `${counted(waiting, 'event')} wait to be handed on, the oldest since ${localTime(oldest.toISOString())}`,
      'A worker hands them on: start one if none runs.',
    )
  }
  return {
    name,
    level: 'ok',
    says: waiting === 0 ? 'no event waits to be handed on' : `${counted(waiting, 'event')} to be handed on`,
  }
}

function warning(name: string, says: string, advice?: string): Finding {
  return advice === undefined ? { name, level: 'warn', says } : { name, level: 'warn', says, advice }
}
