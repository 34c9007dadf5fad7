/** A shop of another origin whose page holds widgets, visited with a real browser. */
import { beforeAll, onTestFinished } from 'vitest'
import { openShop, type ShopOptions } from '../../packages/widget/demo/serve.ts'
import { buildPackages } from '../../scripts/build-packages.ts'
import type { TestNode } from '../http/node.ts'
import { inTime, newCampaign, newProduct } from '../http/things.ts'
import { type Page, type PageOptions, testBrowser } from '../support/browser.ts'
import { hours } from '../support/engine.ts'
import type { Asked, Reply } from '../support/peer.ts'

export interface Visits {
  /** Opens a shop that shows campaigns of the node at `base`, and a page of it. Both are gone after the test. */
  visit(base: string, shop: Omit<ShopOptions, 'base'>, options?: PageOptions): Promise<Page>
}

/** To be called once at the top of a test file. */
export function shopVisits(): Visits {
  const browser = testBrowser()
  beforeAll(async () => {
    await buildPackages()
  }, 60_000)
  return {
    async visit(base, shop, options = {}) {
      const { url, close } = await openShop({ base, ...shop })
      onTestFinished(close)
      const page = await browser.newPage(options)
      onTestFinished(() => page.close())
      await page.goto(url)
      return page
    },
  }
}

export async function baseOf(node: TestNode): Promise<string> {
  if (!node.app.server.listening) await node.app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(node.app.server.address() as { port: number }).port}`
}

/** A page of a shop with one widget. */
export const pageWith = (attributes: string, inside = '', before = '') => `<!doctype html>
<html lang="id">
  <head><title>Toko</title><meta name="viewport" content="width=device-width">
    <link rel="stylesheet" href="/shop.css"><script type="module" src="{{base}}/widget.js"></script></head>
  <body><main><h1>Toko</h1><h2>Beli bareng</h2>${before}
    <sambatan-campaign ${attributes}>${inside}</sambatan-campaign></main></body>
</html>`

/** 100 slots with a goal of 60 at Rp 185.000, closing in two days. */
export async function melati(node: TestNode, wish: Record<string, unknown> = {}) {
  const picture = { image_url: '/assets/demo/melati-senja.svg', name: 'Melati Senja' }
  const product = await newProduct(node, wish.picture === false ? {} : picture)
  const { picture: _, ...rest } = wish
  return newCampaign(node, {
    product_id: product.id,
    title: 'Melati Senja – Batch Hujan Bulan Juni',
    total_slots: 100,
    minimum_slots: 60,
    price_per_slot: 185_000,
    deadline: await inTime(node, hours(52.5)),
    ...rest,
  })
}

/** A campaign as a node tells it, for what no node does on demand: to break down, or to say what none would. */
export const told = (wish: Record<string, unknown> = {}) => ({
  ...{ id: 'c1', slug: 'melati', title: 'Melati Senja', product_name: 'Melati', seller_name: 'Dapur Atsiri' },
  ...{ image_url: null, photos: [], currency: 'IDR', price_per_slot: 185_000, total_slots: 100, minimum_slots: 60 },
  ...{ slots_taken: 45, slots_at_close: null, opens_at: null, closed_at: null, status: 'active' },
  ...{
    deadline: new Date(Date.now() + hours(52.5)).toISOString(),
    updated_at: new Date(Date.now() - 1000).toISOString(),
  },
  ...wish,
})

export const toldProgress = (filled_slots: number, wish: Record<string, unknown> = {}) => ({
  ...{ campaign_id: 'c1', total_slots: 100, filled_slots, available_slots: 100 - filled_slots, status: 'active' },
  updated_at: new Date().toISOString(),
  ...wish,
})

/** Answers by the end of the path, as another origin may read it. */
export function answering(widget: string, replies: Record<string, Reply>): Reply {
  return (response, asked: Asked) => {
    response.setHeader('access-control-allow-origin', '*')
    // As a node does.
    response.setHeader('access-control-expose-headers', 'Date')
    if (asked.url === '/widget.js') return void response.setHeader('content-type', 'text/javascript').end(widget)
    const reply = replies[/[^/]*$/.exec(asked.url)![0]]
    if (reply === undefined) response.writeHead(404).end()
    else reply(response, asked)
  }
}
