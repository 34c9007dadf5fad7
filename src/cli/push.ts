/** New keys for web push, where the old ones cannot be opened any more, or somebody else has them. */
import { CommandError } from '../failure.ts'
import { parseSecrets } from '../kernel/secrets.ts'
import { withLocalSecrets } from '../local-secrets.ts'
import { replacePushKeys } from '../modules/notifications/index.ts'
import { type CommandBody, UsageError } from './command.ts'
import { withDatabase } from './database.ts'
import { counted, print } from './terminal.ts'

export const pushCommand: CommandBody = {
  details: [
    'new-keys: makes a new pair of keys, and forgets every browser that was asked for with the old one: each of them takes nothing else, and has to be turned on once more. Letters and inboxes go on as before.',
    'Needed where SAMBATAN_SECRET was lost, so that the keys cannot be opened, or where somebody else has them. Run it with the environment of the nodes (SAMBATAN_SECRET, DATABASE_URL), beside them on a database server. The embedded database belongs to one process: stop the node first.',
  ],
  examples: [['sambatan push new-keys', 'The secret that had sealed the keys is lost.']],
  async run(args) {
    const [act] = args.positionals as [string]
    if (act !== 'new-keys') throw new UsageError(`"${act}" is nothing that "sambatan push" does. It does: new-keys.`)
    await withDatabase(async (db, config) => {
      const { secret } = await withLocalSecrets(config)
      if (secret === undefined) {
        throw new CommandError('Keys are sealed with SAMBATAN_SECRET. Run this with the same environment as the nodes.')
      }
      const forgotten = await db.tx((tx) => replacePushKeys(tx, parseSecrets(secret)))
      print(`Browsers are asked for with new keys from now on; ${counted(forgotten, 'browser')} forgotten.`)
    })
    return 0
  },
}
