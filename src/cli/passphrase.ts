/** The passphrase of a backup. */
import type { Arguments, OptionDefinition } from './command.ts'
import { readGiven } from './given-file.ts'

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
  return path === undefined ? undefined : readGiven(path, 'passphrase')
}
