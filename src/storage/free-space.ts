/** How much the file system of a folder still takes. */
import { statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** A file system on another machine that has gone away does not answer at all. */
const answerWithinMs = 1000

/** In bytes, for users like ours; of the nearest folder above where it has not been made yet. Undefined: not known. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<undefined>((done) => {
    timer = setTimeout(done, answerWithinMs, undefined)
  })
  try {
    return await Promise.race([ask(resolve(folder)), silence])
  } finally {
    clearTimeout(timer)
  }
}

async function ask(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (error) {
    const above = dirname(folder)
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && above !== folder) return ask(above)
    return undefined
  }
}
