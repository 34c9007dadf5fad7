import type { LoggerOptions } from 'pino'
import type { Config } from '../config.ts'

/**
 * Structured logs without personal data: of a request its method, the path without the query (people search for names)
 * and the request id; never headers, bodies or addresses.
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
    },
  }
}
