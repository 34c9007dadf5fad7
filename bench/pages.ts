/**
 * The campaign page, as one process renders it: for strangers, who share what was made within the last second, and for
 * somebody with a session, whose page is made for them alone. Against the same campaign as JSON.
 */
import { openCampaign, serviceKey, startBenchServer } from './hot-campaign.ts'
import { asService, joinLoad, readLoad } from './support/load.ts'
import type { Row, Section } from './support/report.ts'

const connections = 32

export async function benchPages(env: Record<string, string>, seconds: number): Promise<Section> {
  const server = await startBenchServer({ SAMBATAN_RATE_LIMIT: 'off', ...env })
  const rows: Row[] = []
  try {
    const join = await openCampaign(server.address)
    await joinLoad(join, { connections: 4, seconds: 1, caller: asService(serviceKey) })
    const api = join.replace(/\/join$/, '')
    const { slug } = (await (await fetch(api)).json()) as { slug: string }
    const page = `${server.address}/c/${slug}`
    const browser = 'accept: text/html\r\naccept-encoding: br, gzip\r\naccept-language: id-ID\r\n'
    const kinds: [string, string, (n: number) => string][] = [
      ['the campaign as JSON', api, () => ''],
      // Whoever has begun something, as any other cookie of ours says, gets a page that is made for them alone.
      ['its page, made for one person', page, (n) => `${browser}cookie: sambatan_begun=bench-${n}\r\n`],
      ['its page, shared by strangers', page, () => browser],
    ]
    for (const [, url, headers] of kinds) await readLoad(url, { connections, seconds: 3 }, headers)
    let base = Number.NaN
    for (const [name, url, headers] of kinds) {
      const { perSecond, p50, p99, refused } = await readLoad(url, { connections, seconds }, headers)
      if (Number.isNaN(base)) base = perSecond
      rows.push({
        what: name,
        'a second': perSecond,
        'of JSON': `${Math.round((perSecond / base) * 100)} %`,
        'p50 ms': p50,
        'p99 ms': p99,
        refused,
      })
    }
  } finally {
    await server.stop()
  }
  return {
    name: 'pages',
    title: 'The campaign page',
    note: `${connections} connections, ${seconds} s each; one process serves, two cores for it, the database and the load.`,
    rows,
  }
}
