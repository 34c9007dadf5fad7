/**
 * What a second node adds: the same load on one hot campaign through one node and through two, and the same spread over
 * eight campaigns. All on one machine, so two nodes also share its cores.
 */
import { openCampaign, serviceKey, startBenchServer } from './hot-campaign.ts'
import { asService, joinLoad } from './support/load.ts'
import type { Row, Section } from './support/report.ts'

const connections = 128

export async function benchTwoNodes(env: Record<string, string>, seconds: number): Promise<Section> {
  const nodes = [await startBenchServer(env), await startBenchServer({ ...env, BENCH_WORK: 'off' })]
  const rows: Row[] = []
  try {
    const hot = await openCampaign(nodes[0]!.address)
    const many = [hot]
    while (many.length < 8) many.push(await openCampaign(nodes[0]!.address))
    await joinLoad(hot, { connections: 64, seconds: 2, caller: asService(serviceKey) })
    for (const [campaigns, urls] of [
      ['one', [hot]],
      ['eight', many],
    ] as const) {
      for (const count of [1, 2]) rows.push(await measure(campaigns, urls, nodes.slice(0, count), seconds))
    }
  } finally {
    await Promise.all(nodes.map((node) => node.stop()))
  }
  return {
    name: 'nodes',
    title: 'One node and two, on one primary',
    note: `${connections} connections in all, ${seconds} s each. Nodes, database and load share two cores.`,
    rows,
  }
}

async function measure(
  campaigns: string,
  urls: readonly string[],
  nodes: { address: string }[],
  seconds: number,
): Promise<Row> {
  const targets = nodes.flatMap(({ address }) => urls.map((url) => address + new URL(url).pathname))
  const loads = await Promise.all(
    targets.map((url) =>
      joinLoad(url, {
        connections: Math.max(1, connections / targets.length),
        seconds,
        caller: asService(serviceKey),
      }),
    ),
  )
  return {
    campaigns,
    nodes: nodes.length,
    'per second': loads.reduce((sum, load) => sum + load.perSecond, 0),
    'p50 ms': Math.max(...loads.map((load) => load.p50)),
    'p99 ms': Math.max(...loads.map((load) => load.p99)),
    refused: loads.reduce((sum, load) => sum + load.refused, 0),
  }
}
