/**
 * A folder whose database was moved to a server: what is in it is history, and whoever started on it would sell the same slots
 * a second time. `<data>/moved` says so, and where to.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from '../errors.ts'

const note = (dataDir: string) => join(dataDir, 'moved')

/** @param to what a person knows the server by; no password */
export function noteMove(dataDir: string, to: string): void {
  writeFileSync(note(dataDir), `${to}\n`, { mode: 0o600 })
}

/** @throws SetupError where the database of this folder was moved */
export function assertNotMoved(dataDir: string): void {
  let to: string
  try {
    to = readFileSync(note(dataDir), 'utf8').trim()
  } catch {
    return // there is none, or the folder cannot be read, which is told when it is opened
  }
  throw new SetupError(
    'database_moved',
    `The database of the folder ${dataDir} was moved to ${to}, and what is here is what it was before. Set DATABASE_URL to that server. To use this one again all the same, and lose what has happened there since, remove the file ${note(dataDir)}.`,
  )
}
