/**
 * One node: configuration, composition, HTTP, until a signal; then it serves on until balancers have left it, finishes
 * what it accepted, closes and leaves, within ten seconds after that.
 */
import { flushCompileCache } from 'node:module'
import { type Logger, pino } from 'pino'
import { compose } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import { configWarnings } from './config-warnings.ts'
import { type App, buildApp, buildHealthApp } from './http/app.ts'
import { logOptions } from './http/logging.ts'
import { loadWeb, requirePages } from './http/web.ts'
import { withLocalSecrets } from './local-secrets.ts'
import { issueOperatorCode } from './modules/identity/index.ts'
import { aboutDemo, type DemoState, prepareDemo } from './seed/start.ts'
import type { Services } from './services.ts'

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

/** How long a stop may take; what is not done by then is cut off, and was never acknowledged. */
const stopMsMax = 10_000

export async function serve({ work, http }: Options): Promise<void> {
  if (http) requirePages()
  const config = await withLocalSecrets(readConfig(process.env))
  // The log goes to standard error, so that what a person should read at start stands alone on standard output.
  const log = pino(logOptions(config), pino.destination({ dest: 2, sync: false }))
  for (const { says, advice } of configWarnings(config, process.env)) log.warn(`${says}. ${advice}`)
  const { services, close } = await compose({ config, log, work })
  const app = await buildServer(services, http)
  stopOnSignal(log, http ? config.drainMs : 0, async (drainMs) => {
    services.db.announceClose()
    await services.traffic.leave(drainMs)
    await app?.close()
    await close()
  })
  if (!http) {
    const address = await app?.listen({ port: config.workerPort!, host: config.host })
    log.info(address === undefined ? {} : { address }, 'working; stop with Ctrl+C')
    return
  }
  const demo = await prepareDemo(services)
  const operatorCode = services.identity.hasAccounts ? await issueOperatorCode(services.db) : undefined
  await loadWeb()
  const address = await app!.listen({ port: config.port, host: config.host })
  process.stdout.write(welcome(config, address, demo, operatorCode))
  // Where NODE_COMPILE_CACHE is set (as `npm start` does) the next start neither strips types nor compiles again, which
  // saves 25 MB and a third of the time; written now, because a process that is killed writes nothing.
  flushCompileCache()
}

/** All that a node answers, or a worker's health where it has a port for that. */
async function buildServer(services: Services, http: boolean): Promise<App | undefined> {
  if (http) return buildApp(services)
  return services.config.workerPort === undefined ? undefined : buildHealthApp(services)
}

/** The first signal stops, the second ends at once: the second Ctrl+C of somebody who will not wait. */
function stopOnSignal(log: Logger, drainMs: number, stop: (drainMs: number) => Promise<void>): void {
  let stoppedAt: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stoppedAt !== undefined) {
        if (performance.now() - stoppedAt > sameSignalMs) process.exit(1)
        return
      }
      stoppedAt = performance.now()
      const seconds = drainMs / 1000
      if (drainMs === 0) log.info({ signal }, 'stopping')
      else
        log.info(
          { signal, seconds },
          `stopping in ${seconds} s, when balancers have left; a second signal ends at once`,
        )
      setTimeout(() => {
        log.error('not everything closed within ten seconds; leaving')
        process.exit(1)
      }, drainMs + stopMsMax).unref()
      stop(drainMs).then(
        () => process.exit(0),
        (error) => {
          log.error({ err: error }, 'could not close')
          process.exit(1)
        },
      )
    })
  }
}

function welcome(config: Config, address: string, demo: DemoState, operatorCode: string | undefined): string {
  const lines = [
    '',
    `  Sambatan is listening on ${address}`,
    `  Open     ${address} in a browser`,
    `  API      ${address}/api/sambatan/campaigns`,
    `  Docs     ${address}/docs`,
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
