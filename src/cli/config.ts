/** What this installation is told by its environment, as it was understood. */
import { type Config, ConfigError, readConfig } from '../config.ts'
import { type Setting, settingsInForce } from '../config-report.ts'
import { type ConfigWarning, configWarnings, unreadVariables } from '../config-warnings.ts'
import { plainLine } from '../kernel/line.ts'
import type { CommandBody } from './command.ts'
import { print } from './terminal.ts'

export const configCommand: CommandBody = {
  options: {
    json: { type: 'boolean', summary: 'As one JSON object: {ok, settings: [...], faults: [...], warnings: [...]}.' },
  },
  details: [
    'Reads the environment as a start would, and nothing else: no database is opened, nothing is made. Of a secret it says only that it is there, and of an address neither user nor password.',
    'Exit code 0 when a node could start with it, 1 when not; what is wrong is told by name.',
  ],
  examples: [
    ['sambatan config', 'Show the settings of this shell.'],
    ['docker compose exec app sambatan config', 'Show those of a container.'],
  ],
  async run(args) {
    const { env } = process
    const { config, faults } = understood(env)
    const settings = settingsInForce(env, config)
    const warnings = config === undefined ? unreadVariables(env) : configWarnings(config, env)
    const ok = faults.length === 0
    print(
      args.has('json') ? JSON.stringify({ ok, settings, faults, warnings }, null, 2) : page(settings, faults, warnings),
    )
    return ok ? 0 : 1
  },
}

function understood(env: Record<string, string | undefined>): { config: Config | undefined; faults: string[] } {
  try {
    return { config: readConfig(env), faults: [] }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { config: undefined, faults: error.message.split('\n') }
  }
}

function page(settings: Setting[], faults: string[], warnings: ConfigWarning[]): string {
  const width = Math.max(...settings.map(({ name }) => name.length))
  const lines = settings.map((setting) => `${setting.name.padEnd(width)}  ${sayValue(setting)}`)
  if (faults.length > 0) lines.push('', 'With this no node starts:', ...faults.map((fault) => `  ${fault}`))
  if (warnings.length > 0) {
    lines.push('', 'Missing, or hardly meant:', ...warnings.map(({ says, advice }) => `  ${says}. ${advice}`))
  }
  return lines.join('\n')
}

const sources = { default: 'default', environment: 'environment', unset: '' }

function sayValue({ value, source, file, without }: Setting): string {
  if (source === 'unset') return without === null ? '-' : `-  (${without})`
  const from = source === 'file' ? `file ${plainLine(file!)}` : sources[source]
  return `${value === null ? 'not read' : plainLine(value)}  (${from})`
}
