/** The secrets that an installation needs, made once, as files. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { CommandError } from '../failure.ts'
import { parseSecrets } from '../kernel/secrets.ts'
import { type CommandBody, UsageError } from './command.ts'
import { readGiven } from './given-file.ts'
import { print } from './terminal.ts'

export const secretsCommand: CommandBody = {
  options: {
    database: {
      type: 'string',
      value: 'URL',
      summary: 'Also database-url: this address, without a password, with one that is made.',
    },
    'database-password': {
      type: 'string',
      value: 'FILE',
      summary: 'Where that password lies for the database itself.',
    },
    'secret-file': {
      type: 'string',
      value: 'FILE',
      summary:
        'The secret of the installation that is restored here, instead of a new one; with "-", in standard input.',
    },
  },
  details: [
    'Writes secret and service-key, for SAMBATAN_SECRET_FILE and SAMBATAN_SERVICE_KEY_FILE, each where there is none yet. Run it as often as you like: nothing is ever replaced. Keep a copy of the secret, apart from your backups: what the secret has encrypted (second factors, refund accounts, secrets of webhooks) opens with it alone.',
    'Files are for their owner alone, but for the password of the database, whose server runs as another user.',
  ],
  examples: [
    ['sambatan secrets /etc/sambatan/secrets', 'Make a secret and a service key.'],
    [
      'sambatan secrets s --database postgres://sambatan@db/sambatan --database-password p/password',
      'The same, with a password for a database of its own.',
    ],
    [
      'sambatan secrets /etc/sambatan/secrets --secret-file old-secret',
      'Those of a machine that a backup goes back to.',
    ],
  ],
  async run(args) {
    const folder = resolve(args.positionals[0]!)
    const [url, passwordFile] = [args.value('database'), args.value('database-password')]
    if ((url === undefined) !== (passwordFile === undefined)) {
      throw new UsageError('--database and --database-password belong together.')
    }
    const given = await givenSecret(args.value('secret-file'))
    try {
      keepSecret(join(folder, 'secret'), given)
      tell(join(folder, 'service-key'), keep(join(folder, 'service-key'), () => `sk_${random()}`).made)
      if (url !== undefined) makeDatabaseUrl(url, join(folder, 'database-url'), resolve(passwordFile!))
    } catch (error) {
      const { code, path, syscall } = error as NodeJS.ErrnoException
      if (syscall === undefined) throw error
      throw new CommandError(
        `${path ?? folder} cannot be written to (${code}). Run this as a user who may write there.`,
      )
    }
    return 0
  },
}

const secretLengthMin = 32

async function givenSecret(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined
  const secret = (await readGiven(path, 'secret')).trim()
  // Found out here and not at the start, when the backup is restored already.
  if (parseSecrets(secret).versions.some(({ value }) => value.length < secretLengthMin)) {
    throw new CommandError(
      `What is given is no secret of Sambatan: those have at least ${secretLengthMin} characters. Nothing was made.`,
    )
  }
  return secret
}

/** @throws CommandError where there is one already that is not what is given */
function keepSecret(file: string, given: string | undefined): void {
  const { text, made } = keep(file, () => given ?? random())
  if (given !== undefined && text !== given) {
    throw new CommandError(
      `${file} holds another secret than the one that is given, and nothing is ever replaced. Where nothing here needs it (a new installation), move that file away and run this again.`,
    )
  }
  tell(file, made)
}

function makeDatabaseUrl(given: string, file: string, passwordFile: string): void {
  if (!/^postgres(ql)?:\/\//.test(given) || !URL.canParse(given) || new URL(given).password !== '') {
    throw new UsageError(
      '--database must be an address without a password, such as postgres://sambatan@database:5432/sambatan.',
    )
  }
  const { text: password, made } = keep(passwordFile, random, 0o444)
  tell(passwordFile, made)
  const url = new URL(given)
  url.password = password
  tell(file, keep(file, () => url.href).made)
}

const random = () => randomBytes(32).toString('hex')

/** What the file holds; where there is none, what is made and kept in it. */
function keep(file: string, make: () => string, mode = 0o400): { text: string; made: boolean } {
  // The folder of a volume is there, and its rights are not ours to say.
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 })
  try {
    const text = make()
    const mask = process.umask(0)
    try {
      writeFileSync(file, `${text}\n`, { flag: 'wx', mode })
    } finally {
      process.umask(mask)
    }
    return { text, made: true }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return { text: readFileSync(file, 'utf8').trim(), made: false }
  }
}

function tell(file: string, made: boolean): void {
  print(`${made ? 'made' : 'kept'}  ${file}`)
}
