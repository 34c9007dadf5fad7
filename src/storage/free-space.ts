/** How much the file system of a folder still takes. */
import { statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { within } from '../kernel/within.ts'

/** A file system on another machine that has gone away does not answer at all. */
const answerWithinMs = 1000

/** In bytes, for users like ours; of the nearest folder above where it has not been made yet. Undefined: not known. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  return within(ask(resolve(folder)), answerWithinMs).catch(() => undefined)
}

async function ask(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (error) {
    const above = dirname(folder)
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && above !== folder) return ask(above)
    throw error
  }
}
