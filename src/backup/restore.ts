/** Puts a backup that was checked into an empty database and a storage. */
import { assertEmpty, type Database, loadDatabase, type Page } from '../db/index.ts'
import { blobAgain } from '../modules/photos/index.ts'
import type { Storage } from '../storage/index.ts'
import { blobFolder, tableFolder } from './archive.ts'
import { sumOf } from './backup.ts'
import { type Contents, expanded, type SourceFile } from './source-file.ts'

/** Rows of one statement come to about so much. */
const pageBytes = 1_000_000

export interface RestoreOptions {
  db: Database
  storage: Storage
  file: SourceFile
  contents: Contents
  /** How many bytes of the file were read, of its size twice. */
  onBytes(read: number): void
}

export interface Restored {
  rows: number
  tables: number
  blobs: number
}

/**
 * Pictures first: they are under keys of their own, and nobody knows them before the rows are there.
 * @throws SetupError, Problem database_unavailable, storage_unavailable; then the database is as it was
 */
export async function restoreBackup({ db, storage, file, contents, onBytes }: RestoreOptions): Promise<Restored> {
  await assertEmpty(db)
  const { manifest, routines, end } = contents
  let blobs = 0
  for await (const { name, bytes } of file.entries(onBytes)) {
    if (name.startsWith(tableFolder)) break
    if (!name.startsWith(blobFolder)) continue
    const key = name.slice(blobFolder.length)
    await storage.put(key, blobAgain(key, bytes))
    blobs++
  }
  const rows = await loadDatabase(db, {
    shape: { ...manifest.shape, routines },
    pages: () => pagesOf(file, (read) => onBytes(file.size + read)),
    sequences: async () => end.sequences,
  })
  return { rows: sumOf(rows), tables: Object.keys(rows).length, blobs }
}

async function* pagesOf(file: SourceFile, onBytes: (read: number) => void): AsyncGenerator<Page> {
  for await (const entry of file.entries(onBytes)) {
    if (!entry.name.startsWith(tableFolder)) continue
    const table = entry.name.slice(tableFolder.length).split('/')[0]!
    const text = await expanded(entry)
    yield* pages(table, text.toString('utf8').trimEnd().split('\n'))
  }
}

function* pages(table: string, all: string[]): Generator<Page> {
  let lines: string[] = []
  let length = 0
  for (const line of all) {
    lines.push(line)
    length += line.length
    if (length < pageBytes) continue
    yield { table, lines }
    lines = []
    length = 0
  }
  if (lines.length > 0) yield { table, lines }
}
