import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** The schema `sambatan` as pg_dump tells it, without what differs between installations of the same PostgreSQL. */
export function dumpSchema(binDir: string, url: string): string {
  const text = execFileSync(
    join(binDir, 'pg_dump'),
    ['--schema-only', '--schema=sambatan', '--no-owner', '--no-privileges', url],
    { encoding: 'utf8', stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 },
  )
  return `${text
    .replace(/^-- Dumped (from|by) .*\n/gm, '')
    .replace(/^\\(un)?restrict .*\n/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}
