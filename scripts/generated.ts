/** What the generators share: writing a file, or with --check comparing it, and a migrated database to read from. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Database, migrate, openDatabase } from '../src/db/index.ts'
import { findPostgres, startPostgres, type TestPostgres } from '../test/support/postgres.ts'
import { ROOT } from './sources.ts'

export { ROOT }

/** Whether this run only compares: `--check`. */
export const isCheck = process.argv.includes('--check')

/** Files by path from the root. In `folder` there may be nothing else but what `keeps` says. */
export interface Generated {
  files: Record<string, string>
  folder?: string
  keeps?: (path: string) => boolean
}

/** Writes the files, or says which differ and makes the exit code 1. */
export function emit({ files, folder, keeps = () => false }: Generated): void {
  const stray = folder === undefined ? [] : strayFiles(folder, files).filter((path) => !keeps(path))
  const differing = Object.entries(files).filter(([path, text]) => readIfThere(path) !== text)
  if (isCheck) {
    for (const [path] of differing) complain(`${path} is not what it would be generated as: run \`npm run gen\`.`)
    for (const path of stray) complain(`${path} would not be generated any more: run \`npm run gen\`.`)
    return
  }
  for (const [path, text] of differing) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true })
    writeFileSync(join(ROOT, path), text)
    console.log(`wrote ${path}`)
  }
  for (const path of stray) {
    rmSync(join(ROOT, path))
    console.log(`removed ${path}`)
  }
}

export function complain(sentence: string): void {
  console.error(sentence)
  process.exitCode = 1
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(join(ROOT, path), 'utf8')
  } catch {
    return undefined
  }
}

function strayFiles(folder: string, files: Record<string, string>): string[] {
  return sqlFilesOf(folder).filter((path) => !(path in files))
}

/** Paths from the root, in order; none where there is no such folder. */
export function sqlFilesOf(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return []
  const names = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.sql'))
  return names.sort().map((name) => `${folder}/${name}`)
}

/** A migrated embedded database, so that a machine without PostgreSQL can generate as well. */
export function withEmbedded<T>(fn: (db: Database) => Promise<T>): Promise<T> {
  return withEmptyEmbedded(async (db) => {
    await migrate(db)
    return fn(db)
  })
}

export async function withEmptyEmbedded<T>(fn: (db: Database) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sambatan-gen-'))
  const db = await openDatabase({ dataDir })
  try {
    return await fn(db)
  } finally {
    await db.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/**
 * A new PostgreSQL of the version whose dump is committed. Where there is none, a sentence: as a warning when a
 * person only checks, else as a failure.
 */
export async function withPostgres(
  what: string,
  version: number,
  fn: (postgres: TestPostgres) => Promise<void>,
): Promise<void> {
  const binaries = findPostgres()
  if (binaries?.version !== version || !existsSync(join(binaries.binDir, 'pg_dump'))) {
    const sentence = `${what} needs PostgreSQL ${version} with pg_dump (Debian: postgresql-${version}), which was not found.`
    if (process.env.CI === 'true' || !isCheck) complain(sentence)
    else console.warn(`${sentence} It is not checked on this machine.`)
    return
  }
  const postgres = await startPostgres(binaries)
  try {
    await fn(postgres)
  } finally {
    await postgres.remove()
  }
}
