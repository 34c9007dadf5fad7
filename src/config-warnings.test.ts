/** What is hardly meant, and what nobody should be bothered with. */
import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { configWarnings } from './config-warnings.ts'

/** What a process has in its environment that is none of ours. */
const surroundings = {
  HOME: '/srv/budi',
  PATH: '/bin',
  HOSTNAME: 'dapur',
  HOSTTYPE: 'x86_64',
  PWD: '/srv',
  LOGNAME: 'budi',
  NODE: '/usr/bin/node',
  NODE_OPTIONS: '',
  NODE_COMPILE_CACHE: 'node_modules/.cache/compile',
  PGHOST: '127.0.0.1',
  PGPORT: '5432',
  POSTGRES_PORT: 'tcp://10.0.0.1:5432',
  npm_config_loglevel: 'info',
  SHLVL: '1',
  TERM: 'xterm',
  SAMBATAN_WEB_BUILD: '/srv/web',
}
const secret = 'a-secret-of-the-installation-0123456789'
const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://127.0.0.1/sambatan',
  SAMBATAN_SECRET: secret,
  SAMBATAN_PUBLIC_URL: 'https://sambatan.test',
  HOST: '0.0.0.0',
  TRUST_PROXY: '1',
  SMTP_URL: 'smtp://mail.sambatan.test',
  SMTP_FROM: 'halo@sambatan.test',
}

function warningsOf(env: Record<string, string>): string[] {
  return configWarnings(readConfig(env), env).map(({ says, advice }) => `${says}. ${advice}`)
}

describe('a setting that nothing reads is told with the one that was meant', () => {
  it.each([
    ['SAMBATAN_SECRT', 'SAMBATAN_SECRET'],
    ['SAMBATAN_SHEDULER', 'SAMBATAN_SCHEDULER'],
    ['SAMBATAN_PORT', 'PORT'],
    ['SAMBATAN_DATABASE_URL', 'DATABASE_URL'],
    ['SAMBATAN_DATABSE_URL', 'DATABASE_URL'],
    ['sambatan_secret', 'SAMBATAN_SECRET'],
    ['SAMBATN_SECRET', 'SAMBATAN_SECRET'],
    ['SAMBATANSECRET', 'SAMBATAN_SECRET'],
    ['PUBLIC_URL', 'SAMBATAN_PUBLIC_URL'],
    ['SERVICE_KEY', 'SAMBATAN_SERVICE_KEY'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['DATABASEURL', 'DATABASE_URL'],
    ['TRUST_PROXI', 'TRUST_PROXY'],
    ['TRUSTED_PROXY', 'TRUST_PROXY'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['HOTS', 'HOST'],
    ['NODE_EVN', 'NODE_ENV'],
  ])('%s: %s', (name, meant) => {
    expect(warningsOf({ ...surroundings, [name]: 'x' })).toEqual([
      `${name} is set, and nothing reads it. Did you mean ${meant}?`,
    ])
  })

  it('or with all that there are, when none is near', () => {
    expect(warningsOf({ SAMBATAN_FROBNICATION: 'x' })[0]).toMatch(/nothing reads it\. Known are .*SAMBATAN_SECRET/)
  })

  it('but not for what others set: an empty one, one next to the right one, or any other word', () => {
    expect(warningsOf(surroundings)).toEqual([])
    expect(warningsOf({ SAMBATAN_SECRT: '' })).toEqual([])
    expect(warningsOf({ JWT_SECRET: secret, SAMBATAN_SECRET: secret, SECRET: 'x' })).toHaveLength(1)
    expect(warningsOf({ DATABASE_URI: 'x', ...production })).toEqual([])
  })
})

describe('what is hardly meant is told', () => {
  it.each<[string, RegExp, Record<string, string>]>([
    ['production in other words', /^NODE_ENV is "prod", which counts as development/, { NODE_ENV: 'prod' }],
    [
      'an empty shop where the server was forgotten',
      /^DATABASE_URL is not set in production, so this is the embedded database in \.\/\.sambatan/,
      { ...production, DATABASE_URL: '' },
    ],
    [
      'links for new passwords in the log, where others come',
      /^HOST=192\.168\.1\.20 lets the network in, and this is not production\..*links of mails/,
      { HOST: '192.168.1.20' },
    ],
    [
      'links to nowhere',
      /links in mails lead to http:\/\/0\.0\.0\.0:3000, which is nowhere/,
      { ...production, SAMBATAN_SECRET: '', SAMBATAN_PUBLIC_URL: '' },
    ],
    [
      'links to nowhere of IPv6',
      /links in mails lead to http:\/\/\[::\]:3000/,
      { ...production, HOST: '::', SAMBATAN_SECRET: '', SAMBATAN_PUBLIC_URL: '' },
    ],
    [
      'a proxy that nobody believes',
      /all visitors are one address.*Set TRUST_PROXY/,
      { ...production, TRUST_PROXY: '' },
    ],
    [
      'no mail server where real people come',
      /^SMTP_URL is not set, so no letter leaves: nobody who signs up can confirm.*operator reset-password/,
      { ...production, SMTP_URL: '', SMTP_FROM: '' },
    ],
    ['one that is not believed on purpose', /all visitors are one address/, { ...production, TRUST_PROXY: 'off' }],
  ])('%s', (_, words, env) => {
    const warnings = warningsOf(env)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(words)
  })

  it('and not what is meant', () => {
    const meant: Record<string, string>[] = [
      {},
      { NODE_ENV: 'test' },
      { HOST: '::1' },
      { HOST: 'localhost' },
      production,
      { ...production, SMTP_URL: '', SMTP_FROM: '', SAMBATAN_SECRET: '' },
    ]
    for (const env of meant) {
      expect(warningsOf(env)).toEqual([])
    }
  })
})
