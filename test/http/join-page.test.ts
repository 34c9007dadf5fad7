/** What the form for joining promises beyond its looks: that a crowd loses nothing, and that nobody sees another's address. */
import { describe, expect, it } from 'vitest'
import { signedIn } from '../support/accounts.ts'
import { advanceClock } from '../support/clock.ts'
import { hours, minutes } from '../support/engine.ts'
import { onEachNode } from './node.ts'
import { inTime, joinBody, newCampaign, newParticipation, newProduct } from './things.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
const typed = { intent: 'order', choice: 'new', slots: '2', label: 'Rumah', save: 'on', note: 'Titip di pos satpam' }

function post(slug: string, fields: Record<string, string>, cookie = '') {
  return {
    method: 'POST' as const,
    url: `/c/${slug}/join`,
    headers: { ...form, ...(cookie && { cookie }) },
    payload: new URLSearchParams(fields).toString(),
  }
}

onEachNode(
  'the form for joining',
  (node) => {
    describe('in a crowd', () => {
      it('asks to try again, says when, and keeps all that was typed under the same key', async () => {
        const campaign = await newCampaign(node)
        const { headers } = await signedIn(node.services.db)
        const order = { ...typed, key: 'satu-kunci-saja', shipping_address: 'Jl. Kenanga 12, Sleman 55281' }
        const held = Promise.withResolvers<void>()
        const locked = Promise.withResolvers<void>()
        const lock = node.services.db.tx(async (tx) => {
          await tx.selectFrom('campaigns').select('id').where('id', '=', String(campaign.id)).forUpdate().execute()
          locked.resolve()
          await held.promise
        })
        await locked.promise
        const first = node.ask('POST', `/campaigns/${campaign.id}/join`, { body: joinBody() })
        await expect.poll(() => node.services.joins.depth()).toBe(1)
        const busy = await node.app.inject(post(String(campaign.slug), order, headers.cookie))
        held.resolve()
        await Promise.all([lock, first])
        expect(busy.statusCode).toBe(503)
        expect(Number(busy.headers['retry-after'])).toBeGreaterThan(0)
        expect(busy.body).toContain('Sedang sangat ramai')
        for (const [name, value] of Object.entries(order)) {
          expect(busy.body).toMatch(new RegExp(`name="${name}" value="${value}"`))
        }
        const again = await node.app.inject(post(String(campaign.slug), order, headers.cookie))
        expect(again.statusCode).toBe(303)
        const once = await node.app.inject(post(String(campaign.slug), order, headers.cookie))
        expect(once.headers.location).toBe(again.headers.location)
      })
    })

    it('takes an address of several lines as long as it may be, and keeps it once', async () => {
      const { headers } = await signedIn(node.services.db)
      const place = `Jl. Kenanga 12\n${'x'.repeat(218)}\nSleman`
      for (const key of ['kunci-pertama', 'kunci-kedua']) {
        const { slug } = await newCampaign(node)
        // Browsers end the lines of every field so, hidden ones too.
        const order = { ...typed, key, shipping_address: place.replaceAll('\n', '\r\n') }
        const sent = await node.app.inject(post(String(slug), order, headers.cookie))
        expect(sent.statusCode).toBe(303)
      }
      const ask = async (path: string) => (await node.ask('GET', path, { as: 'nobody', headers })).body
      const places = [...(await ask('/participations')), ...(await ask('/people/me/addresses'))]
      expect(places.map((each) => each.shipping_address)).toEqual([place, place, place])
    })

    describe('asks for a number by which the seller can write', () => {
      const place = {
        ...typed,
        intent: 'address',
        key: 'kunci-nomor',
        shipping_address: 'Jl. Kenanga 12, Sleman 55281',
      }
      const cookiesOf = (sent: { headers: Record<string, unknown> }) =>
        [sent.headers['set-cookie']].flat().map((set) => String(set).split(';')[0])
      const phoneOf = async (headers: Record<string, string>) =>
        (await node.ask('GET', '/people/me', { as: 'nobody', headers })).body.phone
      /** The fields of the only form that orders. */
      const fieldsIn = (body: string) =>
        Object.fromEntries(
          [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
            name,
            value,
          ]),
        )

      /** By forms alone: the address step, then the order that the last step shows. */
      async function joinWith(slug: string, phone: string, headers: Record<string, string>, who = headers) {
        const sent = await node.app.inject(post(slug, { ...place, key: `${place.key}-${slug}`, phone }, headers.cookie))
        expect(sent.statusCode, sent.body).toBe(303)
        const url = String(sent.headers.location)
        expect(url).not.toMatch(/812/)
        const cookie = [who.cookie, ...cookiesOf(sent)].join('; ')
        const confirm = await node.app.inject({ url, headers: { cookie } })
        return { confirm, order: () => node.app.inject(post(slug, fieldsIn(confirm.body), cookie)) }
      }

      it('and keeps it in the profile with the order, not before', async () => {
        const { slug } = await newCampaign(node)
        const { headers } = await signedIn(node.services.db)
        const step = await node.app.inject({ url: `/c/${slug}/join?step=address&slots=2`, headers })
        expect(step.body).toMatch(/<label for="phone"[^>]*>Nomor WhatsApp<span[^>]*>boleh kosong/)
        expect(step.body).toContain('Penjual batch yang kamu ikuti, dan operator, melihatnya')
        expect(step.body, 'the address is none for a number').not.toContain('nomor HP')
        const { confirm, order } = await joinWith(slug, 'wa 0812-3456 7890', headers)
        expect(confirm.body).toContain('+62 812 3456 7890')
        expect(await phoneOf(headers)).toBeNull()
        expect((await order()).statusCode).toBe(303)
        expect(await phoneOf(headers)).toBe('+6281234567890')
      })

      it('offers the one that the profile has, and takes another one, or none, instead', async () => {
        const { headers } = await signedIn(node.services.db)
        await node.ask('PATCH', '/people/me', { as: 'nobody', headers, body: { phone: '0812 3456 7890' } })
        for (const [phone, kept] of [
          ['0812 3456 7890', '+6281234567890'],
          ['+65 9123 4567', '+6591234567'],
          ['', null],
        ] as const) {
          const { slug } = await newCampaign(node)
          const step = await node.app.inject({ url: `/c/${slug}/join?step=address&slots=2`, headers })
          expect(step.body).toMatch(/name="phone"[^>]* value="\+6[25] /)
          expect(step.body).toContain('profilmu ikut berubah')
          const { confirm, order } = await joinWith(slug, phone, headers)
          expect(confirm.body.replaceAll('<!-- -->', '').includes('Nomor WhatsApp:')).toBe(phone !== '')
          expect((await order()).statusCode).toBe(303)
          expect(await phoneOf(headers)).toBe(kept)
        }
      })

      it('and takes none off a profile by a form that was filled in before signing in', async () => {
        const { slug } = await newCampaign(node)
        const { headers } = await signedIn(node.services.db)
        await node.ask('PATCH', '/people/me', { as: 'nobody', headers, body: { phone: '0812 3456 7890' } })
        const order = { ...place, intent: 'order', key: 'kunci-tanpa-nomor' }
        expect((await node.app.inject(post(slug, order, headers.cookie))).statusCode).toBe(303)
        expect(await phoneOf(headers)).toBe('+6281234567890')
        const sent = await node.app.inject(post(slug, { ...place, phone: '' }))
        const url = String(sent.headers.location)
        const confirm = await node.app.inject({ url, headers: { cookie: cookiesOf(sent).join('; ') } })
        expect(confirm.body).toContain('Buat akun dan lanjut')
        expect(confirm.body).not.toContain('name="phone"')
      })

      it('says by name what is wrong with it, and keeps all that was typed', async () => {
        const { slug } = await newCampaign(node)
        const { headers } = await signedIn(node.services.db)
        for (const intent of ['address', 'order']) {
          const refused = await node.app.inject(post(slug, { ...place, intent, phone: '0812-kenanga' }, headers.cookie))
          expect(refused.statusCode).toBe(422)
          expect(refused.headers['set-cookie']).toBeUndefined()
          expect(refused.body).toMatch(/href="#phone"[^>]*>Nomor WhatsApp</)
          expect(refused.body).toContain('Nomor ini tidak kami kenali')
          expect(refused.body).toMatch(/name="phone"[^>]* value="0812-kenanga"/)
          expect(refused.body).toMatch(/<textarea[^>]*>Jl\. Kenanga 12, Sleman 55281</)
          expect(refused.body).toMatch(/name="note"[^>]* value="Titip di pos satpam"/)
          expect(refused.body, 'nor what was chosen before').toMatch(/name="slots" value="2"/)
          expect(refused.body).toMatch(/name="key" value="kunci-nomor"/)
        }
        expect((await node.ask('GET', '/participations', { as: 'nobody', headers })).body).toEqual([])
      })
    })

    it.each(['0.5', 'abc', '', '99999999', '-1', '0'])(
      'takes no order for “%s” slots, and keeps the rest',
      async (slots) => {
        const { slug } = await newCampaign(node)
        const { headers } = await signedIn(node.services.db)
        const order = { ...typed, slots, key: 'kunci-angka', shipping_address: 'Jl. Kenanga 12, Sleman 55281' }
        const refused = await node.app.inject(post(String(slug), order, headers.cookie))
        expect(refused.statusCode).toBe(422)
        expect(refused.body).toContain('slot, ditulis dengan angka')
        const kept = String(refused.headers['set-cookie']).split(';')[0]
        const url = `/c/${slug}/join?step=confirm&slots=2&key=kunci-angka`
        const confirm = await node.app.inject({ url, headers: { cookie: `${headers.cookie}; ${kept}` } })
        expect(confirm.body).toContain('Jl. Kenanga 12')
        const unclear = await node.app.inject({ url: url.replace('=2', `=${slots}`), headers: { cookie: kept! } })
        expect(unclear.body).toContain('slot, ditulis dengan angka')
        expect((await node.ask('GET', '/participations', { as: 'nobody', headers })).body).toEqual([])
      },
    )

    it('says to a browser that keeps no cookies why it asks for the address again', async () => {
      const { slug } = await newCampaign(node)
      const order = { ...typed, intent: 'address', key: 'kunci', shipping_address: 'Jl. Kenanga 12, Sleman 55281' }
      const sent = await node.app.inject(post(String(slug), order))
      const url = String(sent.headers.location)
      const cookie = [sent.headers['set-cookie']]
        .flat()
        .map((set) => String(set).split(';')[0])
        .join('; ')
      const words = 'Alamatnya tidak tersimpan di browser ini'
      expect((await node.app.inject(url)).body).toContain(words)
      for (const at of [url, url.replace(/key=[^&]*/, 'key=lain')]) {
        expect((await node.app.inject({ url: at, headers: { cookie } })).body).not.toContain(words)
      }
    })

    it('keeps nothing in the browser that no address, note or choice can be', async () => {
      const { slug } = await newCampaign(node)
      const large = 'x'.repeat(200_000)
      const order = { ...typed, key: 'kunci-besar', shipping_address: 'Jl. Kenanga 12, Sleman 55281' }
      for (const wrong of [
        { shipping_address: large },
        { shipping_address: large, slots: 'banyak' },
        { note: large, slots: 'banyak' },
        { shipping_address: large, intent: 'address' },
      ]) {
        const sent = await node.app.inject(post(String(slug), { ...order, ...wrong }))
        expect(sent.statusCode, JSON.stringify(Object.keys(wrong))).toBe(422)
        expect(sent.headers['set-cookie']).toBeUndefined()
      }
      const chosen = await node.app.inject(post(String(slug), { ...order, choice: large }))
      expect(chosen.statusCode).toBe(303)
      expect(String(chosen.headers['set-cookie']).length).toBeLessThan(4_096)
      const next = `/c/${slug}/join?${large}`
      const elsewhere = await node.app.inject({
        ...post(String(slug), { next, theme: 'dark' }),
        url: '/preferences',
      })
      expect([elsewhere.statusCode, elsewhere.headers.location]).toEqual([303, '/preferences?theme=dark&next=%2F'])
    })

    it('says that an order was made of a form somebody comes back to, and begins a new one at the slots', async () => {
      const { slug } = await newCampaign(node)
      const { headers } = await signedIn(node.services.db)
      const order = { ...typed, key: 'kunci-terpakai', shipping_address: 'Jl. Kenanga 12, Sleman 55281' }
      const sent = await node.app.inject(post(String(slug), order, headers.cookie))
      const made = String(sent.headers.location).split('?')[0]!
      const cookie = `${headers.cookie}; ${String(sent.headers['set-cookie']).split(';')[0]}`
      const look = async (query: string) =>
        (await node.app.inject({ url: `/c/${slug}/join?${query}key=kunci-terpakai`, headers: { cookie } })).body
      for (const step of ['address', 'confirm']) {
        const words = await look(`step=${step}&slots=1&`)
        expect(words).toContain('Pesanan ini sudah masuk')
        expect(words).toContain(`href="${made}"`)
      }
      expect(await look('slots=3&')).not.toContain('name="key" value="kunci-terpakai"')
      const other = await node.app.inject(post(String(slug), { ...order, slots: '1' }, headers.cookie))
      expect(other.statusCode).toBe(422)
      expect(other.body).toContain('dengan isi yang lain')
    })

    it('says at once that somebody holds all they may', async () => {
      const { headers, id } = await signedIn(node.services.db)
      const campaign = await newCampaign(node, { max_per_buyer: 2 })
      await newParticipation(node, campaign.id, { user_id: id, quantity: 2 })
      const page = await node.app.inject({ url: `/c/${campaign.slug}/join`, headers })
      expect(page.body).toContain('Batas per orang sudah tercapai')
      expect(page.body).not.toContain('name="slots"')
    })

    it('offers all of the last slots where fewer are left than one usually takes, in words that agree', async () => {
      const { headers } = await signedIn(node.services.db)
      const { slug, id } = await newCampaign(node, { total_slots: 7, min_per_buyer: 4 })
      await newParticipation(node, id, { user_id: 'lain', quantity: 4 })
      const page = await node.app.inject({ url: `/c/${slug}/join?slots=4`, headers })
      expect(page.body).toContain('kurang dari 4 slot yang biasanya diambil satu orang')
      expect(page.body).toContain('sekarang hanya 3 slot yang bisa dipilih')
      const order = { ...typed, key: 'kunci-slot-terakhir', shipping_address: 'Jl. Kenanga 12, Sleman 55281' }
      const less = await node.app.inject(post(String(slug), { ...order, slots: '2' }, headers.cookie))
      expect(less.statusCode).toBe(409)
      expect(less.body).toContain('jadi yang datang sekarang mengambil semuanya: 3 slot')
      const all = await node.app.inject(post(String(slug), { ...order, slots: '3' }, headers.cookie))
      expect(all.statusCode).toBe(303)
    })

    it('says of a campaign that has ended how it ended', async () => {
      const last = await newCampaign(node)
      const cancelled = await newCampaign(node)
      const { headers } = await signedIn(node.services.db)
      await newParticipation(node, last.id, { quantity: 10 })
      await node.ask('POST', '/lifecycle/run')
      await node.ask('POST', `/campaigns/${cancelled.id}/cancel`, { body: {} })
      for (const [{ slug }, title, words] of [
        [last, 'Semua slot sudah terisi', 'Slot terakhir sudah diambil orang lain'],
        [cancelled, 'Sambatan ini dibatalkan', 'Penjual atau operator membatalkannya'],
      ] as const) {
        const order = { ...typed, key: crypto.randomUUID(), shipping_address: 'Jl. Kenanga 12, Sleman 55281' }
        const refused = await node.app.inject(post(slug, order, headers.cookie))
        expect(refused.body).toContain(title)
        expect(refused.body).toContain(words)
        expect(refused.body).not.toContain('Tenggatnya')
      }
    })

    describe('is not offered to who would be refused', () => {
      const look = async (slug: string, headers: Record<string, string> = {}, query = '') => {
        const page = await node.app.inject({ url: `/c/${slug}/join${query}`, headers })
        expect(page.statusCode).toBe(200)
        expect(page.body, 'no step of it').not.toMatch(/name="(slots|shipping_address|intent)"/)
        return page.body
      }

      it('after a hold of theirs has ended: it says from when they can order again, before and after they try', async () => {
        const { db } = node.services
        const [{ headers, id: user_id }, other] = [await signedIn(db), await signedIn(db)]
        const { id, slug } = await newCampaign(node, { hold_minutes: 20, minimum_slots: 1 })
        const held = await newParticipation(node, id, { user_id })
        await advanceClock(db, minutes(21))
        await node.ask('POST', '/lifecycle/run')
        const again = Date.parse(held.hold_expires_at) + hours(1)
        const { body: viewer } = await node.ask('GET', `/campaigns/${id}/viewer`, { as: 'nobody', headers })
        expect(viewer).toMatchObject({ reason: 'hold_ended_recently', again_at: new Date(again).toISOString() })
        const clock = (language: string) =>
          new Date(again).toLocaleTimeString(language, { timeZone: 'Asia/Jakarta', hour: '2-digit', minute: '2-digit' })
        for (const query of ['', '?step=address&slots=1', '?step=confirm&slots=1']) {
          const page = await look(slug, headers, query)
          expect(page).toContain('Pesananmu di sini baru saja gugur')
          expect(page).toMatch(new RegExp(`memesan lagi mulai [^.]*${clock('id-ID')}`))
        }
        const english = await look(slug, { ...headers, 'accept-language': 'en' })
        expect(english).toMatch(new RegExp(`order again from [^.]*${clock('en-GB')}`))
        const order = { ...typed, key: 'kunci-terlalu-cepat', shipping_address: 'Jl. Kenanga 12, Sleman 55281' }
        const refused = await node.app.inject(post(slug, order, headers.cookie))
        expect(refused.statusCode).toBe(409)
        expect(refused.body).toContain('Kamu bisa memesan lagi mulai')
        const free = await node.app.inject({ url: `/c/${slug}/join`, headers: other.headers })
        expect(free.body, 'others can').toContain('name="slots"')
      })

      it('past a deadline that nobody has decided yet, signed in or not', async () => {
        const { headers } = await signedIn(node.services.db)
        for (const who of [headers, {}]) {
          const { slug, status } = await newCampaign(node, { deadline: await inTime(node, hours(1)) })
          expect(status).toBe('active')
          await advanceClock(node.services.db, hours(1))
          expect(await look(slug, who)).toContain('Sambatan ini sudah ditutup')
        }
      })

      it('of their own campaign, nor of one where they hold all they may, with the way to what they have', async () => {
        const { db } = node.services
        const [seller, buyer] = [await signedIn(db, 'seller'), await signedIn(db)]
        const { id: product_id } = await newProduct(node, { seller_id: seller.id })
        const { id, slug } = await newCampaign(node, { product_id, max_per_buyer: 2 })
        const made = await newParticipation(node, id, { user_id: buyer.id, quantity: 2 })
        expect(await look(slug, seller.headers)).toContain(`href="/sell/campaigns/${id}"`)
        expect(await look(slug, buyer.headers)).toContain(`href="/me/${made.id}"`)
      })
    })

    describe('among strangers', () => {
      it('shows each what they typed, also when they look at the same moment', async () => {
        const { slug } = await newCampaign(node)
        const places = Array.from({ length: 8 }, (_, i) => `Jl. Kenanga nomor ${i + 1}, Sleman`)
        const looks = await Promise.all(
          places.map(async (place) => {
            const sent = await node.app.inject(
              post(String(slug), { slots: '1', choice: 'new', shipping_address: place }),
            )
            expect(sent.statusCode).toBe(303)
            expect(sent.headers.location).not.toContain('Kenanga')
            const cookie = [sent.headers['set-cookie']].flat()[0]!
            expect(cookie).toMatch(new RegExp(`; Path=/c/${slug}/join; Max-Age=3600; HttpOnly; SameSite=Lax$`))
            return { url: String(sent.headers.location), cookie: cookie.split(';')[0]! }
          }),
        )
        const shown = await Promise.all(looks.map(({ url, cookie }) => node.app.inject({ url, headers: { cookie } })))
        shown.forEach((page, i) => {
          expect(page.headers['cache-control']).toBe('no-store')
          for (const [j, place] of places.entries()) expect(page.body.includes(place), `${i} ${j}`).toBe(i === j)
        })
      })

      it('takes no cookie for anything but what it is', async () => {
        const { slug } = await newCampaign(node)
        for (const kept of [
          '',
          '%',
          'e30',
          Buffer.from('"x"').toString('base64url'),
          Buffer.from('null').toString('base64url'),
        ]) {
          const headers = { cookie: `sambatan_join=${kept}` }
          const page = await node.app.inject({ url: `/c/${slug}/join?step=confirm&slots=1`, headers })
          expect(page.statusCode).toBe(200)
          expect(page.body).toContain('Dikirim ke mana?')
        }
      })
    })
  },
  { only: 'one', env: { SAMBATAN_JOIN_QUEUE_MAX: '1' } },
)
