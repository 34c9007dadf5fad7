import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MailServer, openMailServer } from '../support/mail-server.ts'
import { sambatan, sambatanHere } from './installation.ts'

const commands = [
  ...['serve', 'worker', 'migrate', 'seed', 'config', 'doctor', 'audit', 'export', 'backup', 'restore', 'move'],
  ...['operator', 'mail', 'push'],
]

describe('the command line', () => {
  it('lists its commands, and exits with 2 when none is named', async () => {
    const asked = await sambatan(['--help'])
    expect(asked.code).toBe(0)
    for (const command of commands) expect(asked.stdout).toContain(`  ${command}`)
    const bare = await sambatan([])
    expect(bare).toEqual({ ...asked, code: 2 })
    expect(await sambatanHere([]), 'a process tells the same').toEqual(bare)
  })

  it.each(commands)('explains %s with an example, whichever way it is asked', async (command) => {
    const after = await sambatanHere([command, '--help'])
    expect(after.code).toBe(0)
    expect(after.stdout).toContain(`Usage: sambatan ${command}`)
    expect(after.stdout).toMatch(/Examples?:\n.*sambatan/)
    expect(await sambatanHere(['help', command])).toEqual(after)
  })

  it('tells its version', async () => {
    const { code, stdout } = await sambatanHere(['--version'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it.each([
    [['docter'], 'Did you mean "sambatan doctor"?'],
    [['frobnicate'], 'The commands are serve,'],
    [['help', 'sede'], 'Did you mean "sambatan seed"?'],
    [['export', 'x', '--cvs'], 'Did you mean --csv?'],
    [['doctor', '--frobnicate'], 'Unknown option --frobnicate.'],
    [['audit'], 'Which campaign?'],
    [['backup'], 'Which file?'],
    [['move'], 'Where to? Name the server'],
    [['move', '--to', 'mysql://x'], 'must be a PostgreSQL URL'],
    [['operator'], 'Which act?'],
    [['operator', 'reset-pasword'], 'Did you mean "sambatan operator reset-password"?'],
    [['operator', 'reset-password'], 'Whose password? Name the e-mail address'],
    [['operator', 'code', 'x'], 'takes no e-mail address'],
    [['mail', 'test'], 'Which address?'],
    [['mail', 'send', 'sekar@sambatan.test'], 'It does: test, bounce.'],
    [['mail', 'test', 'sekar'], 'is no e-mail address'],
    [['mail', 'test', 'sekar@sambatan.test', '--language', 'jv'], 'must be id or en'],
    [['audit', 'a', 'b'], '"b" is one argument too many.'],
    [['migrate', 'now'], 'takes no arguments'],
    [['export', 'x', '--out'], '--out needs a value: --out FILE.'],
    [['export', 'x', '--out', '--bom'], '--out needs a value'],
    [['export', 'x', '--csv=yes'], 'is a switch and takes no value'],
    [['export', 'x', '--xlsx'], 'name its file with --out'],
    [['export', 'x', '--xlsx', '--bom', '-o', 'x'], '--bom is about CSV'],
    [['export', 'x', '--status', 'paid'], 'The statuses are reserved, confirmed'],
  ])('answers %j with what would be right, and exits with 2', async (args, hint) => {
    const { code, stdout, stderr } = await sambatanHere(args)
    expect(stderr).toContain(hint)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})

describe('the secrets of an installation', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sambatan-made-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('are made once, fit a start, and are for their owner alone', async () => {
    const [app, password] = [join(folder, 'app'), join(folder, 'database/password')]
    const make = () =>
      sambatanHere(['secrets', app, '--database', 'postgres://toko@db:5432/toko', '--database-password', password])
    const read = () => ['secret', 'service-key', 'database-url'].map((name) => readFileSync(join(app, name), 'utf8'))
    expect((await make()).stdout.match(/^made/gm)).toHaveLength(4)
    const made = read()
    const again = await make()
    expect({ code: again.code, kept: again.stdout.match(/^kept/gm)?.length, now: read() }).toEqual({
      code: 0,
      kept: 4,
      now: made,
    })
    expect(made[2]).toBe(`postgres://toko:${readFileSync(password, 'utf8').trim()}@db:5432/toko\n`)
    const modes = [join(app, 'secret'), join(app, 'service-key'), join(app, 'database-url'), password]
    expect(modes.map((file) => statSync(file).mode & 0o777)).toEqual([0o400, 0o400, 0o400, 0o444])
    const names = { DATABASE_URL: 'database-url', SAMBATAN_SECRET: 'secret', SAMBATAN_SERVICE_KEY: 'service-key' }
    const files = Object.entries(names).map(([name, file]) => [`${name}_FILE`, join(app, file)])
    const production = { NODE_ENV: 'production', SAMBATAN_PUBLIC_URL: 'https://toko.test', SAMBATAN_DATA_DIR: folder }
    expect((await sambatanHere(['config'], { ...production, ...Object.fromEntries(files) })).code).toBe(0)
  })

  it('have the one of an installation before it, which a backup needs, and never in the place of another', async () => {
    const [app, file] = [join(folder, 'restored'), join(folder, 'old-secret')]
    const old = '0123456789abcdef0123456789abcdef'
    const make = (text: string) => {
      writeFileSync(file, text)
      return sambatanHere(['secrets', app, '--secret-file', file])
    }
    const short = await make('too short\n')
    expect(short).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('at least 32 characters. Nothing was made'),
    })
    expect(existsSync(app)).toBe(false)
    expect((await make(`${old}\n`)).code).toBe(0)
    expect(readFileSync(join(app, 'secret'), 'utf8')).toBe(`${old}\n`)
    expect(readFileSync(join(app, 'service-key'), 'utf8')).toMatch(/^sk_/)
    expect((await make(old)).stdout).toMatch(/^kept .*secret$/m)
    const other = await make(old.toUpperCase())
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('holds another secret') })
    expect(readFileSync(join(app, 'secret'), 'utf8')).toBe(`${old}\n`)
  })

  it.each([
    [['secrets', 'x', '--database', 'postgres://a@b/c'], 'belong together'],
    [['secrets', 'x', '--database', 'postgres://a:b@b/c', '--database-password', 'x/y'], 'without a password'],
  ])('are refused where they cannot be meant: %j', async (args, why) => {
    const { code, stderr } = await sambatanHere(args.map((one) => one.replace(/^x/, join(folder, 'x'))))
    expect(stderr).toContain(why)
    expect(code).toBe(2)
  })
})

describe('the settings that are in force', () => {
  it('are told with where they come from, what is missing, and no secret', async () => {
    const env = {
      PORT: '8080',
      HOST: '0.0.0.0',
      SAMBATAN_SECRT: 'x',
      SMTP_FROM: 'halo@toko.test',
      SMTP_URL: 'smtp://u:hunter2@mail.test',
    }
    const { code, stdout, stderr } = await sambatanHere(['config'], { ...env, SAMBATAN_DATA_DIR: '/nowhere' })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^PORT {2,}8080 {2}\(environment\)$/m)
    expect(stdout).toMatch(/^LOG_LEVEL {2,}info {2}\(default\)$/m)
    expect(stdout).toMatch(/^WHATSAPP_TOKEN {2,}- {2}\(nothing goes by WhatsApp\)$/m)
    expect(stdout).toContain('Did you mean SAMBATAN_SECRET?')
    expect(stdout).toContain('SAMBATAN_PUBLIC_URL is not set')
    expect(stdout).not.toContain('hunter2')
    expect(existsSync('/nowhere'), 'nothing was made').toBe(false)
  })

  it('are told also where no node starts with them, and why', async () => {
    const { code, stdout } = await sambatanHere(['config', '--json'], {
      PORT: 'x',
      SAMBATAN_SECRET_FILE: '/nowhere/secret',
    })
    const told = JSON.parse(stdout) as { ok: boolean; faults: string[]; settings: { name: string }[] }
    expect({ code, ok: told.ok }).toEqual({ code: 1, ok: false })
    expect(told.faults).toEqual([
      'SAMBATAN_SECRET_FILE leads to /nowhere/secret, which cannot be read: there is no such file',
      'PORT must be a number',
    ])
    expect(told.settings.find(({ name }) => name === 'SAMBATAN_SECRET')).toMatchObject({ value: null, source: 'file' })
  })
})

describe('a letter to try the mail server', () => {
  let server: MailServer
  const send = (to: string, ...more: string[]) =>
    sambatanHere(['mail', 'test', to, ...more], {
      SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      SMTP_FROM: 'Toko Gayo <halo@sambatan.test>',
    })
  beforeAll(async () => {
    server = await openMailServer()
  })
  afterAll(() => server?.close())

  it('is sent in the language asked for, and what the server answered is told', async () => {
    const { code, stdout, stderr } = await send('sekar@sambatan.test', '--language', 'en')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`smtp://127.0.0.1:${server.port} took the letter to sekar@sambatan.test`)
    expect(stdout).toContain('250 ')
    const [letter] = server.arrived
    expect(letter!.subject).toBe('A letter to try the mail server')
    expect(letter!.text).toContain(`Mail server: smtp://127.0.0.1:${server.port}`)
  })

  it('that is refused is told with the words of the server', async () => {
    const { code, stdout, stderr } = await send('unknown@sambatan.test')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('did not take the letter to unknown@sambatan.test: 550 5.1.1 No such user here')
  })

  it('goes nowhere while no mail server is configured', async () => {
    const { code, stderr } = await sambatanHere(['mail', 'test', 'sekar@sambatan.test'])
    expect(code).toBe(1)
    expect(stderr).toContain('Set SMTP_URL and SMTP_FROM')
  })
})

describe('a command that cannot work', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sambatan-test-cli-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('names every wrong variable', async () => {
    const env = { PORT: 'many', SAMBATAN_SCHEDULER: 'maybe' }
    const migrate = await sambatan(['migrate'], env)
    expect(await sambatanHere(['migrate'], env), 'a process tells the same').toEqual(migrate)
    expect(migrate.code).toBe(1)
    expect(migrate.stderr).toContain('PORT must be a number')
    expect(migrate.stderr).toContain('SAMBATAN_SCHEDULER must be on or off')
    const doctor = await sambatanHere(['doctor'], env)
    expect(doctor.code).toBe(1)
    expect(doctor.stdout).toContain('✗ PORT must be a number')
  })

  it('does not make a database where it looks for one', async () => {
    const dataDir = join(folder, 'none')
    for (const args of [['doctor'], ['audit', 'x'], ['export', 'x', '--csv']]) {
      const { code, stdout, stderr } = await sambatanHere(args, { SAMBATAN_DATA_DIR: dataDir })
      expect(code).toBe(1)
      expect(stdout + stderr).toContain('sambatan migrate')
    }
    expect(existsSync(dataDir)).toBe(false)
  })

  it('says that the server cannot be reached, without a stack', async () => {
    const env = { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/none' }
    const outcomes = [
      await sambatan(['migrate'], env),
      await sambatanHere(['audit', 'x'], env),
      await sambatanHere(['doctor'], env),
    ]
    for (const { code, stdout, stderr } of outcomes) {
      expect(code).toBe(1)
      expect(stdout + stderr).toContain('The database cannot be reached')
      expect(stdout + stderr).not.toMatch(/secret|\n\s+at /)
    }
  })

  it('tells a misspelt DATABASE_URL before it makes another database', async () => {
    const env = { DATABSE_URL: 'postgres://127.0.0.1/none', SAMBATAN_DATA_DIR: join(folder, 'other') }
    const { code, stderr } = await sambatanHere(['audit', 'x'], env)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^DATABSE_URL is set, and nothing reads it\. Did you mean DATABASE_URL\?\n/)
  })

  it('refuses to put demo data into production unless it is meant', async () => {
    const env = { NODE_ENV: 'production', SAMBATAN_DATA_DIR: join(folder, 'production') }
    const { code, stderr } = await sambatanHere(['seed'], env)
    expect(code).toBe(1)
    expect(stderr).toContain('SAMBATAN_DEMO=on')
    expect(existsSync(env.SAMBATAN_DATA_DIR)).toBe(false)
  })
})
