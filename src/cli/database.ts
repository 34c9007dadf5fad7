/** Opens the configured database for a command that works on it by itself, without the rest of a node. */
import { pino } from 'pino'
import { type Config, readConfig } from '../config.ts'
import { unreadVariables } from '../config-warnings.ts'
import { type Database, hasDatabase, migrationState, openDatabase } from '../db/index.ts'
import { CommandError } from '../failure.ts'
import { systemClock } from '../kernel/clock.ts'
import { openStorage, type Storage } from '../storage/index.ts'
import { warn } from './terminal.ts'

/**
 * The configuration; what looks like a setting and is none is told first: with a misspelt DATABASE_URL a command would
 * work on another database.
 */
export function readEnvironment(): Config {
  for (const { says, advice } of unreadVariables(process.env)) warn(`${says}. ${advice}`)
  return readConfig(process.env)
}

export function openConfigured(config: Config): Promise<Database> {
  return openDatabase({
    ...config.database,
    dataDir: config.dataDir,
    // What goes wrong with a connection shows in the command's own statements.
    onError: () => undefined,
  })
}

/** What goes wrong with it shows in what the command says. */
export function openPictures({ storage }: Config): Storage {
  return openStorage(storage, { clock: systemClock, log: pino({ level: 'silent' }) })
}

/** Looking for a database must not make one: only `migrate`, `seed` and `serve` do. Throws where that cannot be seen. */
export function isMissing(config: Config): boolean {
  return config.database.url === undefined && !hasDatabase(config.dataDir)
}

export function assertThere(config: Config): void {
  if (!isMissing(config)) return
  throw new CommandError(
    `There is no database in ${config.dataDir} yet. Run "sambatan migrate" to make one, or set SAMBATAN_DATA_DIR or DATABASE_URL to the one you mean.`,
  )
}

/** As a person knows it. */
export function nameOfDatabase(config: Config): string {
  return config.database.url === undefined ? `the embedded database in ${config.dataDir}` : 'the server of DATABASE_URL'
}

/** Runs `work` on the configured database, which must be there and migrated, and closes it. */
export async function withDatabase<T>(work: (db: Database, config: Config) => Promise<T>): Promise<T> {
  const config = readEnvironment()
  assertThere(config)
  return withOpen(config, async (db) => {
    const { current, latest, pendingMigrations } = await migrationState(db)
    if (pendingMigrations.length > 0) {
      throw new CommandError(
        current === 0
          ? 'The database has no Sambatan tables yet. Run "sambatan migrate" first.'
          : `The database is at version ${current} and this code needs ${latest}. Run "sambatan migrate" first.`,
      )
    }
    return work(db, config)
  })
}

export async function withOpen<T>(config: Config, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openConfigured(config)
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}
