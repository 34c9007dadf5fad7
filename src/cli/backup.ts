import { join } from 'node:path'
import { type Backup, makeBackup } from '../backup/index.ts'
import type { Config } from '../config.ts'
import { openSnapshot } from '../db/index.ts'
import { CommandError } from '../failure.ts'
import { systemClock } from '../kernel/clock.ts'
import { type LocalSecrets, readLocalSecrets } from '../local-secrets.ts'
import type { CommandBody } from './command.ts'
import { assertThere, openPictures, readEnvironment } from './database.ts'
import { interruptible } from './interrupt.ts'
import { passphraseLengthMin, passphraseOf, passphraseOption } from './passphrase.ts'
import { counted, createProgress, megabytes, print, warn } from './terminal.ts'

export const backupCommand: CommandBody = {
  options: passphraseOption,
  details: [
    'What is in it is one moment of the database, whatever is joined meanwhile, and the pictures that belong to it. Nodes go on: beside a node with the embedded database its files are copied first, for which it stands still for a moment, and which takes as much room in its folder as the database has, until the backup is done.',
    'The file appears when all of it is on the disk. It is readable by you alone, and holds names, addresses and phone numbers: encrypt it with --passphrase-file (at least 12 characters; the format of age, so that "age -d" opens it, too). An encrypted one also holds the secrets that a first start made in the data folder; those that you set in the environment you keep yourself.',
    'The file fits both databases: "sambatan restore" puts it into PostgreSQL or into an embedded one.',
  ],
  examples: [
    ['sambatan backup /mnt/backups/sambatan-$(date +%F).backup', 'One a day, from cron.'],
    ['sambatan backup shop.backup --passphrase-file ~/.sambatan-passphrase', 'To be kept where others may read it.'],
  ],
  async run(args) {
    const path = args.positionals[0]!
    const config = readEnvironment()
    const passphrase = await passphraseOf(args)
    if (passphrase !== undefined && passphrase.length < passphraseLengthMin) {
      throw new CommandError(`The passphrase is too short: take at least ${passphraseLengthMin} characters.`)
    }
    assertThere(config)
    const local =
      config.database.url === undefined && config.secret === undefined ? await readLocalSecrets(config.dataDir) : {}
    const now = systemClock.now()
    const backup = await interruptible(() => write({ config, path, passphrase, local, now }))
    const { tables, rows, blobs, bytes } = backup
    print(
      `Backed up ${counted(tables, 'table')} with ${counted(rows, 'row')} and ${counted(blobs, 'picture')} to ${path} (${megabytes(bytes)}).`,
    )
    for (const line of notes(config, local, passphrase !== undefined)) print(line)
    warnOfMissing(backup, config)
    return 0
  },
}

interface Wish {
  config: Config
  path: string
  passphrase: string | undefined
  local: LocalSecrets
  now: Date
}

async function write({ config, path, passphrase, local, now }: Wish): Promise<Backup> {
  const db = await openSnapshot({ ...config.database, dataDir: config.dataDir, onError: () => undefined })
  const progress = createProgress()
  try {
    return await makeBackup({
      db,
      storage: openPictures(config),
      path,
      passphrase,
      secrets: { secret: local.secret, service_key: local.serviceKey },
      now,
      onProgress: ({ rows, blobs }) =>
        progress.show(`Backing up: ${counted(blobs, 'picture')}, ${counted(rows, 'row')}`),
    })
  } finally {
    progress.end()
    await db.close()
  }
}

const without =
  'without it refund accounts, second factors, webhooks and the keys of web push cannot be opened after a restore'

function notes(config: Config, local: LocalSecrets, isEncrypted: boolean): string[] {
  const lines: string[] = []
  if (!isEncrypted) {
    lines.push(
      'It is not encrypted: whoever has the file reads names, addresses and phone numbers. --passphrase-file encrypts it.',
    )
  }
  if (local.secret !== undefined && isEncrypted) {
    lines.push(
      'The secrets of the data folder are in it. Keep the passphrase apart from it: without it nobody opens it.',
    )
  } else if (local.secret !== undefined) {
    lines.push(
      `Not in it, because it is not encrypted: the secret in ${join(config.dataDir, 'secret')}. Keep a copy of that file as well, apart from this one: ${without}.`,
    )
  } else if (config.secret !== undefined) {
    lines.push(`Not in it: your environment. Keep SAMBATAN_SECRET as well, apart from this file: ${without}.`)
  }
  return lines
}

function warnOfMissing({ missing }: Backup, config: Config): void {
  if (missing.length === 0) return
  const where = config.storage.kind === 'folder' ? config.storage.dir : config.storage.bucket
  warn(
    `${counted(missing.length, 'picture')} that the database knows ${missing.length === 1 ? 'is' : 'are'} not in ${where}, and so not in the backup, such as ${missing[0]}. Either photos were removed while it was made, or this is not the storage of the nodes (SAMBATAN_PHOTOS_DIR, SAMBATAN_S3_*).`,
  )
}
