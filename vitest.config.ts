import { accessSync, constants, readFileSync, statfsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defaultServerConditions } from 'vite'
import { configDefaults, defineConfig } from 'vitest/config'

// Processes load the libraries from what they were compiled to, in a quarter less of the processor.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compile', import.meta.url))

// What tests keep on disk is gone when they end. Where memory can be had as a folder it is kept there: to make and drop a hundred
// databases on a disk takes as much of the processor as what the tests do with them.
const memory = process.env.TMPDIR ? undefined : roomInMemory()
// What is assigned to the environment becomes a text: of nothing, `undefined`.
if (memory !== undefined) process.env.TMPDIR = memory

/** A folder of memory with room for all that tests keep at once, several times over, from which programs can be started. */
function roomInMemory(): string | undefined {
  const folder = '/dev/shm'
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .findLast((line) => line.split(' ')[1] === folder)
    return bavail * bsize >= 8 * 2 ** 30 && mount && !/noexec/.test(mount) ? folder : undefined
  } catch {
    return undefined
  }
}

/** Tests by what they cost and need; `npm run test:quick` takes the first two, on one database. */
const projects: Record<string, string[]> = {
  // Nothing but the code itself.
  unit: ['src/**/*.test.ts', 'packages/*/src/**/*.test.ts', 'test/*.test.ts'],
  // The SQL and the use cases, on the databases.
  engine: ['test/{engine,sharing,storage}/**/*.test.ts'],
  // The same from many connections at once.
  races: ['test/concurrency/**/*.test.ts'],
  // Whole nodes, asked in process.
  http: ['test/{http,packages}/**/*.test.ts'],
  // Pages, in a browser.
  web: ['test/{web,support}/**/*.test.ts'],
  // Processes that are started and killed, long random histories, large pictures, the demo.
  slow: ['test/{cli,crash,models,photos,seed}/**/*.test.ts'],
  // The databases themselves: folders that are taken away from the process that has them, migrations, transfers.
  db: ['test/db/**/*.test.ts'],
}

/**
 * Our own packages as they are written, not as they were last built. Without `module`, which Node does not know either: what packages
 * have under that name is for bundlers, and OpenTelemetry's cannot be loaded without one.
 */
const conditions = ['@sambatan/source', ...defaultServerConditions.filter((one) => one !== 'module')]

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    projects: Object.entries(projects).map(([name, include]) => ({
      extends: true as const,
      // Files of tests share the process of their worker, its libraries loaded and compiled once: that is more than half of
      // the processor. Those of `db` change what belongs to a process.
      test: { name, include, exclude: configDefaults.exclude, isolate: name === 'db' },
    })),
    globalSetup: ['test/support/global-setup.ts'],
    // Real processes: tests start servers, threads and signals of their own.
    pool: 'forks',
    // PGlite is a large WebAssembly module. A test ends before its optimized code pays: without, PGlite's tests take a third
    // less of the processor.
    execArgv: ['--liftoff-only'],
    // Tests wait for databases, browsers and time as much as they compute: on two cores four workers leave nothing of them unused,
    // and one less than there are cores, the default, would be one.
    maxWorkers: availableParallelism() + 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    // What is waited for comes in its time, which on a busy machine is more than the second that is the default.
    expect: { poll: { timeout: 10_000 } },
  },
})
