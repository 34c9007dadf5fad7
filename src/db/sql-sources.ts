/** The SQL that this code brings: `sql/migrations/NNNN_name.sql`, in order, and `sql/functions/<module>/<name>.sql`. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SetupError } from './errors.ts'

export interface SqlFile {
  /** Relative to the sql folder, with forward slashes: `functions/lifecycle/complete_sambatan_campaign.sql`. */
  path: string
  text: string
  sha256: string
}

export interface Migration extends SqlFile {
  version: number
  name: string
  /** Nodes of the release before cannot work on what it makes: they refuse to start. */
  breaking: boolean
}

export interface SqlSources {
  migrations: Migration[]
  functions: SqlFile[]
}

export const sqlFolder = fileURLToPath(new URL('../../sql/', import.meta.url))

/** What a migration begins with that nodes of the release before cannot live with; what follows says why. */
const breakingMark = '-- breaking: '

export function readSources(sqlDir: string = sqlFolder): SqlSources {
  return {
    migrations: readSqlFiles(sqlDir, 'migrations').map(toMigration),
    functions: readSqlFiles(sqlDir, 'functions'),
  }
}

/** The version of this code: its newest migration. */
export function latestMigration(): number {
  return readSqlFiles(sqlFolder, 'migrations').length
}

/** The SQL function that a file of functions holds, which bears the file's name. */
export function functionOf(path: string): string {
  return basename(path, '.sql')
}

function readSqlFiles(sqlDir: string, folder: string): SqlFile[] {
  const names = readdirSync(join(sqlDir, folder), { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('.sql'))
    .map((name) => {
      const full = join(sqlDir, folder, name)
      const text = readFileSync(full, 'utf8')
      const sha256 = createHash('sha256').update(text).digest('hex')
      return { path: relative(sqlDir, full).split(sep).join('/'), text, sha256 }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function toMigration(file: SqlFile, index: number): Migration {
  const match = /\/(\d{4})_([a-z0-9_]+)\.sql$/.exec(file.path)
  const version = Number(match?.[1])
  if (match?.[1] === undefined || match[2] === undefined || version !== index + 1) {
    throw new SetupError(
      'migration_misnamed',
      `${file.path} is out of line: migrations are named NNNN_name.sql and numbered without gaps, so number ${String(index + 1).padStart(4, '0')} was expected here.`,
    )
  }
  return { ...file, version, name: `${match[1]}_${match[2]}`, breaking: file.text.startsWith(breakingMark) }
}
