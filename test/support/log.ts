import { pino } from 'pino'
import type { Logger } from '../../src/kernel/logger.ts'

/** A real logger that writes nowhere. */
export const silentLog: Logger = pino({ level: 'silent' })

/** A real logger whose lines a test can read. */
export function readableLog(): { log: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) })
  return { log, lines }
}
