/**
 * What this process does by itself. A job is queued (by whoever sends it, or by the hour), survives the process that asked for it, is
 * tried again with growing pauses, and is done once by whichever node works. A ticker looks again and again, on each node, and
 * what it looks at is in the database: what it misses it finds the next time.
 *
 * Each is a file in `definitions` and a line in `registry.ts`.
 */
import type { z } from 'zod'
import type { Database } from '../db/index.ts'
import type { Logger } from '../kernel/logger.ts'
import type { Metrics } from '../kernel/metrics.ts'
import type { Secrets } from '../kernel/secrets.ts'
import type { Action } from '../modules/identity/index.ts'
import type { Mail } from '../modules/mail/index.ts'
import type { Channel, Push } from '../modules/notifications/index.ts'
import type { Webhooks } from '../modules/webhooks/index.ts'
import type { Storage } from '../storage/index.ts'
import type { LifecycleRunner } from './lifecycle-runner.ts'

/** What they work with. */
export interface JobContext {
  db: Database
  storage: Storage
  webhooks: Webhooks
  push: Push | undefined
  /** Carries messages; where none is configured it drops what was meant for it. */
  whatsapp: Channel
  log: Logger
  metrics: Metrics
  /** Unset where there are no accounts. */
  mail: Mail | undefined
  secrets: Secrets | undefined
  /** Where people reach this installation. */
  publicUrl: string
  scheduler: { enabled: boolean; intervalMinutes: number }
  lifecycle: LifecycleRunner
  /** Sets a public demo back if its time has come; unset where this is none. */
  resetDemo?: (() => Promise<unknown>) | undefined
  /** Tells whoever follows these campaigns that they have changed. */
  announce(campaignIds: string[]): void
}

interface JobOptions<Payload extends object> {
  /** Of its queue; what waits there outlives a deployment, so it stays. */
  name: string
  /** What the policy table calls it: it must let a worker do it. */
  action: Action
  /** Parsed when it is sent, and when it is worked on: an older node may have sent it. */
  payload: z.ZodType<Payload>
  /** One waits at a time, however many ask for it; otherwise each that is sent is done. */
  once: boolean
  /** Sent by itself, with `{}`, so often by all nodes together; unset: only when somebody sends it. */
  everySeconds?: number
  retries: { max: number; firstAfterSeconds: number; afterSecondsMax: number }
  /** How many a node does at the same time. */
  concurrency: number
  /** How long one may take before another node may take it for dead, and try again. */
  expireSeconds: number
  /** How often a node looks for one that another has sent. */
  lookEverySeconds: number
  handler(context: JobContext): (payload: Payload) => Promise<void>
}

export interface Job<Payload extends object = object> extends Omit<JobOptions<Payload>, 'payload' | 'handler'> {
  /** @throws ZodError */
  check(payload: Payload): object
  handler(context: JobContext): (data: unknown) => Promise<void>
}

export function defineJob<Payload extends object>(options: JobOptions<Payload>): Job<Payload> {
  return {
    ...options,
    check: (payload) => options.payload.parse(payload),
    handler(context) {
      const handle = options.handler(context)
      return async (data) => handle(options.payload.parse(data))
    },
  }
}

/** Why a ticker looks: its time has come, or somebody has said that there is something. */
export type Reason = 'tick' | 'due' | 'full'

export interface Ticker {
  name: string
  action: Action
  everySeconds: number
  /** `anywhere`: on nodes that only serve as well. `scheduled`: on those that work, while the scheduler is on. */
  on: 'anywhere' | 'workers' | 'scheduled'
  /**
   * Answers in how many seconds to look again where that is sooner than usual. Takes the lease of what only one may do. `stop` says
   * that the node is leaving: what takes long ends with what it has begun.
   */
  handler(context: JobContext): (reason: Reason, stop: AbortSignal) => Promise<number | undefined>
}

interface OnWorkers extends Pick<Ticker, 'name' | 'action' | 'everySeconds'> {
  handler(context: JobContext): (stop: AbortSignal) => Promise<unknown>
}

/** As most are: on each node that works, doing what the database says is due, and looking again when its time has come. */
export function tickerOnWorkers({ handler, ...rest }: OnWorkers): Ticker {
  return {
    ...rest,
    on: 'workers',
    handler(context) {
      const look = handler(context)
      return async (_reason, stop) => {
        await look(stop)
        return undefined
      }
    },
  }
}
