/** The seller's pages in a real browser: a campaign is opened without help or scripts, and no typed word is lost. */
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../src/modules/campaigns/index.ts'
import { accessibilityViolations, complaintsOf, type Page, testBrowser } from '../support/browser.ts'
import { openReceiver, verified } from '../support/receiver.ts'
import { signInAs, testSite } from './site.ts'

const browser = testBrowser()
const site = testSite({ env: { SAMBATAN_WEBHOOK_ALLOW_PRIVATE: 'on' } })
let campaign: Campaign
let draft: Campaign
let joined: { id: string }[]
/** Of the demo: with many who have not paid, some of whom were written to. */
let unpaid: Campaign

const longTitle =
  'Batch dengan nama yang panjang sekali supaya terlihat apakah halamannya masih muat di layar ponsel paling sempit'

beforeAll(async () => {
  campaign = await site.openCampaign({ title: longTitle })
  await site.join(campaign.id, 3)
  await site.join(campaign.id, 2)
  draft = await site.openCampaign({ title: 'Draf percobaan', draft: true })
  joined = (await site.node.ask('GET', `/campaigns/${campaign.id}/participants`)).body as { id: string }[]
  const open = (await site.node.ask('GET', '/campaigns?status=active&limit=50')).body as Campaign[]
  unpaid = open.find(({ title }) => title === 'Cempaka Malam – Panen Kedua')!
}, 60_000)

async function sellerPage(options: Parameters<typeof browser.newPage>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options)
  await signInAs(page, site.url, 'rumah-melati')
  return page
}

const read = async (id: string) => (await site.node.ask('GET', `/campaigns/${id}`)).body as Campaign
const wordsOf = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')
const idIn = (page: Page) => /campaigns\/([^/?]+)/.exec(page.url())![1]!

async function photo(color: string) {
  const buffer = await sharp({ create: { width: 900, height: 700, channels: 3, background: color } })
    .jpeg()
    .toBuffer()
  return { name: 'botol.jpg', mimeType: 'image/jpeg', buffer }
}

function addresses(): string[] {
  return [
    '/sell',
    '/sell/new',
    '/sell/products',
    '/sell/products?q=tidak-ada',
    '/sell/products/new',
    '/sell/webhooks',
    '/sell/webhooks/new',
    `/sell/products/${campaign.product_id}`,
    `/sell/campaigns/${draft.id}/edit`,
    `/sell/campaigns/${draft.id}/preview`,
    `/sell/campaigns/${draft.id}/publish`,
    `/sell/campaigns/${draft.id}/cancel`,
    `/sell/campaigns/${campaign.id}`,
    `/sell/campaigns/${campaign.id}?q=tidak-ada`,
    `/sell/campaigns/${campaign.id}/edit`,
    `/sell/campaigns/${campaign.id}/extend`,
    `/sell/campaigns/${campaign.id}/cancel`,
    `/sell/campaigns/${campaign.id}/participants/${joined[0]!.id}/cancel`,
    `/sell/campaigns/${unpaid.id}/messages`,
    `/sell/campaigns/${unpaid.id}/messages?to=all&template=news`,
    `/sell/campaigns/${unpaid.id}/messages/words`,
  ]
}

describe('the pages of sellers', () => {
  it.each([
    { width: 360, dark: false, language: 'id' },
    { width: 1280, dark: true, language: 'en' },
  ] as const)(
    'are accessible and fit, $width pixels wide',
    async (options) => {
      const page = await sellerPage(options)
      for (const address of addresses()) {
        const answer = await page.goto(site.url + address, { waitUntil: 'load' })
        expect(answer?.status(), address).toBe(200)
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), address).toBeLessThanOrEqual(0)
        expect(await accessibilityViolations(page), address).toEqual([])
      }
      expect(complaintsOf(page)).toEqual([])
      await page.close()
    },
    180_000,
  )

  it('are for sellers, and each for its own', async () => {
    const page = await browser.newPage()
    await page.goto(`${site.url}/sell`)
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await signInAs(page, site.url, 'rani')
    for (const address of addresses()) {
      expect([403, 404], address).toContain((await page.goto(site.url + address))?.status())
    }
    await page.close()
  })
})

describe('a product that is being written', () => {
  it.each([false, true])(
    'loses no word when the language changes, with scripts: %s',
    async (javaScript) => {
      const page = await sellerPage({ javaScript })
      await page.goto(`${site.url}/sell/products/new`, { waitUntil: 'load' })
      await page.getByLabel('Nama produk').fill('Sabun Pare')
      await page.getByLabel('Tentang produk').fill('Dari kebun sendiri,\ndua baris.')
      await page.locator('[name=sambatan_enabled]').uncheck()
      await page.getByRole('button', { name: 'English' }).click()
      await expect.poll(() => page.getByLabel('Product name').inputValue()).toBe('Sabun Pare')
      expect(await page.getByLabel('About the product').inputValue()).toBe('Dari kebun sendiri,\ndua baris.')
      expect(await page.locator('[name=sambatan_enabled]').isChecked()).toBe(false)
      expect(complaintsOf(page)).toEqual([])
      await page.close()
    },
    60_000,
  )
})

describe('a campaign', () => {
  it('is opened without scripts: product, photo, terms, a look at it, and published', async () => {
    const page = await sellerPage({ javaScript: false })
    await page.goto(`${site.url}/sell/new`)
    await page.getByLabel('Produk yang mau dibuat').selectOption('new')
    await page.getByLabel('Nama produk').fill('Gaharu Pagi 30 ml')
    await page.getByLabel('Harga toko (Rp)').fill('200.000')
    await page.getByRole('button', { name: 'Lanjut isi detail' }).click()
    const id = idIn(page)
    expect(await read(id)).toMatchObject({ title: 'Gaharu Pagi 30 ml', status: 'inactive', price_per_slot: 200_000 })

    await page
      .getByRole('textbox', { name: 'Cerita' })
      .fill('Dari pohon yang tumbang sendiri di Kalimantan, disuling tiga hari.')
    await page.getByLabel('Harga per slot (Rp)').fill('Rp 165.000')
    await page.getByLabel('Target').fill('60')
    await page.getByLabel('Tambah foto').setInputFiles(await photo('#7b1e4f'))
    await page.getByRole('button', { name: 'Periksa & terbitkan' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('Target tidak boleh melebihi jumlah slot')
    // What was right is kept, the photo too; what was wrong still stands in its field.
    expect(await page.getByLabel('Target').inputValue()).toBe('60')
    expect((await read(id)).photos).toHaveLength(1)
    await page.getByLabel('Target').fill('45')
    await page.getByRole('button', { name: 'Periksa & terbitkan' }).click()
    expect(await wordsOf(page)).toContain('paling sedikit 45 dari 50 slot')
    expect(await wordsOf(page)).toContain('Rp 7.425.000')
    await page.getByRole('button', { name: 'Terbitkan sekarang' }).click()
    expect(await page.getByRole('status').innerText()).toContain('Terbit!')
    expect(await read(id)).toMatchObject({ status: 'active', price_per_slot: 165_000, minimum_slots: 45 })

    // Until somebody joins everything can still change; then the price stays.
    await page.goto(`${site.url}/sell/campaigns/${id}/edit`)
    expect(await page.getByLabel('Harga per slot (Rp)').count()).toBe(1)
    await site.join(id, 1)
    await page.goto(`${site.url}/sell/campaigns/${id}/edit`)
    expect(await page.getByLabel('Harga per slot (Rp)').count()).toBe(0)
    await page.getByLabel('Judul sambatan').fill('Gaharu Pagi, batch pertama')
    await page.getByRole('button', { name: 'Simpan', exact: true }).last().click()
    expect(await read(id)).toMatchObject({ title: 'Gaharu Pagi, batch pertama' })
    await page.close()
  }, 60_000)

  it('is saved while it is typed, and shown as buyers will see it', async () => {
    const page = await sellerPage({ width: 1280 })
    await page.goto(`${site.url}/sell/campaigns/${draft.id}/edit`)
    await page.getByLabel('Judul sambatan').fill('Melati Fajar, batch 1')
    await page.getByLabel('Harga per slot (Rp)').fill('150.000')
    await page.getByText('Kalau target tercapai: Rp 1.500.000 dari 10 slot').waitFor()
    await page.getByText(/^Tersimpan \d\d\.\d\d$/).waitFor()
    // Whoever goes on by keyboard sees where they are, and not the bar in front of it.
    await page.evaluate(`{
      const field = document.getElementById('deadline')
      scrollBy(0, field.getBoundingClientRect().bottom - innerHeight)
      field.focus()
    }`)
    const bar = await page.getByRole('button', { name: 'Periksa & terbitkan' }).boundingBox()
    const focused = await page.getByLabel('Sampai kapan').boundingBox()
    expect(focused!.y + focused!.height).toBeLessThan(bar!.y)
    expect(await read(draft.id)).toMatchObject({ title: 'Melati Fajar, batch 1', price_per_slot: 150_000 })
    const shown = page.frameLocator('iframe')
    await shown.getByRole('heading', { level: 1, name: 'Melati Fajar, batch 1' }).waitFor()
    expect((await shown.locator('main').innerText()).replaceAll('\u00a0', ' ')).toContain('Rp 150.000')

    // Nobody waits for minutes to hear that a file is too large.
    await page.evaluate(`{
      const chosen = new DataTransfer()
      chosen.items.add(new File([new Uint8Array(25 * 1024 * 1024 + 1)], 'film.jpg', { type: 'image/jpeg' }))
      const input = document.getElementById('photos')
      input.files = chosen.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
    }`)
    await page.getByText('film.jpg: file ini 26 MB, padahal paling besar 25 MB. Kirim yang lebih kecil.').waitFor()
    await page.getByLabel('Tambah foto').setInputFiles([await photo('#23613f'), await photo('#7d4e00')])
    await page.getByText('Tambah foto lagi (masih bisa 6)').waitFor()
    const [first, second] = (await read(draft.id)).photos
    await page.getByRole('button', { name: 'Mundurkan foto 1' }).click()
    await expect.poll(async () => (await read(draft.id)).photos.map(({ id }) => id)).toEqual([second!.id, first!.id])
    expect(complaintsOf(page)).toEqual([])
    await page.close()
  }, 60_000)

  it('loses no word when the session ends while it is typed and the page is left', async () => {
    const page = await sellerPage()
    const address = `${site.url}/sell/campaigns/${draft.id}/edit`
    const story = () => page.getByRole('textbox', { name: 'Cerita' })
    await page.goto(address)
    await page.request.post(`${site.url}/api/sambatan/auth/sign-out`, { data: {} })
    await story().fill('Ditulis di kereta, di dalam terowongan.')
    const signIn = page.getByRole('status').getByRole('link', { name: 'Masuk lagi' })
    expect(await signIn.getAttribute('href')).toBe(`/sign-in?next=${encodeURIComponent(new URL(address).pathname)}`)
    await page.goto('about:blank')
    expect((await read(draft.id)).description).not.toContain('terowongan')
    await signInAs(page, site.url, 'rumah-melati')
    await page.goto(address)
    expect(await story().inputValue()).toBe('Ditulis di kereta, di dalam terowongan.')
    await page.getByText(/^Tersimpan \d\d\.\d\d$/).waitFor()
    expect((await read(draft.id)).description).toContain('terowongan')
    await page.close()
  }, 60_000)

  it('keeps what two tabs write into it', async () => {
    const { id } = await site.openCampaign({ draft: true })
    const page = await sellerPage()
    const first = await page.context().newPage()
    const address = `${site.url}/sell/campaigns/${id}/edit`
    await page.goto(address)
    await first.goto(address)
    await first.getByRole('textbox', { name: 'Cerita' }).fill('Dari tab yang satu.')
    await first.getByText(/^Tersimpan \d\d\.\d\d$/).waitFor()
    await page.getByLabel('Judul sambatan').fill('Dari tab yang lain')
    await page.getByText(/^Tersimpan \d\d\.\d\d$/).waitFor()
    await page.getByLabel('Target').fill('5')
    await page.getByRole('button', { name: 'Simpan', exact: true }).last().click()
    await page.getByText('Tersimpan.', { exact: true }).waitFor()
    expect(await read(id)).toMatchObject({
      title: 'Dari tab yang lain',
      description: 'Dari tab yang satu.',
      minimum_slots: 5,
    })
    await page.close()
  }, 60_000)

  it('gives back what was typed and not saved, although somebody has joined since', async () => {
    const { id } = await site.openCampaign()
    const page = await sellerPage()
    const address = `${site.url}/sell/campaigns/${id}/edit`
    const story = () => page.getByRole('textbox', { name: 'Cerita' })
    await page.goto(address)
    await story().fill('Belum disimpan.')
    page.on('dialog', (dialog) => void dialog.accept())
    await page.goto('about:blank')
    await site.join(id, 1)
    await page.goto(address)
    expect(await story().inputValue()).toBe('Belum disimpan.')
    await page.close()
  }, 60_000)

  it('that is published saves nothing by itself, and waits for nothing', async () => {
    const page = await sellerPage()
    await page.clock.install()
    await page.goto(`${site.url}/sell/campaigns/${campaign.id}/edit`)
    await page.getByRole('textbox', { name: 'Cerita' }).fill('Diketik di kereta.')
    await page.clock.runFor(10_000)
    await page.evaluate(`{
      window.timers = 0
      const native = window.setTimeout
      window.setTimeout = (...args) => { window.timers += 1; return native(...args) }
      dispatchEvent(new Event('online'))
    }`)
    await page.clock.runFor(10_000)
    expect(await page.evaluate('window.timers')).toBe(1)
    await page.close()
  }, 60_000)

  it('has its buyers confirmed, many at once, and says what cancelling it would cost', async () => {
    const page = await sellerPage({ width: 1280 })
    await page.goto(`${site.url}/sell/campaigns/${campaign.id}`)
    await page.getByLabel('Pilih semua di halaman ini').check()
    await page.getByRole('button', { name: 'Konfirmasi 2 yang dipilih' }).click()
    await page.getByText('2 pesanan dikonfirmasi.').waitFor()
    await page.goto(`${site.url}/sell/campaigns/${campaign.id}/cancel`)
    const words = await wordsOf(page)
    expect(words).toContain('2 pembeli kehilangan 5 slot')
    expect(words).toContain('harus mengembalikan Rp 925.000 yang sudah dikonfirmasi')
    await page.getByLabel('Alasan').fill('Panen gagal')
    await page.getByRole('button', { name: 'Batalkan sambatan' }).click()
    await page.getByText('Sambatan dibatalkan.').waitFor()
    expect(await read(campaign.id)).toMatchObject({ status: 'cancelled', slots_taken: 0 })
    await page.close()
  }, 60_000)

  it('shows on the dashboard who joins, as it happens', async () => {
    const watched = await site.openCampaign({ title: 'Dilihat saat itu juga' })
    const page = await sellerPage({ width: 1280 })
    await page.goto(`${site.url}/sell`)
    const card = page.getByRole('article').filter({ hasText: 'Dilihat saat itu juga' })
    expect(await card.innerText()).toContain('0 dari 20 slot terisi')
    await site.join(watched.id, 4)
    await card.getByText('4 dari 20 slot terisi').waitFor()
    await page.close()
  }, 60_000)
})

describe('a webhook', () => {
  it('is made, tried, mended, given another secret and removed without scripts, and says what its receiver answers', async () => {
    await using receiver = await openReceiver()
    const page = await sellerPage({ javaScript: false })
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    const log = () => page.locator('section[aria-labelledby=deliveries]').innerText()
    await page.goto(`${site.url}/sell`)
    await page.locator('nav details summary').click()
    await page.locator('nav details').getByRole('link', { name: 'Webhook' }).click()
    await page.getByRole('link', { name: 'Tambah webhook' }).click()
    await page.getByLabel('Alamat', { exact: true }).fill('https://nama:sandi@gudang.example/')
    await page.getByLabel('Nama').fill('Gudang Sleman')
    await page.getByLabel('Ikut sambatan').check()
    await press('Buat webhook')
    expect(await wordsOf(page)).toContain('Alamat ini tidak akan dipanggil')
    expect(await page.getByLabel('Ikut sambatan').isChecked()).toBe(true)
    await page.getByLabel('Alamat', { exact: true }).fill(receiver.url)
    await press('Buat webhook')
    const secret = await page.getByLabel('Rahasia').inputValue()
    await page.reload()
    expect(await page.content()).not.toContain(secret)
    await page.getByRole('link', { name: 'Sudah aku simpan' }).click()
    await press('Kirim uji coba')
    expect(await log()).toContain('Diterima sistemmu')
    expect(verified(receiver.received[0]!, secret).type).toBe('webhook_test')

    receiver.answer(500)
    await press('Kirim lagi')
    expect(await log()).toContain('Sistemmu tidak menerimanya: dijawab 500')
    expect(await log()).toContain('answered 500')
    expect(receiver.ids(), 'again is the same delivery').toHaveLength(1)

    receiver.answer(200)
    await page.getByRole('link', { name: 'Ganti rahasia' }).click()
    await press('Ganti rahasia')
    const another = await page.getByLabel('Rahasia').inputValue()
    await page.getByRole('link', { name: 'Sudah aku simpan' }).click()
    await press('Kirim uji coba')
    expect(await wordsOf(page)).toContain('masih berlaku sampai')
    for (const one of [secret, another]) verified(receiver.received.at(-1)!, one)

    await page.getByRole('link', { name: 'Nonaktifkan' }).click()
    await press('Nonaktifkan')
    expect(await page.getByRole('button', { name: 'Kirim uji coba' }).count()).toBe(0)
    await press('Aktifkan lagi')
    await press('Kirim yang terlewat')
    expect(await wordsOf(page)).toContain('Tidak ada yang terlewat')
    await page.getByRole('link', { name: 'Ubah alamat dan kejadian' }).click()
    await page.getByLabel('Ikut sambatan').uncheck()
    await press('Simpan')
    expect(await wordsOf(page)).toContain('semua')
    const address = page.url()
    await page.getByRole('link', { name: 'Hapus' }).click()
    await press('Hapus')
    expect((await page.goto(address))?.status()).toBe(404)
    await page.close()
  }, 60_000)
})

describe('the list of whom to write to', () => {
  const list = () => `${site.url}/sell/campaigns/${unpaid.id}/messages`
  /** WhatsApp is not reached from here: that it was asked for is all that there is to see. */
  const askedFor = async (page: Page, press: () => Promise<void>) => {
    const asked = page.context().waitForEvent('request', (request) => request.url().startsWith('https://wa.me/'))
    const [request] = await Promise.all([asked, press()])
    // Where there is a mouse it opens beside the list.
    for (const other of page.context().pages())
      if (other !== page && (await other.opener()) !== null) await other.close()
    return new URL(request.url())
  }
  const nameOn = (page: Page) => page.locator('#now').innerText()

  it('takes one press for each buyer, always at the same place, and is done in the end', async () => {
    const page = await sellerPage({ width: 360, height: 740 })
    // A browser's first page keeps its own faces where ours come late; all that follow have ours.
    await page.goto(list(), { waitUntil: 'networkidle' })
    await page.goto(list())
    const words = await wordsOf(page)
    expect(words).toContain('3 dari 10 sudah dikabari')
    expect(words).toContain('Belum punya nomor HP (1)')
    const button = page.locator('form[data-chat] button').first()
    const places: unknown[] = []
    const names: string[] = []
    for (let left = 7; left > 0; left--) {
      const name = await nameOn(page)
      places.push(await button.boundingBox())
      const chat = await askedFor(page, () => button.click())
      expect(chat.pathname).toMatch(/^\/628400000\d{4}$/)
      expect(chat.searchParams.get('text')).toContain(`Halo ${name},`)
      names.push(name)
      await page.goto(list())
    }
    expect(new Set(names).size).toBe(7)
    expect(new Set(places.map((place) => JSON.stringify(place))).size).toBe(1)
    expect(await wordsOf(page)).toContain('Semua sudah dikabari')
    await page.getByRole('button', { name: 'Mulai putaran baru' }).click()
    await page.waitForSelector('#now')
    expect(await wordsOf(page)).toContain('0 dari 10 sudah dikabari')
    expect(await wordsOf(page)).toContain('Pernah dikabari')
    expect(complaintsOf(page).filter((each) => !each.includes('ERR_NAME_NOT_RESOLVED'))).toEqual([])
    await page.close()
  })

  it('keeps its button at one place, however far one has read and wherever one comes back to', async () => {
    const page = await sellerPage({ width: 360, height: 740 })
    await page.goto(`${list()}?to=all&template=news`, { waitUntil: 'networkidle' })
    await page.goto(`${list()}?to=all&template=news`)
    const button = page.locator('form[data-chat] button').first()
    const place = async () => JSON.stringify(await button.boundingBox())
    const first = await place()
    expect(JSON.parse(first).y).toBeGreaterThan(640)
    for (const to of ['document.body.scrollHeight', '400', '0']) {
      await page.evaluate(`scrollTo(0, ${to})`)
      expect(await place(), to).toBe(first)
    }
    // Nothing of the page lies behind it for good.
    await page.evaluate('scrollTo(0, document.body.scrollHeight)')
    const end = (await page.locator('footer').boundingBox())!
    expect(end.y + end.height).toBeLessThanOrEqual(JSON.parse(first).y)
    await page.goto(`${site.url}/sell`)
    await page.goBack()
    expect(await place(), 'after going back').toBe(first)
    await page.close()
  })

  it('is found at once on the page of a campaign, with one thumb', async () => {
    const page = await sellerPage({ width: 360, height: 740 })
    await page.goto(`${site.url}/sell/campaigns/${unpaid.id}`)
    const link = page.getByRole('link', { name: 'Kabari pembeli lewat WhatsApp' })
    const { y, width, height } = (await link.boundingBox())!
    expect(y + height, 'without scrolling').toBeLessThan(740)
    expect(width).toBeGreaterThan(300)
    await link.click()
    expect(new URL(page.url()).search).toBe('?to=unpaid')
    const nobody = await site.openCampaign({ title: 'Belum ada yang ikut' })
    await page.goto(`${site.url}/sell/campaigns/${nobody.id}`)
    expect(await link.count()).toBe(0)
    await page.close()
  })

  it('does it all without scripts: opens, skips, takes back, and says when another was there first', async () => {
    const page = await sellerPage({ javaScript: false })
    await page.goto(list())
    const first = await nameOn(page)
    await page.getByRole('button', { name: `Lewati ${first}` }).click()
    expect(await nameOn(page)).not.toBe(first)
    await page.getByRole('button', { name: new RegExp(`Kembalikan ke daftar\\s*: ${first}`) }).click()
    expect(await nameOn(page)).toBe(first)
    const other = await page.context().newPage()
    await other.goto(list())
    await askedFor(other, () => other.locator('form[data-chat] button').first().click())
    await other.close()
    await page.locator('form[data-chat] button').first().click()
    expect(await page.locator('[role=alert]').innerText()).toContain('Sudah ada yang mengabari')
    expect(await nameOn(page)).not.toBe(first)
    await page
      .getByRole('button', { name: new RegExp(`Urungkan\\s*: ${first}`) })
      .first()
      .click()
    expect(await nameOn(page)).toBe(first)
    await page.close()
  })

  it('shows the next buyer to whoever comes back, where the page has stayed open below WhatsApp', async () => {
    const page = await sellerPage({ width: 1280 })
    await page.goto(list())
    const first = await nameOn(page)
    const [popup] = await Promise.all([
      page.context().waitForEvent('page'),
      page.locator('form[data-chat] button').first().click(),
    ])
    await popup.close()
    await page.bringToFront()
    await page.evaluate(`dispatchEvent(new Event('focus'))`)
    await page.waitForFunction(`document.querySelector('#now').innerText !== ${JSON.stringify(first)}`)
    await page.close()
  })

  it('is of those who were ticked, and its words are tried before they are kept', async () => {
    const page = await sellerPage({ width: 1280, language: 'en' })
    await page.goto(`${site.url}/sell/campaigns/${unpaid.id}?status=reserved`)
    const boxes = page.locator('input[name=ids]')
    for (const i of [0, 1]) await boxes.nth(i).check()
    await page.getByRole('button', { name: 'Write to selected' }).click()
    await page.waitForURL(/messages\?to=chosen/)
    expect(await wordsOf(page)).toMatch(/[01] of [12] written to/)
    await page.goto(`${list()}/words?template=payment&to=all&language=id`)
    await page.fill('textarea', 'Halo {nama}, {ongkir} belum')
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await wordsOf(page)).toContain('“ongkir”')
    expect(await page.inputValue('textarea')).toBe('Halo {nama}, {ongkir} belum')
    await page.fill('textarea', 'Kak {nama}, {jumlah} ya')
    await page.getByRole('button', { name: 'See what becomes of it' }).click()
    expect(await wordsOf(page)).toMatch(/Kak [A-Z].+, Rp [\d.]+ ya/)
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await wordsOf(page)).toContain('Your words are saved.')
    await page.getByRole('button', { name: 'Use our words' }).click()
    expect(await page.inputValue('textarea')).toContain('{batas waktu}')
    await page.close()
  })
})
