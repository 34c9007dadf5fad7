import { join } from 'node:path'
import { moveRows } from '../backup/index.ts'
import { type Config, readConfig } from '../config.ts'
import { type Database, noteMove, openDatabase } from '../db/index.ts'
import { type LocalSecrets, readLocalSecrets } from '../local-secrets.ts'
import { type CommandBody, type ExitCode, UsageError } from './command.ts'
import { assertThere, readEnvironment } from './database.ts'
import { interruptible } from './interrupt.ts'
import { lookOver } from './restore.ts'
import { counted, createProgress, print } from './terminal.ts'

export const moveCommand: CommandBody = {
  options: { to: { type: 'string', value: 'URL', summary: 'The address of an empty database, as in DATABASE_URL.' } },
  details: [
    'Stop the node first: what it took while its rows are copied would be lost. Every row goes over as it is, with ids, times, numbers and the audit log, in one transaction on the server: what ends it in the middle leaves both databases as they were.',
    'Pictures stay where they are. The embedded database stays as well, and nothing starts on it any more. At the end the server is looked at as by "sambatan doctor", and you are told what to set from now on.',
    'A password in URL can be seen by others of this machine while it runs: PGPASSWORD or ~/.pgpass do as well.',
  ],
  examples: [['sambatan move --to postgres://sambatan@db.example:5432/sambatan', 'The shop has outgrown its machine.']],
  async run(args) {
    const to = args.value('to')
    if (to === undefined)
      throw new UsageError('Where to? Name the server: sambatan move --to postgres://user@host:5432/database.')
    if (!/^postgres(ql)?:\/\/./.test(to)) {
      throw new UsageError(`--to must be a PostgreSQL URL such as postgres://user@host:5432/database.`)
    }
    const config = readEnvironment()
    if (config.database.url !== undefined) {
      throw new UsageError(
        'DATABASE_URL is set, and so the database is on a server already. Run this without it, to move the embedded one.',
      )
    }
    assertThere(config)
    const local = config.secret === undefined ? await readLocalSecrets(config.dataDir) : {}
    const env = { ...process.env, DATABASE_URL: to, ...(local.secret && { SAMBATAN_SECRET: local.secret }) }
    const later = readConfig(env)
    return interruptible<ExitCode>(async () => {
      const source = await openDatabase({ ...config.database, dataDir: config.dataDir, onError: () => undefined })
      try {
        const target = await openDatabase({ ...later.database, onError: () => undefined })
        try {
          return await move({ source, target, config, later, local })
        } finally {
          await target.close()
        }
      } finally {
        await source.close()
      }
    })
  },
}

interface Move {
  source: Database
  target: Database
  config: Config
  /** Of the nodes from now on. */
  later: Config
  local: LocalSecrets
}

async function move({ source, target, config, later, local }: Move): Promise<ExitCode> {
  const progress = createProgress()
  const { tables, rows } = await moveRows(source, target, (count) =>
    progress.show(`Moving: ${counted(count, 'row')}`),
  ).finally(() => progress.end())
  const name = nameOfServer(later.database.url!)
  noteMove(config.dataDir, name)
  print(`Moved ${counted(tables, 'table')} with ${counted(rows, 'row')} from ${config.dataDir} to ${name}.`)
  const code = await lookOver(target, later)
  print(whatNow(config, local, name))
  return code
}

function nameOfServer(url: string): string {
  const { host, pathname } = new URL(url)
  return `the server ${host}${pathname}`
}

function whatNow({ dataDir, storage }: Config, local: LocalSecrets, name: string): string {
  const lines = ['', 'From now on start with', `  DATABASE_URL              the address of ${name}`]
  if (local.secret) lines.push(`  SAMBATAN_SECRET           what is in ${join(dataDir, 'secret')}`)
  if (local.serviceKey) lines.push(`  SAMBATAN_SERVICE_KEY      what is in ${join(dataDir, 'service-key')}`)
  if (storage.kind === 'folder') {
    lines.push(
      `Pictures stay in ${storage.dir}: keep SAMBATAN_DATA_DIR as it is here, or take that folder along and set SAMBATAN_PHOTOS_DIR.`,
    )
  }
  lines.push(
    `The embedded database is left in ${dataDir} as it was, and nothing starts on it any more. Remove it when all is well.`,
  )
  return lines.join('\n')
}
