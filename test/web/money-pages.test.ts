/** The money book on the pages of those who keep it: what came, what is owed back, what has not arrived; with one thumb, and without scripts. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../src/modules/campaigns/index.ts'
import { accessibilityViolations, complaintsOf, keepPicture, type Page, testBrowser } from '../support/browser.ts'
import { signInAs, testSite } from './site.ts'

const browser = testBrowser()
const site = testSite()

interface Joined {
  id: string
  user_id: string
  status: string
  paid_amount: number
  returned_amount: number
  owed_to_buyer: number
  owed_by_buyer: number
}

/** Open, with three who have not paid. */
let open: Campaign
let buyers: Joined[]
/** Called off, with two to whom money is owed; one says that what was sent has not arrived. */
let off: Campaign
let owed: Joined[]

const participants = async (id: string) =>
  (await site.node.ask('GET', `/campaigns/${id}/participants?sort=oldest`)).body as Joined[]
const post = async (path: string, body: object, as?: `buyer:${string}`) => {
  const answer = await site.node.ask('POST', path, { body, ...(as && { as }) })
  if (answer.status >= 400) throw new Error(`${path}: ${answer.text}`)
}
const readOrder = async (id: string) => (await site.node.ask('GET', `/participations/${id}`)).body as Joined
const records = async (id: string) =>
  (await site.node.ask('GET', `/participations/${id}/money`)).body as {
    id: string
    kind: string
    reason: string | null
  }[]

/** Of three people, and what they have paid of it. */
async function calledOff(title: string, count = 3): Promise<{ campaign: Campaign; orders: Joined[] }> {
  const campaign = await site.openCampaign({ title })
  for (let i = 0; i < count; i++) await site.join(campaign.id, 1)
  const orders = await participants(campaign.id)
  for (const { id } of orders) await post(`/participations/${id}/confirm`, {})
  await post(`/campaigns/${campaign.id}/cancel`, { reason: 'Bahan habis' })
  return { campaign, orders }
}

beforeAll(async () => {
  open = await site.openCampaign({ title: 'Uangnya belum masuk' })
  for (let i = 0; i < 3; i++) await site.join(open.id, 1)
  buyers = await participants(open.id)
  const made = await calledOff('Batal dan harus dikembalikan')
  off = made.campaign
  owed = made.orders
  await post(`/participations/${owed[0]!.id}/money`, { kind: 'sent_back', reference: 'BCA 1' })
  const sent = (await records(owed[0]!.id)).at(-1)!
  await post(`/money/${sent.id}/not-arrived`, { note: 'Mutasi saya kosong' }, `buyer:${owed[0]!.user_id}`)
}, 60_000)

async function as(name: string, options: Parameters<typeof browser.newPage>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options)
  await signInAs(page, site.url, name)
  return page
}

const wordsOf = async (page: Page) => (await page.locator('main').innerText()).replace(/\s+/g, ' ')
const moneyOf = (campaign: Campaign, rest = '') => `${site.url}/sell/campaigns/${campaign.id}/money${rest}`
const orderOf = (campaign: Campaign, { id }: { id: string }) =>
  `${site.url}/sell/campaigns/${campaign.id}/participants/${id}/money`
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

describe('the pages of money', () => {
  it.each([
    { who: 'rumah-melati', width: 360, dark: false, language: 'id' },
    { who: 'rumah-melati', width: 1280, dark: true, language: 'en' },
    { who: 'operator', width: 360, dark: true, language: 'en' },
  ] as const)(
    'are accessible and fit, $width pixels wide, for $who',
    async ({ who, ...options }) => {
      const page = await as(who, options)
      const desk = who === 'operator' ? '/operator/money' : '/sell/money'
      const addresses = {
        desk: site.url + desk,
        'desk-owing': `${site.url}${desk}?owed=by_buyers`,
        owing: moneyOf(open),
        all: moneyOf(open, '?view=all&q=pembeli'),
        owed: moneyOf(off),
        many: moneyOf(open, '/confirm?all=1'),
        nobody: moneyOf(open, '/confirm'),
        'sent-back': `${site.url}/sell/money/sent-back?campaign=${off.id}&all=1`,
        order: orderOf(open, buyers[0]!),
        'order-owed': orderOf(off, owed[1]!),
        'order-reported': orderOf(off, owed[0]!),
      }
      for (const [name, address] of Object.entries(addresses)) {
        const answer = await page.goto(address, { waitUntil: 'load', timeout: 60_000 })
        expect(answer?.status(), name).toBe(200)
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), name).toBeLessThanOrEqual(0)
        expect(await accessibilityViolations(page), name).toEqual([])
        await keepPicture(page, `money/${name}-${who}-${options.width}`)
      }
      expect(complaintsOf(page)).toEqual([])
      await page.close()
    },
    180_000,
  )

  it('show nobody the money of another seller', async () => {
    const page = await as('laras-wangi')
    for (const address of [moneyOf(open), moneyOf(open, '/confirm?all=1'), orderOf(open, buyers[0]!)]) {
      expect((await page.goto(address))?.status(), address).toBe(404)
    }
    await page.goto(`${site.url}/sell/money/sent-back?campaign=${off.id}&all=1`)
    expect(await wordsOf(page)).toContain('Tidak ada lagi yang harus dikembalikan')
    await page.close()
  })
})

describe('what came', () => {
  it('is recorded with one thumb: from the list, as much as is missing, and on to the next', async () => {
    const campaign = await site.openCampaign({ title: 'Dengan satu jempol' })
    for (let i = 0; i < 2; i++) await site.join(campaign.id, 1)
    const page = await as('rumah-melati', { width: 360, height: 740 })
    await page.goto(`${site.url}/sell/campaigns/${campaign.id}`)
    await page.getByRole('link', { name: 'Uang', exact: true }).last().click()
    expect(await wordsOf(page)).toContain('Belum bayar 2')
    for (const left of [1, 0]) {
      const link = page.getByRole('link', { name: /^Catat pembeli-/ }).first()
      expect((await link.boundingBox())!.width, 'across the phone').toBeGreaterThan(250)
      await link.click()
      const button = page.getByRole('button', { name: 'Catat sudah diterima' })
      const { y, height } = (await button.boundingBox())!
      expect(y + height, 'under the thumb, without scrolling').toBeLessThanOrEqual(740)
      expect(y).toBeGreaterThan(600)
      expect(height).toBeGreaterThanOrEqual(44)
      expect(await page.getByLabel('Jumlah yang masuk').first().inputValue()).toBe('185000')
      await button.click()
      await page.getByText('Pembayarannya sudah dicatat').waitFor()
      await page.getByRole('link', { name: 'Ke daftar, untuk yang berikutnya' }).click()
      const words = await wordsOf(page)
      if (left > 0) expect(words).toContain(`Belum bayar ${left}`)
      else expect(words).not.toContain('Belum bayar')
    }
    for (const one of await participants(campaign.id))
      expect(one).toMatchObject({ status: 'confirmed', owed_by_buyer: 0 })
    expect(complaintsOf(page)).toEqual([])
    await page.close()
  }, 60_000)

  it('lists five and twenty on a phone in a few screens, each row to be pressed whole and ticked by itself', async () => {
    const campaign = await site.openCampaign({ title: 'Satu layar, banyak orang', total_slots: 40 })
    for (let i = 0; i < 26; i++) await site.join(campaign.id, 1)
    const page = await as('rumah-melati', { width: 360, height: 740 })
    await page.goto(`${site.url}/sell/campaigns/${campaign.id}/money`)
    const [list, row] = [page.locator('tbody'), page.locator('tbody tr').first()]
    expect(await page.locator('tbody tr').count()).toBe(25)
    expect((await list.boundingBox())!.height, 'three screens').toBeLessThan(3 * 740)
    const box = (await row.boundingBox())!
    expect(box.height).toBeGreaterThanOrEqual(44)
    await row.getByRole('checkbox').check()
    const bar = page.getByRole('button', { name: 'Catat lunas (1)' })
    const { y, height } = (await bar.boundingBox())!
    expect(y + height, 'under the thumb while the rows go by').toBeLessThanOrEqual(740)
    expect(y).toBeGreaterThan(640)
    expect(await accessibilityViolations(page)).toEqual([])
    await row.click({ position: { x: box.width / 2, y: box.height - 6 } })
    await page.getByRole('button', { name: 'Catat sudah diterima' }).waitFor()
    expect(complaintsOf(page)).toEqual([])
    await page.close()
  }, 60_000)

  it('asks where it is more than is due, and does it where that is said again; without scripts', async () => {
    const page = await as('rumah-melati', { javaScript: false })
    const [one] = buyers
    await page.goto(orderOf(open, one!))
    const amount = page.getByLabel('Jumlah yang masuk').first()
    await amount.fill('dua ratus')
    await press(page, 'Catat sudah diterima')
    expect(await wordsOf(page)).toContain('Tulis jumlahnya dengan angka')
    await amount.fill('206.000')
    await page.getByLabel('Nomor referensi').first().fill('BCA 0412')
    await press(page, 'Catat sudah diterima')
    expect(await wordsOf(page)).toContain('Yang masih kurang Rp 185.000, dan kamu menulis Rp 206.000.')
    expect(await records(one!.id), 'nothing yet').toEqual([])
    expect(await page.getByLabel('Nomor referensi').first().inputValue()).toBe('BCA 0412')
    // Who corrects it to another sum that is too much is asked again: nobody has meant that one.
    await amount.fill('2060000')
    await press(page, /^Ya, catat/)
    expect(await wordsOf(page)).toContain('kamu menulis Rp 2.060.000.')
    await amount.fill('206000')
    await press(page, /^Ya, catat/)
    await press(page, /^Ya, catat Rp.206\.000/)
    await page.getByText('Pembayarannya sudah dicatat').waitFor()
    expect(await readOrder(one!.id)).toMatchObject({ status: 'confirmed', paid_amount: 206_000, owed_to_buyer: 21_000 })
    await page.close()
  }, 60_000)

  it('of many is seen before it is recorded, and asked again where it changed meanwhile; without scripts', async () => {
    const campaign = await site.openCampaign({ title: 'Banyak sekaligus' })
    for (let i = 0; i < 3; i++) await site.join(campaign.id, 1)
    const [first, second, third] = await participants(campaign.id)
    const page = await as('rumah-melati', { javaScript: false })
    await page.goto(moneyOf(campaign))
    for (const box of await page.locator('[name=ids]').all()) await box.check()
    await press(page, 'Catat lunas yang dicentang')
    expect(await wordsOf(page)).toContain('Rp 555.000 tercatat sudah kamu terima, dari 3 pesanan')
    expect(await records(first!.id), 'seen, not recorded').toEqual([])
    await post(`/participations/${third!.id}/money`, { kind: 'received', amount: 85_000 })
    await press(page, 'Catat 3 pesanan')
    expect(await wordsOf(page)).toContain('Rp 470.000 tercatat sudah kamu terima')
    await page.getByLabel('Lewat apa').selectOption('qris')
    await press(page, 'Catat 3 pesanan')
    await page.getByText('Pembayaran 3 pesanan sudah dicatat.').waitFor()
    for (const { id } of [first!, second!, third!])
      expect(await readOrder(id)).toMatchObject({ status: 'confirmed', paid_amount: 185_000 })
    await page.close()
  }, 60_000)

  it('may be nothing: confirmed without money where that is said, visibly unpaid, recorded for all later', async () => {
    const campaign = await site.openCampaign({ title: 'Tanpa uang dulu' })
    for (let i = 0; i < 2; i++) await site.join(campaign.id, 1)
    const page = await as('rumah-melati', { javaScript: false })
    await page.goto(moneyOf(campaign, '/confirm?all=1'))
    await page.getByLabel('Belum masuk: konfirmasi 2 pesanan tanpa uang').check()
    await press(page, 'Catat 2 pesanan')
    await page.getByText('2 pesanan dikonfirmasi tanpa uang').waitFor()
    expect(await wordsOf(page)).toContain('Belum bayar 2')
    for (const one of await participants(campaign.id))
      expect(one).toMatchObject({ status: 'confirmed', paid_amount: 0, owed_by_buyer: 185_000 })
    await page.getByRole('link', { name: 'Ingatkan lewat WhatsApp' }).click()
    expect(await wordsOf(page), 'the work list has those who are confirmed').toContain('Belum punya nomor HP (2)')
    await page.goto(moneyOf(campaign, '/confirm?all=1'))
    expect(await wordsOf(page)).not.toContain('tanpa uang')
    await press(page, 'Catat 2 pesanan')
    await page.getByText('Pembayaran 2 pesanan sudah dicatat.').waitFor()
    for (const one of await participants(campaign.id)) expect(one.owed_by_buyer).toBe(0)
    await page.close()
  }, 60_000)

  it('is waived, or its slots are released with a reason', async () => {
    const page = await as('rumah-melati', { javaScript: false })
    const [, waived, released] = buyers
    await page.goto(orderOf(open, waived!))
    await page.getByText('Tidak menagih Rp').click()
    await press(page, 'Tidak ditagih lagi')
    await page.getByText('Sisanya tidak ditagih lagi.').waitFor()
    expect(await readOrder(waived!.id)).toMatchObject({ status: 'confirmed', owed_by_buyer: 0, paid_amount: 0 })
    await page.goto(orderOf(open, released!))
    await page.getByText('Konfirmasi tanpa uang').click()
    await press(page, 'Konfirmasi, belum dibayar')
    await page.getByText('Pesanannya dikonfirmasi tanpa uang').waitFor()
    await page.getByRole('link', { name: 'Lepas slot dari yang tidak membayar' }).click()
    await page.getByLabel('Alasan').fill('Tidak pernah membayar')
    await page.locator('main form button').last().click()
    await page.getByText('Slotnya').first().waitFor()
    expect(await readOrder(released!.id)).toMatchObject({ status: 'cancelled', owed_by_buyer: 0 })
    await page.close()
  }, 60_000)
})

describe('what is owed back', () => {
  it('is listed with its age and by campaign, ticked, seen, and recorded each with its reference; without scripts', async () => {
    const { campaign, orders } = await calledOff('Dikirim balik sekaligus', 2)
    const page = await as('rumah-melati', { javaScript: false })
    await page.goto(`${site.url}/sell/money`)
    const words = await wordsOf(page)
    expect(words).toContain('Dikirim balik sekaligus')
    expect(words).toContain('Hari ini')
    expect(words).toContain('11 hari')
    for (const { id } of orders) await page.locator(`[name=ids][value="${id}"]`).check()
    await press(page, 'Catat terkirim yang dicentang')
    expect(await wordsOf(page)).toContain('Rp 370.000 untuk 2 pembeli tercatat sudah dikirim balik.')
    expect(await readOrder(orders[0]!.id), 'seen, not recorded').toMatchObject({ returned_amount: 0 })
    await page.locator(`[name="reference-${orders[0]!.id}"]`).fill('BCA 77')
    await press(page, /^Catat Rp.370\.000 terkirim/)
    await page.getByText('2 pengembalian sudah dicatat').waitFor()
    for (const { id } of orders)
      expect(await readOrder(id)).toMatchObject({ returned_amount: 185_000, owed_to_buyer: 0 })
    expect((await records(orders[0]!.id)).at(-1)).toMatchObject({ kind: 'sent_back', reference: 'BCA 77' })
    await page.goto(moneyOf(campaign))
    expect(await wordsOf(page)).toContain('Sudah dikirim balik')
    await page.close()
  }, 60_000)

  it('is taken back with a reason by whom the record belongs to, and by operators', async () => {
    const page = await as('rumah-melati', { javaScript: false })
    const [, one] = owed
    await page.goto(orderOf(off, one!))
    // What a service has recorded as received is not the seller's to take back.
    expect(await wordsOf(page)).toContain('Hanya operator yang bisa menarik catatan ini.')
    expect(await page.getByText('Catatan ini salah').count()).toBe(0)
    await press(page, 'Catat sudah dikirim balik')
    await page.getByText('Pengembaliannya sudah dicatat').waitFor()
    await page.getByText('Catatan ini salah').click()
    await page.getByLabel('Apa yang salah').fill('Salah rekening')
    await press(page, 'Tarik catatan ini')
    await page.getByText('Catatannya ditarik.').waitFor()
    expect(await wordsOf(page)).toContain('Ditarik: Salah rekening')
    expect(await readOrder(one!.id)).toMatchObject({ returned_amount: 0, owed_to_buyer: 185_000 })
    await page.close()
    const operator = await as('operator', { javaScript: false })
    await operator.goto(orderOf(off, one!))
    await operator.getByText('Catatan ini salah').first().click()
    await operator.getByLabel('Apa yang salah').first().fill('Bukan untuk pesanan ini')
    await press(operator, 'Tarik catatan ini')
    await operator.getByText('Catatannya ditarik.').waitFor()
    expect(await readOrder(one!.id)).toMatchObject({ paid_amount: 0, owed_to_buyer: 0 })
    await operator.close()
  }, 60_000)

  it('that has not arrived is work on dashboard and overview until it is answered, on the timeline', async () => {
    const operator = await as('operator', { javaScript: false })
    await operator.goto(`${site.url}/operator`)
    expect(await wordsOf(operator)).toContain('Uang yang ditunggu pembeli')
    await operator.goto(`${site.url}/operator/money`)
    expect(await wordsOf(operator)).toContain('Mutasi saya kosong')
    await operator.close()
    const page = await as('rumah-melati', { javaScript: false })
    await page.goto(`${site.url}/sell`)
    await page.getByRole('link', { name: /^Lihat dan jawab\s*: Batal dan harus/ }).click()
    await page.getByRole('link', { name: /^Lihat & jawab/ }).click()
    await page.getByLabel('Jawabanmu').fill('Sudah dikirim ulang hari ini')
    await press(page, 'Jawab pembeli')
    await page.getByText('Jawabanmu sudah sampai ke pembeli.').waitFor()
    expect(await wordsOf(page)).toContain('Jawaban: Sudah dikirim ulang hari ini')
    const logs = (await site.node.ask('GET', `/participations/${owed[0]!.id}/logs`)).body as { event: string }[]
    expect(logs.at(-1)).toMatchObject({ event: 'money_answered' })
    await page.goto(`${site.url}/sell`)
    expect(await page.getByRole('link', { name: /^Lihat dan jawab\s*: Batal/ }).count()).toBe(0)
    await page.close()
  }, 60_000)
})
