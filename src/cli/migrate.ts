import { migrate, migrationState } from '../db/index.ts'
import type { CommandBody, ExitCode } from './command.ts'
import { readEnvironment, withOpen } from './database.ts'
import { counted, print } from './terminal.ts'

export const migrateCommand: CommandBody = {
  details: [
    'Applies what is missing of sql/migrations, a transaction for each, and then what has changed of sql/functions in one: each happens whole or not at all. Safe to run on any number of machines at once, and again at any time. "sambatan serve" and "sambatan worker" do the same when they start.',
    'Refuses a database that a newer release has seen to. (A node that starts on one changes nothing and serves on, so that nodes can be upgraded one by one.)',
  ],
  examples: [['DATABASE_URL=postgres://... sambatan migrate', 'Before a new version is rolled out.']],
  async run() {
    return withOpen<ExitCode>(readEnvironment(), async (db) => {
      const applied = await migrate(db)
      const { latest } = await migrationState(db)
      for (const name of applied.migrations) print(`applied migration ${name}`)
      if (applied.functions.length > 0) print(`applied ${counted(applied.functions.length, 'function file')}`)
      for (const signature of applied.dropped) print(`dropped ${signature}`)
      const nothing = applied.migrations.length === 0 && applied.functions.length === 0
      print(nothing ? `Nothing to do: the database is at version ${latest}.` : `The database is at version ${latest}.`)
      return 0
    })
  },
}
