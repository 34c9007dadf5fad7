/**
 * `npm run bench [-- hot signed-in embedded lone lifecycle plans search renaming fan-out waiting nodes pages] [--json] [--quick] [--full] [--picture]`: measures, side by
 * side in one run, and prints a table per section (or one JSON document). Ratios are the result; the numbers depend on the
 * machine.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { withDatabase } from '../test/support/admin.ts'
import type { TestPostgres } from '../test/support/postgres.ts'
import { benchFanOut } from './fan-out.ts'
import { benchHotCampaign } from './hot-campaign.ts'
import { benchLifecycle } from './lifecycle.ts'
import { benchLoneJoin } from './lone-join.ts'
import { benchPages } from './pages.ts'
import { benchPlans } from './plans.ts'
import { benchRenaming, benchSearch } from './search.ts'
import { benchSignedIn } from './signed-in.ts'
import { drawPicture } from './support/picture.ts'
import { printSection, type Section } from './support/report.ts'
import { startBenchPostgres } from './support/server.ts'
import { benchTwoNodes } from './two-nodes.ts'
import { benchWaiting } from './waiting.ts'

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    picture: { type: 'boolean', default: false },
  },
})

type Bench = (postgres: TestPostgres) => Promise<Section>

const seconds = flags.quick ? 4 : 10

const benches: Record<string, Bench> = {
  hot: async (postgres) =>
    benchHotCampaign({
      name: 'hot',
      title: 'Hot campaign on a PostgreSQL server',
      env: { DATABASE_URL: await freshDatabase(postgres, 'bench_hot') },
      connections: [64, 256],
      seconds,
    }),
  'signed-in': async (postgres) =>
    benchSignedIn(await freshDatabase(postgres, 'bench_signed_in'), { connections: [64, 256], seconds }),
  embedded: async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sambatan-bench-'))
    try {
      return await benchHotCampaign({
        name: 'embedded',
        title: 'Hot campaign on the embedded database',
        env: { SAMBATAN_DATA_DIR: dataDir, DATABASE_URL: '' },
        connections: [64, 256],
        seconds,
      })
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
  lone: async (postgres) => benchLoneJoin(await freshDatabase(postgres, 'bench_lone')),
  lifecycle: (postgres) =>
    benchLifecycle(postgres, {
      sizes: flags.quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000],
      due: [0, 1_000, 10_000],
      full: flags.full,
    }),
  plans: benchPlans,
  search: (postgres) => benchSearch(postgres, [10_000, 100_000]),
  renaming: (postgres) => benchRenaming(postgres, 100_000),
  'fan-out': (postgres) =>
    benchFanOut({
      freshDatabase: (name) => freshDatabase(postgres, name),
      events: flags.quick ? 10_000 : 50_000,
      seconds,
    }),
  waiting: (postgres) => benchWaiting(postgres, flags.quick ? 120 : 320),
  pages: async (postgres) => benchPages({ DATABASE_URL: await freshDatabase(postgres, 'bench_pages') }, seconds),
  nodes: async (postgres) => benchTwoNodes({ DATABASE_URL: await freshDatabase(postgres, 'bench_nodes') }, seconds),
}

async function freshDatabase(postgres: TestPostgres, name: string): Promise<string> {
  await withDatabase(postgres.url('postgres'), (admin) => admin.query(`create database ${name}`))
  return postgres.url(name)
}

const chosen = positionals.length > 0 ? positionals : Object.keys(benches)
const unknown = chosen.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}

const postgres = await startBenchPostgres()
const sections: Section[] = []
try {
  for (const name of chosen) {
    if (!flags.json) console.error(`measuring ${name} ...`)
    const section = await benches[name]!(postgres)
    sections.push(section)
    if (!flags.json) printSection(section)
  }
} finally {
  await postgres.remove()
}
if (flags.json) {
  console.log(JSON.stringify({ node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model, sections }, null, 2))
}
const hot = sections.find((section) => section.name === 'hot')
if (flags.picture && hot) writeFileSync(new URL('hot-campaign.svg', import.meta.url), drawPicture(hot))
