/** Whether there is room on the disks: of the folders on this machine; of a server's disk only what it takes is known. */
import type { Config } from '../config.ts'
import type { Database } from '../db/index.ts'
import { freeBytes } from '../storage/index.ts'
import type { Finding } from './doctor-system.ts'

const mebibyte = 1024 * 1024
/** The log of the embedded database grows to 64 MB before it is cut, and each of its files is 16 MB. */
const fullBytes = 128 * mebibyte
const scarceBytes = 1024 * mebibyte

export async function checkDisks(db: Database, config: Config): Promise<Finding[]> {
  const findings = [
    db.kind === 'embedded' ? await checkFolder('the embedded database', config.dataDir) : await askServer(db),
  ]
  if (config.storage.kind === 'folder') findings.push(await checkFolder('photos', config.storage.dir))
  return findings
}

async function checkFolder(what: string, folder: string): Promise<Finding> {
  const free = await freeBytes(folder)
  if (free === undefined) {
    return { name: 'disk', level: 'warn', says: `the free space for ${what} in ${folder} cannot be seen` }
  }
  return judge(free, `${size(free)} free for ${what} in ${folder}`)
}

/** `says` what is free. */
export function judge(free: number, says: string): Finding {
  const advice = 'On a full disk everything is still read, and nothing is written (503) until there is room: make some.'
  if (free < fullBytes) return { name: 'disk', level: 'fail', says: `only ${says}`, advice }
  if (free < scarceBytes) return { name: 'disk', level: 'warn', says: `only ${says}`, advice }
  return { name: 'disk', level: 'ok', says }
}

async function askServer(db: Database): Promise<Finding> {
  const [row] = await db.query<{ bytes: number }>('select pg_database_size(current_database())::float8 as bytes')
  const says = `the database takes ${size(row!.bytes)}; how much its server has free cannot be asked, watch it there`
  return { name: 'disk', level: 'ok', says }
}

function size(bytes: number): string {
  return bytes < 1024 * mebibyte
    ? `${Math.floor(bytes / mebibyte)} MB`
    : `${(bytes / mebibyte / 1024).toLocaleString('en-US', { maximumFractionDigits: 1 })} GB`
}
