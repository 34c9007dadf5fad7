/** What pages say of when a campaign is decided, what counts, and what both sides may do: as they come from the server, without a browser. */
import { beforeAll, describe, expect, it } from 'vitest'
import { loadWeb } from '../../src/http/web.ts'
import type { Campaign } from '../../src/modules/campaigns/index.ts'
import type { Participation } from '../../src/modules/participations/index.ts'
import { demoPassword } from '../../src/seed/index.ts'
import { testSite } from './site.ts'

const site = testSite()
const cookies = new Map<string, string>()
let demo: Campaign[]

beforeAll(async () => {
  await loadWeb()
  for (const name of ['rani', 'rumah-melati', 'laras-wangi', 'operator']) cookies.set(name, await signIn(name))
  demo = (await site.node.ask('GET', '/campaigns?status=active,full,completed,inactive&limit=50')).body as Campaign[]
}, 60_000)

const demoOf = (title: string) => demo.find((campaign) => campaign.title.includes(title))!

async function signIn(name: string): Promise<string> {
  const { headers } = await site.node.app.inject({
    method: 'POST',
    url: '/api/sambatan/auth/sign-in',
    headers: { 'sec-fetch-site': 'same-origin' },
    payload: { email: `${name}@demo.sambatan.test`, password: demoPassword },
  })
  return String([headers['set-cookie']].flat()[0]).split(';')[0]!
}

interface Sent {
  as?: string
  form?: Record<string, string>
  language?: 'id' | 'en'
}

/** The page's words, as somebody reads them. */
async function ask(url: string, { as, form, language = 'en' }: Sent = {}) {
  const cookie = [as && cookies.get(as), `sambatan_language=${language}`].filter(Boolean).join('; ')
  const answer = await site.node.app.inject({
    method: form ? 'POST' : 'GET',
    url,
    headers: {
      cookie,
      'sec-fetch-site': 'same-origin',
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(form && { payload: new URLSearchParams(form).toString() }),
  })
  const words = answer.body
    .replace(/<script[^>]*>.*?<\/script>/gs, ' ')
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/[\s\u00a0]+/g, ' ')
  return { status: answer.statusCode, html: answer.body, words, location: answer.headers.location }
}

/** Past the pages, in the name of whoever is signed in. */
function post(as: string, path: string, payload: object) {
  const headers = { cookie: cookies.get(as)!, 'sec-fetch-site': 'same-origin', 'idempotency-key': crypto.randomUUID() }
  return site.node.app.inject({ method: 'POST', url: `/api/sambatan${path}`, headers, payload })
}

const pageOf = (campaign: Campaign) => `/c/${campaign.slug}`

describe('a campaign’s page says when it is decided and what becomes of unpaid slots', () => {
  it.each([
    ['claims', 'when_full', ['or as soon as every slot is taken', 'slots that are still reserved are confirmed']],
    ['claims', 'at_deadline', ['and not before, even if every slot', 'With at least 10 slots taken on']],
    ['confirmed', 'when_full', ['or as soon as every slot is confirmed', 'What is not confirmed at the deadline is']],
    [
      'confirmed',
      'at_deadline',
      ['and not before, even if every slot', 'With at least 10 slots confirmed, this batch'],
    ],
  ] as const)('where %s count, %s', async (goal_counts, completion, sentences) => {
    const hold_minutes = goal_counts === 'confirmed' ? 60 : null
    const campaign = await site.openCampaign({ goal_counts, completion, hold_minutes })
    const { words } = await ask(pageOf(campaign))
    for (const sentence of sentences) expect(words).toContain(sentence)
  })

  it('and shows what is confirmed apart from what is reserved, not by colour alone', async () => {
    const { html, words } = await ask(pageOf(demoOf('Melati Senja – Batch Kedua')))
    expect(words).toMatch(/35 confirmed \+ 3 reserved, of 40 slots/)
    expect(html).toMatch(/role="progressbar"[^>]*aria-valuenow="35"[^>]*aria-valuetext="35 confirmed \+ 3 reserved/)
    expect(html).toContain('stroke-dasharray')
  })

  it('and while it settles that nobody can join, until when, and what a buyer does', async () => {
    const settling = demoOf('Titipan Kawan Kantor')
    expect(settling).toMatchObject({ settling: true, status: 'active' })
    const { html, words } = await ask(pageOf(settling))
    expect(words).toContain('The deadline has passed, it is not decided yet')
    expect(words).toContain('Nobody can join any more')
    expect(words).toContain('Pay the seller before your time is up')
    expect(html).not.toContain(`/c/${settling.slug}/join`)
    expect(html).toContain('schema.org/SoldOut')
    expect(html).toContain('data-live-status="settling"')
    const join = await ask(`${pageOf(settling)}/join`, { as: 'rani' })
    expect(join.words).toContain('Whoever had reserved can still pay')
  })

  it('and that it waits for its deadline though it is full', async () => {
    const full = demoOf('Paket Hadiah')
    expect(full).toMatchObject({ status: 'full', completion: 'at_deadline' })
    expect((await ask(pageOf(full))).words).toContain('Every slot is taken. It is decided on')
  })
})

describe('whose own campaign it is', () => {
  it('is told so where they would join, in place of the steps', async () => {
    const join = `${pageOf(demoOf('Melati Senja – Batch Kedua'))}/join`
    expect((await ask(join, { as: 'rumah-melati' })).words).toContain('Its slots are for buyers, so you cannot join')
  })
})

describe('whose hold has ended', () => {
  it('is told when they may reserve again, and that nothing is owed', async () => {
    const campaign = await site.openCampaign({ goal_counts: 'confirmed', hold_minutes: 60 })
    await site.join(campaign.id, 1, 'demo-buyer-rani')
    const db = site.node.services.db
    const hold = "hold_expires_at = sambatan.now() - interval '1 second', joined_at = joined_at - interval '61 minutes'"
    await db.pool.query(`update sambatan.participants set ${hold} where campaign_id = $1`, [campaign.id])
    await site.node.ask('POST', '/scheduler/run')
    const order = { intent: 'order', key: crypto.randomUUID(), slots: '1', choice: 'new', label: '', note: '' }
    const answer = await ask(`${pageOf(campaign)}/join`, {
      as: 'rani',
      form: { ...order, shipping_address: 'Jl. Melati No. 5, Sleman' },
    })
    expect(answer.status, answer.words).toBe(409)
    expect(answer.words).toContain('Your reservation here has just lapsed')
    expect(answer.words).toContain('You can order again from')
    expect(answer.words).toContain('The pause gives others a chance')
  })
})

async function orderOf(campaign: Campaign, userId: string): Promise<Participation> {
  const orders = (await site.node.ask('GET', `/campaigns/${campaign.id}/participants`)).body as Participation[]
  return orders.find(({ user_id }) => user_id === userId)!
}

describe('a buyer', () => {
  it('reads what settling means for an order that is not paid', async () => {
    const order = await orderOf(demoOf('Titipan Kawan Kantor'), 'demo-buyer-rani')
    expect(order.status).toBe('reserved')
    const { words } = await ask(`/me/${order.id}`, { as: 'rani' })
    expect(words).toContain('Pay as it says below, so that the seller can confirm it before')
    expect(words).toContain('The outcome, by')
  })

  it('is told when somebody else has joined for them, and who', async () => {
    const campaign = demoOf('Melati Senja – Batch Kedua')
    const body = { user_id: 'demo-buyer-rani', quantity: 1, shipping_address: 'Jl. Melati No. 5, Sleman' }
    const made = await post('rumah-melati', `/campaigns/${campaign.id}/join`, body)
    expect(made.statusCode, made.body).toBe(201)
    const { words } = await ask(`/me/${made.json<Participation>().id}`, { as: 'rani' })
    expect(words).toContain('The seller reserved this for you')
    const seller = await ask(`/sell/campaigns/${campaign.id}`, { as: 'rumah-melati' })
    expect(seller.words).toContain('joined for by somebody else')
  })

  it('leaves though confirmed while the deadline’s move lets them, after a page of its own', async () => {
    const order = await orderOf(demoOf('Panen Kedua'), 'demo-buyer-rani')
    expect(order).toMatchObject({ status: 'confirmed', may_leave_until: expect.any(String) })
    expect((await ask(`/me/${order.id}`, { as: 'rani' })).words).toContain('You may leave until')
    const cancel = await ask(`/me/${order.id}/cancel`, { as: 'rani' })
    expect(cancel.words).toContain('is owed back to you by the seller')
    const left = await ask(`/me/${order.id}/cancel`, { as: 'rani', form: { key: 'keluar-1' } })
    expect(left.location).toBe(`/me/${order.id}?done=left`)
    const after = await ask(left.location!, { as: 'rani' })
    expect(after.words).toContain('You have left')
    expect(after.words).toMatch(/The seller has owed you Rp.199,000 since /)
  })
})

describe('a seller', () => {
  it('is proposed a fifth of the slots for each buyer, and has wrong rules marked at their field', async () => {
    const made = await ask('/sell/new', {
      as: 'rumah-melati',
      form: { product: 'new', name: 'Kenanga Siang', price: '100.000', title: '', key: crypto.randomUUID() },
    })
    const id = /campaigns\/([^/?]+)/.exec(made.location!)![1]!
    const read = async () => (await site.node.ask('GET', `/campaigns/${id}`)).body as Campaign
    expect(await read()).toMatchObject({ max_per_buyer: 10, goal_counts: 'confirmed', hold_minutes: 1440 })
    const edit = `/sell/campaigns/${id}/edit`
    expect((await ask(edit, { as: 'rumah-melati' })).words).toContain('If 40 of 50 are paid at the deadline')
    const wrong = await ask(edit, { as: 'rumah-melati', form: { intent: 'save', draft: '1', hold_minutes: '' } })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toMatch(/id="hold_minutes-error"[^>]*>Choose how long slots are held/)
    const claims = { intent: 'save', draft: '1', goal_counts: 'claims', completion: 'at_deadline' }
    expect((await ask(edit, { as: 'rumah-melati', form: claims })).status).toBe(303)
    expect(await read()).toMatchObject({ goal_counts: 'claims', completion: 'at_deadline', settlement_minutes: 0 })
  })

  it('extends with the number that is left, and reads it when none is', async () => {
    const campaign = demoOf('Melati Senja – Batch Kedua')
    const extend = `/sell/campaigns/${campaign.id}/extend`
    for (const days of [1, 2]) {
      const page = await ask(extend, { as: 'rumah-melati' })
      expect(page.words).toContain(`Extensions left: ${3 - days}`)
      expect(page.words).toContain('They may leave until')
      const deadline = new Date(Date.parse(campaign.deadline) + days * 86_400_000).toISOString()
      const done = await post('rumah-melati', `/campaigns/${campaign.id}/extend`, { deadline })
      expect(done.statusCode, done.body).toBe(200)
    }
    const none = await ask(extend, { as: 'rumah-melati' })
    expect(none.status).toBe(200)
    expect(none.words).toContain('Ask an operator to extend it')
    expect(none.html).not.toContain('name="deadline"')
    // An operator may, with a reason.
    const form = { deadline: '2027-01-10T20:00', reason: '', key: 'perpanjang-1' }
    const without = await ask(extend, { as: 'operator', form })
    expect(without.status).toBe(422)
    expect(without.html).toMatch(/id="reason-error"[^>]*>Write the reason/)
    const asked = await ask(extend, { as: 'operator', form: { ...form, reason: 'Pabrik botol libur.' } })
    expect(asked.words).toContain('The new deadline is')
  })

  it('sees what is paid apart from what is not, and who waits while it settles', async () => {
    const { words, html } = await ask(`/sell/campaigns/${demoOf('Titipan Kawan Kantor').id}`, { as: 'rumah-melati' })
    expect(words).toContain('Awaiting payments')
    expect(words).toContain('Confirm those who have paid')
    expect(words).toContain('Slots confirmed: Melati Senja')
    expect(html).not.toContain('/extend"')
  })
})

describe('an operator', () => {
  it('takes “received” back with a reason, and finds what settles in the lists', async () => {
    const campaign = demoOf('Giling Pertama')
    const orders = (await site.node.ask('GET', `/campaigns/${campaign.id}/participants`)).body as Participation[]
    const order = orders.find(({ status }) => status === 'fulfilled')!
    const address = `/operator/participations/${order.id}`
    expect((await ask(address, { as: 'operator' })).html).toContain(`${address}/unfulfil`)
    const act = await ask(`${address}/unfulfil`, { as: 'operator' })
    const said = [...act.html.matchAll(/name="said" value="([^"]*)"/g)].map((match) =>
      match[1]!.replaceAll('&quot;', '"'),
    )
    const form = { key: 'tarik-1', said: said[0]!, reason: '' }
    const without = await ask(`${address}/unfulfil`, { as: 'operator', form })
    expect(without.status, without.words).toBe(422)
    expect(without.html).toContain('id="reason-error"')
    const done = await ask(`${address}/unfulfil`, {
      as: 'operator',
      form: { ...form, reason: 'Salah tekan.', key: 'tarik-2' },
    })
    expect(done.location).toBe(`${address}?done=unfulfil`)
    expect((await ask(done.location!, { as: 'operator' })).words).toContain('“Received” was taken back')
    expect((await ask('/operator/campaigns', { as: 'operator' })).words).toContain('Awaiting payments')
  })
})
