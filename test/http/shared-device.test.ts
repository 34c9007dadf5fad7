/** One phone, several people: nobody finds what another has typed, and nothing is done in the name of who did not do it. */
import { randomBytes } from 'node:crypto'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { signedIn } from '../support/accounts.ts'
import { Device, type Fields, fieldsOf } from './device.ts'
import { onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

const address = 'Jl. Kenanga 12, Sleman 55281'
const password = 'kopi subuh di teras'
const typed: Fields = { choice: 'new', shipping_address: address, label: 'Rumah', note: 'Titip di pos satpam' }

onEachNode('a device of several people', (node) => {
  const someone = async (role: 'buyer' | 'seller' | 'operator' = 'buyer') => {
    const { id, headers } = await signedIn(node.services.db, role)
    return { id, session: headers.cookie }
  }
  let members = 0
  /** Somebody with a password, and their session once they have signed in with it. */
  const member = async () => {
    const email = `anggota-${++members}@sambatan.test`
    const body = { name: 'Rani', email, password }
    expect((await node.ask('POST', '/auth/sign-up', { as: 'nobody', body })).body).toEqual({ status: 'ready' })
    return { email, session: '' }
  }
  /** Signs in at the page that leads on to another, which is opened then as a browser does. */
  async function signInOnTheWay(device: Device, { email }: { email: string }, next: string): Promise<string> {
    const form = fieldsOf(await device.open(`/sign-in?next=${encodeURIComponent(next)}`))
    const entered = await device.send('/sign-in', { ...form, next, email, password })
    expect((await device.open(entered.location)).location).toBe(next === '/' ? '/me' : next)
    return `sambatan.session_token=${device.valuesOf('sambatan.session_token')[0]}`
  }
  const ordersOf = async (id: string) => (await node.ask('GET', `/participations?user_id=${id}`)).body

  /** The first two steps, by whoever is signed in; where the third is shown. */
  async function fillIn(device: Device, slug: unknown): Promise<string> {
    const step = `/c/${slug}/join?step=address&slots=2`
    const sent = await device.send(`/c/${slug}/join`, { ...fieldsOf(await device.open(step)), ...typed })
    expect(sent.status).toBe(303)
    expect(sent.location).toContain('step=confirm')
    return sent.location
  }

  describe('on which an order was filled in before anybody signed in', () => {
    it('brings it back to the first who signs in from there, and to nobody after them', async () => {
      const { slug } = await newCampaign(node)
      const device = new Device(node)
      let confirm = await fillIn(device, slug)
      expect((await device.open(confirm)).html, 'going back loses nothing').toContain(address)
      const [other, first, second] = [await someone(), await member(), await someone()]
      // Who has signed in elsewhere finds its address in the history, also that of the sign-in on its way.
      device.use(other.session)
      for (const url of [confirm, `/sign-in?next=${encodeURIComponent(confirm)}`, confirm]) {
        expect((await device.open(url)).html, url).not.toContain('Kenanga')
      }
      await device.send('/sign-out', {})
      confirm = await fillIn(device, slug)
      device.use(await signInOnTheWay(device, first, '/'))
      expect((await device.open(confirm)).html).not.toContain('Kenanga')
      device.use(undefined)
      first.session = await signInOnTheWay(device, first, confirm)
      expect((await device.open(confirm)).html).toContain(address)
      for (const session of [undefined, second.session]) {
        device.use(session)
        expect((await device.open(confirm)).html).not.toContain('Kenanga')
        expect((await device.open(`/c/${slug}/join?step=confirm&slots=2`)).html).not.toContain('Kenanga')
      }
      device.use(first.session)
      expect((await device.open(confirm)).html).toContain(address)
    })

    it('shows it to nobody who comes another way, also by the address of the form that was opened', async () => {
      const { slug } = await newCampaign(node)
      const device = new Device(node)
      const opened = `/c/${slug}/join?step=address&slots=2&key=dibagikan-di-grup`
      const confirm = await device.send(`/c/${slug}/join`, { ...fieldsOf(await device.open(opened)), ...typed })
      expect(confirm.location).not.toContain('dibagikan-di-grup')
      for (const session of [undefined, (await someone()).session]) {
        device.use(session)
        for (const step of ['address', 'confirm']) {
          for (const key of ['', '&key=dibagikan-di-grup']) {
            const shown = await device.open(`/c/${slug}/join?step=${step}&slots=2${key}`)
            expect(shown.html, `${step} ${key}`).not.toContain('Kenanga')
          }
        }
      }
    })

    it('forgets all of it when somebody signs out, of every campaign', async () => {
      const device = new Device(node)
      const slugs = [(await newCampaign(node)).slug, (await newCampaign(node)).slug]
      const places = []
      for (const slug of slugs) places.push(await fillIn(device, slug))
      expect(device.memory()).toContain('Kenanga')
      device.use((await someone()).session)
      const out = await device.send('/sign-out', {})
      expect(out.headers['clear-site-data']).toBe('"cache", "storage"')
      expect(device.memory()).not.toContain('Kenanga')
      for (const place of places) expect((await device.open(place)).html).not.toContain('Kenanga')
    })

    it('keeps a few campaigns at once and no more', async () => {
      const device = new Device(node)
      for (let i = 0; i < 9; i++) await fillIn(device, (await newCampaign(node)).slug)
      expect(device.memory().match(/"address":"Jl\. Kenanga/g)).toHaveLength(6)
    })
  })

  describe('on which somebody else has signed in since a form was opened', () => {
    it('makes no order of it, for neither of them, and shows no word of it', async () => {
      const { slug } = await newCampaign(node)
      const device = new Device(node)
      const [first, second] = [await someone(), await someone()]
      device.use(first.session)
      const order = fieldsOf(await device.open(await fillIn(device, slug)))
      expect(order).toMatchObject({ shipping_address: address, opened_for: first.id })
      device.use(second.session)
      const refused = await device.send(`/c/${slug}/join`, order)
      expect(refused.status).toBe(409)
      expect(refused.html).toContain('Formulir ini dibuka oleh akun lain')
      expect(refused.html).not.toContain('Kenanga')
      expect([...(await ordersOf(first.id)), ...(await ordersOf(second.id))]).toEqual([])
      device.use(first.session)
      expect((await device.send(`/c/${slug}/join`, order)).location).toContain('joined=1')
      expect(await ordersOf(first.id)).toHaveLength(1)
    })

    it('gives an order back to whose it was, where their session ended before it was sent', async () => {
      const { slug } = await newCampaign(node)
      const device = new Device(node)
      const [first, second] = [await someone(), await someone()]
      device.use(first.session)
      const order = fieldsOf(await device.open(await fillIn(device, slug)))
      device.use(undefined)
      const asked = await device.send(`/c/${slug}/join`, order)
      const next = new URL(asked.location, 'http://sambatan.test').searchParams.get('next')!
      device.use(second.session)
      expect((await device.open(next)).html).not.toContain('Kenanga')
      device.use(first.session)
      expect((await device.open(next)).html).toContain(address)
    })

    it.each([
      ['buyer', '/me/profile', { name: 'Nama Orang Lain' }],
      ['buyer', '/me/addresses?new=1', { intent: 'save', label: 'Rumah', shipping_address: address }],
      ['seller', '/sell/products/new', { name: 'Sabun', base_price: '1000' }],
      ['operator', '/operator/keys/new', { name: 'Kunci', scopes: 'join', days: '30' }],
    ] as const)('does nothing as another %s that was typed at %s', async (role, url, fields) => {
      const device = new Device(node)
      const [first, second] = [await someone(role), await someone(role)]
      device.use(first.session)
      const form = { ...fieldsOf(await device.open(url)), ...fields }
      device.use(second.session)
      expect((await device.send(url, form)).status).toBe(409)
      device.use(first.session)
      expect((await device.send(url, form)).status).toBeLessThan(400)
    })

    it('changes no order of a buyer and saves no draft of a seller by itself', async () => {
      const device = new Device(node)
      const [first, second] = [await someone('seller'), await someone('operator')]
      const product = await newProduct(node, { seller_id: first.id })
      const draft = await newCampaign(node, { draft: true, product_id: product.id })
      device.use(first.session)
      const form = {
        ...fieldsOf(await device.open(`/sell/campaigns/${draft.id}/edit`)),
        title: 'Judul dari orang lain',
      }
      device.use(second.session)
      const saved = await device.send(`/sell/campaigns/${draft.id}/save`, form)
      expect(saved.status).toBe(409)
      expect(JSON.parse(saved.html).detail).toContain('akun lain masuk di perangkat ini')
      expect((await node.ask('GET', `/campaigns/${draft.id}`)).body.title).toBe(draft.title)

      const { id } = await newParticipation(node, (await newCampaign(node)).id, { user_id: first.id })
      device.use(first.session)
      const change = fieldsOf(await device.open(`/me/${id}`), `/me/${id}`)
      device.use(second.session)
      expect((await device.send(`/me/${id}`, { ...change, shipping_address: address })).status).toBe(409)
    })
  })

  describe('on which a session ended while somebody typed', () => {
    /** Prose of that many characters, no two sentences of it alike. */
    const prose = (length: number) =>
      Array.from({ length }, (_, i) => `Tetes ke-${i} dipetik ${(i * 7919) % 1_013} menit sebelum magrib di kebun. `)
        .join('')
        .slice(0, length)
        .trim()
    const long = prose(8_000)
    const typedAt: [role: 'buyer' | 'seller' | 'operator', url: string, fields: Fields, shown: string[]][] = [
      [
        'buyer',
        '/me/profile',
        { name: 'Rani Kenanga', phone: '0813 9999 000', locale: 'en' },
        ['Rani Kenanga', '0813 9999 000'],
      ],
      ['buyer', '/me/addresses?new=1', { intent: 'save', label: 'Kos', shipping_address: address }, ['Kos', address]],
      ['seller', '/sell/new', { product: 'new', name: 'Sabun Pare', price: '17500', title: 'Sabun' }, ['Sabun Pare']],
      [
        'seller',
        '/sell/products/new?dari=daftar',
        { name: 'Sabun Pare', base_price: '17.500', description: long },
        ['Sabun Pare', '17.500', long],
      ],
      ['operator', '/operator/keys/new', { name: 'Kunci gudang', scopes: 'people', days: '365' }, ['Kunci gudang']],
    ]
    const nextOf = (location: string) => new URL(location, 'http://sambatan.test').searchParams.get('next')!

    /** Somebody opens a page, their session ends, and they send its form. */
    async function sendLate(device: Device, session: string, url: string, fields: Fields) {
      device.use(session)
      const form = fieldsOf(await device.open(url))
      device.use(undefined)
      const sent = await device.send(url.split('?')[0]!.endsWith('addresses') ? '/me/addresses' : url, {
        ...form,
        ...fields,
      })
      expect(sent.location).toMatch(/^\/sign-in\?next=/)
      return { next: nextOf(sent.location), form }
    }

    it.each(typedAt)('gives a %s back what stood at %s, and has done none of it', async (role, url, fields, shown) => {
      const device = new Device(node)
      const person = await someone(role)
      const { next, form } = await sendLate(device, person.session, url, fields)
      expect(next).toBe(url)
      device.use(person.session)
      for (const time of ['first', 'again']) {
        const { html } = await device.open(next)
        expect(html, time).toContain('Yang tadi kamu ketik masih ada di sini')
        for (const words of shown) expect(html, time).toContain(words)
        if (role === 'operator') {
          expect(html).toMatch(/<input[^>]*(checked=""[^>]*value="people"|value="people"[^>]*checked="")/)
          expect(html).toContain('<option value="365" selected="">')
        }
      }
      // Sent by its own form it is done, and waits no longer.
      const again = fieldsOf(await device.open(next))
      const action = url.startsWith('/me/addresses') ? '/me/addresses' : url
      expect((await device.send(action, { ...form, ...again, ...fields })).status).toBeLessThan(400)
      expect((await device.open(next)).html).not.toContain('Yang tadi kamu ketik')
      expect(device.valuesOf('sambatan_form')).toEqual([])
    })

    it.each(typedAt)(
      'shows no other %s what stood at %s, and throws it away for them',
      async (role, url, fields, shown) => {
        const device = new Device(node)
        const [first, second] = [await someone(role), await someone(role)]
        const { next } = await sendLate(device, first.session, url, fields)
        device.use(second.session)
        const { html } = await device.open(next)
        for (const words of shown) expect(html).not.toContain(words)
        device.use(first.session)
        expect((await device.open(next)).html).not.toContain('Yang tadi kamu ketik')
        expect(device.valuesOf('sambatan_form')).toEqual([])
      },
    )

    it('forgets it when somebody signs out', async () => {
      const device = new Device(node)
      const person = await someone()
      const { next } = await sendLate(device, person.session, '/me/profile', { name: 'Rani Kenanga' })
      device.use(person.session)
      await device.send('/sign-out', {})
      expect(device.valuesOf('sambatan_form')).toEqual([])
      device.use((await someone()).session)
      expect((await device.open(next)).html).not.toContain('Kenanga')
    })

    it('keeps no password, no code and no key of a form', async () => {
      const device = new Device(node)
      const person = await someone()
      device.use(person.session)
      const form = fieldsOf(await device.open('/me/security'), '/me/security')
      device.use(undefined)
      const secrets = { current_password: 'rahasia-lama', new_password: 'rahasia-baru', recovery_code: 'abcd-efgh' }
      const sent = await device.send('/me/security', { ...form, ...secrets, code: '123456', other: 'biasa' })
      expect(sent.location).toBe('/sign-in?next=%2Fme%2Fsecurity')
      const [cookie] = device.valuesOf('sambatan_form')
      const kept = brotliDecompressSync(Buffer.from(cookie!, 'base64url')).toString()
      expect(JSON.parse(kept).fields).toEqual([['other', 'biasa']])
    })

    it('says of a text that it was too long to keep, and brings back the others', async () => {
      const device = new Device(node)
      const person = await someone('seller')
      const noise = randomBytes(6_000).toString('base64')
      const fields = { name: 'Sabun Pare', base_price: '17500', description: noise }
      const { next } = await sendLate(device, person.session, '/sell/products/new', fields)
      device.use(person.session)
      const { html } = await device.open(next)
      expect(html).toContain('Sabun Pare')
      expect(html).toContain('terlalu panjang untuk dititipkan')
      expect(html).not.toContain(noise.slice(0, 50))
      for (const value of device.valuesOf('sambatan_form')) expect(value.length).toBeLessThan(3_100)
    })

    it('gives back the words of a form with photos, and says of the photos that they have to be chosen again', async () => {
      const device = new Device(node)
      const [person, buyer] = [await someone('seller'), await someone()]
      const product = await newProduct(node, { seller_id: person.id })
      const { id } = await newCampaign(node, { draft: true, product_id: product.id })
      const url = `/sell/campaigns/${id}/edit`
      device.use(person.session)
      const opened = await device.open(url)
      expect(opened.html).not.toContain('Foto yang tadi kamu pilih')
      const form = new FormData()
      for (const [name, value] of Object.entries(fieldsOf(opened))) form.append(name, value)
      form.append('title', 'Melati Malam')
      for (const name of ['satu.jpg', 'dua.jpg']) form.append('photos', new File([randomBytes(300_000)], name))
      form.append('description', long)
      const sent = new Response(form)
      const payload = Buffer.from(await sent.arrayBuffer())
      const send = () => device.send(url, payload, sent.headers.get('content-type')!)
      device.use(buyer.session)
      expect([(await send()).status, device.valuesOf('sambatan_form')]).toEqual([403, []])
      device.use(undefined)
      expect(nextOf((await send()).location)).toBe(url)
      device.use(person.session)
      const { html } = await device.open(url)
      for (const words of ['Melati Malam', long, 'Foto yang tadi kamu pilih']) expect(html).toContain(words)
    })

    it('keeps nothing of a form that was opened by nobody, and little of one that somebody else has made', async () => {
      const device = new Device(node)
      expect((await device.send('/me/profile', { name: 'Tanpa nama' })).status).toBe(303)
      expect(device.valuesOf('sambatan_form')).toEqual([])
      const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`a${i}`, '']))
      expect((await device.send('/me/profile', { ...many, opened_for: 'seseorang' })).status).toBe(303)
      expect(device.valuesOf('sambatan_form').join('').length).toBeLessThan(6_100)
    })
  })

  it('keeps what was typed in its form by whoever chooses another language below it', async () => {
    const device = new Device(node)
    const person = await someone('seller')
    device.use(person.session)
    const opened = await device.open('/sell/products/new')
    const [button] = /<button[^>]*value="en"[^>]*>/.exec(opened.html)!
    const [, id] = / form="([^"]+)"/.exec(button)!
    const [, action] = / formAction="([^"]+)"/.exec(button)!
    expect(opened.html).toContain(`id="${id}"`)
    const fields = { ...fieldsOf(opened), name: 'Sabun Pare', description: 'Dari kebun.', language: 'en' }
    const chosen = await device.send(action!.replaceAll('&amp;', '&'), fields)
    // By way of the page that looks whether the browser has kept it.
    const { location } = await device.open(chosen.location)
    expect(location).toBe('/sell/products/new')
    const { html } = await device.open(location)
    expect(html).toContain('What you had typed is still here')
    expect(html).toContain('value="Sabun Pare"')
    expect(html).toContain('Dari kebun.')
  })

  it('keeps no page for others that names who opened it', async () => {
    const { slug } = await newCampaign(node)
    const device = new Device(node)
    for (const url of ['/', `/c/${slug}`, '/how-it-works']) {
      const person = await someone()
      device.use(person.session)
      expect((await device.open(url)).html).not.toContain(person.id)
    }
  })
})
