/** The dashboard and the alerts that ship: whatever they ask for exists, under that name and with those labels. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '../src/kernel/metrics.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** What Prometheus adds to whatever it reads. */
const scraped = ['job', 'instance']

interface Known {
  [name: string]: { type: string; labels: string[] }
}

/** Those of every node, and those that the sources add to them, some only where there is a replica or a folder. */
async function known(): Promise<Known> {
  const found: Known = { up: { type: 'gauge', labels: [] } }
  const { registry } = createMetrics()
  for (const { name, type } of await registry.getMetricsAsJSON()) {
    const { labelNames = [] } = registry.getSingleMetric(name) as { labelNames?: string[] }
    found[name] = { type: String(type), labels: labelNames }
  }
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((one) => /(?<!\.test)\.ts$/.test(one))) {
    const code = read(join('src', file))
    for (const [, name] of code.matchAll(/\bgauge\(\s*'(sambatan_\w+)'/g)) found[name!] = { type: 'gauge', labels: [] }
    for (const [, name, label] of code.matchAll(/\bgauges\(\s*'(sambatan_\w+)',\s*[`'][^`']*[`'],\s*'(\w+)'/g)) {
      found[name!] = { type: 'gauge', labels: [label!] }
    }
  }
  return found
}

const metrics = await known()

/** What is wrong with an expression: a metric that nobody exports, or a label that it does not have. */
function faultsOf(expression: string): string[] {
  const words = new Set([...expression.matchAll(/\b(?:sambatan|nodejs|process)_\w+|\bup\b/g)].map(([word]) => word))
  const faults: string[] = []
  const labels = new Set(scraped)
  for (const word of words) {
    const base = word.replace(/_(bucket|sum|count)$/, '')
    const metric = metrics[word] ?? (metrics[base]?.type === 'histogram' ? metrics[base] : undefined)
    if (metric === undefined) faults.push(`${word} is no metric`)
    for (const label of metric?.labels ?? []) labels.add(label)
    if (word.endsWith('_bucket')) labels.add('le')
  }
  if (words.size === 0) faults.push('it asks for nothing')
  const matched = [...expression.matchAll(/\{([^}]*)\}/g)].flatMap(([, list]) => list!.split(/,(?=\w+[=!])/))
  const grouped = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list]) => list!.split(','))
  const used = [...matched.map((each) => each.split(/[=!]/)[0]!), ...grouped].map((each) => each.trim())
  return [...faults, ...used.filter((label) => !labels.has(label)).map((label) => `${label} is no label of it`)]
}

interface Panel {
  title: string
  type: string
  targets?: { expr: string; legendFormat: string }[]
  gridPos: { x: number; y: number; w: number; h: number }
}
const { panels } = JSON.parse(read('deploy/grafana/sambatan.json')) as { panels: Panel[] }
const { groups } = parse(read('deploy/prometheus/alerts.yaml')) as {
  groups: { rules: { alert: string; expr: string; labels: object; annotations: Record<string, string> }[] }[]
}
const rules = groups.flatMap((group) => group.rules)
const targets = panels.flatMap(({ title, targets: all = [] }) => all.map((target) => ({ title, ...target })))

it('a metric or label that is none would be seen', () => {
  expect(faultsOf('sum(sambatan_frobnications)')).toEqual(['sambatan_frobnications is no metric'])
  expect(faultsOf('sum by (route, way) (rate(sambatan_http_request_seconds_sum{job="x",color="y"}[5m]))')).toEqual([
    'color is no label of it',
    'way is no label of it',
  ])
  expect(faultsOf('sambatan_join_queue_depth_sum')).toHaveLength(1)
})

describe('the dashboard', () => {
  it('asks for what there is', () => {
    expect(targets.length).toBeGreaterThan(25)
    expect(targets.flatMap(({ title, expr }) => faultsOf(expr).map((fault) => `${title}: ${fault}`))).toEqual([])
  })

  it('names lines by labels that are left', () => {
    const wrong = targets.filter(({ expr, legendFormat }) => {
      const named = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label!)
      const by = /\bby \(([^)]*)\)/.exec(expr)?.[1]?.split(', ')
      return named.some((label) => !(by ?? scraped).includes(label))
    })
    expect(wrong).toEqual([])
  })

  it('shows every metric of ours', () => {
    const all = targets.map(({ expr }) => expr).join('\n')
    expect(Object.keys(metrics).filter((name) => name.startsWith('sambatan_') && !all.includes(name))).toEqual([])
  })

  it('has panels that lie beside each other, and not on each other', () => {
    const places = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)}/${y + Math.floor(at / w)}`),
    )
    expect(new Set(places).size).toBe(places.length)
  })
})

describe('the alerts', () => {
  it('ask for what there is', () => {
    expect(rules.flatMap(({ alert, expr }) => faultsOf(expr).map((fault) => `${alert}: ${fault}`))).toEqual([])
  })

  it('say what they mean and what to do, and are explained', () => {
    const page = read('docs/operations/monitoring.md')
    for (const { alert, annotations } of rules) {
      expect(Object.keys(annotations), alert).toEqual(['summary', 'description'])
      expect(page, alert).toContain(`\`${alert}\``)
    }
  })
})
