import { migrate } from '../db/index.ts'
import { CommandError } from '../failure.ts'
import { parseSecrets } from '../kernel/secrets.ts'
import { withLocalSecrets } from '../local-secrets.ts'
import { seedDemo } from '../seed/index.ts'
import { aboutDemo, makeDemoPassword } from '../seed/start.ts'
import type { CommandBody, ExitCode } from './command.ts'
import { openPictures, readEnvironment, withOpen } from './database.ts'
import { counted, createProgress, print } from './terminal.ts'

export const seedCommand: CommandBody = {
  details: [
    'Indonesian perfume makers with products, pictures, and campaigns in every state, made through the engine itself so that histories and counters are those of real campaigns. A database that holds any product or campaign is left as it is.',
    'With NODE_ENV=production it refuses, because records of campaigns are permanent; SAMBATAN_DEMO=on says that you mean it.',
  ],
  examples: [['SAMBATAN_DATA_DIR=/tmp/try sambatan seed', 'Make a database to try things on.']],
  async run() {
    const config = readEnvironment()
    if (config.production && config.demo === 'off') {
      throw new CommandError(
        'This is production (NODE_ENV=production), and demo data cannot be removed again. Set SAMBATAN_DEMO=on if you mean it.',
      )
    }
    if (config.demo === 'reset') {
      throw new CommandError(
        'With SAMBATAN_DEMO=reset a start fills the database by itself, and marks it as a demo that may be set back. Run "sambatan serve".',
      )
    }
    return withOpen<ExitCode>(config, async (db) => {
      await migrate(db)
      const { secret } = await withLocalSecrets(config)
      const storage = openPictures(config)
      const progress = createProgress()
      const password = makeDemoPassword(config)
      const summary = await seedDemo(
        { db, config, storage, secrets: secret === undefined ? undefined : parseSecrets(secret) },
        {
          password,
          onProgress: (done, total) => progress.show(`Telling the demo's history: ${done} of ${total} steps`),
        },
      ).finally(() => progress.end())
      if (!summary) {
        print('The database holds data already: nothing was changed.')
        return 0
      }
      const { sellers, products, campaigns, participations, events } = summary
      print(
        `Seeded ${counted(sellers, 'seller')}, ${counted(products, 'product')}, ${counted(campaigns, 'campaign')}, ${counted(participations, 'participation')} and ${counted(events, 'audit event')}.`,
      )
      print(signingIn(password))
      return 0
    })
  },
}

function signingIn(password: string | undefined): string {
  if (password !== undefined) return aboutDemo({ seeded: false, password }, true).join('\n')
  return 'Nobody can sign in as one of the demo: its password is published, and others may come to this database. With SAMBATAN_DEMO=on they get one of their own.'
}
