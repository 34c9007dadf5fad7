/** `sambatan <command>`: finds the command, reads its arguments, runs it, and turns the outcome into an exit code. */
import { release } from '../kernel/release.ts'
import { nearest } from '../kernel/suggest.ts'
import { type ExitCode, type LoadedCommand, UsageError } from './command.ts'
import { commands } from './commands.ts'
import { commandHelp, generalHelp } from './help.ts'
import { parse } from './parse.ts'
import { print, ReaderLeft, warn } from './terminal.ts'

/** Runs a command line, as it stands behind `sambatan`. What we did not foresee is thrown as it is. */
export function runCommandLine(args: string[]): Promise<ExitCode> {
  return run(args).catch(fail)
}

async function run([name, ...args]: string[]): Promise<ExitCode> {
  if (name === undefined || name === '--help' || name === '-h') {
    print(generalHelp(commands))
    return name === undefined ? 2 : 0
  }
  if (name === '--version' || name === '-V') {
    print(release)
    return 0
  }
  if (name === 'help') {
    print(args[0] === undefined ? generalHelp(commands) : commandHelp(await find(args[0])))
    return 0
  }
  const command = await find(name)
  const given = parse(command, args)
  if (given.has('help')) {
    print(commandHelp(command))
    return 0
  }
  return command.run(given)
}

async function find(name: string): Promise<LoadedCommand> {
  const command = commands.find((candidate) => candidate.name === name)
  if (command) return { ...command, ...(await command.load()) }
  const names = [...commands.map((candidate) => candidate.name), 'help']
  const guess = nearest(name, names)
  throw new UsageError(
    guess
      ? `There is no command "${name}". Did you mean "sambatan ${guess}"?`
      : `There is no command "${name}". The commands are ${names.join(', ')}.`,
  )
}

async function fail(error: unknown): Promise<ExitCode> {
  if (error instanceof ReaderLeft) return 0
  if (error instanceof UsageError) {
    warn(`${error.message}\nRun "sambatan help" to see what there is.`)
    return 2
  }
  // Loaded when needed: it knows the errors of the database, and with them all that the database is made of.
  const { sentenceOf } = await import('../failure.ts')
  const sentence = sentenceOf(error)
  if (sentence === undefined) throw error
  warn(sentence)
  return 1
}
