/** The passphrase of a backup: from a file, or from standard input; never from the command line, which others of the machine see. */
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { CommandError } from '../failure.ts'
import type { Arguments, OptionDefinition } from './command.ts'

export const passphraseOption: Record<string, OptionDefinition> = {
  'passphrase-file': {
    type: 'string',
    value: 'FILE',
    summary: 'The passphrase is in this file; with "-", in standard input.',
  },
}

export const passphraseLengthMin = 12

export async function passphraseOf(args: Arguments): Promise<string | undefined> {
  const path = args.value('passphrase-file')
  if (path === undefined) return undefined
  const passphrase = (await read(path)).replace(/\r?\n$/, '')
  if (passphrase === '') throw new CommandError(`${path === '-' ? 'Standard input' : path} holds no passphrase.`)
  return passphrase
}

async function read(path: string): Promise<string> {
  if (path === '-') return text(process.stdin)
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`The passphrase cannot be read from ${path} (${error.code}).`)
  })
}
