/**
 * The database as a copy can be made of it while nodes run. A server shows a transaction one moment for as long as it likes. The
 * embedded database is one session: whoever reads all of it in one transaction would stop the node for as long. So its files
 * are copied while it stands still, which takes a moment, and the copy is opened beside it, as after a crash.
 */
import { constants, readdirSync, rmSync, statSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '../../kernel/clock.ts'
import type { Backend } from '../backend.ts'
import type { Database, DatabaseOptions } from '../database.ts'
import { folderError } from '../embedded/folder.ts'
import { connectToHolder } from '../embedded/guest.ts'
import { openDatabase } from '../open.ts'

/** Well within what the embedded database gives whoever has it and says nothing. */
const signOfLifeMs = 3000
/** A copy that nobody has touched for so long, of a process that is gone, was left behind. */
const leftAfterMs = 60_000
const copyPrefix = 'db.backup-'

/** To read from, and to close: beside a node that has the embedded database it is a copy, which goes when it is closed. */
export async function openSnapshot(options: DatabaseOptions): Promise<Database> {
  const { dataDir } = options
  if (options.url !== undefined || dataDir === undefined) return openDatabase(options)
  removeLeftCopies(dataDir)
  const holder = await connectToHolder(dataDir)
  if (holder === undefined) return openDatabase(options)
  const copy = join(dataDir, `${copyPrefix}${process.pid}`)
  const remove = () => rmSync(copy, { recursive: true, force: true })
  process.once('exit', remove)
  const forget = () => {
    remove()
    process.off('exit', remove)
  }
  try {
    await copyFiles(holder, dataDir, copy).finally(() => holder.close())
    const db = await openDatabase({ ...options, dataDir: copy })
    return { ...db, close: () => db.close().finally(forget) }
  } catch (error) {
    forget()
    throw folderError(dataDir, error)
  }
}

/** While the transaction is open nobody else's statement runs, and what was committed is in the files. */
async function copyFiles(holder: Backend, dataDir: string, copy: string): Promise<void> {
  const connection = await holder.primary.acquire()
  try {
    await connection.query('begin')
    const timer = setInterval(() => void connection.query('select 1').catch(() => undefined), signOfLifeMs)
    try {
      await mkdir(copy, { mode: 0o700 })
      // Where the file system can, the blocks are shared until one of both changes them.
      await cp(join(dataDir, 'db'), join(copy, 'db'), { recursive: true, mode: constants.COPYFILE_FICLONE })
    } finally {
      clearInterval(timer)
    }
    // Fails outside of a transaction: where ours was cut off meanwhile, others may have written into what was copied.
    await connection.query('rollback and chain')
    await connection.query('rollback')
    connection.release()
  } catch (error) {
    connection.discard()
    throw error
  }
}

function removeLeftCopies(dataDir: string): void {
  for (const name of readNames(dataDir)) {
    if (!name.startsWith(copyPrefix)) continue
    const path = join(dataDir, name)
    const touchedAt = Math.max(touched(path), touched(join(path, 'lock')), touched(join(path, 'db')))
    if (systemClock.now().getTime() - touchedAt < leftAfterMs || isAlive(Number(name.slice(copyPrefix.length))))
      continue
    rmSync(path, { recursive: true, force: true })
  }
}

function readNames(dataDir: string): string[] {
  try {
    return readdirSync(dataDir)
  } catch {
    return [] // what is wrong with the folder is told when it is opened
  }
}

function touched(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
