import { type DestinationStream, type LoggerOptions, pino } from 'pino'
import type { Config } from '../config.ts'
import { messageOf } from '../kernel/thrown.ts'

/**
 * Structured logs without personal data: of a request its method, the path without the query (people search for names)
 * and the request id; never headers, bodies or addresses. Of an error its message and stack, but none of what drivers
 * attach to it: PostgreSQL quotes the whole row that a constraint refused, address and all.
 */
export function logOptions(config: Config): LoggerOptions {
  return {
    level: config.logLevel,
    base: { node: config.node },
    serializers: {
      req: (request: { method: string; url: string; id: string }) => ({
        id: request.id,
        method: request.method,
        path: request.url.split('?')[0],
      }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
      err: describeError,
    },
  }
}

interface LoggedError {
  type: string
  message: string
  code?: unknown
  constraint?: unknown
  stack?: string | undefined
  cause?: LoggedError
}

function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: messageOf(error) }
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    stack: error.stack,
    ...(error.cause === undefined || depth > 3 ? {} : { cause: describeError(error.cause, depth + 1) }),
  }
}

/** Of what waits for a log that takes nothing; what comes after that is lost. */
const waitingBytesMax = 4 * 1024 * 1024

/**
 * Standard error. What it is may end before the node, as a terminal that is closed, or take nothing for a while, as a file on
 * a full disk: neither ends the node, nor keeps it when it stops, where what is left would be tried again without end.
 */
export function openLog(): DestinationStream {
  const log = pino.destination({ dest: 2, sync: false, maxLength: waitingBytesMax })
  const flush = log.flushSync.bind(log)
  let takes = true
  log.on('error', () => {
    takes = false
  })
  log.on('write', () => {
    takes = true
  })
  log.flushSync = () => {
    if (takes) flush()
  }
  return log
}
