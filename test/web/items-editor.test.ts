/** A campaign of several sizes as its seller makes it: rows that are added, copied and moved, with scripts and without. */
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityViolations, complaintsOf, keepPicture, type Page, testBrowser } from '../support/browser.ts'
import { signInAs, testSite } from './site.ts'

const browser = testBrowser()
const site = testSite()
let draft: () => Promise<string>

beforeAll(() => {
  draft = async () => (await site.openCampaign({ title: 'Tiga ukuran', draft: true })).id
})

const read = async (id: string) => (await site.node.ask('GET', `/campaigns/${id}`)).body
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const press = (page: Page, name: string, nth = 0) => page.getByRole('button', { name, exact: true }).nth(nth).click()

async function openItems(page: Page, id: string): Promise<void> {
  await signInAs(page, site.url, 'rumah-melati')
  await page.goto(`${site.url}/sell/campaigns/${id}/edit`)
  await press(page, 'Beberapa ukuran atau harga awal')
}

describe('the form of a campaign with items', () => {
  it('makes rows without scripts, says beside each field what is wrong with it, and stores the rest', async () => {
    const id = await draft()
    const page = await browser.newPage({ javaScript: false })
    await openItems(page, id)
    await field(page, 'items.0.name').fill('Melati 10 ml')
    await field(page, 'items.0.price').fill('55rb')
    await page.getByText('Harga untuk pembeli awal').first().click()
    await press(page, '+ Tambah tahap')
    await field(page, 'items.0.tiers.0.price').fill('60.000')
    await field(page, 'items.0.tiers.0.units').fill('6')
    await press(page, 'Salin')
    expect(await field(page, 'items.1.tiers.0.units').inputValue()).toBe('6')
    await field(page, 'items.1.name').fill('Melati 50 ml')
    await field(page, 'items.1.price').fill('210.000')
    await field(page, 'items.1.tiers.0.price').fill('190.000')
    await press(page, 'Simpan')
    expect(await page.locator('[id="items.0.tiers.0.price-error"]').innerText()).toContain('lebih murah')
    expect((await read(id)).items).toHaveLength(1)
    await field(page, 'items.0.tiers.0.price').fill('45.000')
    await press(page, 'Simpan')
    expect(await page.locator('main').innerText()).toContain('6 pertama membayar')
    expect((await read(id)).items).toMatchObject([
      { name: 'Melati 10 ml', price: 55_000, tiers: [{ price: 45_000, units: 6 }] },
      { name: 'Melati 50 ml', price: 210_000, tiers: [{ price: 190_000, units: 6 }] },
    ])
    await press(page, 'Turunkan')
    await press(page, 'Hapus', 1)
    await press(page, 'Simpan')
    expect((await read(id)).items).toMatchObject([{ name: 'Melati 50 ml' }])
    await keepPicture(page, 'items-editor')
    await page.close()
  }, 60_000)

  it('offers without scripts no more rows than can be stored', async () => {
    const items = Array.from({ length: 29 }, (_, place) => ({ name: `Ukuran ${place + 1}`, price: 10_000 + place }))
    const { id } = await site.openCampaign({ title: 'Banyak', draft: true, price_per_slot: undefined, items })
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rumah-melati')
    await page.goto(`${site.url}/sell/campaigns/${id}/edit`)
    await press(page, 'Salin', 28)
    expect(await field(page, 'items.29.name').inputValue()).toBe('Ukuran 29')
    expect(await page.getByRole('button', { name: '+ Tambah barang' }).isHidden()).toBe(true)
    expect(await page.getByRole('button', { name: 'Salin', exact: true }).count()).toBe(0)
    await press(page, 'Simpan')
    expect((await read(id)).items).toHaveLength(30)
    await page.close()
  }, 60_000)

  it('keeps what it has no field for: the names of early birds', async () => {
    const tiers = [{ name: 'Paling awal', price: 45_000, units: 6 }]
    const items = [{ name: '10 ml', price: 55_000, tiers }]
    const { id } = await site.openCampaign({ title: 'Bernama', draft: true, price_per_slot: undefined, items })
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rumah-melati')
    await page.goto(`${site.url}/sell/campaigns/${id}/edit`)
    await field(page, 'items.0.price').fill('56.000')
    await press(page, 'Simpan')
    expect((await read(id)).items).toMatchObject([{ price: 56_000, tiers }])
    await field(page, 'items.0.tiers.0.ends_at').fill('2026-01-02T10:00')
    await press(page, 'Simpan')
    expect(await page.locator('[id="items.0.tiers.0.ends_at-error"]').innerText()).toContain('sudah lewat')
    await page.close()
  }, 60_000)

  it('writes amounts as its language does, reads them so, and has no button too small for a thumb', async () => {
    const items = [
      { name: 'A', price: 1_250_000 },
      { name: 'C', price: 40_000 },
    ]
    const { id } = await site.openCampaign({ draft: true, price_per_slot: undefined, items })
    const page = await browser.newPage({ javaScript: false, language: 'en' })
    await signInAs(page, site.url, 'rumah-melati')
    await page.goto(`${site.url}/sell/campaigns/${id}/edit`)
    expect(await field(page, 'items.0.price').inputValue()).toBe('1,250,000')
    await field(page, 'items.0.name').fill('B')
    await press(page, 'Save')
    expect((await read(id)).items).toMatchObject([{ name: 'B', price: 1_250_000 }, { name: 'C' }])
    for (const name of ['Copy', 'Move up', 'Move down', 'Remove']) {
      const box = (await page.getByRole('button', { name, exact: true }).first().boundingBox())!
      expect(Math.min(box.width, box.height), name).toBeGreaterThanOrEqual(44)
    }
    await page.close()
  }, 60_000)

  it('says with the seller’s own numbers what a price for all brings in, and goes back to one price', async () => {
    const id = await draft()
    const page = await browser.newPage({ javaScript: false })
    await openItems(page, id)
    await page.getByText('Makin ramai, makin murah').click()
    await press(page, '+ Tambah tahap')
    await field(page, 'volume_prices.0.from_slots').fill('15')
    await field(page, 'volume_prices.0.prices.0.price').fill('170.000')
    await press(page, 'Simpan')
    const words = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')
    expect(words).toContain('Kalau 15 slot terisi, semua membayar Rp 170.000 dan kamu menerima Rp 2.550.000.')
    expect((await read(id)).volume_prices).toMatchObject([{ from_slots: 15, price: 170_000 }])
    await press(page, 'Kembali ke satu harga')
    await field(page, 'price_per_slot').fill('180.000')
    await press(page, 'Simpan')
    expect(await read(id)).toMatchObject({ price_per_slot: 180_000, volume_prices: [], items: [{ price: 180_000 }] })
    await page.close()
  }, 60_000)

  it('says before publishing what each item costs, with its early birds, its minimum and what the volume brings', async () => {
    const items = [
      { name: 'Kecil', price: 55_000, tiers: [{ price: 45_000, units: 3 }] },
      { name: 'Besar', price: 210_000, slots_per_unit: 2, minimum_units: 4 },
    ]
    const volume = [{ from_slots: 12, prices: [{ item: 1, price: 190_000 }] }]
    const { id } = await site.openCampaign({ draft: true, price_per_slot: undefined, items, volume_prices: volume })
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rumah-melati')
    await page.goto(`${site.url}/sell/campaigns/${id}/publish`)
    const words = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')
    expect(words).toContain('Yang tetap begitu orang pertama ikut')
    expect(words).toMatch(/Kecil\s+Rp 55.000\s+3 pertama Rp 45.000/)
    expect(words).toMatch(/Besar\s+Rp 210.000 · memakai 2 slot\s+dibuat kalau ada 4 pesanan/)
    expect(words).toMatch(/Mulai 12 slot\s+Besar Rp 190.000/)
    await page.close()
  }, 60_000)

  it('says it anew as the seller types, where scripts run', async () => {
    const id = await draft()
    const page = await browser.newPage()
    await openItems(page, id)
    const words = async () => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')
    await field(page, 'items.0.price').fill('55rb')
    await page.getByText('Harga untuk pembeli awal').first().click()
    await press(page, '+ Tambah tahap')
    await field(page, 'items.0.tiers.0.price').fill('45.000')
    await field(page, 'items.0.tiers.0.units').fill('6')
    expect(await words()).toContain('6 pertama membayar Rp 45.000; sesudahnya Rp 55.000.')
    await press(page, '+ Tambah tahap')
    await page.getByLabel('Harga tahap 2').fill('50.000')
    await field(page, 'items.0.tiers.1.units').fill('4')
    expect(await field(page, 'items.0.tiers.1.price').inputValue()).toBe('50.000')
    expect(await words()).toContain('4 berikutnya membayar Rp 50.000; sesudahnya Rp 55.000.')
    expect(await words()).toContain('6 pertama membayar Rp 45.000; sesudahnya Rp 50.000.')
    await page.getByRole('button', { name: 'Hapus tahap 2' }).click()
    await field(page, 'items.0.price').fill('60rb')
    expect(await words()).toContain('6 pertama membayar Rp 45.000; sesudahnya Rp 60.000.')
    const more = page.getByRole('button', { name: '+ Tambah tahap' }).first()
    for (let tiers = 1; tiers < 5; tiers++) await more.click()
    expect(await more.isHidden(), 'no more than can be stored').toBe(true)
    await page.getByRole('button', { name: 'Hapus tahap 5' }).click()
    expect(await more.isVisible()).toBe(true)
    await page.getByText('Makin ramai, makin murah').click()
    await page.getByRole('button', { name: '+ Tambah tahap' }).last().click()
    await field(page, 'volume_prices.0.from_slots').fill('15')
    await field(page, 'volume_prices.0.prices.0.price').fill('40.000')
    expect(await words()).toContain('Kalau 15 slot terisi, semua membayar Rp 40.000 dan kamu menerima Rp 600.000.')
    await press(page, '+ Tambah barang')
    expect(await words(), 'of two items nothing can be said').not.toContain('kamu menerima')
    await page.close()
  }, 60_000)

  it('does the same on the spot where scripts run, and saves it by itself', async () => {
    const id = await draft()
    const page = await browser.newPage()
    await openItems(page, id)
    const loads: string[] = []
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) loads.push(request.url())
    })
    await field(page, 'items.0.name').fill('A')
    await press(page, '+ Tambah barang')
    await field(page, 'items.1.name').fill('B')
    await field(page, 'items.1.price').fill('40.000')
    await press(page, 'Salin', 1)
    await field(page, 'items.2.name').fill('C')
    await press(page, 'Naikkan', 2)
    await page.getByText('Makin ramai, makin murah').click()
    await page.getByRole('button', { name: '+ Tambah tahap' }).last().click()
    await field(page, 'volume_prices.0.from_slots').fill('12')
    await field(page, 'volume_prices.0.prices.1.price').fill('30.000')
    await press(page, 'Hapus', 0)
    expect(await field(page, 'volume_prices.0.prices.0.price').inputValue()).toBe('30.000')
    const names = async () => (await read(id)).items.map(({ name }: { name: string }) => name)
    await expect.poll(names, { timeout: 10_000 }).toEqual(['C', 'B'])
    const { items, volume_prices } = await read(id)
    expect(volume_prices).toEqual([{ from_slots: 12, prices: [{ item_id: items[0].id, price: 30_000 }] }])
    expect(loads).toEqual([])
    expect(complaintsOf(page)).toEqual([])
    expect(await accessibilityViolations(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await page.close()
  }, 60_000)

  it('changes everything of a published campaign that nobody has joined, as a whole or not at all', async () => {
    const campaign = await site.openCampaign({ title: 'Baru terbit' })
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rumah-melati')
    await page.goto(`${site.url}/sell/campaigns/${campaign.id}/edit`)
    expect(await page.locator('main').innerText()).toContain('Belum ada yang ikut, jadi semuanya masih bisa diubah')
    await field(page, 'title').fill('Judul lain')
    await field(page, 'price_per_slot').fill('nol')
    await press(page, 'Simpan')
    expect((await read(campaign.id)).title, 'what is public changes as a whole').toBe('Baru terbit')
    await field(page, 'price_per_slot').fill('175.000')
    await press(page, 'Simpan')
    expect(await read(campaign.id)).toMatchObject({ title: 'Judul lain', price_per_slot: 175_000 })
    await page.close()
  }, 60_000)

  it('shows once somebody has joined what is fixed, since when and why, and changes what makes nobody worse off', async () => {
    const items = [
      {
        name: 'Kecil',
        price: 55_000,
        tiers: [
          { price: 45_000, units: 3 },
          { price: 50_000, units: 4 },
        ],
        max_per_buyer: 4,
      },
      { name: 'Besar', price: 210_000, slots_per_unit: 2, minimum_units: 4 },
    ]
    const volume = [{ from_slots: 12, prices: [{ item: 1, price: 190_000 }] }]
    const campaign = await site.openCampaign({
      title: 'Tetap',
      price_per_slot: undefined,
      items,
      volume_prices: volume,
    })
    const address = 'Jl. Melati No. 5, Sleman, DI Yogyakarta'
    const body = { user_id: 'b', lines: [{ item_id: campaign.items[0]!.id, units: 1 }], shipping_address: address }
    await site.node.ask('POST', `/campaigns/${campaign.id}/join`, { body })
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rumah-melati')
    const open = () => page.goto(`${site.url}/sell/campaigns/${campaign.id}/edit`)
    await open()
    const words = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')
    expect(words).toContain('Tetap sejak')
    expect(words).toContain('Rp 55.000 · paling banyak 4 per pembeli · 1 dipesan')
    expect(words).toContain('3 pertama Rp 45.000')
    expect(words).toContain('4 berikutnya Rp 50.000')
    for (const gone of ['price_per_slot', 'items.0.price', 'items.0.minimum_units', 'items.0.max_per_buyer']) {
      expect(await field(page, gone).count(), gone).toBe(0)
    }
    await field(page, 'total_slots').fill('10')
    await press(page, 'Simpan')
    expect(await page.locator('#total_slots-error').innerText()).toContain('Sudah dijanjikan 20 slot')
    await field(page, 'total_slots').fill('25')
    await page.getByLabel('Berhenti menjual barang ini').first().check()
    await field(page, 'items.1.minimum_units').fill('2')
    await press(page, '+ Tambah barang')
    await field(page, 'items.2.name').fill('Sedang')
    await field(page, 'items.2.price').fill('120rb')
    await keepPicture(page, 'items-frozen-editor')
    await press(page, 'Simpan')
    const stored = await read(campaign.id)
    expect(stored).toMatchObject({ total_slots: 25, volume_prices: campaign.volume_prices })
    expect(stored.items).toMatchObject([
      { id: campaign.items[0]!.id, name: 'Kecil', price: 55_000, on_sale: false, units_taken: 1, max_per_buyer: 4 },
      { id: campaign.items[1]!.id, name: 'Besar', minimum_units: 2, on_sale: true },
      { name: 'Sedang', price: 120_000, on_sale: true },
    ])
    await open()
    await page.getByLabel('Berhenti menjual barang ini').first().uncheck()
    await press(page, 'Simpan')
    expect((await read(campaign.id)).items[0]).toMatchObject({
      on_sale: true,
      tiers: [{ price: 45_000 }, { price: 50_000 }],
    })
    await page.close()
  }, 60_000)

  it('adds an item to a campaign of one price that somebody has joined, where scripts run', async () => {
    const campaign = await site.openCampaign({ title: 'Tetap satu harga' })
    await site.join(campaign.id, 1)
    const page = await browser.newPage()
    await signInAs(page, site.url, 'rumah-melati')
    await page.goto(`${site.url}/sell/campaigns/${campaign.id}/edit`)
    expect(await field(page, 'price_per_slot').count()).toBe(0)
    await press(page, '+ Tambah barang')
    await field(page, 'items.1.name').fill('Besar')
    await field(page, 'items.1.price').fill('300rb')
    expect(await accessibilityViolations(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await press(page, 'Simpan')
    await expect.poll(async () => (await read(campaign.id)).items.length).toBe(2)
    expect((await read(campaign.id)).items).toMatchObject([
      { id: campaign.id, price: 185_000, units_taken: 1 },
      { name: 'Besar', price: 300_000 },
    ])
    expect(complaintsOf(page)).toEqual([])
    await page.close()
  }, 60_000)
})
