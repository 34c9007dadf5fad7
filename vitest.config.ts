import { availableParallelism } from 'node:os'
import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Our own packages as they are written, not as they were last built.
  resolve: { conditions: ['@sambatan/source', ...defaultServerConditions] },
  ssr: { resolve: { conditions: ['@sambatan/source', ...defaultServerConditions] } },
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts', 'packages/*/src/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // Real processes: tests start servers, threads and signals of their own.
    pool: 'forks',
    // Tests wait for databases, browsers and time as much as they compute: on two cores three workers need a sixth less time
    // than two, and one less than there are cores, the default, would be one.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    // What is waited for comes in its time, which on a busy machine is more than the second that is the default.
    expect: { poll: { timeout: 10_000 } },
  },
})
