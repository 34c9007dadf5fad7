/** A whole installation with the demo's people and campaigns, listening, for tests with a real browser. */
import { afterAll, beforeAll } from 'vitest'
import type { Campaign } from '../../src/modules/campaigns/index.ts'
import { demoPassword, seedDemo } from '../../src/seed/index.ts'
import { nodeOn, type TestNode } from '../http/node.ts'
import type { Page } from '../support/browser.ts'
import { makeFilledDatabase, type Place } from '../support/databases.ts'

export interface Site {
  /** Where each node listens, `http://127.0.0.1:port`. */
  readonly urls: string[]
  readonly url: string
  readonly nodes: TestNode[]
  readonly node: TestNode
  /** A campaign of the demo's first seller that nobody has joined. */
  openCampaign(fields?: Record<string, unknown>): Promise<Campaign>
  /** Somebody joins, past the pages. */
  join(campaignId: string, quantity: number, userId?: string): Promise<void>
  /** The newest open campaign of the demo with some joiners. */
  demoCampaign(): Promise<Campaign>
}

const seller = 'demo-seller-rumah-melati'
const dayMs = 86_400_000

/** To be called once at the top of a test file. */
export function testSite(options: { nodes?: number; env?: Record<string, string> } = {}): Site {
  const nodes: TestNode[] = []
  const urls: string[] = []
  let dispose: (() => Promise<void>) | undefined
  let buyers = 0

  beforeAll(async () => {
    const database = await makeFilledDatabase(fillWithDemo)
    dispose = () => database.dispose()
    for (let i = 0; i < (options.nodes ?? 1); i++) {
      const env = { SAMBATAN_EMAIL_VERIFICATION: 'off', ...options.env }
      const node = await nodeOn(database.env, { env, work: true })
      nodes.push(node)
      urls.push(await node.app.listen({ port: 0, host: '127.0.0.1' }))
    }
  }, 120_000)

  afterAll(async () => {
    for (const node of nodes) await node.close()
    await dispose?.()
  })

  const ask = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
    const answer = await nodes[0]!.ask(method, path, body === undefined ? {} : { body })
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.text}`)
    return answer.body as Body
  }

  return {
    urls,
    nodes,
    get url() {
      return urls[0]!
    },
    get node() {
      return nodes[0]!
    },
    async openCampaign(fields = {}) {
      const products = await ask<{ id: string; sambatan_enabled: boolean }[]>('GET', `/products?seller_id=${seller}`)
      return ask<Campaign>('POST', '/campaigns', {
        product_id: products.find((product) => product.sambatan_enabled)!.id,
        title: 'Melati Senja, batch percobaan',
        description: 'Dipetik menjelang magrib.\n\nSatu panci untuk setiap batch.',
        total_slots: 20,
        minimum_slots: 10,
        price_per_slot: 185_000,
        deadline: new Date(Date.now() + 5 * dayMs).toISOString(),
        ...fields,
      })
    },
    async join(campaignId, quantity, userId = `pembeli-${++buyers}`) {
      await ask('POST', `/campaigns/${campaignId}/join`, {
        user_id: userId,
        quantity,
        shipping_address: 'Jl. Melati No. 5, Sleman, DI Yogyakarta',
      })
    },
    async demoCampaign() {
      const campaigns = await ask<Campaign[]>('GET', '/campaigns?status=active&limit=50')
      return campaigns.find((campaign) => campaign.participant_count > 5 && campaign.slots_remaining > 5)!
    },
  }
}

async function fillWithDemo(place: Place): Promise<void> {
  const node = await nodeOn(place.env)
  await seedDemo(node.services, { password: demoPassword })
  await node.close()
}

/** Signs one of the demo's people in, without the page for it: `rani`, `rumah-melati`, `operator`. */
export async function signInAs(page: Page, url: string, name: string): Promise<void> {
  const answer = await page.request.post(`${url}/api/sambatan/auth/sign-in`, {
    data: { email: `${name}@demo.sambatan.test`, password: demoPassword },
  })
  if (!answer.ok()) throw new Error(`${name} cannot sign in: ${await answer.text()}`)
}
