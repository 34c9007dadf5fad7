/** `sambatan <command>`: finds the command, reads its arguments, runs it, and turns the outcome into an exit code. */
import { sentenceOf } from '../failure.ts'
import { release } from '../kernel/release.ts'
import { nearest } from '../kernel/suggest.ts'
import { auditCommand } from './audit.ts'
import { backupCommand } from './backup.ts'
import { type Command, type ExitCode, UsageError } from './command.ts'
import { configCommand } from './config.ts'
import { doctorCommand } from './doctor.ts'
import { exportCommand } from './export.ts'
import { commandHelp, generalHelp } from './help.ts'
import { mailCommand } from './mail.ts'
import { migrateCommand } from './migrate.ts'
import { moveCommand } from './move.ts'
import { operatorCommand } from './operator.ts'
import { parse } from './parse.ts'
import { pushCommand } from './push.ts'
import { restoreCommand } from './restore.ts'
import { secretsCommand } from './secrets.ts'
import { seedCommand } from './seed.ts'
import { serveCommand } from './serve.ts'
import { print, ReaderLeft, warn } from './terminal.ts'
import { workerCommand } from './worker.ts'

const commands: Command[] = [
  serveCommand,
  workerCommand,
  migrateCommand,
  seedCommand,
  secretsCommand,
  configCommand,
  doctorCommand,
  auditCommand,
  exportCommand,
  backupCommand,
  restoreCommand,
  moveCommand,
  operatorCommand,
  mailCommand,
  pushCommand,
]

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
    print(args[0] === undefined ? generalHelp(commands) : commandHelp(find(args[0])))
    return 0
  }
  const command = find(name)
  const given = parse(command, args)
  if (given.has('help')) {
    print(commandHelp(command))
    return 0
  }
  return command.run(given)
}

function find(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name)
  if (command) return command
  const names = [...commands.map((candidate) => candidate.name), 'help']
  const guess = nearest(name, names)
  throw new UsageError(
    guess
      ? `There is no command "${name}". Did you mean "sambatan ${guess}"?`
      : `There is no command "${name}". The commands are ${names.join(', ')}.`,
  )
}

function fail(error: unknown): ExitCode {
  if (error instanceof ReaderLeft) return 0
  if (error instanceof UsageError) {
    warn(`${error.message}\nRun "sambatan help" to see what there is.`)
    return 2
  }
  const sentence = sentenceOf(error)
  if (sentence === undefined) throw error
  warn(sentence)
  return 1
}
