/** Secrets as files, and what is told about settings without telling a secret. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigError, defaultOf, readConfig, variables } from './config.ts'
import { settingsInForce } from './config-report.ts'
import { secretVariables } from './config-secrets.ts'
import { configWarnings } from './config-warnings.ts'

const secret = 'a-secret-of-the-installation-0123456789'
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sambatan-secrets-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function fileOf(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function faultsOf(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('a secret may come as a file', () => {
  it('whose last newline is none of it, whoever wrote it', () => {
    for (const [text, holds] of [
      [`${secret}\n`, secret],
      [`${secret}\r\n`, secret],
      [secret, secret],
      [`${secret} \n\n`, `${secret} \n`],
    ] as const) {
      expect(readConfig({ SAMBATAN_SECRET_FILE: fileOf('secret', text) }).secret).toBe(holds)
    }
    const url = fileOf('url', 'postgres://toko:hunter2@db.test/toko\n')
    expect(readConfig({ DATABASE_URL_FILE: url }).database.url).toBe('postgres://toko:hunter2@db.test/toko')
  })

  it('and counts as unset where the name of the file is empty', () => {
    expect(readConfig({ SAMBATAN_SECRET_FILE: '', SAMBATAN_SECRET: secret }).secret).toBe(secret)
  })

  it('but not in both ways at once: then both names are told', () => {
    const path = fileOf('both', secret)
    expect(faultsOf({ SAMBATAN_SECRET: secret, SAMBATAN_SECRET_FILE: path })).toMatch(
      /^SAMBATAN_SECRET and SAMBATAN_SECRET_FILE are both set/,
    )
  })

  it.each([
    ['is not there', () => join(folder, 'none'), 'there is no such file'],
    ['is a folder', () => folder, 'it is a folder'],
    ['is empty', () => fileOf('empty', '\n'), 'which is empty'],
  ])('and is refused by name where it %s', (_, path, why) => {
    const fault = faultsOf({ SMTP_URL_FILE: path(), PORT: 'x' })
    expect(fault).toContain(`SMTP_URL_FILE leads to ${path()}`)
    expect(fault).toContain(why)
    expect(fault, 'with what else is wrong').toContain('PORT must be a number')
  })

  it('whose value is held to the same rules, and not told', () => {
    const fault = faultsOf({ SAMBATAN_SECRET_FILE: fileOf('short', 'hunter2') })
    expect(fault).toMatch(/^SAMBATAN_SECRET must be at least 32 characters/)
    expect(fault).not.toContain('hunter2')
  })

  it('and is no unknown name; a misspelt one is told with the file that was meant', () => {
    const path = fileOf('known', secret)
    const warningsOf = (env: Record<string, string>) => configWarnings(readConfig(env), env).map(({ advice }) => advice)
    expect(warningsOf({ SAMBATAN_SECRET_FILE: path })).toEqual([])
    expect(warningsOf({ SAMBATAN_SECRT_FILE: path })).toEqual(['Did you mean SAMBATAN_SECRET_FILE?'])
    expect(warningsOf({ SAMBATAN_DATABASE_URL_FILE: path })).toEqual(['Did you mean DATABASE_URL_FILE?'])
    expect(warningsOf({ SERVICE_KEY_FILE: path })).toEqual(['Did you mean SAMBATAN_SERVICE_KEY_FILE?'])
    expect(warningsOf({ SMPT_URL_FILE: path })).toEqual(['Did you mean SMTP_URL_FILE?'])
  })
})

describe('what is in force', () => {
  const shown = (env: Record<string, string>) =>
    Object.fromEntries(settingsInForce(env, readConfig(env)).map(({ name, ...setting }) => [name, setting]))

  it('says of each setting what it is, and where it came from', () => {
    const path = fileOf('shown', secret)
    const all = shown({
      PORT: '8080',
      NODE_ENV: 'production',
      SAMBATAN_SECRET_FILE: path,
      SAMBATAN_PUBLIC_URL: 'https://toko.test',
    })
    expect(Object.keys(all)).toEqual(variables)
    expect(all.PORT).toMatchObject({ value: '8080', source: 'environment' })
    expect(all.SAMBATAN_SECRET).toMatchObject({ value: 'set', source: 'file', file: path })
    expect(all.HOST).toMatchObject({ value: '127.0.0.1', source: 'default' })
    expect(all.SAMBATAN_EMAIL_VERIFICATION).toMatchObject({ value: 'on', source: 'default' })
    expect(all.SAMBATAN_PUSH_CONTACT).toMatchObject({ value: 'https://toko.test', source: 'default' })
    expect(all.SMTP_URL).toMatchObject({ value: null, source: 'unset', without: expect.stringContaining('mailbox') })
  })

  it('shows no secret, of none of them, and no user or password of an address', () => {
    const secrets: Record<string, string> = Object.fromEntries(
      secretVariables.map((name) => [name, `hunter2-of-${name}-${secret}`]),
    )
    for (const name of ['DATABASE_URL', 'DATABASE_DIRECT_URL', 'DATABASE_REPLICA_URL']) {
      secrets[name] = 'postgres://hunter2-user:hunter2@db.test:6432/toko?password=hunter2'
    }
    secrets.SMTP_URL = 'smtp://hunter2-user:hunter2@mail.test:587'
    const env = { ...secrets, SAMBATAN_S3_ENDPOINT: 'https://hunter2:hunter2@s3.test/x' }
    const all = Object.fromEntries(settingsInForce(env, undefined).map(({ name, value }) => [name, value]))
    expect(JSON.stringify(all)).not.toContain('hunter2')
    expect(all.DATABASE_URL).toBe('postgres://***@db.test:6432/toko?***')
    expect(all.SMTP_URL).toBe('smtp://***@mail.test:587')
    expect(all.SAMBATAN_SERVICE_KEY).toBe('set')
  })
})

describe('the table of settings in the README', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const rows = [...readme.matchAll(/^\| (`[A-Z][A-Z_0-9`, ]*`) \| (.*?) \| .* \|$/gm)].map(([, names, fallback]) => ({
    names: names!.split(', ').map((name) => name.replaceAll('`', '')),
    fallback: fallback!,
  }))

  it('has each of them once, and no other', () => {
    expect(rows.flatMap(({ names }) => names).sort()).toEqual([...variables].sort())
  })

  it('gives the default that holds', () => {
    for (const { names, fallback } of rows) {
      for (const name of names)
        if (defaultOf(name) !== undefined) expect(fallback, name).toContain(`\`${defaultOf(name)}\``)
    }
  })

  it('is followed by the names of all secrets, which may be files', () => {
    const told = /as a file:([^.]*)\./.exec(readme)![1]!
    expect([...told.matchAll(/`([A-Z_0-9]+)`/g)].map(([, name]) => name)).toEqual([...secretVariables])
  })
})
