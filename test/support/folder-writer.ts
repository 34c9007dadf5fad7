/** A process of its own for tests of the folder of blobs: writes blobs as fast as it can and prints the key of each that is there. */
import { systemClock } from '../../src/kernel/clock.ts'
import { openFolder } from '../../src/storage/index.ts'
import { blobOf } from './blobs.ts'
import { silentLog } from './log.ts'

const [dir = ''] = process.argv.slice(2)
const storage = openFolder({ dir, clock: systemClock, log: silentLog })
process.stdout.write('open\n')
async function write(lane: string): Promise<void> {
  for (let i = 0; ; i++) {
    const key = `${lane}${i}/480.webp`
    await storage.put(key, { bytes: blobOf(key), type: 'image/webp' })
    process.stdout.write(`${key}\n`)
  }
}
await Promise.all(['a', 'b', 'c'].map(write))
