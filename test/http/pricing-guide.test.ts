/** The examples of docs/guides/pricing.md, lived through by the API: what the guide says is what happens. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { advanceClock } from '../support/clock.ts'
import { hours } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { onEachNode } from './node.ts'
import { inTime, joinBody, newCampaign } from './things.ts'

interface Named {
  id: string
  name: string
  dropped: boolean
}

/** Units by the names of items. */
type Units = Record<string, number>

interface Example {
  campaign: Record<string, unknown>
  orders: {
    buyer: string
    orders?: Units
    changes_to?: Units
    leaves?: true
    at_most?: number
    slots?: number
    pays?: number
    refused?: string
  }[]
  /** Null pays who is called off. */
  end: { status: string; slots: number; left_out?: string[]; pay: Record<string, number | null> }
}

const guide = readFileSync(new URL('../../docs/guides/pricing.md', import.meta.url), 'utf8')
const sections = guide.split(/^## /m).slice(1)
const examples = sections.flatMap((section) => {
  const [json] = section.match(/(?<=```json\n)[\s\S]*?(?=```)/) ?? []
  return json === undefined ? [] : [{ about: section.split('\n')[0]!, example: JSON.parse(json) as Example }]
})

onEachNode('the guide to prices', (node) => {
  it('has examples', () => {
    expect(examples).toHaveLength(5)
  })

  it.each(examples)('is right about "$about"', async ({ example }) => {
    const deadline = await inTime(node, hours(5))
    const { id, items } = await newCampaign(node, { price_per_slot: undefined, deadline, ...example.campaign })
    const lines = (units: Units) =>
      Object.entries(units).map(([name, count]) => ({
        item_id: items.find((one: Named) => one.name === name).id,
        units: count,
      }))
    const orders = new Map<string, string>()
    for (const { buyer, ...order } of example.orders) {
      const wanted = { lines: lines(order.orders ?? order.changes_to ?? {}), expected_amount: order.at_most }
      const own = orders.get(buyer)
      if (order.changes_to) {
        const { body } = await node.ask('POST', `/participations/${own}/quote`, { body: { lines: wanted.lines } })
        expect([body.fits, body.amount], buyer).toEqual([true, order.pays])
      }
      const answer = order.leaves
        ? await node.ask('POST', `/participations/${own}/cancel`)
        : order.changes_to
          ? await node.ask('PUT', `/participations/${own}/lines`, { body: wanted })
          : await node.ask('POST', `/campaigns/${id}/join`, {
              body: joinBody({ user_id: buyer, quantity: undefined, ...wanted }),
            })
      expect(answer.body.code?.length === 6 ? undefined : answer.body.code, buyer).toBe(order.refused)
      if (order.pays !== undefined) expect(answer.body.amount, buyer).toBe(order.pays)
      if (order.slots !== undefined) expect(answer.body.quantity, buyer).toBe(order.slots)
      if (order.refused === undefined && !order.leaves) orders.set(buyer, answer.body.id)
    }
    await advanceClock(node.services.db, hours(6))
    await node.ask('POST', '/lifecycle/run')
    const { body: ended } = await node.ask('GET', `/campaigns/${id}`)
    expect(ended).toMatchObject({ status: example.end.status, slots_taken: example.end.slots })
    const leftOut = ended.items.filter((one: Named) => one.dropped).map((one: Named) => one.name)
    expect(leftOut).toEqual(example.end.left_out ?? [])
    for (const [buyer, pays] of Object.entries(example.end.pay)) {
      const { body } = await node.ask('GET', `/participations/${orders.get(buyer)}`)
      const inTheEnd = body.status === 'refunded' ? null : body.final_amount
      expect([buyer, inTheEnd]).toEqual([buyer, pays])
    }
    expect(await violations(node.services.db)).toEqual([])
  })
})
