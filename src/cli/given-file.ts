/** What is given by a file, or by standard input; never on the command line, which others of the machine see. */
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { CommandError } from '../failure.ts'

/** The text of the file, without a newline at its end; of standard input where `path` is "-". `what` is it, as "passphrase". */
export async function readGiven(path: string, what: string): Promise<string> {
  const given = (await read(path, what)).replace(/\r?\n$/, '')
  if (given === '') throw new CommandError(`${path === '-' ? 'Standard input' : path} holds no ${what}.`)
  return given
}

async function read(path: string, what: string): Promise<string> {
  if (path === '-') return text(process.stdin)
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`The ${what} cannot be read from ${path} (${error.code}).`)
  })
}
