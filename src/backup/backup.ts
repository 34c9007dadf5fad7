/** Writes a backup: one moment of the database, and the pictures that it knows at that moment. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { atOneMoment, type Database, type Moment, migrationState, SetupError } from '../db/index.ts'
import { release } from '../kernel/release.ts'
import { keptBlobs } from '../modules/photos/index.ts'
import type { Storage } from '../storage/index.ts'
import {
  type ArchiveWriter,
  blobFolder,
  createArchiveWriter,
  endName,
  manifestName,
  routinesName,
  secretsName,
  tableFolder,
} from './archive.ts'
import { type End, format, type KeptSecrets, type Manifest } from './manifest.ts'
import { openTargetFile } from './target-file.ts'

const compress = promisify(gzip)

/** Rows of a table in one entry, before they are compressed: what is held in memory at once. */
const partBytes = 4_000_000

export interface BackupOptions {
  db: Database
  storage: Storage
  path: string
  /** Unset: it is not encrypted, and holds no secrets. */
  passphrase?: string | undefined
  secrets: KeptSecrets
  now: Date
  onProgress(done: Done): void
}

export interface Done {
  rows: number
  blobs: number
}

export interface Backup extends Done {
  bytes: number
  tables: number
  missing: string[]
}

/** @throws SetupError, Problem storage_unavailable; then there is no file */
export async function makeBackup(options: BackupOptions): Promise<Backup> {
  const { db, path, passphrase, now } = options
  const { current, newer } = await migrationState(db)
  if (newer !== undefined || current === 0) throw cannotBeRead(newer?.what)
  const file = await openTargetFile(path, passphrase)
  try {
    const archive = createArchiveWriter(file.write, now)
    const { rows, blobs, missing } = await atOneMoment(db, (moment) => writeAll(archive, moment, options))
    await archive.finish()
    const bytes = await file.finish()
    return { rows: sumOf(rows), tables: Object.keys(rows).length, blobs, missing, bytes }
  } catch (error) {
    await file.abandon()
    throw error
  }
}

function cannotBeRead(newer: string | undefined): SetupError {
  return newer === undefined
    ? new SetupError('schema_missing', 'The database has no Sambatan tables: there is nothing to back up.')
    : new SetupError(
        'schema_newer_than_code',
        `The database is newer than this version of Sambatan: it has ${newer}, and this code is of release ${release}. Make the backup with the newer Sambatan.`,
      )
}

async function writeAll(archive: ArchiveWriter, moment: Moment, options: BackupOptions): Promise<End> {
  const { db, passphrase, secrets, now } = options
  const hasSecrets = passphrase !== undefined && Object.keys(secrets).length > 0
  const manifest: Manifest = {
    format,
    release,
    made_at: now.toISOString(),
    database: db.kind,
    secrets: hasSecrets,
    shape: { migrations: moment.shape.migrations, tables: moment.shape.tables },
  }
  await archive.add(manifestName, jsonBytes(manifest))
  await archive.add(routinesName, await compress(jsonBytes(moment.shape.routines)))
  if (hasSecrets) await archive.add(secretsName, jsonBytes(secrets))
  const pictures = await writeBlobs(archive, moment, options)
  const rows: End['rows'] = {}
  const done: Done = { rows: 0, blobs: pictures.blobs }
  for (const table of moment.shape.tables) {
    rows[table.name] = await writeRows(archive, table.name, moment.rows(table), (more) => {
      done.rows += more
      options.onProgress(done)
    })
  }
  const end: End = { sha256: '', rows, ...pictures, sequences: await moment.sequences() }
  end.sha256 = archive.sha256()
  await archive.add(endName, jsonBytes(end))
  return end
}

/** First, because nothing holds them as they were: what is removed meanwhile is missing. */
async function writeBlobs(
  archive: ArchiveWriter,
  { tx }: Moment,
  { storage, onProgress }: BackupOptions,
): Promise<Pick<End, 'blobs' | 'missing'>> {
  const written: Pick<End, 'blobs' | 'missing'> = { blobs: 0, missing: [] }
  for await (const { key, isUnused } of keptBlobs(tx)) {
    const bytes = await storage.get(key)
    if (bytes !== undefined) {
      await archive.add(`${blobFolder}${key}`, bytes)
      written.blobs++
      onProgress({ rows: 0, blobs: written.blobs })
    } else if (!isUnused) written.missing.push(key)
  }
  return written
}

async function writeRows(
  archive: ArchiveWriter,
  table: string,
  pages: AsyncIterable<string[]>,
  onRows: (more: number) => void,
): Promise<number> {
  let lines: string[] = []
  let [length, part, count] = [0, 0, 0]
  async function flush(): Promise<void> {
    const bytes = await compress(`${lines.join('\n')}\n`)
    await archive.add(`${tableFolder}${table}/${String(++part).padStart(6, '0')}.ndjson.gz`, bytes)
    lines = []
    length = 0
  }
  for await (const page of pages) {
    lines.push(...page)
    length += page.reduce((sum, line) => sum + line.length, 0)
    count += page.length
    onRows(page.length)
    if (length >= partBytes) await flush()
  }
  if (lines.length > 0) await flush()
  return count
}

export function sumOf(rows: Record<string, number>): number {
  return Object.values(rows).reduce((sum, count) => sum + count, 0)
}

const jsonBytes = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)
