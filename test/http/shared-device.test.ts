/** One phone, several people: nobody finds what another has typed, and nothing is done in the name of who did not do it. */
import { describe, expect, it } from 'vitest'
import { signedIn } from '../support/accounts.ts'
import { Device, type Fields, fieldsOf } from './device.ts'
import { onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

const address = 'Jl. Kenanga 12, Sleman 55281'
const typed: Fields = { choice: 'new', shipping_address: address, label: 'Rumah', note: 'Titip di pos satpam' }

onEachNode(
  'a device of several people',
  (node) => {
    const someone = async (role: 'buyer' | 'seller' | 'operator' = 'buyer') => {
      const { id, headers } = await signedIn(node.services.db, role)
      return { id, session: headers.cookie }
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
        const confirm = await fillIn(device, slug)
        expect((await device.open(confirm)).html, 'going back loses nothing').toContain(address)
        const [first, second] = [await someone(), await someone()]
        device.use(first.session)
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

    it('keeps no page for others that names who opened it', async () => {
      const { slug } = await newCampaign(node)
      const device = new Device(node)
      for (const url of ['/', `/c/${slug}`, '/how-it-works']) {
        const person = await someone()
        device.use(person.session)
        expect((await device.open(url)).html).not.toContain(person.id)
      }
    })
  },
  { only: 'one' },
)
