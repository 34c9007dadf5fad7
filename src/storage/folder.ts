/**
 * Blobs in a folder of this machine (or one that all nodes mount). A blob is written beside its place, flushed to the
 * disk and renamed into it: whoever reads finds all of it or nothing, also after a crash in the middle.
 */
import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Clock } from '../kernel/clock.ts'
import type { Logger } from '../kernel/logger.ts'
import { Problem } from '../kernel/problem.ts'
import { assertKey, type Blob, type Storage } from './storage.ts'

/** Where blobs are while they are being written; the name is no key. */
const unfinished = '.unfinished'

/** What is unfinished for so long was left by a process that died. */
const abandonedMs = 3_600_000

type Work = 'put' | 'get' | 'delete'

interface Options {
  dir: string
  clock: Clock
  log: Logger
}

export function openFolder({ dir, clock, log }: Options): Storage {
  const root = resolve(dir)
  let prepared: Promise<void> | undefined

  async function prepare(): Promise<void> {
    await mkdir(join(root, unfinished), { recursive: true, mode: 0o700 })
    await removeAbandoned(join(root, unfinished), clock.now().getTime() - abandonedMs)
  }

  function ready(): Promise<void> {
    prepared ??= prepare().catch((error) => {
      prepared = undefined
      throw error
    })
    return prepared
  }

  /** What of it fails: on a full disk blobs are read as ever. Each change is one line, however many uploads it refuses. */
  const failing = new Set<Work>()

  async function attempt<T>(what: Work, work: () => Promise<T>): Promise<T> {
    try {
      const result = await work()
      if (failing.delete(what)) log.warn({ storage: root, what }, 'the folder of blobs is well again')
      return result
    } catch (error) {
      if (!failing.has(what)) log.warn({ err: error, storage: root, what }, 'the folder of blobs fails')
      failing.add(what)
      throw new Problem('storage_unavailable', {}, { retryAfterSeconds: 5, cause: error })
    }
  }

  return {
    name: root,
    async put(key, blob) {
      assertKey(key)
      return attempt('put', async () => {
        await ready()
        await write(root, key, blob)
      })
    },
    async get(key) {
      assertKey(key)
      return attempt('get', () => readFile(join(root, key)).catch(unlessMissing))
    },
    async delete(key) {
      assertKey(key)
      return attempt('delete', async () => {
        await rm(join(root, key), { force: true })
        await removeIfEmpty(dirname(join(root, key)), root)
      })
    },
  }
}

async function write(root: string, key: string, { bytes }: Blob): Promise<void> {
  const place = join(root, key)
  const draft = join(root, unfinished, randomBytes(12).toString('hex'))
  try {
    await withFile(draft, 'wx', async (file) => {
      await file.writeFile(bytes)
      await file.sync()
    })
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    await rename(draft, place)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  // The rename is a change of the folder, and the folder one of the folder above it.
  for (let folder = dirname(place); folder.length >= root.length; folder = dirname(folder)) await flush(folder)
}

async function flush(folder: string): Promise<void> {
  // Windows opens no folders, and needs none flushed.
  if (process.platform === 'win32') return
  await withFile(folder, 'r', (handle) => handle.sync())
}

async function withFile(path: string, flags: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    await work(file)
  } finally {
    await file.close()
  }
}

/** The last blob of a folder takes it along. A blob that is just being put there fails, and nothing is lost of it. */
async function removeIfEmpty(folder: string, root: string): Promise<void> {
  if (folder === root) return
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code ?? '')) throw error
  })
}

async function removeAbandoned(folder: string, olderThanMs: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name)
    const found = await stat(file).catch(unlessMissing)
    if (found !== undefined && found.mtimeMs < olderThanMs) await rm(file, { force: true })
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}
