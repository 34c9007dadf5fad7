/** What the forms of sellers promise beyond their looks: no price is guessed, no word is lost, none is public too soon. */
import { beforeAll, describe, expect, it } from 'vitest'
import { fromLocalInput, localInput } from '../../web/app/local-time.ts'
import { signedIn, type TestAccount } from '../support/accounts.ts'
import { advanceClock } from '../support/clock.ts'
import { hours, joinBatch } from '../support/engine.ts'
import { onEachNode } from './node.ts'
import { inTime, newCampaign, newParticipation, newProduct } from './things.ts'

onEachNode(
  'the forms of sellers',
  (node) => {
    let seller: TestAccount
    let productId: string
    beforeAll(async () => {
      seller = await signedIn(node.services.db, 'seller')
      productId = (await newProduct(node, { seller_id: seller.id })).id
    })

    const open = (wish: Record<string, unknown> = {}) => newCampaign(node, { product_id: productId, ...wish })
    const read = async (id: string) => (await node.ask('GET', `/campaigns/${id}`)).body
    const show = (path: string) => node.app.inject({ url: `/sell/${path}`, headers: seller.headers })
    const post = (path: string, fields: Record<string, string> | URLSearchParams) =>
      node.app.inject({
        method: 'POST',
        url: `/sell/${path}`,
        headers: {
          ...seller.headers,
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
        },
        payload: new URLSearchParams(fields).toString(),
      })

    /** The form of a page as a browser without scripts sends it. */
    const formOf = (html: string) => {
      const [form] = /<form [^>]*>(?:(?!<\/form>).)*name="key".*?<\/form>/s.exec(html)!
      const fields = [...form.matchAll(/<input type="hidden" name="([\w-]+)" value="([^"]*)"\/>/g)]
      return new URLSearchParams(
        fields.map(([, name, value]): [string, string] => [name!, value!.replaceAll('&quot;', '"')]),
      )
    }

    it('say where words are edited that what somebody joined on stays to be read', async () => {
      const { id, slug } = await open()
      const draft = await open({ draft: true })
      const said = 'yang lama dan yang baru bisa dibaca semua orang'
      const edit = (await show(`campaigns/${id}/edit`)).body
      expect(edit).toContain(said)
      expect(edit).toContain(`href="/c/${slug}/changes"`)
      expect((await show(`campaigns/${draft.id}/edit`)).body).not.toContain(said)
      expect((await show(`products/${productId}`)).body).toContain('yang lama tetap bisa dibaca semua orang')
      expect((await show('products/new')).body).not.toContain('yang lama')
    })

    it('stand beside a log that names whom it is about, also beyond a hundred participants', async () => {
      const { db } = node.services
      const { id } = await open({ total_slots: 200 })
      const sari = await signedIn(db)
      await db.query('update sambatan.people set name = $2 where id = $1', [sari.id, 'Sari Wulandari'])
      const first = await newParticipation(node, id, { user_id: sari.id })
      const others = Array.from({ length: 100 }, (_, n) => ({ user_id: `lain-${n}` }))
      expect((await joinBatch(db, id, others)).every(({ outcome }) => outcome === 'joined')).toBe(true)
      await node.ask('POST', `/participations/${first.id}/cancel`)
      const ask = { as: 'nobody' as const, headers: seller.headers }
      const [left, joined] = (await node.ask('GET', `/campaigns/${id}/logs`, ask)).body
      expect(left).toMatchObject({ event: 'participant_cancelled', buyer_id: sari.id, buyer_name: 'Sari Wulandari' })
      expect(joined).toMatchObject({ event: 'participant_joined', buyer_id: 'lain-99', buyer_name: null })
      const { body } = await show(`campaigns/${id}`)
      const [, log] = body.split('id="log"')
      expect(log).toContain('Sari Wulandari')
      expect(log).toContain('lain-99')
    })

    describe('that say what their button does', () => {
      const changed = 'Angkanya berubah sejak halaman ini dibuka'
      const as = async (role: 'seller' | 'operator') => (role === 'seller' ? seller : signedIn(node.services.db, role))

      /** Opens a page, lets something happen, presses; presses again after more has happened. */
      async function press(who: TestAccount, url: string, meanwhile: () => Promise<unknown>, typed = {}) {
        const ask = async (fields?: URLSearchParams) => {
          for (const [name, value] of Object.entries(typed)) fields?.set(name, String(value))
          const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
          return node.app.inject({
            method: fields ? 'POST' : 'GET',
            url,
            headers: { ...who.headers, ...(fields && form) },
            ...(fields && { payload: String(fields) }),
          })
        }
        const opened = await ask()
        await meanwhile()
        const first = await ask(formOf(opened.body))
        await meanwhile()
        return { first, second: await ask(formOf(first.body)) }
      }

      it('ask once more before a campaign is cancelled that more have joined since', async () => {
        const { id } = await open({ total_slots: 50, minimum_slots: 40 })
        await newParticipation(node, id, { quantity: 2 })
        const join = () => newParticipation(node, id, { quantity: 3 })
        const { first, second } = await press(seller, `/sell/campaigns/${id}/cancel`, join, { reason: 'Panen gagal' })
        expect(first.statusCode).toBe(409)
        expect(first.body).toContain(changed)
        expect(first.body).toMatch(/pembeli kehilangan 5 slot/)
        expect(first.body).toContain('value="Panen gagal"')
        expect(second.headers.location, 'and no more than once').toContain('done=cancelled')
        expect(await read(id)).toMatchObject({ status: 'cancelled' })
      })

      it('ask nothing where nothing has changed, and nothing again of what is done', async () => {
        const { id } = await open({ total_slots: 50 })
        await newParticipation(node, id, { quantity: 2 })
        const page = await show(`campaigns/${id}/cancel`)
        expect(formOf(page.body).getAll('said')).toHaveLength(2)
        for (const time of ['first', 'again']) {
          const sent = await post(`campaigns/${id}/cancel`, formOf(page.body))
          expect(sent.headers.location, time).toContain(`/sell/campaigns/${id}`)
        }
        expect(await read(id)).toMatchObject({ status: 'cancelled' })
      })

      it('ask once more before a deadline is moved for more than it was said', async () => {
        const { id, deadline } = await open({ total_slots: 50, minimum_slots: 40 })
        const later = new Date(Date.parse(deadline) + 86_400_000).toISOString()
        const typed = { deadline: localInput(later), confirmed: fromLocalInput(localInput(later)) }
        const { first, second } = await press(
          seller,
          `/sell/campaigns/${id}/extend`,
          () => newParticipation(node, id, { quantity: 3 }),
          typed,
        )
        expect([first.statusCode, first.body.includes(changed)]).toEqual([409, true])
        expect(second.headers.location).toContain('done=extended')
      })

      it('ask operators once more before a refund takes a campaign further below its goal', async () => {
        const { id } = await open({ total_slots: 50, minimum_slots: 10 })
        const big = await newParticipation(node, id, { quantity: 10 })
        const small = [
          await newParticipation(node, id, { quantity: 5 }),
          await newParticipation(node, id, { quantity: 1 }),
        ]
        const leave = () => node.ask('POST', `/participations/${small.shift()!.id}/cancel`)
        const url = `/operator/participations/${big.id}/refund`
        const { first, second } = await press(await as('operator'), url, leave)
        expect([first.statusCode, first.body.includes(changed)]).toEqual([409, true])
        expect(second.headers.location).toContain('done=refund')
      })

      it('ask operators once more before the role of somebody is changed who has opened a campaign since', async () => {
        const person = await signedIn(node.services.db, 'seller')
        const product = await newProduct(node, { seller_id: person.id })
        const draft = () => newCampaign(node, { product_id: product.id, draft: true })
        const url = `/operator/people/${person.id}/role`
        const { first, second } = await press(await as('operator'), url, draft, { role: 'operator' })
        expect([first.statusCode, first.body.includes(changed)]).toEqual([409, true])
        expect(second.headers.location).toContain('done=role')
      })

      it('ask operators once more before a run that would do more than they were shown', async () => {
        const due: string[] = []
        const comeDue = async () => {
          const { id } = await open({ total_slots: 5, deadline: await inTime(node, hours(1)) })
          await newParticipation(node, id, { quantity: 2 })
          await advanceClock(node.services.db, hours(2))
          due.push(id)
        }
        await comeDue()
        const { first, second } = await press(await as('operator'), '/operator/scheduler/run', comeDue)
        expect([first.statusCode, first.body.includes(changed)]).toEqual([409, true])
        expect(second.body).toContain('Sudah dijalankan')
        for (const id of due) expect(await read(id)).toMatchObject({ status: 'failed' })
      })
    })

    describe('of prices', () => {
      it('take no price that could mean two things', async () => {
        const { id } = await open({ draft: true })
        const sent = await post(`campaigns/${id}/save`, { price_per_slot: '185.50', total_slots: '10,5' })
        expect(Object.keys(sent.json().errors).sort()).toEqual(['price_per_slot', 'total_slots'])
        await post(`campaigns/${id}/save`, { price_per_slot: '185rb' })
        expect(await read(id)).toMatchObject({ price_per_slot: 185_000, total_slots: 10 })
      })

      it.each(['0', '-5', 'Rp -5'])('say of %s that it has to be more than nothing', async (price_per_slot) => {
        const { id } = await open({ draft: true })
        const { errors } = (await post(`campaigns/${id}/save`, { price_per_slot })).json()
        expect(errors).toEqual({ price_per_slot: 'Harganya harus lebih dari 0.' })
      })

      it('ask about one that is far below that of the shop before it is final', async () => {
        const cheap = await open({ draft: true, price_per_slot: 185 })
        expect((await show(`campaigns/${cheap.id}/publish`)).body).toContain('Sudah benar harganya?')
        const usual = await open({ draft: true, price_per_slot: 185_000 })
        expect((await show(`campaigns/${usual.id}/publish`)).body).not.toContain('Sudah benar harganya?')
      })

      it('ask about one of a few rupiah even where the shop asks no more', async () => {
        const { id } = await newProduct(node, { seller_id: seller.id, base_price: 200 })
        const cheap = await open({ draft: true, product_id: id, price_per_slot: 185 })
        expect((await show(`campaigns/${cheap.id}/publish`)).body).toContain('Mungkin maksudmu Rp\u00a0185.000.')
      })
    })

    it('warn before publishing of slots that no order of the items can take', async () => {
      const sized = (total_slots: number) =>
        open({
          draft: true,
          price_per_slot: undefined,
          items: [{ name: '30 ml', price: 129_000, slots_per_unit: 3 }],
          total_slots,
          minimum_slots: 3,
        })
      const [uneven, even] = [await sized(10), await sized(9)]
      expect((await show(`campaigns/${uneven.id}/publish`)).body).toContain('paling banyak mengisi 9 dari 10 slot')
      expect((await show(`campaigns/${even.id}/publish`)).body).not.toContain('paling banyak mengisi')
    })

    describe('of new campaigns, where there are more products than the form offers', () => {
      let old: string
      let other: TestAccount
      const chosen = (body: string) => /<option value="([^"]*)" selected=""/.exec(body)?.[1]
      const ask = (path: string, account = other) => node.app.inject({ url: `/sell/${path}`, headers: account.headers })

      beforeAll(async () => {
        other = await signedIn(node.services.db, 'seller')
        old = (await newProduct(node, { seller_id: other.id, name: 'Yang lama' })).id
        await node.services.db.query(
          `insert into sambatan.products (id, seller_id, name, base_price, sambatan_enabled, created_at, updated_at)
          select ('01b00000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, $1, 'Baru ' || i, 1, true, now(), now()
          from generate_series(1, 101) i`,
          [other.id],
        )
      })

      it('choose the one that was asked for, and say where the others are', async () => {
        const shown = (await ask(`new?product=${old}`)).body
        expect(chosen(shown)).toBe(old)
        expect(shown).toContain('Yang lama')
        expect(shown).toContain('hanya 100 produk terbaru')
      })

      it('keep it where something else was wrong, and open the campaign on it', async () => {
        const sent = (title: string) =>
          node.app.inject({
            method: 'POST',
            url: '/sell/new',
            headers: {
              ...other.headers,
              'content-type': 'application/x-www-form-urlencoded',
              'sec-fetch-site': 'same-origin',
            },
            payload: new URLSearchParams({ product: old, title, key: 'kunci-lama' }).toString(),
          })
        const wrong = await sent('x')
        expect(wrong.statusCode).toBe(422)
        expect(chosen(wrong.body)).toBe(old)
        const id = /campaigns\/([^/]+)\/edit/.exec(String((await sent('Judul')).headers.location))![1]!
        expect(await read(id)).toMatchObject({ product_id: old, product_name: 'Yang lama' })
      })

      it('choose no other in the place of one that cannot be used', async () => {
        const disabled = await newProduct(node, { seller_id: other.id, sambatan_enabled: false })
        for (const id of [productId, disabled.id, 'x']) {
          const { body } = await ask(`new?product=${id}`)
          expect(chosen(body), id).toBe('none')
          expect(body, id).toContain('tidak bisa dipakai')
        }
      })
    })

    it('lead on through all that has happened, to its first event', async () => {
      const campaign = await open({ total_slots: 500 })
      for (let from = 0; from < 220; from += 20) {
        await Promise.all(Array.from({ length: 20 }, () => newParticipation(node, campaign.id)))
      }
      let events = 0
      let address = `campaigns/${campaign.id}?log=all`
      let text = ''
      for (let opened = 0; address !== '' && opened < 5; opened++) {
        text = (await show(address)).body
        const [log] = /<section aria-labelledby="log".*?<\/section>/s.exec(text)!
        events += log.match(/<li/g)!.length
        const older = /href="\?(log=[^"#]+)#log"/.exec(log)?.[1]
        address = older ? `campaigns/${campaign.id}?${older}` : ''
      }
      expect(address).toBe('')
      expect(events).toBe(222)
      expect((await show(`campaigns/${campaign.id}?log=tidak-ada`)).statusCode).toBe(200)
    })

    it('are found again, however many campaigns there are', async () => {
      const many = await signedIn(node.services.db, 'seller')
      const { id } = await newProduct(node, { seller_id: many.id })
      await node.services.db.query(
        `insert into sambatan.campaigns (id, slug, product_id, seller_id, title, price_per_slot, total_slots, minimum_slots,
          deadline, status, created_at, updated_at)
        select gen_random_uuid(), 'banyak-' || i, $1, $2, 'Banyak ' || i, 1, 10, 10, now() + i * interval '1 day', s.status,
          now(), now()
        from generate_series(1, 93) i,
          lateral (select (case when i > 62 then 'draft' else 'active' end)::sambatan.sambatan_status) s (status)`,
        [id, many.id],
      )
      const ask = async (path: string) => (await node.app.inject({ url: path, headers: many.headers })).body
      const home = await ask('/sell')
      for (const [list, count] of [
        ['running', 62],
        ['drafts', 31],
      ] as const) {
        if (!home.includes(`/sell?list=${list}`)) throw new Error(`no way on to ${list}`)
        const titles = new Set<string>()
        let path: string | undefined = `/sell?list=${list}`
        for (let pages = 0; path !== undefined; pages++) {
          expect(pages).toBeLessThan(10)
          const body = await ask(path)
          for (const [title] of body.matchAll(/Banyak \d+/g)) titles.add(title)
          const next: string | undefined = /href="([^"]*)"[^>]*rel="next"/.exec(body)?.[1]
          path = next?.replaceAll('&amp;', '&')
        }
        expect(titles.size, list).toBe(count)
      }
    })

    describe('of deadlines', () => {
      it.each(['0002-11-28T19:00', '2027-02-30T19:00', '9999-12-31T23:59', '2999-01-01T19:00', 'besok'])(
        'refuse %s at its field and keep the one that was there',
        async (deadline) => {
          const draft = await open({ draft: true })
          const saved = await post(`campaigns/${draft.id}/save`, { deadline })
          expect(saved.json().errors).toHaveProperty('deadline')
          expect((await post(`campaigns/${draft.id}/edit`, { intent: 'save', deadline })).statusCode).toBe(422)
          const running = await open()
          expect((await post(`campaigns/${running.id}/extend`, { deadline, key: 'kunci-12' })).statusCode).toBe(422)
          for (const { id, deadline } of [draft, running]) expect((await read(id)).deadline).toBe(deadline)
        },
      )
    })

    it('publish no terms but those that were read', async () => {
      const { id } = await open({ draft: true, price_per_slot: 140_000 })
      const path = `campaigns/${id}/publish`
      const fieldsOf = ({ body }: { body: string }) => ({
        key: 'kunci-terbit',
        read: /name="read" value="([^"]+)"/.exec(body)?.[1] ?? '',
      })
      const read140 = fieldsOf(await show(path))
      await post(`campaigns/${id}/save`, { price_per_slot: '14.000' })
      const sent = await post(path, read140)
      expect(sent.statusCode).toBe(409)
      expect(sent.body).toContain('berubah sejak')
      expect(sent.body).toContain('Rp\u00a014.000')
      expect(await read(id)).toMatchObject({ status: 'inactive' })
      // Twice, as after a double click: the second finds it published.
      for (let times = 0; times < 2; times++) expect((await post(path, fieldsOf(sent))).statusCode).toBe(303)
      expect(await read(id)).toMatchObject({ status: 'active', price_per_slot: 14_000 })
    })

    it('let a deadline stand that is years away, and change what is beside it', async () => {
      const far = new Date(Date.now() + 4 * 365 * 86_400_000).toISOString()
      const { id, deadline } = await open({ draft: true, deadline: far })
      const shown = /name="deadline"[^>]* value="([^"]+)"/.exec((await show(`campaigns/${id}/edit`)).body)![1]!
      const saved = await post(`campaigns/${id}/save`, { deadline: shown, title: 'Kenanga tua, batch 9' })
      expect(saved.json()).toMatchObject({ errors: {} })
      expect(await read(id)).toMatchObject({ title: 'Kenanga tua, batch 9', deadline })
    })

    it('say what a longer deadline is, with its year, before it is one', async () => {
      const running = await open()
      const wibMs = 7 * 3_600_000
      const later = new Date(Date.parse(running.deadline) + 50 * 86_400_000 + wibMs).toISOString()
      const typed = { deadline: later.slice(0, 16), key: 'kunci-123' }
      const asked = await post(`campaigns/${running.id}/extend`, typed)
      expect(asked.statusCode).toBe(200)
      expect(asked.body).toContain(` ${later.slice(0, 4)}, `)
      expect(asked.body).toContain('50 hari lebih lama')
      expect((await read(running.id)).deadline).toBe(running.deadline)
      const confirmed = /name="confirmed" value="([^"]+)"/.exec(asked.body)![1]!
      const form = formOf(asked.body)
      form.set('deadline', typed.deadline)
      expect((await post(`campaigns/${running.id}/extend`, form)).statusCode).toBe(303)
      expect((await read(running.id)).deadline).toBe(confirmed)
    })

    describe('of what has one line', () => {
      const words = 'Melati\u000bSenja Word'

      it('keep words apart that a word processor had on two', async () => {
        expect((await post('products/new', { name: words, base_price: '1.000' })).statusCode).toBe(303)
        const { body: mine } = await node.ask('GET', `/products?seller_id=${seller.id}&q=Word`)
        expect(mine.map(({ name }: { name: string }) => name)).toEqual(['Melati Senja Word'])
        const refused = await post('products/new', { name: words, base_price: 'seribu' })
        expect(refused.body).toContain('value="Melati Senja Word"')
      })

      it('show so what was stored on two', async () => {
        const { id } = await newProduct(node, { seller_id: seller.id })
        await node.services.db.query(`update sambatan.products set name = E'Melati\\nSenja Word' where id = '${id}'`)
        expect((await show(`products/${id}`)).body).toContain('value="Melati Senja Word"')
      })
    })

    describe('of a campaign that is public', () => {
      it('publish no half-typed story with a photo, and lose it neither', async () => {
        const { id } = await open({ description: 'Sudah terbit.' })
        const sent = await post(`campaigns/${id}/edit`, {
          intent: 'photo-later:x',
          title: 'Judul',
          description: 'Baru se',
        })
        expect(sent.statusCode).toBe(200)
        expect(sent.body).toContain('Baru se</textarea>')
        expect(await read(id)).toMatchObject({ description: 'Sudah terbit.' })
      })

      it('take nothing of a form that was opened when it was a draft', async () => {
        const { id } = await open({ description: 'Sudah terbit.' })
        const typed = { draft: '1', description: 'Belum untuk siapa pun.', price_per_slot: '90.000' }
        expect((await post(`campaigns/${id}/save`, typed)).statusCode).toBe(409)
        const sent = await post(`campaigns/${id}/edit`, { ...typed, intent: 'check' })
        expect(sent.statusCode).toBe(409)
        expect(sent.body).toContain('sudah terbit di tab')
        expect(sent.body).toContain('Belum untuk siapa pun.</textarea>')
        expect(await read(id)).toMatchObject({ description: 'Sudah terbit.', price_per_slot: 100_000 })
      })
    })

    it('blame nobody for a page that is merely old', async () => {
      const { id, title } = await open()
      const sent = await post(`campaigns/${id}/edit`, { draft: '1', title, intent: 'check' })
      expect(sent.statusCode).toBe(303)
      expect((await show(String(sent.headers.location).replace('/sell/', ''))).body).toContain('sudah terbit di tab')
    })

    describe('about a campaign', () => {
      it('say of an order that is over nothing of money that nobody recorded, and name people whatever is searched for', async () => {
        const { id } = await open()
        await newParticipation(node, id, { user_id: 'ext-78' })
        await node.ask('POST', `/campaigns/${id}/cancel`, { body: { reason: 'Panen gagal' } })
        const shown = (await show(`campaigns/${id}?q=tidak-ada`)).body
        expect(shown).toMatch(/Pesanan ext-78 tidak jadi: 1 slot<!-- --> <span[^>]*>· /)
        expect(shown).toContain('ext-78 memesan 1 slot')
        expect(shown).not.toMatch(/ext-78[^.]{0,40}dikembalikan/)
        expect(shown).not.toContain('ke target')
      })

      it.each(['confirmed&count=2', 'none', 'released'])(
        'say %s where the page opens: at its participants',
        async (done) => {
          const { id } = await open()
          const shown = (await show(`campaigns/${id}?done=${done}`)).body
          const said = /2 pesanan dikonfirmasi|Centang dulu pesanan|Pesanannya dibatalkan/g
          expect(shown.match(said)).toHaveLength(1)
          expect(shown.search(said)).toBeGreaterThan(shown.indexOf('id="participants"'))
        },
      )

      it('count no slots a day in the last hour', async () => {
        const { id } = await open({ deadline: await inTime(node, 20_000) })
        const shown = (await show(`campaigns/${id}`)).body
        expect(shown).toContain('tinggal kurang dari semenit lagi')
        expect(shown).not.toContain('slot per hari')
      })
    })
  },
  { only: 'one' },
)
