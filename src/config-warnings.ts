/**
 * What a configuration lets pass and is hardly meant: a start says it in its log, `sambatan doctor` among its findings.
 * What cannot work at all is refused by `readConfig`.
 */
import { type Config, variables } from './config.ts'
import { isLoopback } from './config-addresses.ts'
import { type Environment, secretFileVariables } from './config-secrets.ts'
import { nearest } from './kernel/suggest.ts'

export interface ConfigWarning {
  /** What is so, without a full stop. */
  says: string
  /** What to do about it. */
  advice: string
}

const prefix = 'SAMBATAN_'

/** Read by what builds and serves the pages, not by `readConfig`. */
const readElsewhere = ['SAMBATAN_WEB_BUILD']

export function configWarnings(config: Config, env: Environment): ConfigWarning[] {
  return [
    ...unreadVariables(env),
    ...doubtfulMode(config, env),
    ...doubtfulAddress(config, env),
    ...missingMail(config),
  ]
}

/**
 * Variables that nothing reads and that look like ours. A process has many of others: without our prefix only what is as
 * good as one of our names counts, while that one is not set.
 */
export function unreadVariables(env: Environment): ConfigWarning[] {
  const known = [...variables, ...secretFileVariables, ...readElsewhere]
  return Object.keys(env)
    .filter((name) => isSet(env, name) && !known.includes(name))
    .flatMap((name) => {
      const isOurs = name.startsWith(prefix)
      const meant = isOurs ? meantByOurs(name) : meantByOther(name)
      if (!isOurs && (meant === undefined || isSet(env, meant))) return []
      const names = variables.filter((one) => one.startsWith(prefix)).join(', ')
      return {
        says: `${name} is set, and nothing reads it`,
        advice: meant === undefined ? `Known are ${names}.` : `Did you mean ${meant}?`,
      }
    })
}

/** `SAMBATAN_SHEDULER`, `SAMBATAN_PORT`. */
function meantByOurs(name: string): string | undefined {
  const rest = name.slice(prefix.length)
  // A file is meant where it says so: SAMBATAN_SECRT_FILE is one letter nearer to SAMBATAN_SECRET_FILE than to any other.
  const all = rest.endsWith('_FILE') ? secretFileVariables : variables
  if (all.includes(rest)) return rest
  const ours = all.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length))
  const near = nearest(rest, ours)
  return near === undefined ? nearest(rest, all, lettersMax) : prefix + near
}

/** `PUBLIC_URL`, `DATABSE_URL`, `SAMBATN_SECRET`, `database_url`. */
function meantByOther(name: string): string | undefined {
  const all = [...variables, ...secretFileVariables]
  return all.includes(prefix + name) ? prefix + name : nearest(name, all, lettersMax)
}

/** `HOME` is two letters from `HOST`, and no mistake. */
function lettersMax(name: string): number {
  return name.length < 8 ? 1 : 2
}

/** What depends on whether this is production. */
function doubtfulMode(config: Config, env: Environment): ConfigWarning[] {
  const warnings: ConfigWarning[] = []
  if (!config.production && isSet(env, 'NODE_ENV') && !['development', 'test'].includes(env.NODE_ENV!)) {
    warnings.push({
      says: `NODE_ENV is "${env.NODE_ENV}", which counts as development`,
      advice: 'Set NODE_ENV=production where real people come: nothing else turns its stricter defaults on.',
    })
  }
  if (config.production && config.database.url === undefined) {
    warnings.push({
      says: `DATABASE_URL is not set in production, so this is the embedded database in ${config.dataDir}`,
      advice:
        'Set DATABASE_URL, or what is on your server is not shown here. Where the embedded one is meant, keep that folder in your backups: it is for one node, and may lose its last seconds when the power fails.',
    })
  }
  if (!config.production && !isLoopback(config.host)) {
    warnings.push({
      says: `HOST=${config.host} lets the network in, and this is not production`,
      advice:
        'Set NODE_ENV=production where real people come: without it the links of mails, also those for a new password, are written to the log.',
    })
  }
  return warnings
}

/** What depends on where people come in. */
function doubtfulAddress(config: Config, env: Environment): ConfigWarning[] {
  const warnings: ConfigWarning[] = []
  if (/^(0\.0\.0\.0|[0:]*:[0:]*)$/.test(config.host) && !isSet(env, 'SAMBATAN_PUBLIC_URL')) {
    warnings.push({
      says: `SAMBATAN_PUBLIC_URL is not set, so links in mails lead to ${config.publicUrl}, which is nowhere`,
      advice: 'Set it to the address that people open, such as https://sambatan.example.',
    })
  }
  if (config.ignoresProxy) {
    warnings.push({
      says: 'SAMBATAN_PUBLIC_URL begins with https://, so a proxy is in front, and TRUST_PROXY is off: all visitors are one address to the limits',
      advice:
        'Set TRUST_PROXY to the number of proxies in front (1 for one load balancer) or to their addresses; all of your visitors share one budget until then.',
    })
  }
  return warnings
}

/** Accounts live by their letters. */
function missingMail({ production, secret, smtp, verifyEmail, demo }: Config): ConfigWarning[] {
  if (demo === 'reset' || !production || secret === undefined || smtp !== undefined) return []
  const consequence = verifyEmail ? 'nobody who signs up can confirm an address, and ' : ''
  return [
    {
      says: `SMTP_URL is not set, so no letter leaves: ${consequence}nobody gets a new password or news of an order; all letters lie in the operators' mailbox`,
      advice:
        'Set SMTP_URL and SMTP_FROM to your mail server. Until then "sambatan operator reset-password <e-mail>" makes a link that you can hand over, which confirms the address as well.',
    },
  ]
}

function isSet(env: Environment, name: string): boolean {
  return env[name] !== undefined && env[name] !== ''
}
