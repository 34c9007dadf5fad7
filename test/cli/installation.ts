/** Databases for commands, which run as processes of their own: made here, and open here only while a test looks in. */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, inject, vi } from 'vitest'
import { runCommandLine } from '../../src/cli/run.ts'
import { type Database, openDatabase } from '../../src/db/index.ts'
import { openTestDatabase } from '../support/databases.ts'
import { compileCache, nodeFlags } from '../support/processes.ts'

export const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

export interface Outcome {
  code: number | null
  stdout: string
  stderr: string
}

/**
 * Runs `sambatan …` in this process, which takes a hundredth of the time: what it writes is caught, and its environment is
 * what is given. For commands that end by themselves; how a process begins and ends is told by `sambatan`.
 */
export async function sambatanHere(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const outcome: Outcome = { code: null, stdout: '', stderr: '' }
  const caught = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      outcome[name] += text
      return true
    }),
  )
  const { env: ours } = process
  process.env = { TZ: 'UTC', ...env }
  try {
    outcome.code = await runCommandLine(args)
  } finally {
    process.env = ours
    for (const one of caught) one.mockRestore()
  }
  return outcome
}

/** Runs `sambatan …` as a process, with nothing in its environment but what is given, and `input` to read. */
export function sambatan(args: string[], env: Record<string, string> = {}, input = ''): Promise<Outcome> {
  const { PATH = '', HOME = '' } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeFlags, main, ...args], {
      env: { PATH, HOME, TZ: 'UTC', ...compileCache, ...env },
      stdio: 'pipe',
    })
    // One that reads nothing may end before it is written.
    child.stdin.on('error', () => undefined).end(input)
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

export interface Installation {
  env: Record<string, string>
  /** Opens the database for a moment. */
  look<T>(fn: (db: Database) => Promise<T>): Promise<T>
}

interface Options {
  empty?: boolean
  /** `one`: for what does not depend on the database, the one on which a command starts sooner. */
  only?: 'PostgreSQL' | 'one'
}

interface Made {
  installation: Installation
  remove(): Promise<void>
}

/** A block of tests on each kind of database, migrated unless `empty`. */
export function onEachInstallation(name: string, block: (place: Installation) => void, options: Options = {}): void {
  for (const [kind, make] of [
    ['PostgreSQL', onServer],
    ['PGlite', onEmbedded],
  ] as const) {
    const hasServer = inject('postgres') !== undefined
    const only = options.only === 'one' ? (hasServer ? 'PostgreSQL' : 'PGlite') : options.only
    if (only !== undefined && only !== kind) continue
    describe.skipIf(kind === 'PostgreSQL' && !hasServer)(`${name} on ${kind}`, () => {
      let made: Made
      beforeAll(async () => {
        made = await make(options)
      })
      afterAll(() => made?.remove())
      block({
        get env() {
          return made.installation.env
        },
        look: (fn) => made.installation.look(fn),
      })
    })
  }
}

async function onServer({ empty }: Options): Promise<Made> {
  const test = await openTestDatabase('server', empty === undefined ? {} : { empty })
  return { installation: { env: test.env, look: (fn) => fn(test.db) }, remove: () => test.dispose() }
}

async function onEmbedded({ empty }: Options): Promise<Made> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sambatan-test-cli-'))
  if (!empty) cpSync(inject('pgliteDataDir'), dataDir, { recursive: true })
  return {
    installation: {
      env: { SAMBATAN_DATA_DIR: dataDir },
      async look(fn) {
        const db = await openDatabase({ dataDir })
        try {
          return await fn(db)
        } finally {
          await db.close()
        }
      },
    },
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  }
}
