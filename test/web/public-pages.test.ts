/** The public pages, as a phone sees them: fast, small, accessible, and whole without scripts. */
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../src/modules/campaigns/index.ts'
import { demoPassword } from '../../src/seed/index.ts'
import { accessibilityViolations, complaintsOf, keepPicture, type Page, testBrowser } from '../support/browser.ts'
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
      'penjual wajib mengembalikan semua uang',
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

  it('tells a shared link what its picture shows, and the start page has one as well', async () => {
    const html = async (path: string) => (await site.node.app.inject(path)).body
    const shown = await html(`/c/${campaign.slug}`)
    expect(shown).toContain('<meta property="og:locale" content="id_ID"')
    expect(shown).toMatch(/<meta property="og:image:alt" content="Melati Senja dengan foto\. 4 dari 20/)
    expect(await html('/')).toMatch(/<meta property="og:image" content="http[^"]+\/icon-512\.png"/)
  })

  it('that has ended says what has become of it, not what could', async () => {
    const stopped = await site.openCampaign({ title: 'Berhenti' })
    await site.join(stopped.id, 3)
    await site.node.ask('POST', `/campaigns/${stopped.id}/cancel`)
    const { body } = await site.node.app.inject(`/c/${stopped.slug}`)
    for (const words of [
      'Jadilah yang pertama',
      'Batch diproduksi kalau',
      'Kalau target tercapai',
      'Ikut%20di%20sini',
    ]) {
      expect(body).not.toContain(words)
    }
    expect(body).toMatch(/<meta property="og:description" content="Dibatalkan/)
    expect(body).toContain('Yang belum membayar tidak berutang apa-apa')
  })

  it('that is still to open counts down to that', async () => {
    const [opens_at, deadline] = [1, 5].map((days) => new Date(Date.now() + days * 86_400_000).toISOString())
    const coming = await site.openCampaign({ title: 'Belum buka', opens_at, deadline })
    const { body } = await site.node.app.inject(`/c/${coming.slug}`)
    expect(body).toContain('sampai dibuka')
    expect(body).not.toContain('waktu tersisa')
    expect(body).not.toContain('Jadilah yang pertama')
  })

  it('that has reached its goal does not ask beside the button what happens if it does not', async () => {
    const reached = await site.openCampaign({ title: 'Sudah tercapai' })
    await site.join(reached.id, 12)
    const { body } = await site.node.app.inject(`/c/${reached.slug}`)
    expect(body).toContain('Target tercapai. Kalau batal')
    expect(body).not.toContain('Target tidak tercapai?')
  })

  it.each([640, 740])('says the whole deal above the button on a phone of 360 × %i', async (height) => {
    const page = await browser.newPage({ width: 360, height })
    await page.goto(`${site.url}/c/${campaign.slug}`)
    const box = async (selector: string) => (await page.locator(selector).boundingBox())!
    const join = (await page.getByRole('link', { name: 'Ikut sambatan' }).filter({ visible: true }).boundingBox())!
    const goal = await box('#main a[href="#terms"]')
    expect(goal.y + goal.height).toBeLessThan(join.y)
    expect((await box('#main [data-live-taken]')).y).toBeLessThan(goal.y)
    await page.close()
  })

  it('keeps its button in view on a desktop while one reads what becomes of the money', async () => {
    const page = await browser.newPage({ width: 1440, height: 650 })
    await page.goto(`${site.url}/c/${campaign.slug}`)
    await page.evaluate(`document.querySelector('#terms').scrollIntoView()`)
    const join = page.getByRole('link', { name: 'Ikut sambatan' }).filter({ visible: true })
    const { y } = (await join.boundingBox())!
    expect(y > 0 && y < 600, String(y)).toBe(true)
    await page.close()
  })

  it('has another picture at the next twentieth of its slots', async () => {
    const filling = await site.openCampaign({ title: 'Gambar yang berubah', total_slots: 40 })
    const image = async () =>
      /<meta property="og:image" content="([^"]*)"/.exec((await site.node.app.inject(`/c/${filling.slug}`)).body)?.[1]
    const first = await image()
    await site.join(filling.id, 1)
    expect(await image()).toBe(first)
    await site.join(filling.id, 1)
    // The page is kept for a second, whatever is added to its address.
    await expect.poll(image, { timeout: 10_000 }).not.toBe(first)
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
        await keepPicture(page, `public/${name}-${device}-${language}${dark ? '-dark' : ''}`)
      }
      expect(complaintsOf(page).filter((each) => !each.includes('404'))).toEqual([])
      await page.close()
    },
    90_000,
  )
})

describe('where there is little room', () => {
  it.each([
    ['a narrow screen', 280, 1],
    ['letters of twice the size', 360, 2],
    ['twice as near', 180, 1],
  ] as const)(
    '%s: everything public fits',
    async (_, width, scale) => {
      const page = await browser.newPage({ width, height: 640 })
      for (const [name, path] of [...pages(), ['narrowed', '/?status=all&sort=price_asc&price_min=abc']]) {
        await page.goto(site.url + path)
        await page.evaluate(`document.documentElement.style.fontSize = '${scale * 16}px'`)
        const beyond = await page.evaluate(
          `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
          .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
          .map((node) => node.outerHTML.slice(0, 120))`,
        )
        expect(beyond, name).toEqual([])
      }
      await page.close()
    },
    60_000,
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
    await page.goto(`${site.url}/?sort=price_asc`)
    const prices = (await page.locator('article').allInnerTexts()).map((text) =>
      Number(/Rp\s?([\d.]+)/.exec(text)![1]!.replaceAll('.', '')),
    )
    expect(prices).toEqual([...prices].sort((a, b) => a - b))
    await page.goto(`${site.url}/?status=all&sort=price_asc`)
    const first = await titles()
    await page.getByRole('link', { name: 'Berikutnya' }).click()
    const second = await titles()
    expect(second.length).toBeGreaterThan(0)
    expect(second.some((title) => first.includes(title))).toBe(false)
    await page.getByRole('link', { name: 'Halaman pertama' }).click()
    expect(await titles()).toEqual(first)
    await page.close()
  })

  it('leads back page by page', async () => {
    const get = async (path: string) => (await site.node.app.inject(path)).body
    const linkTo = (rel: string, html: string) =>
      new RegExp(`<a[^>]*href="([^"]*)" rel="${rel}"`).exec(html)?.[1]?.replaceAll('&amp;', '&')
    for (let i = 0; i < 26; i++) await site.openCampaign({ title: `Halaman ${i}` })
    const second = linkTo('next', await get('/?sort=price_asc'))!
    const third = linkTo('next', await get(second))!
    expect(linkTo('prev', await get(second)), 'the first page has a link of its own').toBeUndefined()
    expect(linkTo('prev', await get(third))).toBe(second)
  })

  it.each([
    ['200rb', 'Rp 200.000'],
    ['Rp 100.000', 'Rp 100.000'],
    ['1,5 juta', 'Rp 1.500.000'],
  ])('takes %s for a price', async (typed, words) => {
    const { body } = await site.node.app.inject(`/?price_max=${encodeURIComponent(typed)}`)
    expect(body.replaceAll('\u00a0', ' ')).toContain(`sampai ${words}`)
    expect(body).not.toMatch(/<details[^>]* open/)
    expect(body).not.toContain('aria-invalid="true"')
  })

  it.each(['abc', '0.5', '-5'])('keeps %s as a price that was typed, and says that it is none', async (typed) => {
    const { body } = await site.node.app.inject(`/?price_min=${typed}`)
    expect(body).toMatch(/<details[^>]* open/)
    expect(body).toMatch(new RegExp(`aria-invalid="true"[^>]*value="${typed}"`))
    expect(body).toContain('Harga ini belum disaring')
  })

  it('says which price is the wrong way round', async () => {
    const { body } = await site.node.app.inject('/?price_min=200rb&price_max=100rb')
    expect(body).toContain('Lebih murah dari harga awalnya')
  })

  it('says of what it was narrowed by in a line, so that what was found is on the first screen of a phone', async () => {
    const page = await browser.newPage({ width: 360, height: 740 })
    await page.goto(`${site.url}/?status=all&sort=price_asc&price_min=50000`)
    expect(await page.locator('search').innerText()).toMatch(/Semua · dari Rp\s50\.000 · Harga terendah/)
    expect((await page.locator('article').first().boundingBox())!.y).toBeLessThan(500)
    await page.close()
  })

  it('says on a phone as well how far the goal is', async () => {
    const page = await browser.newPage({ width: 360, height: 740 })
    await page.goto(`${site.url}/?q=dengan+foto`)
    expect(await page.locator('article').innerText()).toContain('kurang 6 slot ke target')
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
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/preferences?theme=dark&next=%2F'])
      const url = `/preferences?${new URLSearchParams({ theme: 'dark', next })}`
      const onward = await site.node.app.inject({ url, headers: { cookie: 'sambatan_theme=dark' } })
      expect([onward.statusCode, onward.headers.location]).toEqual([303, '/'])
    }
  })

  it.each([
    ['language=en', 'en', 'This browser keeps no cookies'],
    ['theme=dark', 'id', 'Browser ini tidak menyimpan cookie'],
  ])('that a browser does not keep are told to it, not left out in silence (%s)', async (choice, language, words) => {
    const next = '/how-it-works'
    const sent = await site.node.app.inject({
      method: 'POST',
      url: '/preferences',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `${choice}&next=${next}`,
    })
    const url = String(sent.headers.location)
    const told = await site.node.app.inject({ url })
    expect(told.statusCode).toBe(200)
    expect(told.body).toMatch(new RegExp(`<main id="main" lang="${language}"[^>]*><h1[^>]*>${words}`))
    expect(told.body).toContain(`href="${next}"`)
    const cookie = String(sent.headers['set-cookie']).split(';')[0]!
    const kept = await site.node.app.inject({ url, headers: { cookie } })
    expect([kept.statusCode, kept.headers.location]).toEqual([303, next])
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
      url: '/sell/products/new',
      headers: { cookie, 'content-type': 'multipart/form-data; boundary=x' },
      payload: `--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n${'y'.repeat(300_000)}\r\n--x--\r\n`,
    })

  it.each(['', 'sambatan.session_token=made-up'])('leads a stranger to signing in (%s)', async (cookie) => {
    const answer = await send(cookie)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in?next=%2Fsell%2Fproducts%2Fnew'])
  })

  it('is read of a seller', async () => {
    expect((await send(await sessionOf('rumah-melati'))).headers.location ?? '').not.toContain('/sign-in')
  })
})

describe('what no page could be made of', () => {
  it('as an address that cannot be read, is still a page; for programs it is a problem', async () => {
    const headers = { 'accept-language': 'en' }
    const answer = await site.node.app.inject({ url: '/c/%ff', headers })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8'])
    expect(answer.body).toContain('<html lang="en">')
    const asked = await site.node.app.inject({ url: '/api/sambatan/campaigns/%ff', headers })
    expect([asked.statusCode, asked.headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8'])
  })

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
