/** The commands of the README, run as people and service managers run them: by npm. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { acquireLock } from '../../src/db/embedded/lock.ts'
import { freePort } from '../support/postgres.ts'
import { type Running, run } from './running.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sambatan-test-npm-'))
  cpSync(inject('pgliteDataDir'), dataDir, { recursive: true })
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** To npm alone, as service managers and `kill` do; or to everybody in front of the terminal, as Ctrl+C and its end are. */
const stops = {
  SIGTERM: (npm: number) => process.kill(npm, 'SIGTERM'),
  SIGINT: (npm: number) => process.kill(-npm, 'SIGINT'),
  SIGHUP: (npm: number) => process.kill(-npm, 'SIGHUP'),
  // npm ends by it and tells nobody.
  'SIGHUP to npm alone': (npm: number) => process.kill(npm, 'SIGHUP'),
}

const cases: [string, keyof typeof stops, RegExp][] = [
  ['start', 'SIGTERM', /listening on/],
  ['start', 'SIGINT', /listening on/],
  ['run sambatan -- serve', 'SIGTERM', /listening on/],
  ['run sambatan -- worker', 'SIGINT', /working; stop with/],
  ['start', 'SIGHUP to npm alone', /listening on/],
  ['run sambatan -- worker', 'SIGHUP', /working; stop with/],
]

it.each(cases)(
  'npm %s stops its node by %s: port and folder are free',
  async (command, signal, ready) => {
    const env = { SAMBATAN_DATA_DIR: dataDir, PORT: String(await freePort()) }
    const npm = run('npm', command.split(' '), { cwd: root, env, detached: true })
    await npm.said(command.endsWith('worker') ? 'stderr' : 'stdout', ready)
    const { pid } = JSON.parse(readFileSync(join(dataDir, 'lock'), 'utf8')) as { pid: number }
    stops[signal](npm.child.pid!)
    if (signal.startsWith('SIGHUP')) {
      // npm is gone first, so nobody need have asked for the exit code of its node; it has ended when nothing holds their outputs.
      await npm.ended()
    } else {
      expect(await endOf(npm)).toBe(0)
      expect(() => process.kill(pid, 0), 'its node has ended').toThrow('ESRCH')
    }
    await expect(fetch(`http://127.0.0.1:${env.PORT}/healthz`)).rejects.toThrow()
    const lock = await acquireLock(join(dataDir, 'lock'), dataDir, () => {})
    expect(lock.predecessor, 'it gave the folder back itself').toBeUndefined()
    lock.release()
  },
  60_000,
)

/** Of npm alone: a node that outlives it keeps its outputs open. */
function endOf({ child }: Running): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve))
}
