import { join } from 'node:path'
import { checkBackup, type KeptSecrets, openSourceFile, restoreBackup } from '../backup/index.ts'
import type { Config } from '../config.ts'
import { assertEmpty, type Database, openDatabase } from '../db/index.ts'
import { CommandError } from '../failure.ts'
import { parseSecrets } from '../kernel/secrets.ts'
import { keepLocalSecrets, readLocalSecrets } from '../local-secrets.ts'
import { localTime } from './audit-words.ts'
import type { CommandBody, ExitCode } from './command.ts'
import { nameOfDatabase, openPictures, readEnvironment } from './database.ts'
import { examineDatabase, report } from './doctor.ts'
import { interruptible } from './interrupt.ts'
import { passphraseOf, passphraseOption } from './passphrase.ts'
import { counted, createProgress, print } from './terminal.ts'

export const restoreCommand: CommandBody = {
  options: passphraseOption,
  details: [
    'The file is read to its end and checked before anything is changed. It is never put over data: the database must be empty (one that was only migrated, or that a node without demo data has started on, is). All of it comes in one transaction: what ends it in the middle leaves the database as it was, and it can be done again.',
    'A backup of this release or of an earlier one is taken, of either database; it is then brought to this release as any upgrade. Ids, times, numbers and the audit log are as they were. A backup holds statements of its schema: restore only what you, or somebody whom you trust, has made.',
    'At the end the same is looked at as by "sambatan doctor"; exit code 1 when that finds something to be mended.',
    'A node that starts on what was restored goes on with it: it sends letters and webhooks that wait. To try a restore, look with "sambatan doctor", and start no node on it beside the real one.',
  ],
  examples: [
    ['SAMBATAN_DATA_DIR=trial sambatan restore shop.backup', 'Try whether a backup can be restored.'],
    ['DATABASE_URL=postgres://... sambatan restore shop.backup --passphrase-file -', 'Into a server, decrypted.'],
  ],
  async run(args) {
    const path = args.positionals[0]!
    const config = readEnvironment()
    const passphrase = await passphraseOf(args)
    const file = await openSourceFile(path, passphrase)
    const progress = createProgress()
    const share = (doing: string, of: number) => (read: number) =>
      progress.show(`${doing}: ${Math.min(100, Math.floor((100 * read) / of))} %`)
    return interruptible<ExitCode>(async () => {
      const contents = await checkBackup(file, share('Checking the backup', file.size)).finally(() => progress.end())
      await assertSecretsFit(config, contents.secrets)
      const storage = openPictures(config)
      const db = await openDatabase({
        ...config.database,
        dataDir: config.dataDir,
        besideNode: true,
        onError: () => undefined,
      })
      try {
        await assertEmpty(db)
        const { secret, service_key: serviceKey } = contents.secrets
        await keepLocalSecrets(config.dataDir, { ...(secret && { secret }), ...(serviceKey && { serviceKey }) })
        const onBytes = share('Restoring', 2 * file.size)
        const { tables, rows, blobs } = await restoreBackup({ db, storage, file, contents, onBytes }).finally(() =>
          progress.end(),
        )
        print(
          `Restored ${counted(tables, 'table')} with ${counted(rows, 'row')} and ${counted(blobs, 'picture')} into ${nameOfDatabase(config)}, as they were at ${localTime(contents.manifest.made_at)}.`,
        )
        for (const line of await aboutSecrets(config, contents.secrets)) print(line)
        return await lookOver(db, config)
      } finally {
        await db.close()
      }
    })
  },
}

/** What doctor says of it, where that is not that all is well. */
export async function lookOver(db: Database, config: Config): Promise<ExitCode> {
  const findings = await examineDatabase(db, config)
  print(report(findings, true))
  return findings.some(({ level }) => level === 'fail') ? 1 : 0
}

/** @throws CommandError where the folder has a secret already that opens nothing of the backup */
async function assertSecretsFit(config: Config, { secret }: KeptSecrets): Promise<void> {
  if (secret === undefined || isSet(config, secret)) return
  const there = await readLocalSecrets(config.dataDir)
  if (there.secret === undefined || there.secret === secret) return
  const file = join(config.dataDir, 'secret')
  throw new CommandError(
    `The folder ${config.dataDir} has another secret (${file}) than the backup, which would not open what the backup holds sealed. Nothing was changed. Move that file away, stop a node that runs there, and restore again; or choose another folder with SAMBATAN_DATA_DIR.`,
  )
}

function isSet(config: Config, secret: string): boolean {
  return config.secret !== undefined && parseSecrets(config.secret).versions.some(({ value }) => value === secret)
}

const sealed = 'refund accounts, second factors, webhooks and the keys of web push'

async function aboutSecrets(config: Config, { secret }: KeptSecrets): Promise<string[]> {
  const file = join(config.dataDir, 'secret')
  const usesFolder = config.secret === undefined && config.database.url === undefined && !config.production
  if (secret !== undefined) {
    if (isSet(config, secret)) return []
    if (usesFolder) return [`Its secrets were put back into ${config.dataDir}.`]
    const value = config.secret === undefined ? `"$(cat ${file})"` : `"<the one that is set>,$(cat ${file})"`
    return [`Its secret was put into ${file}. Start the nodes with SAMBATAN_SECRET=${value}: it opens ${sealed}.`]
  }
  // Which one it should be nobody knows here; that it does not fit is what doctor finds.
  if (config.secret !== undefined || (usesFolder && (await readLocalSecrets(config.dataDir)).secret)) return []
  const place = usesFolder ? `, or put its file back as ${file}` : ''
  return [
    `The backup holds no secret. Before a node starts, set SAMBATAN_SECRET to the one that was in use${place}: it opens ${sealed}.`,
  ]
}
