/** Streams end with the rights of whoever follows them, on every node, and go on for everybody else. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { signedIn } from '../support/accounts.ts'
import { makeTestDatabase, type Place } from '../support/databases.ts'
import { nowSeconds, platformToken } from '../support/tokens.ts'
import { follow, type Stream, watch } from './event-streams.ts'
import { nodeOn, onEachNode, type TestNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Before a heartbeat would find it (15 seconds), and long before what is believed runs out. */
const endsAtOnce = (stream: Stream) => expect.poll(() => stream.ended(), { timeout: 3_000 }).toBe(true)

const filled = (stream: Stream) => stream.events.map((event) => event.data.filled_slots)

describe.skipIf(inject('postgres') === undefined)('a stream on another node', () => {
  let database: Place
  let one: TestNode
  let two: TestNode
  beforeAll(async () => {
    database = await makeTestDatabase('server')
    ;[one, two] = [await nodeOn(database.env), await nodeOn(database.env)]
  })
  afterAll(async () => {
    await one.close()
    await two.close()
    await database.dispose()
  })

  const follower = async (headers: Record<string, string>, path = '/events?all=true') => {
    const stream = await follow(two, path, headers)
    expect(stream.status).toBe(200)
    return stream
  }

  it('ends when its operator is signed out everywhere, or made a buyer', async () => {
    const [left, demoted, stays] = [
      await signedIn(one.services.db, 'operator'),
      await signedIn(one.services.db, 'operator'),
      await signedIn(one.services.db, 'operator'),
    ]
    const streams = [await follower(left.headers), await follower(demoted.headers)] as const
    const other = await follower(stays.headers)
    expect((await one.ask('POST', `/people/${left.id}/sign-out`)).status).toBe(200)
    await endsAtOnce(streams[0])
    expect(streams[1].ended()).toBe(false)
    const role = { as: 'operator:budi', body: { role: 'buyer' } } as const
    expect((await one.ask('PUT', `/people/${demoted.id}/role`, role)).status).toBe(200)
    await endsAtOnce(streams[1])
    const { id } = await newCampaign(one)
    await expect.poll(() => other.events.flatMap((event) => event.data.campaign_ids)).toContain(id)
    for (const stream of streams) expect(stream.events).toEqual([])
    other.stop()
  })

  it('ends with the session it came with, and not with another of the same person', async () => {
    const { id, sessionId, headers } = await signedIn(one.services.db, 'seller')
    const again = await signedIn(one.services.db, 'seller')
    await one.services.db.query('update sambatan.sessions set user_id = $1 where id = $2', [id, again.sessionId])
    const [first, second] = [
      await follower(headers, '/events?mine=true'),
      await follower(again.headers, '/events?mine=true'),
    ]
    const ended = await one.ask('DELETE', `/auth/sessions/${sessionId}`, { as: 'nobody', headers: again.headers })
    expect(ended.status).toBe(200)
    await endsAtOnce(first)
    const { id: product } = await newProduct(one, { seller_id: id })
    const { id: campaign } = await newCampaign(one, { product_id: product })
    await expect.poll(() => second.events.flatMap((event) => event.data.campaign_ids)).toContain(campaign)
    second.stop()
  })

  it('ends when its key is revoked, and another key keeps its own', async () => {
    const create = async () =>
      (await one.ask('POST', '/api-keys', { body: { name: 'Toko', scopes: ['campaigns'] } })).body
    const [revoked, kept] = [await create(), await create()]
    const [stream, other] = [await follower(bearer(revoked.key)), await follower(bearer(kept.key))]
    expect((await one.ask('DELETE', `/api-keys/${revoked.id}`)).status).toBe(200)
    await endsAtOnce(stream)
    const { id } = await newCampaign(one)
    await expect.poll(() => other.events.flatMap((event) => event.data.campaign_ids)).toContain(id)
    other.stop()
  })

  it('ends when its person is erased, whose campaign others go on watching', async () => {
    const { id } = await newCampaign(one)
    const [gone, buyer] = [await signedIn(one.services.db), await signedIn(one.services.db)]
    const [stream, own, anonymous] = [
      await watch(two, id, gone.headers),
      await watch(two, id, buyer.headers),
      await watch(two, id),
    ]
    expect((await one.ask('POST', `/people/${gone.id}/erase`, { as: 'operator:budi', body: {} })).status).toBe(200)
    await endsAtOnce(stream)
    await newParticipation(one, id)
    await expect.poll(() => filled(own)).toEqual([0, 1])
    await expect.poll(() => filled(anonymous)).toEqual([0, 1])
    own.stop()
    anonymous.stop()
  })
})

onEachNode(
  'a stream',
  (node) => {
    it('ends when its token expires, of which no message tells', async () => {
      // Half a minute of a clock that is slow is forgiven.
      const expiring = platformToken({ sub: 'budi', role: 'operator', exp: nowSeconds() - 30 + 2 })
      const stream = await follow(node, '/events?all=true', bearer(expiring))
      expect(stream.status).toBe(200)
      const other = await follow(node, '/events?all=true', bearer(platformToken({ sub: 'budi', role: 'operator' })))
      await expect.poll(() => stream.ended(), { timeout: 5_000 }).toBe(true)
      expect(other.ended()).toBe(false)
      other.stop()
    })

    it('leaves it to the next request to prolong a session that is due', async () => {
      const due = await signedIn(node.services.db, 'operator', 86_400 * 3)
      await node.services.db.query(
        `update sambatan.sessions set updated_at = now() - interval '27 days' where id = $1`,
        [due.sessionId],
      )
      const recognized = async () => node.services.identity.recognize(due.headers)
      const { actor } = await recognized()
      // Looked up anew, as after a change that was not of these credentials.
      node.services.identity.personChanged(due.id)
      expect(await node.services.identity.isStill(actor, due.headers)).toBe(true)
      expect(await node.services.identity.isStill(actor, due.headers)).toBe(true)
      expect(await recognized()).toMatchObject({ actor, renew: true })
      expect(await recognized()).not.toHaveProperty('renew', true)
    })
  },
  { app: { heartbeatMs: 60 }, only: 'one' },
)
