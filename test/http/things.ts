/** Things made through the API, as its users make them. */
import { expect } from 'vitest'
import { databaseNow } from '../support/clock.ts'
import { hours } from '../support/engine.ts'
import type { Ask, TestNode } from './node.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
type Made = any

export const address = 'Jl. Melati No. 5, Sleman, DI Yogyakarta 55281'

export async function newProduct(node: TestNode, wish: Record<string, unknown> = {}, ask: Ask = {}): Promise<Made> {
  const body = { seller_id: 'seller-1', name: 'Melati Senja', base_price: 250_000, sambatan_enabled: true, ...wish }
  const answer = await node.ask('POST', '/products', { body, ...ask })
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}

export async function inTime(node: TestNode, ms: number): Promise<string> {
  return new Date((await databaseNow(node.services.db)).getTime() + ms).toISOString()
}

/** The body of a campaign of 10 slots at 100,000 that ends in a week. */
export async function campaignBody(node: TestNode, wish: Record<string, unknown> = {}): Promise<Made> {
  return {
    product_id: wish.product_id ?? (await newProduct(node)).id,
    title: 'Melati Senja, batch 1',
    total_slots: 10,
    price_per_slot: 100_000,
    deadline: await inTime(node, hours(168)),
    ...wish,
  }
}

/** A deadline that far from now: at most five years are allowed. */
export function yearsAhead(years: number): string {
  return new Date(Date.now() + years * 365 * 86_400_000).toISOString()
}

export async function newCampaign(node: TestNode, wish: Record<string, unknown> = {}): Promise<Made> {
  const answer = await node.ask('POST', '/campaigns', { body: await campaignBody(node, wish) })
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}

export function joinBody(wish: Record<string, unknown> = {}): Record<string, unknown> {
  return { user_id: 'buyer-1', quantity: 1, shipping_address: address, ...wish }
}

export async function newParticipation(node: TestNode, campaignId: string, wish = {}): Promise<Made> {
  const answer = await node.ask('POST', `/campaigns/${campaignId}/join`, { body: joinBody(wish) })
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}

/** Somebody who waits for a full campaign of seller-1, the only one or before others; and the participation that keeps it full. */
export async function newWaiting(
  node: TestNode,
  users = ['buyer-1'],
): Promise<{ entries: Made[]; campaign: Made; held: Made }> {
  const campaign = await newCampaign(node, { total_slots: 1, completion: 'at_deadline' })
  const held = await newParticipation(node, campaign.id, { user_id: 'holder' })
  const entries: Made[] = []
  for (const user_id of users) {
    const body = { user_id, quantity: 1, shipping_address: address }
    entries.push((await node.ask('POST', `/campaigns/${campaign.id}/waiting-list`, { body })).body)
  }
  return { entries, campaign, held }
}

/** The id of what is offered to buyer-1. */
export async function newOffer(node: TestNode): Promise<string> {
  const { campaign, held } = await newWaiting(node)
  await node.ask('POST', `/participations/${held.id}/cancel`)
  return (await node.ask('GET', `/campaigns/${campaign.id}/waiting-list`)).body[0].offer.participation_id
}

/** As a browser gives it, of a push service that is not there. */
export const pushBrowser = {
  endpoint: 'https://push.invalid/send/abc',
  keys: {
    p256dh: 'BJ1bAFG-ax5eWZV5i2crHXp47-rw3AkvIb4z2Uba4xePuNjSWckNVVteJwh6P4Aa1cs5yeaLsKxJzjIbKo6WTnk',
    auth: 'DGv6ra1nlYgDCS1FRnbzlw',
  },
}
