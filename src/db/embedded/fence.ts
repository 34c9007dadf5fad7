/**
 * Keeps what a frozen process does on waking out of the database that its successor has. It asks for its lock before each
 * change, but may have been frozen between the question and the change: then one stale block would land in the middle of what has
 * been written since, and was seen to leave a log without its checkpoint. So whoever takes a folder over from one that is not known
 * to be dead works on a copy of the files. What the other one still has open are the old ones, which nobody reads.
 *
 * `<data>/lock.silent` says that a copy is needed. It is there before the lock changes hands and goes when the copy is in place, so
 * that a successor which dies in between leaves the duty to the next one.
 */
import { existsSync } from 'node:fs'
import { cp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const duty = (dataDir: string) => join(dataDir, 'lock.silent')

/** To be called before the lock is taken from a holder that is silent. */
export function demandFence(dataDir: string): Promise<void> {
  return writeFile(duty(dataDir), '', { mode: 0o600 })
}

/**
 * To be called with the lock, before anything reads the database. Needs as much room as the database has, for as long as it
 * takes; the event loop goes on, because the heartbeat has to.
 * @throws whatever the operating system refuses; the database is then as it was
 */
export async function fence(dataDir: string): Promise<void> {
  const [database, copy, before] = ['db', 'db.copy', 'db.before'].map((name) => join(dataDir, name)) as [
    string,
    string,
    string,
  ]
  const remove = (path: string) => rm(path, { recursive: true, force: true })
  // Killed between the two renames below: the copy was whole before the first.
  if (!existsSync(database) && existsSync(before)) await rename(existsSync(copy) ? copy : before, database)
  await remove(copy)
  await remove(before)
  if (!existsSync(duty(dataDir))) return
  if (existsSync(database)) {
    try {
      await cp(database, copy, { recursive: true, preserveTimestamps: true })
    } catch (error) {
      await remove(copy) // on a full disk it would keep it full
      throw error
    }
    await rename(database, before)
    await rename(copy, database)
    await remove(before)
  }
  await rm(duty(dataDir), { force: true })
}
