import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import { main, onEachInstallation, sambatan } from './installation.ts'

const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

onEachInstallation('a node started by the command line', (place) => {
  it.each([[['serve']], [['serve', '--no-worker']]])('%j answers until it is told to stop', async (args) => {
    const node = start(args, place.env)
    const address = await said(node, 'stdout', /listening on (http:\S+)/)
    expect((await fetch(`${address}/healthz`)).status).toBe(200)
    if (place.env.DATABASE_URL === undefined) {
      const doctor = await sambatan(['doctor'], place.env)
      expect(doctor.code).toBe(1)
      expect(doctor.stdout).toContain(`in use by process ${node.pid}`)
    }
    expect(await stopped(node)).toBe(0)
  })

  it('a production node prints a code for its first operator, and none once there is one', async () => {
    const env = {
      ...place.env,
      NODE_ENV: 'production',
      SAMBATAN_SECRET: 'secret-0123456789-0123456789-0123456789',
      SAMBATAN_PUBLIC_URL: 'http://127.0.0.1',
    }
    const node = start(['serve'], env)
    const address = await said(node, 'stdout', /listening on (http:\S+)/)
    const code = await said(node, 'stdout', /becomes it: (\S+)/)
    const body = { name: 'Sekar', email: 'sekar@sambatan.test', password: 'kopi subuh di teras', operator_code: code }
    const answer = await fetch(`${address}/api/sambatan/auth/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(await answer.json()).toEqual({ status: 'ready' })
    expect(await stopped(node)).toBe(0)
    const again = start(['serve'], env)
    const welcome = await said(again, 'stdout', /(listening on[\s\S]*Database[\s\S]*?\n\n)/)
    expect(welcome).not.toContain('becomes it')
    expect(await stopped(again)).toBe(0)
  })

  it('["worker"] works until it is told to stop', async () => {
    const node = start(['worker'], place.env)
    await said(node, 'stderr', /(working)/)
    expect(await stopped(node)).toBe(0)
  })
})

function start(args: string[], env: Record<string, string>): ChildProcess {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH, HOME, PORT: '0', SAMBATAN_DEMO: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  return child
}

const heard = new WeakMap<ChildProcess, string>()

/** Waits for words on an output, those included that were said before; an end before them is told with all that was said. */
async function said(child: ChildProcess, output: 'stdout' | 'stderr', pattern: RegExp): Promise<string> {
  let all = heard.get(child) ?? ''
  const before = pattern.exec(all)?.[1]
  if (before !== undefined) return before
  return new Promise((resolve, reject) => {
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        all += text
        heard.set(child, all)
        const match = name === output ? pattern.exec(all) : null
        if (match?.[1] !== undefined) resolve(match[1])
      })
    }
    child.on('exit', (code) => reject(new Error(`ended with ${code}: ${all}`)))
  })
}

async function stopped(child: ChildProcess): Promise<number | null> {
  const end = once(child, 'exit') as Promise<[number | null]>
  child.kill('SIGTERM')
  return (await end)[0]
}
