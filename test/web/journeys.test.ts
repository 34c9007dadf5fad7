/**
 * One campaign's way through everybody's hands, walked twice: on a phone in Indonesian without scripts, and on a desktop in
 * English with them. A seller opens it, somebody new joins it, the seller confirms them, an operator runs what is due.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { complaintsOf, keepPicture, type Page, testBrowser } from '../support/browser.ts'
import { jpeg } from '../support/pictures.ts'
import { signInAs, testSite } from './site.ts'

const browser = testBrowser()
const site = testSite()
const catalogues = new URL('../../messages/', import.meta.url)

type Language = 'id' | 'en'

function catalogue(language: Language): Record<string, unknown> {
  const files = readdirSync(new URL(`${language}/`, catalogues))
  return Object.assign(
    {},
    ...files.map((file) => JSON.parse(readFileSync(new URL(`${language}/${file}`, catalogues), 'utf8'))),
  )
}

/**
 * What pages say in a language, found by what they say in Indonesian, so that one walk serves for both; all of it, where one
 * Indonesian word stands for several.
 */
function dictionary(language: Language): (indonesian: string) => RegExp {
  const [id, wanted] = [catalogue('id'), catalogue(language)]
  return (indonesian) => {
    const found = Object.keys(id)
      .filter((key) => id[key] === indonesian && typeof wanted[key] === 'string')
      .map((key) => RegExp.escape(wanted[key] as string))
    if (found.length === 0) throw new Error(`no page says “${indonesian}”`)
    return new RegExp(`^(${found.join('|')})`)
  }
}

const whole = ({ source }: RegExp) => new RegExp(`${source}$`)
const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).last().click()
const field = (page: Page, label: RegExp) => page.getByLabel(label).first()

describe.each([
  { language: 'id', width: 360, height: 740, javaScript: false },
  { language: 'en', width: 1280, height: 900, javaScript: true },
] as const)('in $language, $width pixels wide, scripts: $javaScript', (kind) => {
  const t = dictionary(kind.language)
  const name = `${kind.language}-${kind.width}`
  let slug = ''
  let id = ''
  const email = `perjalanan-${kind.language}@sambatan.test`

  async function visit(who: string | undefined, path: string): Promise<Page> {
    const page = await browser.newPage(kind)
    if (who !== undefined) await signInAs(page, site.url, who)
    await page.goto(site.url + path)
    return page
  }

  async function leave(page: Page, picture: string): Promise<void> {
    await keepPicture(page, `journeys/${picture}-${name}`)
    expect(complaintsOf(page)).toEqual([])
    await page.close()
  }

  it('a seller opens a campaign with a photo', async () => {
    const page = await visit('rumah-melati', '/sell/new')
    await field(page, t('Produk yang mau dibuat')).selectOption('new')
    await field(page, t('Nama produk')).fill(`Gaharu Pagi ${name}`)
    await field(page, t('Harga toko (Rp)')).fill('200000')
    await press(page, t('Lanjut isi detail'))
    await page.waitForURL(/\/edit/)
    id = /campaigns\/([^/]+)/.exec(page.url())![1]!
    const file = { name: 'botol.jpg', mimeType: 'image/jpeg', buffer: await jpeg({ width: 900, height: 700 }) }
    await field(page, t('Tambah foto')).setInputFiles(file)
    if (kind.javaScript) await expect.poll(async () => (await read()).photos.length).toBe(1)
    await press(page, t('Periksa & terbitkan'))
    await press(page, t('Terbitkan sekarang'))
    await page.getByRole('status').first().waitFor()
    const campaign = await read()
    expect(campaign).toMatchObject({ status: 'active', photos: [{ width: 900 }] })
    slug = campaign.slug
    await leave(page, 'seller')
  }, 60_000)

  it('somebody new joins it, and finds their order again', async () => {
    const page = await visit(undefined, `/c/${slug}`)
    await page
      .getByRole('link', { name: t('Ikut sambatan') })
      .filter({ visible: true })
      .click()
    await press(page, t('Lanjut ke alamat'))
    await field(page, t('Alamat lengkap')).fill('Sari Wulandari, Jl. Kenanga 12, Sleman 55281')
    await press(page, whole(t('Lanjut')))
    await page.getByRole('link', { name: t('Buat akun dan lanjut') }).click()
    await field(page, t('Nama')).fill('Sari Wulandari')
    await field(page, t('Alamat email')).fill(email)
    await page.locator('input[name=password]').fill('kopi subuh di teras')
    await press(page, t('Buat akun'))
    await page.locator('form button[type=submit]').filter({ hasText: /\d/ }).click()
    await page.waitForURL(/joined=1/)
    await page.goto(`${site.url}/me`)
    expect(await page.locator('main').innerText()).toContain(`Gaharu Pagi ${name}`)
    expect((await read()).slots_taken).toBe(1)
    await leave(page, 'buyer')
  }, 60_000)

  it('the seller confirms who has joined', async () => {
    const page = await visit('rumah-melati', `/sell/campaigns/${id}`)
    await page.locator('main input[type=checkbox][name=id], main input[type=checkbox][name=ids]').first().check()
    // With scripts the button says how many.
    await press(page, /^(Konfirmasi( 1)? yang dipilih|Confirm( 1)? selected)$/)
    await expect.poll(async () => (await participants())[0].status).toBe('confirmed')
    await leave(page, 'participants')
  }, 60_000)

  it('an operator looks at what a run would change, and runs it', async () => {
    const page = await visit('operator', '/operator/scheduler/pause')
    await press(page, t('Jeda'))
    const due = await site.openCampaign({
      title: `Sebentar ${name}`,
      deadline: new Date(Date.now() + 3_000).toISOString(),
    })
    await site.join(due.id, 2)
    await page.waitForTimeout(3_100)
    await page.goto(`${site.url}/operator/scheduler/run`)
    expect(await page.getByRole('row', { name: `Sebentar ${name}` }).innerText()).toContain('370')
    await press(page, t('Jalankan sekarang'))
    await page.getByRole('heading', { level: 1, name: t('Sudah dijalankan') }).waitFor()
    expect((await site.node.ask('GET', `/campaigns/${due.id}`)).body).toMatchObject({ status: 'failed' })
    await page.goto(`${site.url}/operator/scheduler/resume`)
    await press(page, t('Lanjutkan'))
    await leave(page, 'operator')
  }, 60_000)

  const read = async () => (await site.node.ask('GET', `/campaigns/${id}`)).body
  const participants = async () => (await site.node.ask('GET', `/campaigns/${id}/participants`)).body
})
