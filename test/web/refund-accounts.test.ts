/** Where money goes back to, in pages that work without scripts: said by the buyer, seen by the seller, sent by a file and read back. */
import { beforeAll, expect, it } from 'vitest'
import { loadWeb } from '../../src/http/web.ts'
import { accessibilityViolations, complaintsOf, type Page, testBrowser } from '../support/browser.ts'
import { signInAs, testSite } from './site.ts'

const browser = testBrowser()
const site = testSite()
let order: { id: string; code: string }

beforeAll(async () => {
  await loadWeb()
  const campaign = await site.openCampaign()
  await site.join(campaign.id, 1, 'demo-buyer-rani')
  const { body: orders } = await site.node.ask('GET', '/participations?user_id=demo-buyer-rani&limit=1')
  order = orders[0]
  await site.node.ask('POST', `/participations/${order.id}/confirm`, { body: {} })
  await site.node.ask('POST', `/campaigns/${campaign.id}/cancel`, { body: { reason: 'Bahan habis' } })
}, 60_000)

const wordsOf = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')

async function pageOf(name: string, options: Parameters<typeof browser.newPage>[0] = {}): Promise<Page> {
  const page = await browser.newPage({ javaScript: false, ...options })
  await signInAs(page, site.url, name)
  return page
}

it('is asked for on the page of the order, and by what is told of it', async () => {
  const page = await pageOf('rani')
  await page.goto(`${site.url}/me/${order.id}`)
  expect(await wordsOf(page)).toContain('Ke mana uangnya harus dikirim?')
  await page.getByRole('link', { name: 'Beri tahu rekening' }).click()
  expect(await wordsOf(page)).toContain('Rp 185.000 harus dikembalikan kepadamu')
  await page.selectOption('#provider', 'bca')
  await page.fill('#number', '12345')
  await page.fill('#holder', 'Rani Puspitasari')
  await page.getByRole('button', { name: 'Simpan rekening ini' }).click()
  expect(await wordsOf(page)).toContain('Nomor rekening BCA terdiri dari 10 angka')
  expect(await page.inputValue('#number')).toBe('12345')
  expect(await page.inputValue('#provider')).toBe('bca')
  await page.fill('#number', '012-345-6789')
  await page.getByRole('button', { name: 'Simpan rekening ini' }).click()
  const words = await wordsOf(page)
  expect(words).toContain('BCA … 6789')
  expect(words).not.toMatch(/0123456789|Puspitasari/)
  await page.getByRole('link', { name: 'Ke pesananmu' }).click()
  expect(await wordsOf(page)).toContain('Dikirim ke BCA … 6789.')
  await page.close()
})

it('is seen by the seller who presses for it, and not by opening the page', async () => {
  const page = await pageOf('rumah-melati', { width: 1280 })
  await page.goto(`${site.url}/sell/money/${order.id}/account`)
  expect(await wordsOf(page)).not.toContain('0123456789')
  await page.getByRole('button', { name: 'Tampilkan rekening' }).click()
  const words = await wordsOf(page)
  expect(words).toContain('0123456789')
  expect(words).toContain('Rani Puspitasari')
  await page.close()
  const mine = await pageOf('rani')
  await mine.goto(`${site.url}/me/${order.id}`)
  expect(await wordsOf(mine)).toContain('Rekeningmu dilihat oleh yang harus mengembalikan uangmu')
  await mine.close()
})

it('is a file, which is read back a line at a time', async () => {
  const page = await pageOf('rumah-melati')
  await page.goto(`${site.url}/sell/money/file`)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Unduh CSV untuk bank' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('pengembalian-dana.csv')
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  expect(text).toContain(`185000;IDR;Rani Puspitasari;0123456789;014;BCA;${order.code}-1;${order.id}`)
  const read = async () => {
    await page.goto(`${site.url}/sell/money/file`)
    await page.setInputFiles('#file', { name: 'bank.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByRole('button', { name: 'Periksa berkas' }).click()
  }
  await read()
  const tick = page.getByRole('checkbox', { name: `Pesanan ${order.code}: catat terkirim` })
  expect(await tick.isChecked()).toBe(true)
  await page.getByRole('button', { name: 'Catat yang dicentang' }).click()
  expect(await wordsOf(page)).toMatch(/\d pengembalian dicatat terkirim/)
  const { body: records } = await site.node.ask('GET', `/participations/${order.id}/money`)
  expect(records.at(-1)).toMatchObject({ kind: 'sent_back', amount: 185_000, reference: `${order.code}-1` })
  await read()
  expect(await wordsOf(page)).toContain('sudah dicatat terkirim')
  expect(await tick.count()).toBe(0)
  await page.close()
})

it.each([
  ['rani', '/me/refund-account?order=:id'],
  ['rumah-melati', '/sell/money/file'],
  ['operator', '/operator/money/file'],
  ['rumah-melati', '/sell/money/:id/account'],
] as const)('can be read by everybody, on phones and in the dark (%s, %s)', async (name, path) => {
  const page = await pageOf(name, { dark: true, javaScript: true })
  await page.goto(site.url + path.replace(':id', order.id))
  expect(await accessibilityViolations(page)).toEqual([])
  expect(complaintsOf(page)).toEqual([])
  await page.close()
})
