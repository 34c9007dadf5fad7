/** Messages to buyers by hand: whose turn it is, what is said, and that nobody is written to twice unknowingly. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type Language, localeOf } from '../../src/kernel/language.ts'
import { expectProblem, failedFields, onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

const wangi = { as: 'seller:wangi' } as const

onEachNode('messages to buyers', (node) => {
  let campaign: { id: string; deadline: string }
  const of: Record<string, string> = {}
  const at = (path = '', id = campaign.id) => `/campaigns/${id}/messages${path}`
  const list = async (query = '') => (await node.ask('GET', at(`?${query}`), wangi)).body
  const open = (name: string, after: number | null = null, ask: object = wangi) =>
    node.ask('POST', at(), { ...ask, body: { participation_id: of[name], template: 'payment', after } })
  const progress = async (query = '') => {
    const { waiting, messaged, skipped, unreachable } = (await node.ask('GET', at(`/progress?${query}`), wangi)).body
    return [waiting, messaged, skipped, unreachable]
  }

  async function join(name: string, profile: object, quantity = 1): Promise<void> {
    await node.ask('PATCH', `/people/${name}`, { body: { name, ...profile } })
    of[name] = (await newParticipation(node, campaign.id, { user_id: name, quantity })).id
  }

  beforeAll(async () => {
    const product = await newProduct(node, { seller_id: 'wangi', name: 'Kenanga' })
    await node.ask('PATCH', '/people/wangi', { body: { name: 'Laras Wangi' } })
    campaign = await newCampaign(node, { product_id: product.id, title: 'Kenanga & Kawan', hold_minutes: 60 })
    await join('rani', { phone: '0812-3456-7890' }, 2)
    await join('budi', { phone: '+65 9123 4567', locale: 'en' })
    await join('tanpa', {})
    await join('dewi', { phone: '0813 1111 2222' })
    // As it was kept before numbers were checked, and could not be read.
    await join('lama', {})
    await node.services.db.query(`update sambatan.people set phone = 'rumah (021) 55' where id = 'lama'`)
  })

  describe('the list', () => {
    it('is of those who have not paid, in the order of joining; who cannot be written to stands apart', async () => {
      expect((await list()).map((one: { buyer_name: string }) => one.buyer_name)).toEqual(['rani', 'budi', 'dewi'])
      const without = await list('state=unreachable')
      expect(without).toMatchObject([
        { buyer_name: 'tanpa', buyer_phone: null, chat: null },
        { buyer_name: 'lama', buyer_phone: 'rumah (021) 55', chat: null },
      ])
      expect(await progress()).toEqual([3, 0, 0, 2])
      await node.ask('POST', `/participations/${of.dewi}/confirm`)
      expect(await progress()).toEqual([2, 0, 0, 2])
      expect(await progress('group=all')).toEqual([3, 0, 0, 2])
      expect(await progress(`ids=${of.dewi},${of.tanpa}`)).toEqual([1, 0, 0, 1])
      const [first] = await list('limit=1')
      const page = await node.ask('GET', at('?limit=1'), wangi)
      const { pathname, search } = new URL(/<([^>]+)>/.exec(page.headers.link!)![1]!, 'http://x')
      const [second] = (await node.ask('GET', pathname.replace('/api/sambatan', '') + search, wangi)).body
      expect([first.buyer_name, second.buyer_name]).toEqual(['rani', 'budi'])
    })

    it('names who is confirmed and has not paid, with what is left to pay', async () => {
      const id = of.dewi!
      const sum = async (query = '') => (await list(query)).map((one: { amount: number }) => one.amount)
      const [record] = (await node.ask('GET', `/participations/${id}/money`)).body
      await node.ask('POST', `/money/${record.id}/reverse`, { body: { reason: 'Ternyata belum masuk' } })
      await node.ask('POST', `/participations/${id}/money`, { body: { kind: 'received', amount: 30_000 } })
      expect(await progress()).toEqual([3, 0, 0, 2])
      expect(await sum()).toEqual([200_000, 100_000, 70_000])
      expect((await list()).at(-1)).toMatchObject({ status: 'confirmed', text: expect.stringMatching(/70\.000/) })
      await node.ask('POST', `/participations/${id}/money`, { body: { kind: 'received' } })
      expect(await progress()).toEqual([2, 0, 0, 2])
    })

    it('says of each whether letters still reach them', async () => {
      const { db } = node.services
      const takes = async () =>
        (await list('state=unreachable')).map((one: { takes_letters: boolean }) => one.takes_letters)
      expect(await takes(), 'there is no address').toEqual([false, false])
      await db.query(
        `update sambatan.people set email = id || '@sambatan.test', email_verified = id = 'tanpa' where id in ('tanpa', 'lama')`,
      )
      expect(await takes(), 'one is verified').toEqual([true, false])
      await db.query(
        `insert into sambatan.email_suppressions (address, reason, since) values ('tanpa@sambatan.test', '550', sambatan.now())`,
      )
      expect(await takes(), 'it refuses letters').toEqual([false, false])
    })

    it('says in the language of each what they ordered, until when and where, and opens a chat with their number', async () => {
      const [rani, budi] = await list()
      expect(rani.chat).toMatch(/^https:\/\/wa\.me\/6281234567890\?text=/)
      expect(new URL(rani.chat).searchParams.get('text')).toBe(rani.text)
      for (const words of ['Halo rani', 'Kenanga & Kawan', '2 slot Kenanga', 'Rp\u00a0200.000', 'WIB', 'Laras Wangi']) {
        expect(rani.text).toContain(words)
      }
      expect(rani.text).toContain(`http://sambatan.test/me/${of.rani}`)
      expect(rani.text).not.toMatch(/[{}]/)
      expect(budi.chat).toMatch(/^https:\/\/wa\.me\/6591234567\?text=Hello%20budi/)
      expect(budi.text).toContain('1 slot of Kenanga')
    })

    it("names the hold's end where there is one, on the clock of pages and letters, wherever the seller lives", async () => {
      const atWork = { as: 'seller:wangi', body: { time_zone: 'Asia/Jayapura' } } as const
      expect((await node.ask('PATCH', '/people/wangi', atWork)).body.time_zone).toBe('Asia/Jayapura')
      const clock = { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta' } as const
      for (const { language, hold_expires_at: until, text } of (await list()).slice(0, 2)) {
        const time = new Intl.DateTimeFormat(localeOf[language as Language], clock).format(new Date(until))
        expect(text).toContain(`${time} WIB`)
      }
    })
  })

  it('tell who waited of their turn: for how much, until when and where; once it is taken, of what is to be paid', async () => {
    const product = await newProduct(node, { seller_id: 'wangi', name: 'Kenanga' })
    const { id } = await newCampaign(node, {
      ...{
        product_id: product.id,
        title: 'Kenanga Kecil',
        total_slots: 2,
        minimum_slots: 1,
        completion: 'at_deadline',
      },
      price_per_slot: 100_000,
    })
    const stays = await newParticipation(node, id, { user_id: 'tetap', quantity: 1 })
    const gone = await newParticipation(node, id, { user_id: 'pergi', quantity: 1 })
    await node.ask('PATCH', '/people/sari', { body: { name: 'sari', phone: '0812 9999 8888' } })
    const order = { user_id: 'sari', quantity: 1, shipping_address: 'Jalan Kenanga 2, Bantul' }
    await node.ask('POST', `/campaigns/${id}/waiting-list`, { body: order })
    await node.ask('POST', `/participations/${gone.id}/cancel`, { body: {} })
    const read = async (query: string) => (await node.ask('GET', `${at('', id)}?${query}`, wangi)).body
    const [turn, ...rest] = await read('group=offered&template=offer')
    expect(rest).toEqual([])
    expect(turn).toMatchObject({ buyer_name: 'sari', status: 'reserved', amount: 100_000, state: 'waiting' })
    const clock = { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta' } as const
    const until = new Intl.DateTimeFormat(localeOf.id, clock).format(new Date(turn.hold_expires_at))
    const link = `http://sambatan.test/me/${turn.participation_id}`
    for (const words of ['Halo sari, giliranmu!', '1 slot Kenanga', 'Rp\u00a0100.000', `${until} WIB`, link]) {
      expect(turn.text).toContain(words)
    }
    // An offer is no order: nobody asks for its money.
    expect(await read('group=unpaid&state=unreachable')).toMatchObject([{ participation_id: stays.id }])
    expect(await read('group=all')).toEqual([])
    await node.ask('POST', `/participations/${turn.participation_id}/claim`, { body: {} })
    expect(await read('group=offered&template=offer')).toEqual([])
    expect(await read('group=unpaid')).toMatchObject([{ participation_id: turn.participation_id }])
  })

  describe('opening a chat', () => {
    it('is on record with who and when, and can be undone', async () => {
      const opened = await open('rani')
      expect(opened.status, opened.text).toBe(201)
      expect(opened.body).toMatchObject({ kind: 'opened', actor: 'user:wangi', undone_at: null, template: 'payment' })
      expect(opened.body.chat).toMatch(/^https:\/\/wa\.me\/6281234567890\?text=Halo/)
      expect(await progress()).toEqual([1, 1, 0, 2])
      const [done] = await list('state=messaged')
      expect(done).toMatchObject({ buyer_name: 'rani', here: { id: opened.body.id }, last: { id: opened.body.id } })
      const undone = await node.ask('POST', at(`/${opened.body.id}/undo`), { ...wangi, body: {} })
      expect(undone.body.undone_at).not.toBeNull()
      expect(await progress()).toEqual([2, 0, 0, 2])
      const elsewhere = await newCampaign(node)
      const wrong = await node.ask('POST', at(`/${opened.body.id}/undo`, elsewhere.id), { body: {} })
      expectProblem(wrong, 404, 'buyer_message_not_found')
    })

    it('tells whoever had not seen it that another was there first; of many at once one opens it', async () => {
      const answers = await Promise.all(Array.from({ length: 6 }, () => open('rani')))
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409])
      const refused = answers.find(({ status }) => status === 409)!
      expectProblem(refused, 409, 'already_messaged')
      const [done] = await list('state=messaged')
      expectProblem(await open('rani', 1), 409, 'already_messaged')
      expect((await open('rani', done.last.id)).status).toBe(201)
      // An operator who has the list open as it was is told as well.
      expectProblem(await open('rani', done.last.id, {}), 409, 'already_messaged')
    })

    it('is once per key: a press that is repeated opens the same chat', async () => {
      const headers = { 'idempotency-key': 'budi-1' }
      const [one, two] = [
        await open('budi', null, { ...wangi, headers }),
        await open('budi', null, { ...wangi, headers }),
      ]
      expect([two.status, two.body]).toEqual([201, one.body])
      const stored = await node.services.db.query<{ k: string }>(
        `select k::text from sambatan.idempotency_keys k where key = 'budi-1'`,
      )
      expect(stored[0]!.k).not.toMatch(/9123|Hello/)
    })

    it('is refused where there is no number, naming the field', async () => {
      for (const name of ['tanpa', 'lama']) {
        const [error] = expectProblem(await open(name), 422, 'buyer_phone_missing').errors!
        expect(error!.path).toBe('buyer_phone')
      }
      const other = await newParticipation(node, (await newCampaign(node)).id, { user_id: 'rani' })
      const body = { participation_id: other.id, template: 'payment', after: null }
      expectProblem(await node.ask('POST', at(), { ...wangi, body }), 404, 'participation_not_found')
    })

    it('and skipping is of one round; who was written to in an earlier one is shown so', async () => {
      const body = { participation_id: of.budi, template: 'news' }
      expect((await node.ask('POST', at('/skip'), { ...wangi, body })).status).toBe(201)
      expect(await progress('template=news')).toEqual([1, 0, 1, 2])
      expect((await list('template=news'))[0]).toMatchObject({ buyer_name: 'rani', last: { template: 'payment' } })
      expect(await progress()).toEqual([0, 2, 0, 2])
      await node.ask('POST', at('/round'), { ...wangi, body: { template: 'payment' } })
      expect(await progress()).toEqual([2, 0, 0, 2])
      expect((await list()).every((one: { last: object | null }) => one.last !== null)).toBe(true)
      expect(await progress('template=news')).toEqual([1, 0, 1, 2])
    })
  })

  describe('templates', () => {
    const put = (text: string, ask: object = wangi) =>
      node.ask('PUT', '/message-templates/payment/id', { ...ask, body: { text } })

    it('are reworded, tried with a real order, used, and taken back', async () => {
      const text = 'Kak {nama}, {total harga: tidak} ada. Bayar { Amount } sblm {BATAS  waktu} 🌸'
      const answer = await put(text)
      const [error] = expectProblem(answer, 422, 'template_placeholder_unknown').errors!
      expect(error!.path).toBe('text')
      expect(answer.body.detail).toContain('“total harga: tidak”')
      const good = 'Kak {nama}, bayar { Amount } sblm {BATAS  waktu} 🌸 { lalu'
      const body = { participation_id: of.rani, text: good, language: 'id' }
      const tried = await node.ask('POST', at('/preview'), { ...wangi, body })
      expect(tried.body.text).toMatch(/^Kak rani, bayar Rp\u00a0200\.000 sblm .+WIB 🌸 { lalu$/)
      expect((await put(good)).body).toMatchObject({ is_default: false, text: good })
      expect((await list())[0].text).toBe(tried.body.text)
      const reset = await node.ask('DELETE', '/message-templates/payment/id', wangi)
      expect(reset.body).toMatchObject({ is_default: true, text: expect.stringContaining('{batas waktu}') })
      expect((await list())[0].text).toContain('Halo rani')
    })

    it('take a name with braces for a name, and have an end', async () => {
      await node.ask('PATCH', '/people/rani', { body: { name: '{tautan} {nama}' } })
      expect((await list())[0].text).toContain('Halo {tautan} {nama},')
      await node.ask('PATCH', '/people/rani', { body: { name: 'rani' } })
      for (const text of ['x'.repeat(701), '   ']) expect(failedFields(await put(text))).toEqual(['text'])
    })

    it('are of one seller', async () => {
      expectProblem(
        await node.ask('GET', '/message-templates?seller_id=wangi', { as: 'seller:lain' }),
        403,
        'forbidden',
      )
      expect((await node.ask('GET', '/message-templates', wangi)).body).toHaveLength(8)
    })
  })

  it('are in the copy of the data of whom they went to, and go when they are erased', async () => {
    await put()
    const copy = await node.ask('POST', '/people/rani/export', { body: {} })
    expect(copy.body.messages.length).toBeGreaterThan(1)
    expect(copy.body.messages[0]).toMatchObject({ participation_id: of.rani, actor: 'user:wangi' })
    const own = await node.ask('POST', '/people/wangi/export', { body: {} })
    expect(own.body.message_templates).toMatchObject([{ text: 'Halo {nama}' }])
    const { db } = node.services
    const kept = async () =>
      (await db.query('select from sambatan.buyer_messages where participant_id = $1', [of.rani])).length
    expect(await kept()).toBeGreaterThan(0)
    for (const { id } of await db.query<{ id: string }>(
      `select id from sambatan.participants where user_id = 'rani' and status = 'pending_payment'`,
    )) {
      await node.ask('POST', `/participations/${id}/cancel`, { body: {} })
    }
    expect((await node.ask('POST', '/people/rani/erase', { body: {} })).status).toBe(200)
    expect(await kept()).toBe(0)

    async function put(): Promise<void> {
      await node.ask('PUT', '/message-templates/payment/id', { ...wangi, body: { text: 'Halo {nama}' } })
    }
  })
})
