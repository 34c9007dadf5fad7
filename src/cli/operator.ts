/** A way back in for whoever holds the database, when no operator can sign in any more. */
import { readConfig } from '../config.ts'
import { CommandError } from '../failure.ts'
import { plainLine } from '../kernel/line.ts'
import { isProblem } from '../kernel/problem.ts'
import { parseSecrets } from '../kernel/secrets.ts'
import { nearest } from '../kernel/suggest.ts'
import { withLocalSecrets } from '../local-secrets.ts'
import {
  issueOperatorCodeAnyway,
  issuePasswordLink,
  type RescueOptions,
  rescueTwoFactor,
} from '../modules/identity/index.ts'
import { type CommandBody, UsageError } from './command.ts'
import { withDatabase } from './database.ts'
import { print } from './terminal.ts'

/** What can be done, each with whose it is; `code` is nobody's yet. */
const acts: Record<string, { whose?: string; run(options: RescueOptions, email: string): Promise<string> }> = {
  code: {
    async run({ publicUrl, ...options }) {
      const code = await issueOperatorCodeAnyway(options)
      return `The account that signs up with this code is an operator: ${code}\nAt ${publicUrl}/sign-up, with an e-mail address that has no account yet; used once, good for seven days.`
    },
  },
  'reset-password': {
    whose: 'Whose password?',
    async run(options, email) {
      const { link, role, hasTwoFactor } = await issuePasswordLink(options, email)
      const lines = [
        `A link that sets a new password for ${email} (${role}):`,
        link,
        'Used once, good for one hour. Whoever has it has the account: hand it to nobody else. Using it ends all sessions.',
      ]
      if (hasTwoFactor) {
        lines.push(
          'Signing in will still ask for the second factor. If that is lost too, run "sambatan operator reset-two-factor" first and this again: it ends links like this one.',
        )
      }
      return lines.join('\n')
    },
  },
  'reset-two-factor': {
    whose: 'Whose second factor?',
    async run(options, email) {
      const { role } = await rescueTwoFactor(options, email)
      return `The second factor of ${email} (${role}) is off and its sessions have ended. The password alone signs in now: set a new second factor up at once.`
    },
  },
}

export const operatorCommand: CommandBody = {
  details: [
    'code: makes a code for a new operator, also where there is one. reset-password <e-mail>: prints a link that sets a new password, used once, good for an hour; no mail server is needed. reset-two-factor <e-mail>: takes the second factor off and ends the sessions.',
    'Whoever holds the database may do this, for any account, and it is on record: the access log says "command-line". Run it with the environment of the nodes (SAMBATAN_SECRET, SAMBATAN_PUBLIC_URL, DATABASE_URL), beside them on a database server. The embedded database belongs to one process: stop the node, run it, and start the node again before you open the link.',
  ],
  examples: [
    ['sambatan operator reset-password sekar@sambatan.example', 'The only operator has forgotten the password.'],
    ['sambatan operator code', 'The only operator has left.'],
  ],
  async run(args) {
    const [name, typed] = args.positionals as [string, string | undefined]
    const email = typed && plainLine(typed)
    const act = acts[name]
    if (!act) throw unknownAct(name)
    if (act.whose !== undefined && email === undefined) {
      throw new UsageError(`${act.whose} Name the e-mail address after "sambatan operator ${name}".`)
    }
    if (act.whose === undefined && email !== undefined) {
      throw new UsageError(`"sambatan operator ${name}" takes no e-mail address, but got "${email}".`)
    }
    const { secret, publicUrl } = await withLocalSecrets(readConfig(process.env))
    if (secret === undefined) {
      throw new CommandError(
        'No accounts are kept without SAMBATAN_SECRET. Run this with the same environment as the nodes.',
      )
    }
    const said = await withDatabase((db) =>
      act
        .run({ db, secrets: parseSecrets(secret), publicUrl, actor: 'command-line' }, email ?? '')
        .catch((error) => Promise.reject(sentenceFor(error, email))),
    )
    print(said)
    return 0
  },
}

function unknownAct(name: string): UsageError {
  const guess = nearest(name, Object.keys(acts))
  return new UsageError(
    guess === undefined
      ? `There is no "${name}" for operators. There are ${Object.keys(acts).join(', ')}.`
      : `There is no "${name}" for operators. Did you mean "sambatan operator ${guess}"?`,
  )
}

function sentenceFor(error: unknown, email: string | undefined): unknown {
  if (isProblem(error, 'person_not_found')) {
    return new CommandError(`No account here has the e-mail address ${email}. Nothing was changed.`)
  }
  if (isProblem(error, 'two_factor_off')) {
    return new CommandError(`The account of ${email} has no second factor. Nothing was changed.`)
  }
  return error
}
