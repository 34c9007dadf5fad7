import { parseArgs } from 'node:util'
import { nearest } from '../kernel/suggest.ts'
import { type Arguments, type LoadedCommand, type OptionDefinition, UsageError } from './command.ts'

const help: Record<string, OptionDefinition> = { help: { type: 'boolean', short: 'h', summary: 'Show this help.' } }

export function optionsOf(command: LoadedCommand): Record<string, OptionDefinition> {
  return { ...command.options, ...help }
}

/**
 * Reads a command's arguments. Not strict in parseArgs' sense, because its sentences do not say what would be right, nor the option that was
 * probably meant.
 * @throws UsageError
 */
export function parse(command: LoadedCommand, args: string[]): Arguments {
  const options = optionsOf(command)
  const { tokens } = parseArgs({
    args,
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, short }]) => [name, short ? { type, short } : { type }]),
    ),
  })
  const given = new Map<string, string | undefined>()
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const definition = options[token.name]
    if (!definition) throw unknownOption(token.rawName, Object.keys(options))
    checkValue(token.rawName, definition, token.value, token.inlineValue === true)
    given.set(token.name, token.value)
  }
  if (!given.has('help')) checkPositionals(command, positionals)
  return { positionals, has: (option) => given.has(option), value: (option) => given.get(option) }
}

function unknownOption(rawName: string, known: string[]): UsageError {
  const guess = rawName.startsWith('--') ? nearest(rawName.slice(2), known) : undefined
  return new UsageError(`Unknown option ${rawName}.${guess ? ` Did you mean --${guess}?` : ''}`)
}

function checkValue(rawName: string, definition: OptionDefinition, value: string | undefined, inline: boolean): void {
  if (definition.type === 'boolean') {
    if (value !== undefined) throw new UsageError(`${rawName} is a switch and takes no value.`)
    return
  }
  // `--out --bom` means a forgotten value, not a file called "--bom"; who means that writes --out=--bom.
  if (value === undefined || value === '' || (!inline && value.startsWith('-') && value !== '-')) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${definition.value ?? 'VALUE'}.`)
  }
}

function checkPositionals(command: LoadedCommand, given: string[]): void {
  const expected = command.positionals ?? []
  const missing = expected[given.length]
  if (missing !== undefined) throw new UsageError(`Which ${missing}? Name it after "sambatan ${command.name}".`)
  const most = expected.length + (command.optionals ?? []).length
  const extra = given[most]
  if (extra === undefined) return
  throw new UsageError(
    most === 0
      ? `"sambatan ${command.name}" takes no arguments, but got "${extra}".`
      : `"${extra}" is one argument too many.`,
  )
}
