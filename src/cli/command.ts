/** What a command is: its words for the help page, what it takes, and what it does. One file a command. */

/**
 * 0: done. 1: a problem was found, or it failed. 2: the command line cannot be meant. 75: not now, as mail servers understand it
 * (EX_TEMPFAIL), which then keep what they wanted to hand over, and try again.
 */
export type ExitCode = 0 | 1 | 2 | 75

export interface OptionDefinition {
  /** A switch, or an option with a value. */
  type: 'boolean' | 'string'
  short?: string
  /** What the value is, for the help page: FILE, STATUS. */
  value?: string
  summary: string
}

export interface Arguments {
  positionals: string[]
  has(option: string): boolean
  value(option: string): string | undefined
}

/** A command as the list of commands tells it. */
export interface Command {
  name: string
  /** One line. */
  summary: string
  /** Names of the positional arguments; all are required. */
  positionals?: string[]
  /** Names of those that may follow them. */
  optionals?: string[]
  load(): Promise<CommandBody>
}

/** What is known of a command once it is loaded. */
export interface CommandBody {
  options?: Record<string, OptionDefinition>
  /** Paragraphs below the options: what it does, what it needs. */
  details: string[]
  /** Each a command line, and what it does. */
  examples: [string, string][]
  run(args: Arguments): Promise<ExitCode>
}

export interface LoadedCommand extends Command, CommandBody {}

/** The command line cannot be meant; the sentence says what was expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
