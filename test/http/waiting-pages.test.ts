/** The pages of waiting lists, as a browser without scripts uses them. */
import { expect, it } from 'vitest'
import { signedIn } from '../support/accounts.ts'
import { Device } from './device.ts'
import { onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

const address = 'Jalan Kenanga 2, Bantul, Yogyakarta'

/** What a form of a page holds already: the one that has this intent, or the first that goes there. */
function formOf(html: string, marker: string): Record<string, string> {
  const form = [...html.matchAll(/<form[\s\S]*?<\/form>/g)].map(([all]) => all).find((each) => each.includes(marker))
  if (form === undefined) throw new Error(`no form has ${marker}`)
  const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([input]) => ({
    name: /name="([^"]*)"/.exec(input)?.[1],
    value: /value="([^"]*)"/.exec(input)?.[1] ?? '',
    isHidden: /type="hidden"|type="number"/.test(input),
  }))
  return Object.fromEntries(inputs.flatMap(({ name, value, isHidden }) => (name && isHidden ? [[name, value]] : [])))
}

onEachNode(
  'pages of waiting lists',
  (node) => {
    async function full() {
      const [seller, buyer, other] = [
        await signedIn(node.services.db, 'seller'),
        await signedIn(node.services.db),
        await signedIn(node.services.db),
      ]
      const { id: product_id } = await newProduct(node, { seller_id: seller.id })
      const campaign = await newCampaign(node, {
        product_id,
        total_slots: 4,
        minimum_slots: 1,
        completion: 'at_deadline',
      })
      const held = [
        await newParticipation(node, campaign.id, { user_id: 'one', quantity: 1 }),
        await newParticipation(node, campaign.id, { user_id: 'three', quantity: 3 }),
      ] as const
      const device = (who: { headers: Record<string, string> }) => {
        const opened = new Device(node)
        opened.use(who.headers.cookie)
        return opened
      }
      const cancel = ({ id }: { id: string }) => node.ask('POST', `/participations/${id}/cancel`, { as: 'service' })
      return {
        seller,
        buyer,
        other,
        campaign,
        held,
        cancel,
        phone: device(buyer),
        others: device(other),
        desk: device(seller),
      }
    }

    it('lead from a full campaign to a place in line, and from there to an offer that one tap takes', async () => {
      const { campaign, held, cancel, phone, others, desk } = await full()
      const slug = String(campaign.slug)
      const item = campaign.items[0].id
      const shown = await new Device(node).open(`/c/${slug}`)
      expect(shown.html).toContain(`href="/c/${slug}/wait"`)
      expect(shown.html).not.toContain(`href="/c/${slug}/join"`)
      // Nobody is nobody's place: who is not signed in is asked to, and comes back.
      expect((await new Device(node).open(`/c/${slug}/wait`)).location).toContain('/sign-in?next=')
      expect((await phone.open(`/c/${slug}/join`)).html).toContain(`href="/c/${slug}/wait?slots=1"`)

      const first = (await phone.open(`/c/${slug}/wait?slots=2`)).html
      expect(first).toContain('Belum ada yang menunggu.')
      const form = formOf(first, `units-${item}`)
      expect(form[`units-${item}`]).toBe('2')
      // One more by a button without scripts; and what is missing is said.
      const more = await phone.send(`/c/${slug}/wait`, { ...form, by: `${item}:1`, choice: 'new' })
      expect(formOf(more.html, `units-${item}`)[`units-${item}`]).toBe('3')
      expect((await phone.send(`/c/${slug}/wait`, { ...form, choice: 'new' })).status).toBe(422)
      const typed = { ...form, choice: 'new', shipping_address: address, note: 'Titip di satpam' }
      const sent = [await phone.send(`/c/${slug}/wait`, typed), await phone.send(`/c/${slug}/wait`, typed)]
      const place = sent[0]!.location.split('?')[0]!
      expect(place).toMatch(/^\/me\/waiting\//)
      expect(sent[1]!.location.split('?')[0], 'sent twice it is one').toBe(place)
      expect((await phone.open(place)).html).toContain('Urutan 1')
      expect((await phone.open(`/c/${slug}/wait`)).location).toBe(place)
      expect((await phone.open('/me')).html).toContain(place)

      // Who and what is ahead is said before anybody begins to wait: in the flow of joining as well.
      const ahead = '1 orang di depanmu, menunggu 2 slot.'
      expect((await others.open(`/c/${slug}/join`)).html.replaceAll('<!-- -->', '')).toContain(ahead)
      const begins = (await others.open(`/c/${slug}/wait`)).html
      expect(begins.replaceAll('<!-- -->', '')).toContain(ahead)
      const second = formOf(begins, `units-${item}`)
      const behind = await others.send(`/c/${slug}/wait`, { ...second, choice: 'new', shipping_address: address })
      const behindPage = await others.open(behind.location.split('?')[0]!)
      expect(behindPage.html.replaceAll('<!-- -->', '')).toContain(ahead)
      expect((await others.open(place)).status, 'another’s place').toBe(404)
      // It is kept for a moment, for all who look.
      const seen = async () => (await new Device(node).open(`/c/${slug}`)).html.replaceAll('<!-- -->', '')
      await expect.poll(seen).toContain('2 orang menunggu.')

      // One slot is too little for two: passed over, until the order is smaller. A larger one would lose the place, and says so first.
      await cancel(held[0])
      expect((await phone.open(place)).html).toContain('Dilewati')
      // What the seller reads of it is about somebody else.
      const passed = (await desk.open(`/sell/campaigns/${campaign.id}/waiting`)).html.replaceAll('<!-- -->', '')
      expect(passed).toContain('Urutannya tetap.')
      expect(passed).not.toContain('Urutanmu')
      expect(passed).toContain(`href="/sell/campaigns/${campaign.id}/messages?to=offered"`)
      expect((await desk.open(`/sell/campaigns/${campaign.id}/messages?to=offered`)).html).toContain('Sedang ditawari')
      // Who is offered something has nothing else to do about their place.
      const offered = (await others.open(behind.location.split('?')[0]!)).html
      expect(offered).toContain('Lihat tawaran')
      expect(offered).not.toContain('value="leave"')
      const third = { user_id: 'third', quantity: 3, shipping_address: address }
      await node.ask('POST', `/campaigns/${campaign.id}/waiting-list`, { body: third })
      const change = formOf((await phone.open(place)).html, 'value="change"')
      const larger = await phone.send(place, { ...change, [`units-${item}`]: '3' })
      expect(larger.html).toContain('Tempatmu akan hilang')
      expect((await phone.open(place)).html).toContain('Urutan 1')
      const smaller = await phone.send(place, { ...change, [`units-${item}`]: '1' })
      expect(smaller.location).toBe(`${place}?done=changed`)
      const list = await desk.open(`/sell/campaigns/${campaign.id}/waiting`)
      expect(list.html).toContain('Sedang ditawari')

      await cancel(held[1])
      const mine = await phone.open('/me')
      const claim = formOf(mine.html, 'value="claim"')
      const order = /action="(\/me\/[0-9a-f-]{36})"/.exec(mine.html)![1]!
      expect(claim.key).not.toBe(formOf((await phone.open(order)).html, 'value="claim"').key)
      expect((await phone.send(order, claim)).location).toBe(`${order}?joined=1`)
      expect((await phone.open(order)).html).not.toContain('value="claim"')
      expect((await phone.open(place)).html).toContain('Kamu tidak menunggu lagi')
    })

    it('lead back to just what was asked for where it fits after all', async () => {
      const { phone } = await full()
      const packs = [{ name: 'Paket lima', price: 400_000, slots_per_unit: 5 }]
      const { slug, items } = await newCampaign(node, { price_per_slot: undefined, items: packs, total_slots: 20 })
      const asked = { [`units-${items[0].id}`]: '3', choice: 'new', shipping_address: address, key: 'three-packs' }
      const fits = await phone.send(`/c/${slug}/wait`, asked)
      expect(fits.html).toContain('Tidak perlu menunggu')
      expect(fits.html).toContain(`lines=${items[0].id}:3`)
    })

    it('let a seller move somebody up with a reason that is shown, take somebody off, and a buyer leave', async () => {
      const { campaign, buyer, other, phone, others, desk } = await full()
      for (const who of [buyer, other]) {
        const body = { quantity: 1, shipping_address: address }
        await node.ask('POST', `/campaigns/${campaign.id}/waiting-list`, { as: 'nobody', headers: who.headers, body })
      }
      const at = `/sell/campaigns/${campaign.id}/waiting`
      expect((await phone.open(at)).status).toBe(403)
      const move = formOf((await desk.open(at)).html, 'value="move"')
      expect((await desk.send(at, { ...move, before: '', reason: ' ' })).status).toBe(422)
      expect((await desk.send(at, { ...move, before: '', reason: 'Dijanjikan' })).location).toBe(`${at}?done=moved`)
      const placeOf = async (who: { headers: Record<string, string> }) =>
        (await node.ask('GET', '/waiting-list?mine', { as: 'nobody', headers: who.headers })).body[0]
      expect(await placeOf(other)).toMatchObject({ position: 1 })
      const passed = await phone.open(`/me/waiting/${(await placeOf(buyer)).id}`)
      expect(passed.html.replaceAll('<!-- -->', '')).toContain('Alasannya: Dijanjikan')
      const viewer = await node.ask('GET', `/campaigns/${campaign.id}/viewer`, { as: 'nobody', headers: buyer.headers })
      expect(viewer.body).toMatchObject({ waiting: { position: 2, slots_ahead: 1, offer: null } })

      const remove = formOf((await desk.open(at)).html, 'value="remove"')
      expect((await desk.send(at, { ...remove, reason: 'Akun kedua' })).location).toBe(`${at}?done=removed`)
      const over = await others.open(`/me/waiting/${remove.entry}`)
      expect(over.html).toContain('Kamu tidak menunggu lagi')
      // Nobody is behind: a larger order loses no place, and is not warned of.
      const place = `/me/waiting/${(await placeOf(buyer)).id}`
      const change = formOf(passed.html, 'value="change"')
      const larger = { ...change, [`units-${campaign.items[0].id}`]: '2' }
      expect((await phone.send(place, larger)).location).toBe(`${place}?done=changed`)
      // From another page that was open before: there is one place, and it leads there.
      const again = { choice: 'new', shipping_address: address, key: 'another-page', ...larger }
      expect((await phone.send(`/c/${campaign.slug}/wait`, again)).location).toBe(`/c/${campaign.slug}/wait`)
      const leave = formOf(passed.html, 'value="leave"')
      expect((await phone.send(place, leave)).location).toBe('/me?done=left-list')
      expect((await node.ask('GET', `/campaigns/${campaign.id}`)).body.waiting_count).toBe(0)
    })
  },
  { only: 'one' },
)
