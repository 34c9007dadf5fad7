/**
 * One node: configuration, composition, HTTP, until a signal; then it serves on until balancers have left it, finishes
 * what it accepted, closes and leaves, within ten seconds after that.
 */
import { once } from 'node:events'
import { flushCompileCache } from 'node:module'
import { type Logger, pino } from 'pino'
import { compose } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import { configWarnings } from './config-warnings.ts'
import { type Database, type Patience, waitForEntry } from './db/index.ts'
import { buildApp, buildHealthApp } from './http/app.ts'
import { listen } from './http/listen.ts'
import { logOptions, openLog } from './http/logging.ts'
import type { App } from './http/types.ts'
import { loadWeb, requirePages } from './http/web.ts'
import { withLocalSecrets } from './local-secrets.ts'
import { issueOperatorCode } from './modules/identity/index.ts'
import { endPublicDemo } from './seed/public.ts'
import { aboutDemo, type DemoState, prepareDemo } from './seed/start.ts'
import type { Services } from './services.ts'
import { startTracing } from './tracing.ts'

interface Options {
  /** Whether this process takes jobs (lifecycle runs, the relay of events). */
  work: boolean
  /** Whether it answers HTTP; a pure worker does not. */
  http: boolean
}

/**
 * A terminal gives Ctrl+C to npm and to the node that npm runs, and npm passes it on: what follows so soon is the same
 * wish. Whoever will not wait presses again after that.
 */
const sameSignalMs = 500

/** How often a node that npm has started looks whether npm is still there. */
const npmWatchMs = 1_000

/** How long a stop may take; what is not done by then is cut off, and was never acknowledged. */
const stopMsMax = 10_000

/** How long a node that starts before its database waits for it. */
const databaseWithinMs = 60_000

export async function serve({ work, http }: Options): Promise<void> {
  const parent = npmAbove()
  if (http) requirePages()
  const config = await withLocalSecrets(readConfig(process.env))
  // The log goes to standard error, so that what a person should read at start stands alone on standard output.
  const log = pino(logOptions(config), openLog())
  // A terminal may be closed before it is welcomed.
  process.stdout.on('error', () => {})
  for (const { says, advice } of configWarnings(config, process.env)) log.warn(`${says}. ${advice}`)
  // Balancers know of it when it listens; before that there is nothing to drain.
  let drainMs = 0
  const wish = new AbortController()
  const { signal } = wish
  async function whenOpen(db: Database): Promise<void> {
    // Until then a signal ends the process as it is: what waits for a folder, or makes one, need not be finished.
    stopWhenTold(wish, { log, parent, drainMs: () => drainMs })
    await waitForEntry(db, { withinMs: databaseWithinMs, signal, ...tellsOfWaiting(log) })
  }
  try {
    await using opened = new AsyncDisposableStack()
    opened.use(await startTracing(process.env))
    const { db, traffic } = await start({ config, log, work, http, whenOpen, signal }, opened)
    if (http && !signal.aborted) drainMs = config.drainMs
    await stopped(signal)
    db.announceClose()
    await traffic.leave(drainMs)
  } catch (error) {
    // A start that failed: all that it had opened is closed, and the process ends by itself.
    if (!signal.aborted) throw error
    if (error !== signal.reason) {
      log.error({ err: error }, 'could not close')
      process.exit(1)
    }
  }
  process.exit(0)
}

interface Start extends Options {
  config: Config
  log: Logger
  whenOpen(db: Database): Promise<void>
  /** Told to stop while it starts, it goes no further. */
  signal: AbortSignal
}

/** From the database to the open port. What is opened is put on the stack, whatever becomes of the start. */
async function start(
  { config, log, work, http, whenOpen, signal }: Start,
  opened: AsyncDisposableStack,
): Promise<Services> {
  let demo: DemoState = { seeded: false }
  async function beforeWork(made: Parameters<typeof prepareDemo>[0]): Promise<void> {
    signal.throwIfAborted()
    if (http) demo = await prepareDemo(made)
    else if (config.demo !== 'reset') await endPublicDemo(made)
  }
  const { services, close } = await compose({ config, log, work, whenOpen, beforeWork })
  opened.defer(close)
  signal.throwIfAborted()
  const app = await buildServer(services, http)
  if (app !== undefined) opened.defer(() => app.close())
  const { host, port, workerPort } = config
  if (!http) {
    const address = app && (await listen(app, { host, port: workerPort!, variable: 'SAMBATAN_WORKER_PORT' }))
    log.info(address === undefined ? {} : { address }, 'working; stop with Ctrl+C')
    return services
  }
  const operatorCode = services.identity.hasAccounts ? await issueOperatorCode(services.db) : undefined
  await loadWeb()
  signal.throwIfAborted()
  const address = await listen(app!, { host, port, variable: 'PORT' })
  process.stdout.write(welcome(config, address, demo, operatorCode))
  // Where NODE_COMPILE_CACHE is set (as `npm start` does) the next start neither strips types nor compiles again, which
  // saves 25 MB and a third of the time; written now, because a process that is killed writes nothing.
  flushCompileCache()
  return services
}

function tellsOfWaiting(log: Logger): Pick<Patience, 'onWait' | 'onEntry'> {
  return {
    onWait(cause) {
      const { code, message } = cause as { code?: string; message?: string }
      log.warn(
        `the database cannot be reached yet (${message || code}); waiting for it, for ${databaseWithinMs / 1000} s at most`,
      )
    },
    onEntry: (waitedMs) => log.info(`the database is there, after ${Math.round(waitedMs / 1000)} s; going on`),
  }
}

/** All that a node answers, or a worker's health where it has a port for that. */
async function buildServer(services: Services, http: boolean): Promise<App | undefined> {
  if (http) return buildApp(services)
  return services.config.workerPort === undefined ? undefined : buildHealthApp(services)
}

interface Stop {
  log: Logger
  parent: number | undefined
  drainMs(): number
}

/**
 * The first signal is the wish to stop; SIGHUP, of a terminal that closes, is one like the others. The second ends the
 * process at once: it is the second Ctrl+C of somebody who will not wait; so does a stop that takes too long. A terminal that
 * closes says so more than once, and nobody is there who would not wait.
 */
function stopWhenTold(wish: AbortController, { log, parent, drainMs }: Stop): void {
  let wishedAt = 0
  function stop(why: { signal?: NodeJS.Signals; reason?: string }): void {
    wishedAt = performance.now()
    const seconds = drainMs() / 1000
    if (seconds === 0) log.info(why, 'stopping')
    else
      log.info({ ...why, seconds }, `stopping in ${seconds} s, when balancers have left; a second signal ends at once`)
    setTimeout(() => {
      log.error('not everything closed within ten seconds; leaving')
      process.exit(1)
    }, drainMs() + stopMsMax).unref()
    wish.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!wish.signal.aborted) stop({ signal })
      else if (signal !== 'SIGHUP' && performance.now() - wishedAt > sameSignalMs) process.exit(1)
    })
  }
  if (parent === undefined) return
  setInterval(() => {
    if (!wish.signal.aborted && process.ppid !== parent) stop({ reason: 'npm, which had started this node, has ended' })
  }, npmWatchMs).unref()
}

/**
 * npm passes on SIGTERM and SIGINT, and of nothing else that ends it does its node hear: the node would go on alone, with
 * the port and the folder, and the next start would find both taken. Only where npm itself has started this one, by a
 * script of ours: whoever puts a node into the background has another parent, which may leave.
 */
function npmAbove(): number | undefined {
  const { npm_package_name: name, npm_lifecycle_event: event = '' } = process.env
  return name === 'sambatan' && ['start', 'sambatan'].includes(event) ? process.ppid : undefined
}

async function stopped(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}

function welcome(config: Config, address: string, demo: DemoState, operatorCode: string | undefined): string {
  // Where a proxy is in front nobody opens the address that the node listens on, and a session would not hold there.
  const open = config.production && config.secret !== undefined ? config.publicUrl : address
  const lines = [
    '',
    `  Sambatan is listening on ${address}`,
    `  Open     ${open} in a browser`,
    `  API      ${open}/api/sambatan/campaigns`,
    `  Docs     ${open}/docs`,
    `  Database ${config.database.url ? 'PostgreSQL server (DATABASE_URL)' : `embedded, in ${config.dataDir}`}`,
  ]
  lines.push(...aboutDemo(demo, config.secret !== undefined).map((line) => `  ${line}`))
  if (!config.scheduler.enabled) lines.push('  The scheduler is off (SAMBATAN_SCHEDULER=off): nothing moves by itself.')
  if (config.serviceKey === undefined) {
    lines.push('  No service key is set (SAMBATAN_SERVICE_KEY): only public pages answer.')
  } else if (!config.production) {
    lines.push(`  Service key (send it as "Authorization: Bearer ..."): ${config.serviceKey}`)
  }
  lines.push(...aboutAccounts(config, operatorCode))
  return `${lines.join('\n')}\n\n`
}

function aboutAccounts(config: Config, operatorCode: string | undefined): string[] {
  if (config.secret === undefined) {
    return ['  No accounts are kept (SAMBATAN_SECRET is not set): people come with tokens of your marketplace.']
  }
  if (operatorCode === undefined) return []
  return [
    `  There is no operator yet. The account that signs up with this code becomes it: ${operatorCode}`,
    '  (At /sign-up, or as operator_code in POST /api/sambatan/auth/sign-up; used once, good for seven days, new at every start.)',
  ]
}
