/** What a campaign sells, on the pages of buyers: what each costs now, what comes next, and an order that says by lines what it holds. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../src/modules/campaigns/index.ts'
import { accessibilityViolations, keepPicture, type Page, testBrowser } from '../support/browser.ts'
import { signInAs, testSite } from './site.ts'

const browser = testBrowser()
const site = testSite()
let three: Campaign

const address = 'Jl. Melati No. 5, Sleman, DI Yogyakarta'
const wordsOf = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')

/** Three sizes: one with early birds, one that costs less as the batch grows, one that too few have ordered. */
async function threeSizes(): Promise<Campaign> {
  return site.openCampaign({
    title: 'Tiga ukuran',
    price_per_slot: undefined,
    total_slots: 40,
    minimum_slots: 20,
    items: [
      {
        name: 'Melati 10 ml',
        price: 55_000,
        compare_at_price: 70_000,
        tiers: [
          { price: 45_000, units: 3 },
          { price: 50_000, units: 4 },
        ],
      },
      { name: 'Melati 50 ml', price: 210_000, max_per_buyer: 3 },
      { name: 'Kotak hadiah', price: 390_000, slots_per_unit: 2, minimum_units: 4 },
    ],
    volume_prices: [{ from_slots: 12, prices: [{ item: 1, price: 190_000 }] }],
  })
}

async function order(campaign: Campaign, userId: string, units: number[]): Promise<void> {
  const lines = units.flatMap((count, place) => (count > 0 ? { item_id: campaign.items[place]!.id, units: count } : []))
  const body = { user_id: userId, lines, shipping_address: address }
  const answer = await site.node.ask('POST', `/campaigns/${campaign.id}/join`, { body })
  expect(answer.status, answer.text).toBe(201)
}

beforeAll(async () => {
  three = await threeSizes()
  await order(three, 'pembeli-a', [1, 1, 1])
}, 60_000)

describe('the page of a campaign with items', () => {
  it('says without scripts what each costs now, what comes next, what the volume brings, and what may drop', async () => {
    const page = await browser.newPage({ javaScript: false, height: 740 })
    await page.goto(`${site.url}/c/${three.slug}`)
    const words = await wordsOf(page)
    for (const said of [
      'Rp 45.000',
      'Tinggal 2 di harga ini, lalu Rp 50.000',
      'Rp 210.000',
      '8 slot lagi, harga turun untuk semua: Melati 50 ml Rp 190.000',
      'Baru 1 dari 4: kalau tidak sampai, tidak dibuat dan penjual wajib mengembalikan uang pemesannya.',
      'Harga dan janji di halaman ini tetap sejak',
    ]) {
      expect(words).toContain(said)
    }
    expect(await page.locator('s').innerText()).toContain('70.000')
    expect(words).not.toContain('per slot')
    const volume = await page.getByText('8 slot lagi, harga turun').boundingBox()
    expect(volume!.y + volume!.height, 'in one glance').toBeLessThan(740)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await page.close()
  })

  it('shows a photo of each size that has one: the demo’s have', async () => {
    const [campaign] = (await site.node.ask('GET', '/campaigns?q=Melati+Senja+Tiga+Ukuran')).body as Campaign[]
    expect(campaign!.photos).toHaveLength(4)
    expect(campaign!.items.map(({ photo_id }) => photo_id)).toEqual(campaign!.photos.slice(1).map(({ id }) => id))
    const html = (await site.node.app.inject(`/c/${campaign!.slug}`)).body
    for (const { urls } of campaign!.photos) {
      expect(html).toContain(urls['480'])
      for (const url of Object.values(urls)) expect((await site.node.app.inject(url)).statusCode).toBe(200)
    }
  })

  it('is accessible, light and dark', async () => {
    for (const dark of [false, true]) {
      const page = await browser.newPage({ dark, language: dark ? 'en' : 'id' })
      await page.goto(`${site.url}/c/${three.slug}`)
      expect(await accessibilityViolations(page)).toEqual([])
      await keepPicture(page, `items-${dark ? 'dark' : 'light'}`)
      await page.close()
    }
  }, 30_000)

  it('tells machines the lowest and the highest price, and lists and shared links where prices begin', async () => {
    const html = (await site.node.app.inject(`/c/${three.slug}`)).body.replaceAll('\u00a0', ' ')
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!)
    expect(data.offers).toMatchObject({
      '@type': 'AggregateOffer',
      lowPrice: 45_000,
      highPrice: 390_000,
      offerCount: 3,
      priceCurrency: 'IDR',
    })
    expect(/<meta property="og:title" content="([^"]*)"/.exec(html)![1]).toContain('mulai Rp 45.000')
    const list = (await site.node.app.inject('/?q=Tiga+ukuran')).body.replaceAll('\u00a0', ' ')
    expect(list).toContain('mulai Rp 45.000')
    expect(list).toContain('8 slot lagi, harga turun untuk semua')
    const sizes = [
      { name: 'Kecil', price: 40_000 },
      { name: 'Besar', price: 90_000, tiers: [{ price: 80_000, units: 3 }] },
    ]
    await site.openCampaign({ title: 'Dua ukuran awal', price_per_slot: undefined, items: sizes })
    const early = (await site.node.app.inject('/?q=Dua+ukuran+awal')).body.replaceAll('\u00a0', ' ')
    expect(early).toContain('mulai Rp 40.000')
    expect(early).toContain('Besar: tinggal 3 di Rp 80.000, lalu Rp 90.000')
  })

  it('says of a campaign of one price what it always said', async () => {
    const plain = await site.openCampaign({ title: 'Satu harga' })
    const html = (await site.node.app.inject(`/c/${plain.slug}`)).body.replaceAll('\u00a0', ' ')
    expect(html).toContain('per slot')
    expect(html).not.toContain('Yang dijual')
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!)
    expect(data.offers).toMatchObject({ '@type': 'Offer', price: 185_000 })
  })
})

const main = async (page: Page) => (await wordsOf(page)).replace(/\s+/g, ' ')

/** From the items to the last step, by the fields alone. */
async function choose(page: Page, campaign: Campaign, units: Record<string, number>): Promise<void> {
  await page.goto(`${site.url}/c/${campaign.slug}/join`)
  for (const [name, count] of Object.entries(units)) await page.getByLabel(name, { exact: true }).fill(`${count}`)
  await page.getByRole('button', { name: 'Lanjut ke alamat' }).click()
  const fresh = page.getByText('Alamat baru')
  if (await fresh.isVisible()) await fresh.click()
  await page.getByLabel('Alamat lengkap').fill(address)
  await page.getByRole('button', { name: 'Lanjut', exact: true }).click()
}

const ordered = (page: Page) => page.getByRole('button', { name: /^Pesan/ })

describe('joining a campaign with items', () => {
  it('goes without scripts from units to an order, whose lines, code and price its page shows', async () => {
    const campaign = await threeSizes()
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rani')
    await page.goto(`${site.url}/c/${campaign.slug}/join`)
    await page.getByRole('button', { name: 'Lanjut ke alamat' }).click()
    expect(await main(page), 'nothing chosen is asked for again').toContain('Pilih paling sedikit satu barang')
    await page.getByRole('button', { name: 'Tambah satu Melati 50 ml' }).click()
    expect(await main(page)).toContain('Rp 210.000')
    await choose(page, campaign, { 'Melati 10 ml': 4, 'Melati 50 ml': 1 })
    expect(await main(page)).toContain('3 × Melati 10 ml Rp 45.000 per barang · harga awal')
    await keepPicture(page, 'items-confirm')
    await page.getByRole('button', { name: 'Pesan · Rp 395.000' }).click()
    const words = await main(page)
    expect(words).toContain('1 × Melati 50 ml')
    expect(words).toMatch(/Kode pesanan: [A-Z2-9]{6}/)
    await page.getByRole('link', { name: 'Ubah pesanan' }).click()
    await page.getByLabel('Melati 50 ml', { exact: true }).fill('2')
    await page.getByRole('button', { name: 'Lihat total barunya' }).click()
    expect(await main(page)).toContain('Totalnya jadi Rp 605.000 Tadinya Rp 395.000. Belum ada yang diubah')
    await keepPicture(page, 'items-change')
    await page.getByRole('button', { name: 'Simpan perubahan · Rp 605.000' }).click()
    expect(await main(page)).toContain('Pesananmu sudah diubah')
    expect(await main(page)).toContain('2 × Melati 50 ml')
    await page.close()
  }, 60_000)

  it('tells who was overtaken the new price, and orders at it with one tap', async () => {
    const campaign = await threeSizes()
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rani')
    await choose(page, campaign, { 'Melati 10 ml': 3 })
    await order(campaign, 'lebih-cepat', [2, 0, 0])
    await ordered(page).click()
    const words = await main(page)
    expect(words).toContain('Harganya baru saja berubah')
    expect(words).toContain('sekarang Rp 145.000, tadi Rp 135.000')
    await page.getByRole('button', { name: 'Pesan dengan harga baru · Rp 145.000' }).click()
    expect(new URL(page.url()).search).toBe('?joined=1')
    await page.close()
  }, 60_000)

  it('changes an order for no more than was shown: who was overtaken reads the new total, and takes it with one press', async () => {
    const campaign = await threeSizes()
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rani')
    await choose(page, campaign, { 'Melati 10 ml': 1 })
    await ordered(page).click()
    await page.getByRole('link', { name: 'Ubah pesanan' }).click()
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    await press('Lihat total barunya')
    expect(await main(page)).toContain('Belum ada yang kamu ubah')
    await page.getByLabel('Melati 10 ml', { exact: true }).fill('3')
    await press('Lihat total barunya')
    await order(campaign, 'lebih-cepat', [2, 0, 0])
    await press('Simpan perubahan · Rp 135.000')
    const words = await main(page)
    expect(words).toContain('Harganya baru saja berubah')
    expect(words).toContain('sekarang Rp 145.000, tadi Rp 135.000')
    // Other numbers than those that were shown are shown first.
    await page.getByLabel('Melati 10 ml', { exact: true }).fill('2')
    await press('Simpan perubahan · Rp 145.000')
    expect(await main(page)).toContain('Totalnya jadi Rp 95.000')
    await press('Simpan perubahan · Rp 95.000')
    expect(await main(page)).toContain('1 × Melati 10 ml Rp 50.000 per barang')
    await page.close()
  }, 60_000)

  it('shows while an order is changed what it would come to, where scripts run, and saves it with one press', async () => {
    const campaign = await threeSizes()
    const page = await browser.newPage()
    await signInAs(page, site.url, 'rani')
    await choose(page, campaign, { 'Melati 10 ml': 3 })
    await ordered(page).click()
    await page.getByRole('link', { name: 'Ubah pesanan' }).click()
    await page.getByRole('button', { name: 'Tambah satu Melati 10 ml' }).click()
    const save = page.locator('button[data-agree]')
    await expect
      .poll(async () => (await save.innerText()).replaceAll('\u00a0', ' '))
      .toBe('Simpan perubahan · Rp 185.000')
    expect((await page.locator('[data-total]').innerText()).replaceAll('\u00a0', ' ')).toBe('Rp 185.000')
    expect(await accessibilityViolations(page)).toEqual([])
    await save.click()
    await expect.poll(() => main(page), { timeout: 10_000 }).toContain('Pesananmu sudah diubah')
    await page.close()
  }, 60_000)

  it('shows beside the item what cannot be had of it', async () => {
    const campaign = await threeSizes()
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rani')
    await page.goto(
      `${site.url}/c/${campaign.slug}/join?step=confirm&lines=${campaign.items[1]!.id}:5&key=terlalu-banyak`,
    )
    if (await page.getByText('Alamat baru').isVisible()) await page.getByText('Alamat baru').click()
    await page.getByLabel('Alamat lengkap').fill(address)
    await page.getByRole('button', { name: 'Lanjut', exact: true }).click()
    await ordered(page).click()
    expect(await page.locator(`[id="units-${campaign.items[1]!.id}-error"]`).innerText()).toContain('paling banyak 3')
    expect(await page.getByLabel('Melati 50 ml', { exact: true }).inputValue()).toBe('5')
    await page.close()
  }, 60_000)

  it('counts on the spot where scripts run, and asks what it comes to', async () => {
    const campaign = await threeSizes()
    const page = await browser.newPage()
    await page.goto(`${site.url}/c/${campaign.slug}/join`)
    for (let i = 0; i < 4; i++) await page.getByRole('button', { name: 'Tambah satu Melati 10 ml' }).click()
    const total = page.locator('[data-total]')
    await expect.poll(async () => (await total.innerText()).replaceAll('\u00a0', ' ')).toBe('Rp 185.000')
    expect(await accessibilityViolations(page)).toEqual([])
    await page.close()
  }, 60_000)

  it('lets the seller change a confirmed order, with a reason', async () => {
    const campaign = await threeSizes()
    await order(campaign, 'pembeli-b', [0, 1, 0])
    const [one] = (await site.node.ask('GET', `/campaigns/${campaign.id}/participants`)).body
    await site.node.ask('POST', `/participations/${one.id}/confirm`, { body: {} })
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rumah-melati')
    await page.goto(`${site.url}/sell/campaigns/${campaign.id}`)
    expect(await main(page)).toContain('1 × Melati 50 ml')
    await page.getByRole('link', { name: 'Ubah pesanan' }).click()
    await page.getByLabel('Melati 10 ml', { exact: true }).fill('1')
    await page.getByRole('button', { name: 'Lihat total barunya' }).click()
    expect(await main(page)).toContain('Tulis alasannya')
    await page.getByLabel('Alasannya, untuk pembeli').fill('Diminta lewat WhatsApp')
    await page.getByRole('button', { name: 'Lihat total barunya' }).click()
    await page.getByRole('button', { name: 'Simpan perubahan · Rp 255.000' }).click()
    expect(await main(page)).toContain('1 × Melati 10 ml')
    await page.close()
  }, 60_000)
})

describe('what a seller sees of items', () => {
  it('is in danger until enough is confirmed, where confirmed slots alone count', async () => {
    const campaign = await site.openCampaign({
      title: 'Dikonfirmasi saja',
      price_per_slot: undefined,
      goal_counts: 'confirmed',
      hold_minutes: 1440,
      items: [
        { name: 'Kecil', price: 50_000 },
        { name: 'Besar', price: 90_000, minimum_units: 2 },
      ],
    })
    await order(campaign, 'belum-bayar', [0, 3, 0])
    const page = await browser.newPage({ javaScript: false })
    await page.goto(`${site.url}/c/${campaign.slug}`)
    expect(await main(page)).toContain('Baru 0 dari 2 yang dikonfirmasi')
    await signInAs(page, site.url, 'rumah-melati')
    await page.goto(`${site.url}/sell`)
    expect(await main(page)).toContain('Besar: baru 0 dari 2 yang dikonfirmasi; 3 lagi sudah dipesan')
    const [one] = (await site.node.ask('GET', `/campaigns/${campaign.id}/participants`)).body
    await site.node.ask('POST', `/participations/${one.id}/confirm`, { body: {} })
    await page.goto(`${site.url}/sell`)
    expect(await main(page)).not.toContain('Besar: baru')
    await page.close()
  }, 60_000)

  it('is how many of each are ordered, which may not be made, and whose order a code is', async () => {
    const { id, items } = three
    const [one] = (await site.node.ask('GET', `/campaigns/${id}/participants`)).body
    await order(three, 'pembeli-lain', [0, 2, 0])
    await order(three, 'pembeli-banyak', [5, 0, 0])
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rumah-melati')
    await page.goto(`${site.url}/sell`)
    expect(await main(page)).toContain('Kotak hadiah: baru 1 dari 4')
    await page.goto(`${site.url}/sell/campaigns/${id}?q=${one.code.toLowerCase()}`)
    const words = await main(page)
    expect(words).toMatch(/Yang dipesan, per barang Melati 10 ml 6 barang Melati 50 ml 3 barang Kotak hadiah 1 barang/)
    const found = await page.locator('[data-live-region="participants"] table').innerText()
    expect(found).toContain('pembeli-a')
    expect(found).not.toContain('pembeli-lain')
    await page.goto(`${site.url}/sell/campaigns/${id}?q=pembeli-banyak`)
    const rows = await page.locator('[data-live-region="participants"] table').innerText()
    expect(rows, 'at three prices, and one thing to pack').toContain('5 × Melati 10 ml')
    const { text } = await site.node.ask('GET', `/campaigns/${id}/participants.csv?lang=id&sort=oldest`)
    const [header, first] = text.split('\r\n')
    expect(header).toContain(`Kode pesanan,Harga akhir,${items.map(({ name }) => name).join(',')}`)
    expect(first).toMatch(new RegExp(`,${one.code},,1,1,1,Belum dibayar,0,0,\\d+,0,$`))
    await page.close()
  }, 60_000)

  it('is before all that, where a batch breaks even, at which price so many slots carry it', async () => {
    const page = await browser.newPage()
    await signInAs(page, site.url, 'rumah-melati')
    await page.goto(`${site.url}/sell/planner?cost=120rb&fixed=2+juta&price=190.000&slots=40`)
    const words = await main(page)
    expect(words).toContain('Balik modal mulai dari 29 slot.')
    expect(words).toContain('40 slot balik modal mulai harga Rp 170.000.')
    expect(await page.locator('[name="cost"]').inputValue(), 'as amounts are written').toBe('120.000')
    expect(await page.locator('[name="fixed"]').inputValue()).toBe('2.000.000')
    expect(words).toContain('Dengan 40 slot pada Rp 190.000: sisa Rp 800.000 untukmu.')
    expect(await accessibilityViolations(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await keepPicture(page, 'planner')
    await page.goto(`${site.url}/sell/planner?cost=120rb&price=100rb&slots=4`)
    expect(await main(page)).toContain('kamu rugi pada tiap barang')
    await page.close()
  }, 60_000)
})
