/** A person's own pages in a real browser: accessible on phones and in the dark, whole without scripts. */
import { createHmac } from 'node:crypto'
import jsQR from 'jsqr'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseSecrets } from '../../src/kernel/secrets.ts'
import { unsubscribeToken } from '../../src/modules/notifications/index.ts'
import { accountSecret } from '../support/accounts.ts'
import { accessibilityViolations, type Page, testBrowser } from '../support/browser.ts'
import { openPushService, type PushService } from '../support/push-service.ts'
import { signInAs, testSite } from './site.ts'

const browser = testBrowser()
// The push service of the tests is on this machine.
const site = testSite({ env: { SAMBATAN_WEBHOOK_ALLOW_PRIVATE: 'on' } })
const password = 'sambatan-demo'

interface Order {
  id: string
  status: string
  campaign: { status: string; slug: string }
}

let orders: Order[]

beforeAll(async () => {
  const long = await site.openCampaign({
    title:
      'Batch dengan nama yang panjang sekali supaya terlihat apakah baris masih muat di layar ponsel yang paling sempit',
  })
  const place = `Jl. ${'TanpaSpasi'.repeat(20)}, Sleman`
  await site.node.ask('POST', `/campaigns/${long.id}/join`, {
    body: { user_id: 'demo-buyer-rani', quantity: 2, shipping_address: place },
  })
  await site.node.ask('POST', '/people/demo-buyer-rani/addresses', {
    as: 'operator:budi',
    body: { label: 'TanpaSpasi'.repeat(5), shipping_address: place },
  })
  const answer = await site.node.ask('GET', '/participations?user_id=demo-buyer-rani&limit=100')
  orders = answer.body
}, 60_000)

const orderIn = (status: string) => orders.find((each) => each.status === status)!
const wordsOf = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')

async function pageOf(name: string, options: Parameters<typeof browser.newPage>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options)
  await signInAs(page, site.url, name)
  return page
}

const everybody = [
  '/sign-in?done=signed-out',
  '/sign-in/code',
  '/sign-up?next=/c/x/join',
  '/account/forgot-password',
  '/account/reset-password?token=x',
  '/account/verify-email?token=x',
  `/unsubscribe?token=${unsubscribeToken(parseSecrets(accountSecret), 'demo-buyer-rani', 'campaigns')}`,
]
const own = () => [
  '/me',
  ...orders.map(({ id }) => `/me/${id}`),
  `/me/${orderIn('reserved').id}?joined=1`,
  `/me/${orderIn('reserved').id}/cancel`,
  `/me/${orderIn('confirmed').id}/cancel`,
  '/me/inbox',
  '/me/inbox?unread=1&topic=orders',
  '/me/notifications',
  '/me/profile',
  '/me/addresses',
  '/me/addresses?new=1',
  `/c/${orderIn('reserved').campaign.slug}/join?step=address&slots=1&key=12345678`,
  '/me/security',
  '/me/privacy',
  '/me/privacy/erase',
]

describe('the pages of a person', () => {
  it.each([
    { width: 360, dark: false, language: 'id' },
    { width: 1280, dark: true, language: 'en' },
  ] as const)(
    'are accessible and fit, $width pixels wide',
    async (options) => {
      const page = await browser.newPage(options)
      const look = async (address: string) => {
        const answer = await page.goto(site.url + address, { waitUntil: 'load' })
        expect(answer?.status(), address).toBe(200)
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), address).toBeLessThanOrEqual(0)
        expect(await accessibilityViolations(page), address).toEqual([])
      }
      for (const address of everybody) await look(address)
      await signInAs(page, site.url, 'rani')
      for (const address of own()) await look(address)
      await signInAs(page, site.url, 'rumah-melati')
      await look('/me/security/two-factor')
      await page.getByLabel(/Kata sandi|Password/).fill(password)
      await page.getByRole('button', { name: /Mulai|Begin/ }).click()
      await page.getByLabel(/Kode enam angka|Six-digit code/).waitFor()
      expect(await accessibilityViolations(page)).toEqual([])
      await page.close()
    },
    240_000,
  )

  it('are nobody else’s', async () => {
    const page = await browser.newPage()
    for (const address of own().filter((one) => one.startsWith('/me'))) {
      await page.goto(site.url + address)
      const { pathname, searchParams } = new URL(page.url())
      // What was just done is news only once.
      expect([pathname, searchParams.get('next')], address).toEqual(['/sign-in', address.replace(/\?joined=1$/, '')])
    }
    await page.goto(`${site.url}/sign-up`)
    await page.getByLabel('Nama').fill('Orang Lain')
    await page.getByLabel('Alamat email').fill('orang-lain@sambatan.test')
    await page.getByLabel('Kata sandi').fill('kopi subuh di teras')
    await page.getByRole('button', { name: 'Buat akun' }).click()
    await page.waitForURL(/\/me$/)
    expect(await wordsOf(page)).toContain('Belum ada sambatan di sini')
    expect((await page.goto(`${site.url}/me/${orders[0]!.id}`))?.status()).toBe(404)
    await page.close()
  }, 90_000)
})

/** What was done so far has been told, so that nothing new arrives between two looks. */
async function allTold(): Promise<void> {
  const waiting = async () => {
    const [row] = await site.node.services.db.query<{ events: number }>(
      'select count(*) as events from sambatan.outbox where given_up_at is null',
    )
    return Number(row!.events)
  }
  await expect.poll(waiting, { timeout: 20_000, interval: 200 }).toBe(0)
}

describe('the inbox', () => {
  it('is read one by one, by opening what it tells, or at once, without scripts', async () => {
    await allTold()
    const page = await pageOf('rani', { javaScript: false })
    await page.goto(`${site.url}/me/inbox?unread=1`)
    const unread = page.getByRole('button', { name: 'Tandai sudah dibaca' })
    const before = await unread.count()
    expect(before).toBeGreaterThan(2)
    await page.getByRole('button', { name: 'Lihat pesananmu' }).first().click()
    await page.waitForURL(/\/me\/[0-9a-f-]{36}$/)
    await page.goto(`${site.url}/me/inbox?unread=1`)
    expect(await unread.count()).toBe(before - 1)
    await unread.first().click()
    expect(await page.getByRole('status').innerText()).toBe('Sudah ditandai sebagai dibaca.')
    expect(await unread.count()).toBe(before - 2)
    await page.goto(`${site.url}/me/inbox`)
    await page.getByRole('button', { name: 'Tandai semua sudah dibaca' }).click()
    await page.goto(`${site.url}/me/inbox?unread=1`)
    expect(await wordsOf(page)).toContain('Semua sudah kamu baca.')
    await page.close()
  }, 60_000)

  it('is counted in the header, on pages of many as well, where nothing moves; nobody else asks', async () => {
    const stranger = await browser.newPage()
    const asked: string[] = []
    stranger.on('request', (request) => asked.push(request.url()))
    await stranger.goto(site.url, { waitUntil: 'networkidle' })
    expect(asked.filter((url) => /unread|notifications/.test(url))).toEqual([])
    await stranger.close()

    // Its followers are told of it, and she is one.
    const { id } = await site.openCampaign()
    await allTold()
    const page = await pageOf('rani')
    await page.request.post(`${site.url}/api/sambatan/people/me/notifications/read`, {
      data: { up_to: Number.MAX_SAFE_INTEGER },
    })
    await site.join(id, 1, 'demo-buyer-rani')
    await page.addInitScript(`
      window.moved = []
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) {
          window.moved.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 200) ?? String(node))])
        }
      }).observe({ type: 'layout-shift', buffered: true })`)
    // As slow as a cheap phone: what comes late, as a font, comes after the page is shown.
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 })
    const badge = page.locator('[data-unread-count]')
    await expect
      .poll(
        async () => {
          await page.goto(site.url, { waitUntil: 'networkidle' })
          return badge.textContent()
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe('1')
    const bell = page.getByRole('link', { name: 'Kotak masuk, 1 belum dibaca' })
    expect(await bell.isVisible()).toBe(true)
    const moved: [number, ...string[]][] = await page.evaluate('moved')
    // A font that comes late may make a word a pixel wider; what is put in between moves a hundredth and more.
    expect(
      moved.reduce((sum, [value]) => sum + value, 0),
      JSON.stringify(moved),
    ).toBeLessThan(0.001)
    await bell.click()
    await page.getByRole('button', { name: 'Tandai semua sudah dibaca' }).click()
    await page.waitForURL(/done=1/)
    await page.waitForLoadState('networkidle')
    expect(await badge.isVisible()).toBe(false)
    expect(await page.getByRole('link', { name: 'Kotak masuk', exact: true }).first().getAttribute('href')).toBe(
      '/me/inbox',
    )
    await page.close()
  }, 60_000)
})

describe('the bell', () => {
  it('is asked for while somebody looks, less and less often, and not at all behind another page', async () => {
    const page = await pageOf('rani')
    let asked = 0
    await page.route('**/notifications/unread', (route) => {
      asked++
      return route.fulfill({ json: { unread: 3 } })
    })
    await page.clock.install()
    await page.goto(site.url, { waitUntil: 'networkidle' })
    /** Each by itself: what is asked for has to be answered before the next pause begins. */
    const minutes = async (count: number) => {
      for (let each = 0; each < count; each++) {
        await page.clock.runFor(60_000)
        await page.evaluate('fetch("/favicon.svg").then(() => 0)')
      }
    }
    expect(asked).toBe(1)
    await page.clock.runFor(59_000)
    expect(asked, 'not within the first minute').toBe(1)
    await page.clock.runFor(2_000)
    await expect.poll(() => asked).toBe(2)
    await minutes(30)
    expect(asked, 'after one minute, three, seven, fifteen, twenty-three, thirty-one').toBeLessThanOrEqual(7)
    expect(asked).toBeGreaterThanOrEqual(6)

    // Behind another page: the browser says so of pages that really are.
    await page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })
      document.dispatchEvent(new Event('visibilitychange'))`)
    const before = asked
    await minutes(60)
    expect(asked).toBe(before)
    await page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, get: () => false })
      document.dispatchEvent(new Event('visibilitychange'))`)
    await expect.poll(() => asked).toBe(before + 1)
    await page.clock.runFor(61_000)
    await expect.poll(() => asked).toBe(before + 2)
    await page.close()
  }, 60_000)
})

describe('an order', () => {
  it('changes where it goes, and is cancelled on a page that says what that means', async () => {
    const campaign = await site.openCampaign()
    const page = await pageOf('rani', { javaScript: false })
    const joined = await page.request.post(`${site.url}/api/sambatan/campaigns/${campaign.id}/join`, {
      data: { quantity: 2, shipping_address: 'Jl. Lama No. 1, Sleman' },
    })
    const { id } = await joined.json()
    await page.goto(`${site.url}/me/${id}`)
    await page.getByText('Ubah alamat atau catatan').click()
    await page.getByLabel('Alamat lengkap').fill('Jl. Baru No. 2, Bantul 55700')
    await page.getByRole('button', { name: 'Simpan' }).click()
    expect(await page.getByRole('status').innerText()).toContain('sudah disimpan')
    expect(await wordsOf(page)).toContain('Jl. Baru No. 2')
    expect(await wordsOf(page)).toContain('Alamat atau catatan diubah')
    await page.getByRole('link', { name: 'Batalkan pesanan ini' }).click()
    const words = await wordsOf(page)
    expect(words).toContain('2 slot langsung bebas')
    expect(words).toContain('Rp 370.000')
    expect(words).toContain('0 dari 20 slot')
    await page.getByRole('button', { name: 'Ya, batalkan 2 slot' }).click()
    expect(await page.getByRole('status').innerText()).toContain('Slotnya sudah bebas lagi')
    expect((await site.node.ask('GET', `/campaigns/${campaign.id}`)).body.slots_taken).toBe(0)
    await page.goto(`${site.url}/me/${id}`)
    expect(await wordsOf(page)).toContain('Kamu membatalkan pesanan ini')
    await page.close()
  }, 60_000)
})

describe('an order that is open in a tab', () => {
  it('shows what its seller did with it, without being loaded again', async () => {
    const campaign = await site.openCampaign()
    const page = await pageOf('rani')
    const joined = await page.request.post(`${site.url}/api/sambatan/campaigns/${campaign.id}/join`, {
      data: { quantity: 2, shipping_address: 'Jl. Lama No. 1, Sleman' },
    })
    const { id } = await joined.json()
    await page.goto(`${site.url}/me/${id}?joined=1`, { waitUntil: 'load' })
    await page.evaluate('window.stayed = true')
    await site.node.ask('POST', `/participations/${id}/confirm`, { body: {} })
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await page.getByText('Pesananmu dikonfirmasi', { exact: true }).waitFor()
    const words = await wordsOf(page)
    expect(words).toContain('Alamat tidak bisa diubah lagi')
    expect(words, 'nothing is left of what it was').not.toMatch(/Dipesan\b|Slotmu sudah dipesan|Ubah alamat|Batalkan/)
    expect(await page.evaluate('window.stayed')).toBe(true)
    await page.close()
  }, 60_000)
})

describe('addresses', () => {
  it('are added, changed, made the default and deleted', async () => {
    const page = await pageOf('rani', { javaScript: false })
    await page.goto(`${site.url}/me/addresses?new=1`)
    await page.getByLabel('Sebutan alamat').fill('Kantor')
    await page.getByLabel('Alamat lengkap').fill('Jl. Malioboro 60, Yogyakarta 55213')
    await page.getByRole('button', { name: 'Simpan' }).click()
    const card = page.getByRole('listitem').filter({ hasText: 'Kantor' })
    await card.getByRole('button', { name: 'Jadikan utama' }).click()
    expect(await card.innerText()).toContain('Utama')
    await page.getByRole('link', { name: 'Ubah alamat Kantor' }).click()
    await page.getByLabel('Alamat lengkap').fill('Jl. Solo 7, Yogyakarta 55222')
    await page.getByRole('button', { name: 'Simpan' }).click()
    expect(await card.innerText()).toContain('Jl. Solo 7')
    await page.getByRole('link', { name: 'Hapus alamat Kantor' }).click()
    await page.getByRole('button', { name: 'Ya, hapus alamat ini' }).click()
    expect(await card.count()).toBe(0)
    await page.close()
  }, 60_000)
})

/** What an authenticator shows for a secret (RFC 6238). */
function codeOf(secret: string): string {
  const bits = [...secret]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const at = mac[19]! & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** What a camera reads off this part of the screen. */
async function scan(part: ReturnType<Page['locator']>): Promise<string | undefined> {
  const picture = sharp(await part.screenshot())
    .ensureAlpha()
    .raw()
  const { data, info } = await picture.toBuffer({ resolveWithObject: true })
  return jsQR.default(new Uint8ClampedArray(data), info.width, info.height)?.data
}

/** As it comes out of a chat: browsers must let it through, for the server to read. */
const pasted = (text: string) => `\u202a${text}\u202c`

describe('two-step verification', () => {
  it('is set up with a key and codes that show once, and asked for when signing in', async () => {
    const page = await pageOf('rumah-melati', { javaScript: false, width: 1280, dark: true })
    await page.goto(`${site.url}/me/security`)
    await page.getByRole('link', { name: 'Nyalakan' }).click()
    await page.getByLabel('Kata sandi').fill('salah semua')
    await page.getByRole('button', { name: 'Mulai' }).click()
    expect(await wordsOf(page)).toContain('Kata sandi ini tidak cocok')
    await page.getByLabel('Kata sandi').fill(password)
    await page.getByRole('button', { name: 'Mulai' }).click()
    const uri = await page.getByRole('link', { name: 'Buka di aplikasi autentikator' }).getAttribute('href')
    const secret = new URL(uri!).searchParams.get('secret')!
    expect(await wordsOf(page)).toContain(secret.match(/.{1,4}/g)!.join(' '))
    expect(await scan(page.getByRole('img', { name: 'Kode QR' })), 'what a camera reads').toBe(uri)
    const recovery = await page.locator('main ul[translate=no] li').allInnerTexts()
    expect(recovery.length).toBeGreaterThan(5)
    await page.getByLabel('Kode enam angka').fill('000000')
    await page.getByRole('button', { name: 'Nyalakan verifikasi dua langkah' }).click()
    expect(await wordsOf(page), 'a wrong code loses nothing').toContain(recovery[0]!)
    await page.getByLabel('Kode enam angka').fill(pasted(codeOf(secret).replace(/^.../, '$&\u00a0')))
    await page.getByRole('button', { name: 'Nyalakan verifikasi dua langkah' }).click()
    expect(await page.getByRole('status').innerText()).toContain('sudah aktif')
    expect(await page.content()).not.toContain(recovery[0]!)

    await page.getByRole('button', { name: 'Keluar dari perangkat ini' }).click()
    await page.goto(`${site.url}/sign-in?next=/me/security`)
    await page.getByLabel('Alamat email').fill(pasted('rumah-melati@demo.sambatan.test'))
    await page.getByLabel('Kata sandi').fill(password)
    await page.getByRole('button', { name: 'Masuk' }).click()
    expect(new URL(page.url()).pathname).toBe('/sign-in/code')
    await page.getByText('Pakai kode pemulihan').click()
    await page.getByLabel('Kode pemulihan').fill('bukan-kodenya')
    await page.getByRole('button', { name: 'Masuk dengan kode pemulihan' }).click()
    expect(await wordsOf(page)).toContain('tidak cocok atau sudah dipakai')
    await page.getByLabel('Kode pemulihan').fill(pasted(recovery[0]!.toUpperCase().replace('-', '')))
    await page.getByRole('button', { name: 'Masuk dengan kode pemulihan' }).click()
    expect(new URL(page.url()).pathname).toBe('/me/security')
    await page.getByRole('link', { name: 'Atur' }).click()
    await page.locator('#off-password').fill(password)
    await page.getByRole('button', { name: 'Matikan', exact: true }).click()
    expect(await page.getByRole('status').innerText()).toContain('sudah dimatikan')
    await page.close()
  }, 90_000)
})

describe('one’s data', () => {
  it('is downloaded, and erased with the password once everything is settled', async () => {
    const page = await browser.newPage({ javaScript: false })
    await page.goto(`${site.url}/sign-up`)
    await page.getByLabel('Nama').fill('Sebentar Saja')
    await page.getByLabel('Alamat email').fill('sebentar@sambatan.test')
    await page.getByLabel('Kata sandi').fill('kopi subuh di teras')
    await page.getByRole('button', { name: 'Buat akun' }).click()
    await page.goto(`${site.url}/me/privacy`)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Unduh' }).click()
    const file = await (await download).createReadStream()
    const text = Buffer.concat(await file.toArray()).toString()
    expect(JSON.parse(text)).toMatchObject({ profile: { name: 'Sebentar Saja' } })

    const campaign = await site.openCampaign({ title: 'Masih ditunggu' })
    const joined = await page.request.post(`${site.url}/api/sambatan/campaigns/${campaign.id}/join`, {
      data: { quantity: 1, shipping_address: 'Jl. Lama No. 1, Sleman' },
    })
    await page.goto(`${site.url}/me/privacy/erase`)
    expect(await page.getByRole('button', { name: /Hapus akun/ }).count()).toBe(0)
    expect(await page.getByRole('link', { name: /Masih ditunggu/ }).getAttribute('href')).toMatch(/^\/me\//)
    await page.request.post(`${site.url}/api/sambatan/participations/${(await joined.json()).id}/cancel`, { data: {} })
    await page.reload()
    await page.getByLabel('Kata sandi').fill('salah semua')
    await page.getByRole('button', { name: /Hapus akun/ }).click()
    expect(await wordsOf(page)).toContain('Kata sandi ini tidak cocok')
    await page.getByLabel('Kata sandi').fill('kopi subuh di teras')
    await page.getByRole('button', { name: /Hapus akun/ }).click()
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/sign-in?done=erased')
    expect(await wordsOf(page)).toContain('sudah dihapus')
    await page.goto(`${site.url}/me`)
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await page.close()
  }, 60_000)
})

describe('a password', () => {
  it('is shown on demand, and changed with the one before', async () => {
    const page = await browser.newPage()
    await page.goto(`${site.url}/sign-up`, { waitUntil: 'load' })
    await page.getByLabel('Nama').fill('Ganti Sandi')
    await page.getByLabel('Alamat email').fill('ganti@sambatan.test')
    await page.getByLabel('Kata sandi').fill('kopi subuh di teras')
    await page.getByRole('button', { name: 'Tampilkan' }).click()
    expect(await page.getByLabel('Kata sandi').getAttribute('type')).toBe('text')
    await page.getByRole('button', { name: 'Buat akun' }).click()
    await page.waitForURL(/\/me$/)
    await page.goto(`${site.url}/me/security`)
    for (const [current, words] of [
      ['bukan ini sandinya', 'tidak cocok'],
      ['kopi subuh di teras', 'sudah diganti'],
    ] as const) {
      await page.getByLabel('Kata sandi sekarang').fill(current)
      await page.getByLabel('Kata sandi baru').fill('teh sore di beranda')
      await page.getByRole('button', { name: 'Ganti kata sandi' }).click()
      await page.getByText(words).first().waitFor()
    }
    await page.close()
  }, 60_000)
})

/**
 * What this Chromium lacks: a push service of its own, and anybody who answers whether notifications are wanted. The tests' push service
 * takes its place.
 */
const pushing = (subscription: ReturnType<PushService['subscribe']>, key: string) => `
  let permission = 'default'
  let current = null
  window.questions = 0
  Object.defineProperty(Notification, 'permission', { get: () => permission })
  Notification.requestPermission = async () => (window.questions++, (permission = window.answer ?? 'granted'))
  const applicationServerKey = Uint8Array.from(atob('${key.replaceAll('-', '+').replaceAll('_', '/')}'), (one) => one.charCodeAt(0)).buffer
  const made = {
    ...${JSON.stringify(subscription)},
    options: { applicationServerKey },
    unsubscribe: async () => ((current = null), true),
    toJSON: () => (${JSON.stringify({ ...subscription, expirationTime: null })}),
  }
  PushManager.prototype.getSubscription = async () => current
  PushManager.prototype.subscribe = async (asked) => (asked.applicationServerKey === '${key}' ? (current ??= made) : undefined)`

describe('notifications in this browser', () => {
  const told = async (page: Page) =>
    (await (await page.request.get(`${site.url}/api/sambatan/people/me/push`)).json()).browsers.length as number
  const act = (page: Page, name: string) => page.locator(`[data-push-act=${name}]`)
  const said = (page: Page) => page.locator('[data-push-said]')
  let service: PushService
  beforeAll(async () => {
    service = await openPushService()
    return () => service[Symbol.asyncDispose]()
  })

  /** Rani's, at a push service. */
  async function pushedPage(browserName: string): Promise<Page> {
    const page = await pageOf('rani')
    const { public_key: key } = await (await page.request.get(`${site.url}/api/sambatan/people/me/push`)).json()
    await page.addInitScript(pushing(service.subscribe(browserName, key), key))
    return page
  }

  it('are offered where an order waits to be decided, asked for when somebody wants them, and turned off there', async () => {
    const page = await pushedPage('offered')
    await page.goto(`${site.url}/me/${orderIn('reserved').id}?joined=1`)
    await page.getByText('Mau dikabari saat sudah diputuskan?').waitFor()
    expect(await page.evaluate('questions')).toBe(0)
    await page.evaluate("window.answer = 'default'")
    await act(page, 'on').click()
    await expect.poll(() => said(page).textContent()).toContain('ditutup tanpa jawaban')
    expect(await told(page)).toBe(0)
    await page.evaluate("window.answer = 'granted'")
    await act(page, 'on').click()
    await act(page, 'off').waitFor()
    expect([await told(page), await page.evaluate('questions')]).toEqual([1, 2])
    expect(await accessibilityViolations(page)).toEqual([])
    await act(page, 'test').click()
    await expect.poll(() => said(page).textContent()).toContain('sudah menerima percobaannya')
    expect(service.pushed.at(-1)).toMatchObject({ browser: 'offered', message: { title: 'Berhasil' } })
    await act(page, 'off').click()
    await act(page, 'on').waitFor()
    expect(await told(page)).toBe(0)
    await page.close()
  }, 60_000)

  it('end with the session, and take their worker along', async () => {
    const page = await pushedPage('ended')
    await page.goto(`${site.url}/me/inbox`)
    await act(page, 'on').click()
    await act(page, 'off').waitFor()
    const workers = () => page.evaluate('navigator.serviceWorker.getRegistrations().then(({ length }) => length)')
    expect([await told(page), await workers()]).toEqual([1, 1])
    await page.getByRole('button', { name: 'Keluar' }).click()
    await page.waitForURL(/sign-in/)
    await expect.poll(workers).toBe(0)
    await signInAs(page, site.url, 'rani')
    expect(await told(page)).toBe(0)
    await page.close()
  }, 60_000)

  it('are said to be no use where a browser cannot, or was told not to; only the inbox says so, and nothing is there without scripts', async () => {
    for (const [init, words] of [
      ['', 'diblokir di browser ini'],
      ['delete window.PushManager', 'tidak bisa menampilkan notifikasi'],
    ] as const) {
      const page = await pageOf('rani')
      if (init) await page.addInitScript(init)
      await page.goto(`${site.url}/me/inbox`)
      await page.locator('[data-push]').waitFor()
      expect(await page.locator('[data-push]').innerText()).toContain(words)
      await page.goto(`${site.url}/me/${orderIn('reserved').id}?joined=1`, { waitUntil: 'networkidle' })
      expect(await page.locator('[data-push]').isVisible()).toBe(false)
      await page.close()
    }
    const plain = await pageOf('rani', { javaScript: false })
    await plain.goto(`${site.url}/me/inbox`)
    expect(await plain.locator('[data-push]').isVisible()).toBe(false)
    await plain.close()
  }, 60_000)

  it('are shown by a worker that does nothing else, and open where they lead', async () => {
    const page = await pushedPage('shown')
    const script = await page.request.get(`${site.url}/push-worker.js`)
    expect(script.headers()).toMatchObject({
      'content-type': expect.stringContaining('javascript'),
      'cache-control': 'public, max-age=0',
    })
    expect(await script.text()).not.toMatch(/'fetch'|caches/)
    await page.goto(`${site.url}/me/inbox`)
    await act(page, 'on').click()
    await act(page, 'off').waitFor()
    // What a browser without a screen does not do is written down instead.
    const [worker] = page.context().serviceWorkers()
    await worker!.evaluate(`self.shown = []; self.opened = []
      self.registration.showNotification = async (...one) => { self.shown.push(one) }
      self.clients.openWindow = async (address) => { self.opened.push(address) }`)
    const devTools = await page.context().newCDPSession(page)
    const registered = new Promise<string>((resolve) => {
      devTools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [one] }) => {
        if (one?.scopeURL.endsWith('/push/')) resolve(one.registrationId)
      })
    })
    await devTools.send('ServiceWorker.enable')
    const message = { title: 'Batch jadi', text: 'Isi', path: '/me', tag: 'a', language: 'id', at: 1_795_834_800_000 }
    const data = JSON.stringify(message)
    await devTools.send('ServiceWorker.deliverPushMessage', {
      origin: site.url,
      registrationId: await registered,
      data,
    })
    const shown = { body: 'Isi', tag: 'a', lang: 'id', timestamp: message.at, data: { path: '/me' } }
    await expect.poll(() => worker!.evaluate('self.shown')).toMatchObject([['Batch jadi', shown]])
    const click = (path: string) =>
      worker!.evaluate(`new Promise((resolve) => {
        const event = new Event('notificationclick')
        const notification = { close() {}, data: { path: ${JSON.stringify(path)} } }
        self.dispatchEvent(Object.assign(event, { notification, waitUntil: resolve }))
      })`)
    await click('/me')
    await click('https://elsewhere.example/')
    expect(await worker!.evaluate('self.opened')).toEqual([`${site.url}/me`, site.url])
    expect(await page.evaluate('navigator.serviceWorker.controller'), 'no page is controlled').toBe(null)
    await page.close()
  }, 60_000)
})
