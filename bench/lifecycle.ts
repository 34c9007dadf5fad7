/**
 * What a lifecycle pass costs: with nothing due it must not depend on how many campaigns exist; with something due it
 * must depend on that alone.
 */
import { type Database, migrate, openDatabase } from '../src/db/index.ts'
import { runLifecycle } from '../src/modules/lifecycle/index.ts'
import { withDatabase } from '../test/support/admin.ts'
import type { TestPostgres } from '../test/support/postgres.ts'
import { addDueCampaigns, fillCampaigns } from './support/data.ts'
import { percentile, type Row, type Section } from './support/report.ts'

interface Options {
  /** How many campaigns exist, one measurement each. */
  sizes: number[]
  /** How many of them are due. */
  due: number[]
  /** 20 participants for every campaign, not only for those that are due: 20 million at the largest size. */
  full: boolean
}

export async function benchLifecycle(postgres: TestPostgres, options: Options): Promise<Section> {
  const rows: Row[] = []
  for (const size of options.sizes) {
    const name = `bench_lifecycle_${size}`
    await withDatabase(postgres.url('postgres'), (admin) => admin.query(`create database ${name}`))
    const db = await openDatabase({ url: postgres.url(name), statementTimeoutMs: 600_000 })
    try {
      await migrate(db)
      await fillCampaigns(db, size, options.full ? 20 : size <= 100_000 ? 20 : 2)
      for (const due of options.due) rows.push(await measure(db, size, due))
    } finally {
      await db.close()
      await withDatabase(postgres.url('postgres'), (admin) => admin.query(`drop database ${name} with (force)`))
    }
  }
  return {
    name: 'lifecycle',
    title: 'Lifecycle: one run over what is due',
    note: 'Nothing due: the median of 50 passes. Otherwise one whole run; every due campaign completes with 20 participants.',
    rows,
  }
}

async function measure(db: Database, campaigns: number, due: number): Promise<Row> {
  if (due === 0) {
    const samples: number[] = []
    for (let i = 0; i < 50; i++) {
      const startedAt = performance.now()
      await db.query('select * from sambatan.check_sambatan_deadlines()')
      samples.push(performance.now() - startedAt)
    }
    const median = percentile(samples, 0.5)
    return {
      campaigns,
      due,
      ms: median,
      'ms p99': percentile(samples, 0.99),
      'campaigns/s': '',
      'us/participation': '',
    }
  }
  await addDueCampaigns(db, due)
  const startedAt = performance.now()
  const run = await runLifecycle({ db, node: 'bench', trigger: 'cli' })
  const ms = performance.now() - startedAt
  const completed = run?.transitions.filter((transition) => transition.event === 'campaign_completed').length
  if (completed !== due) throw new Error(`${due} campaigns were due, ${completed} completed`)
  return {
    campaigns,
    due,
    ms,
    'ms p99': '',
    'campaigns/s': due / (ms / 1000),
    'us/participation': (ms * 1000) / (due * 20),
  }
}
