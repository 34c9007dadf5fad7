import { closeSync, cpSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, it, onTestFinished } from 'vitest'
import { busyPort } from '../support/processes.ts'
import { main, onEachInstallation, sambatan } from './installation.ts'
import { run, start } from './running.ts'

onEachInstallation('a node started by the command line', (place) => {
  it.each([[['serve']], [['serve', '--no-worker']]])('%j answers until it is told to stop', async (args) => {
    const node = start(args, place.env)
    const address = await node.said('stdout', /listening on (http:\S+)/)
    expect((await fetch(`${address}/healthz`)).status).toBe(200)
    if (place.env.DATABASE_URL === undefined) {
      const doctor = await sambatan(['doctor'], place.env)
      expect(doctor.code).toBe(1)
      expect(doctor.stdout).toContain(`in use by process ${node.child.pid}`)
      expect(doctor.stdout).toMatch(/data was not looked at.* ask that one.*\/readyz.* stop it /)
    }
    expect(await node.stopped()).toBe(0)
  })

  it('stops in order when its terminal closes, and where what it logs can be written nowhere', async () => {
    const full = openSync('/dev/full', 'w')
    const env = { ...place.env, LOG_LEVEL: 'debug' }
    const node = run(process.execPath, [main, 'serve'], { env, stdio: ['ignore', 'pipe', full] })
    closeSync(full)
    const address = await node.said('stdout', /listening on (http:\S+)/)
    expect((await fetch(`${address}/api/sambatan/campaigns`)).status).toBe(200)
    node.child.kill('SIGHUP')
    expect(await node.ended()).toBe(0)
  })

  it('ends by itself with one sentence where its port is taken, and gives back what it had', async () => {
    const port = await busyPort()
    const node = start(['serve'], { ...place.env, PORT: String(port), LOG_LEVEL: 'fatal' })
    expect(await node.ended()).toBe(1)
    expect(node.everything()).toMatch(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use, .* PORT=\\d+\\.\n$`))
    if (place.env.DATABASE_URL === undefined) {
      expect(existsSync(join(place.env.SAMBATAN_DATA_DIR!, 'lock'))).toBe(false)
    }
  })

  it('a production node prints a code for its first operator, and none once there is one', async () => {
    const env = {
      ...place.env,
      NODE_ENV: 'production',
      SAMBATAN_DRAIN_SECONDS: '0',
      SAMBATAN_SECRET: 'secret-0123456789-0123456789-0123456789',
      SAMBATAN_PUBLIC_URL: 'http://127.0.0.1',
    }
    const node = start(['serve'], { ...env, SAMBATAN_SERVICE_KY: 'x' })
    await node.said('stderr', /(SAMBATAN_SERVICE_KY is set, and nothing reads it\. Did you mean SAMBATAN_SERVICE_KEY)/)
    const address = await node.said('stdout', /listening on (http:\S+)/)
    const code = await node.said('stdout', /becomes it: (\S+)/)
    const body = { name: 'Sekar', email: 'sekar@sambatan.test', password: 'kopi subuh di teras', operator_code: code }
    const answer = await fetch(`${address}/api/sambatan/auth/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(await answer.json()).toEqual({ status: 'ready' })
    expect(answer.headers.get('strict-transport-security'), 'of this host, not of those below it').toBe(
      'max-age=31536000',
    )
    expect(await node.stopped()).toBe(0)
    const again = start(['serve'], env)
    const welcome = await again.said('stdout', /(listening on[\s\S]*Database[\s\S]*?\n\n)/)
    expect(welcome).not.toContain('becomes it')
    // Where people open it, which is not where it listens.
    expect(welcome).toContain('Open     http://127.0.0.1 in a browser')
    expect(await again.stopped()).toBe(0)
  }, 60_000)

  it('["worker"] works until it is told to stop', async () => {
    const node = start(['worker'], place.env)
    await node.said('stderr', /(working)/)
    expect(await node.stopped()).toBe(0)
  })
})

it.each([['on'], ['off']])('compiles the embedded database for speed, unless memory is small: %s', async (small) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sambatan-test-cli-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  cpSync(inject('pgliteDataDir'), dataDir, { recursive: true })
  const env = { SAMBATAN_DATA_DIR: dataDir, SAMBATAN_SMALL_MEMORY: small }
  const node = run(process.execPath, ['--trace-wasm-compilation-times', main, 'serve'], { env })
  await node.said('stdout', /listening on/)
  // A function of PostgreSQL, by its number: the WebAssembly of Node itself has 4,816, and PostgreSQL 13,729.
  const forSpeed = /#([5-9]|\d\d)\d{3} using TurboFan/
  if (small === 'off') await node.said('stdout', forSpeed)
  expect(await node.stopped()).toBe(0)
  expect(forSpeed.test(node.everything())).toBe(small === 'off')
  expect(node.everything().includes('there is little memory')).toBe(small === 'on')
})
