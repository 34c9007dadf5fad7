import type { Command, LoadedCommand } from './command.ts'
import { optionsOf } from './parse.ts'

export function generalHelp(commands: Command[]): string {
  const width = Math.max(...commands.map((command) => usage(command).length))
  return [
    'Sambatan: group buys on PostgreSQL.',
    '',
    'Usage: sambatan <command> [options]',
    '',
    'Commands:',
    ...commands.map((command) => `  ${usage(command).padEnd(width)}   ${command.summary}`),
    `  ${'help [command]'.padEnd(width)}   Show this page, or the help of one command.`,
    '',
    'Options:',
    '  -h, --help      Show help; also after a command.',
    '  -V, --version   Show the version.',
    '',
    'Configured by environment variables (DATABASE_URL, SAMBATAN_DATA_DIR, ...); with none of them set, the database is',
    'the embedded one in ./.sambatan. Exit codes: 0 done, 1 a problem was found or the command failed, 2 wrong usage.',
    '',
  ].join('\n')
}

export function commandHelp(command: LoadedCommand): string {
  const options = Object.entries(optionsOf(command)).map(([name, { short, value, summary }]) => [
    `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`,
    summary,
  ])
  const width = Math.max(...options.map(([flag]) => flag!.length))
  return [
    command.summary,
    '',
    `Usage: sambatan ${usage(command)} [options]`,
    '',
    'Options:',
    ...options.map(([flag, summary]) => `  ${flag!.padEnd(width)}   ${summary}`),
    '',
    ...command.details.flatMap((paragraph) => [wrapped(paragraph), '']),
    command.examples.length > 1 ? 'Examples:' : 'Example:',
    ...command.examples.flatMap(([line, effect]) => [`  ${line}`, `      ${effect}`]),
    '',
  ].join('\n')
}

function usage(command: Command): string {
  return [
    command.name,
    ...(command.positionals ?? []).map((name) => `<${name}>`),
    ...(command.optionals ?? []).map((name) => `[${name}]`),
  ].join(' ')
}

function wrapped(paragraph: string, width = 100): string {
  const lines = ['']
  for (const word of paragraph.split(' ')) {
    const line = lines.at(-1)!
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join('\n')
}
