/** The file of a backup: written beside its place, and moved there when all of it is on the disk. */
import { existsSync, rmSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PassThrough } from 'node:stream'
import { SetupError } from '../db/index.ts'
import { encrypted } from './encryption.ts'

export interface TargetFile {
  write(bytes: Uint8Array): Promise<void>
  /** @returns how large it is */
  finish(): Promise<number>
  abandon(): Promise<void>
}

/** @throws SetupError where it cannot be written, or is there already */
export async function openTargetFile(path: string, passphrase: string | undefined): Promise<TargetFile> {
  assertFree(path)
  const partial = `${path}.partial`
  await rm(partial, { force: true }).catch(() => undefined)
  const file = await open(partial, 'wx', 0o600).catch((error) => {
    throw unwritable(path, error)
  })
  // A command that is told to stop leaves by `exit`.
  const remove = () => rmSync(partial, { force: true })
  process.once('exit', remove)
  const plain = passphrase === undefined ? undefined : new PassThrough()
  let written = 0
  const save = async (bytes: Uint8Array) => {
    await file.writeFile(bytes)
    written += bytes.length
  }
  const sealing = plain && seal(plain, passphrase!, save)
  // It is waited for at the end; until then its failure must not be nobody's.
  sealing?.catch((error) => plain?.destroy(error))
  return {
    async write(bytes) {
      try {
        if (plain === undefined) await save(bytes)
        else await offer(plain, bytes)
      } catch (error) {
        throw unwritable(path, error)
      }
    },
    async finish() {
      try {
        plain?.end()
        await sealing
        await file.sync()
        await file.close()
        assertFree(path)
        await rename(partial, path)
        process.off('exit', remove)
        await flushFolder(dirname(path))
        return written
      } catch (error) {
        throw unwritable(path, error)
      }
    },
    async abandon() {
      plain?.destroy()
      await sealing?.catch(() => undefined)
      await file.close().catch(() => undefined)
      await rm(partial, { force: true })
      process.off('exit', remove)
    },
  }
}

async function seal(plain: PassThrough, passphrase: string, save: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  for await (const bytes of await encrypted(plain, passphrase)) await save(bytes as Uint8Array)
}

/** Waits while what encrypts is behind, so that memory stays bounded. */
async function offer(stream: PassThrough, bytes: Uint8Array): Promise<void> {
  if (stream.errored) throw stream.errored
  if (stream.write(bytes)) return
  await new Promise<void>((resolve, reject) => {
    const done = (error?: Error | null) => {
      stream.off('drain', done)
      stream.off('close', closed)
      if (error) reject(error)
      else resolve()
    }
    const closed = () => done(stream.errored ?? new Error('the file was closed'))
    stream.once('drain', done)
    stream.once('close', closed)
  })
}

function assertFree(path: string): void {
  if (!existsSync(path)) return
  throw new SetupError(
    'backup_exists',
    `${path} is there already, and no backup takes the place of another. Choose another name, such as one with the date, or remove that file first.`,
  )
}

async function flushFolder(folder: string): Promise<void> {
  // Windows opens no folders, and needs none flushed.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

function unwritable(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (error instanceof SetupError || typeof code !== 'string') return error
  const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
  return new SetupError(
    'backup_unwritable',
    full
      ? `The disk is full: the backup could not be finished, and nothing of it was left behind (${path}, ${code}). Make room, or choose another disk.`
      : `${path} cannot be written (${code}). Choose another place for the backup.`,
    error,
  )
}
