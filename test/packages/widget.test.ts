/** The widget in a real browser, in the page of a shop of another origin, with a policy as strict as they come. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { credentials, onEachNode, type TestNode } from '../http/node.ts'
import { inTime, newParticipation } from '../http/things.ts'
import { accessibilityViolations, complaintsOf, keepPicture, type Page } from '../support/browser.ts'
import { advanceClock, setClock } from '../support/clock.ts'
import { hours } from '../support/engine.ts'
import { json, startPeer } from '../support/peer.ts'
import { jpeg } from '../support/pictures.ts'
import { answering, baseOf, melati, pageWith, shopVisits, told } from './shop.ts'

const { visit } = shopVisits()
const built = () => readFileSync(fileURLToPath(new URL('../../packages/widget/dist/widget.js', import.meta.url)))

const shown = (page: Page, id = '') => page.locator(`sambatan-campaign${id} .card:not(.waiting)`)
/** The machine may be busy. */
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 15_000 })
const heightOf = async (page: Page) => (await page.locator('sambatan-campaign').boundingBox())!.height

/** A style of something inside of a widget, as the browser has computed it. */
const styleOf = (page: Page, element: string, inside: string, property: string) =>
  page.evaluate(
    `getComputedStyle(document.querySelector('${element}').shadowRoot.querySelector('${inside}')).${property}`,
  )

describe('the widget as it is sent', () => {
  it('is smaller than 10 kB, and needs nothing else', () => {
    expect(gzipSync(built(), { level: 9 }).length).toBeLessThan(10_000)
    expect(built().toString()).not.toMatch(/\bimport\s*[{('"*]|\beval\(|new Function|innerHTML|document\.write/)
  })
})

onEachNode(
  'the demo shop',
  (node) => {
    it.each(['id', 'en'] as const)('shows a campaign of another origin, in %s', async (language) => {
      const campaign = await melati(node)
      await newParticipation(node, campaign.id, { quantity: 45 })
      const base = await baseOf(node)
      for (const dark of [false, true]) {
        const page = await visit(base, { campaign: campaign.slug, language }, { language, dark, width: 400 })
        await eventually(() => shown(page).count()).toBe(3)
        const card = shown(page, '#plain')
        expect(await card.getByRole('heading').textContent()).toBe(campaign.title)
        const words =
          language === 'id'
            ? [
                '45 dari 100 slot terisi',
                'target 60',
                'Rp 185.000',
                '2 hari 4 jam',
                'paling sedikit 60',
                'Ikut sambatan',
              ]
            : ['45 of 100 slots taken', 'goal 60', 'Rp 185,000', '2 days 4 hours', 'if 60 slots', 'Join the group buy']
        const text = (await card.innerText()).replaceAll('\u00a0', ' ')
        for (const each of words) expect(text).toContain(each)
        const bar = card.getByRole('progressbar')
        expect(await bar.getAttribute('aria-valuenow')).toBe('45')
        expect(await bar.getAttribute('aria-valuetext')).toBe(`${words[0]}, ${words[1]}`)
        const link = card.getByRole('link')
        expect(await link.getAttribute('href')).toBe(`${base}/c/${campaign.slug}`)
        await expect
          .poll(() => card.locator('img').evaluate((image: { naturalWidth: number }) => image.naturalWidth))
          .toBeGreaterThan(0)
        expect(await accessibilityViolations(page)).toEqual([])
        expect(complaintsOf(page)).toEqual([])
        await keepPicture(page, `widget/demo-${dark ? 'dark' : 'light'}-${language}`)
      }
    })

    it('dresses it as the shop wishes', async () => {
      const { slug } = await melati(node)
      const page = await visit(await baseOf(node), { campaign: slug }, { dark: true })
      await eventually(() => shown(page).count()).toBe(3)
      expect(await styleOf(page, '#themed', '.link', 'backgroundColor')).toBe('rgb(11, 93, 78)')
      expect(await styleOf(page, '#themed', '.card', 'borderRadius')).toBe('4px')
      expect(await styleOf(page, '#themed', '.title', 'fontStyle')).toBe('italic')
      expect(await styleOf(page, '#dark', '.card', 'backgroundColor')).toBe('rgb(23, 18, 21)')
      expect(await styleOf(page, '#plain', '.card', 'backgroundColor'), 'the page is dark').toBe('rgb(23, 18, 21)')
      const light = await visit(await baseOf(node), { campaign: slug })
      await eventually(() => shown(light).count()).toBe(3)
      expect(await styleOf(light, '#plain', '.card', 'backgroundColor')).toBe('rgb(251, 248, 246)')
      expect(await styleOf(light, '#dark', '.card', 'backgroundColor')).toBe('rgb(23, 18, 21)')
    })

    it('can be used with the keyboard alone', async () => {
      const { slug, title } = await melati(node)
      const base = await baseOf(node)
      const page = await visit(base, { campaign: slug, html: pageWith(`campaign="${slug}"`) })
      await shown(page).waitFor()
      await page.keyboard.press('Tab')
      const focused = 'document.activeElement.shadowRoot?.activeElement'
      expect(await page.evaluate(`${focused}.getAttribute('aria-label')`)).toBe(`Ikut sambatan: ${title}`)
      expect(await page.evaluate(`getComputedStyle(${focused}).outlineStyle`)).toBe('solid')
      const asked = page.waitForRequest(`${base}/c/${slug}`)
      await page.keyboard.press('Enter')
      await asked
    })
  },
  { only: 'one' },
)

/** Campaigns in every state that the public sees, made by the engine; their names are those of the states. */
async function everyState(node: TestNode): Promise<Record<string, string>> {
  const ask = async (path: string, body?: unknown) => expect((await node.ask('POST', path, { body })).status).toBe(200)
  const seller = { as: 'seller:seller-1' as const, body: { name: 'Dapur Atsiri Nusantara' } }
  await node.ask('PATCH', '/people/seller-1', seller)
  const soon = await inTime(node, hours(1))
  const title = 'Cempaka Malam – Panen Kedua, dari para pemetik di Boyolali'
  const completed = await melati(node, { minimum_slots: 5, deadline: soon, title: 'Kopi Subuh' })
  const failed = await melati(node, { deadline: soon })
  for (const { id } of [completed, failed]) await newParticipation(node, id, { quantity: 12 })
  await advanceClock(node.services.db, hours(2))
  await ask('/lifecycle/run')
  await setClock(node.services.db, { offsetMs: 0 })
  const open = await melati(node)
  await newParticipation(node, open.id, { quantity: 45 })
  const photo = { 'content-type': 'image/jpeg', ...credentials('service') }
  const url = `/api/sambatan/campaigns/${open.id}/photos`
  const added = await node.app.inject({ method: 'POST', url, headers: photo, payload: await jpeg() })
  expect(added.statusCode).toBe(201)
  const met = await melati(node, { title, minimum_slots: 20, picture: false })
  await newParticipation(node, met.id, { quantity: 72 })
  const full = await melati(node, { total_slots: 40, minimum_slots: 40 })
  await newParticipation(node, full.id, { quantity: 40 })
  const place = { user_id: 'sari', quantity: 2, shipping_address: 'Jalan Kenanga 2, Bantul' }
  expect((await node.ask('POST', `/campaigns/${full.id}/waiting-list`, { body: place })).status).toBe(201)
  const scheduled = await melati(node, { opens_at: await inTime(node, hours(0.5)), minimum_slots: 100 })
  const cancelled = await melati(node, { title: 'Kopi' })
  await newParticipation(node, cancelled.id, { quantity: 7 })
  await ask(`/campaigns/${cancelled.id}/cancel`, { reason: 'hujan' })
  const made = { open, met, full, scheduled, completed, failed, cancelled }
  return Object.fromEntries(Object.entries(made).map(([name, { slug }]) => [name, slug]))
}

/** What is said of each, in Indonesian and in English. */
const sayings: Record<string, Record<'id' | 'en', string[]>> = {
  open: { id: ['Berjalan', '45 dari 100'], en: ['Open', '45 of 100'] },
  met: { id: ['Berjalan', 'Target tercapai'], en: ['Open', 'Goal reached'] },
  full: {
    id: ['Penuh', 'Semua slot terisi, 1 menunggu', 'Ikut menunggu'],
    en: ['Full', 'Every slot is taken, 1 waiting', 'Wait for a slot'],
  },
  scheduled: {
    id: ['Segera dibuka', 'Dibuka dalam', ' mnt', 'semua 100 slot'],
    en: ['Opens soon', 'Opens in', 'all slots (100)'],
  },
  completed: {
    id: ['Berhasil', '12 dari 100', 'diproduksi', 'Berakhir'],
    en: ['Succeeded', '12 of 100', 'being made', 'Ended'],
  },
  failed: {
    id: ['Gagal', '12 dari 100', 'Penjual harus mengembalikan'],
    en: ['Did not make it', '12 of 100', 'The seller owes back'],
  },
  cancelled: {
    id: ['Dibatalkan', '7 dari 100', 'Penjual harus mengembalikan'],
    en: ['Cancelled', '7 of 100', 'The seller owes back'],
  },
}

/** The narrowest is where words are short of room. */
const looks: ['id' | 'en', number, boolean][] = [
  ['id', 280, true],
  ['en', 280, false],
  ['id', 360, false],
  ['en', 360, true],
  ['id', 600, true],
]

onEachNode(
  'a campaign in every state',
  (node) => {
    it('is told in words, without moving the page, on every screen', async () => {
      const slugs = await everyState(node)
      const base = await baseOf(node)
      for (const [language, width, dark] of looks) {
        const html = pageWith('theme="auto"')
        const look = { width, dark, scale: 2, language, stillness: true, height: 720 }
        const page = await visit(base, { campaign: '', html, language }, look)
        await shown(page).waitFor()
        for (const [name, slug] of Object.entries(slugs)) {
          const where = `${name} at ${width} in ${language}`
          const waiting = await page.evaluate(
            `(() => { const one = document.querySelector('sambatan-campaign')
              one.setAttribute('campaign', '${slug}')
              return [one.shadowRoot.querySelector('.card').className, one.getBoundingClientRect().height] })()`,
          )
          await shown(page).waitFor()
          expect(waiting, where).toEqual([expect.stringContaining('waiting'), await heightOf(page)])
          const text = (await shown(page).innerText()).replaceAll('\u00a0', ' ')
          for (const saying of sayings[name]![language]) expect(text, where).toContain(saying)
          const leads = `${base}/c/${slug}${name === 'full' ? '/wait' : ''}`
          expect(await shown(page).getByRole('link').getAttribute('href'), where).toBe(leads)
          expect(await page.evaluate('document.documentElement.scrollWidth'), where).toBe(width)
          expect(await page.evaluate(overflowing), where).toEqual([])
          if (width === 360) expect(await accessibilityViolations(page), where).toEqual([])
          await page.locator('img').evaluateAll('(images) => Promise.all(images.map((image) => image.decode()))')
          await keepPicture(page, `widget/${name}-${width}-${dark ? 'dark' : 'light'}-${language}`, 'main')
        }
        expect(complaintsOf(page)).toEqual([])
      }
    }, 180_000)
  },
  { only: 'one' },
)

/** What sticks out of its card, but for a long name, which is cut. */
const overflowing = `(() => {
  const card = document.querySelector('sambatan-campaign').shadowRoot.querySelector('.card')
  const right = card.getBoundingClientRect().right
  return [...card.querySelectorAll('.body :not(.by *)')].filter((one) => one.getBoundingClientRect().right > right - 10)
    .map((one) => one.className || one.tagName)
})()`

describe('the widget, told something evil', () => {
  it('shows it as text, and follows no address that is not of the web', async () => {
    const campaign = told({
      title: '<img src=x onerror=alert(1)><script>alert(2)</script>',
      seller_name: '{{"<b>"}}',
      slug: '../../"><script>',
      image_url: 'javascript:alert(3)',
      photos: [{ alt: '"><script>', color: 'red;background:url(http://evil.test)', urls: { 480: 'data:text/html,x' } }],
      status: 'active',
    })
    const peer = await startPeer(answering(built().toString(), { c1: json(200, campaign), events: json(204, '') }))
    const page = await visit(peer.url, { campaign: 'c1', html: pageWith('campaign="c1"') })
    await shown(page).waitFor()
    expect(await shown(page).getByRole('heading').textContent()).toBe(campaign.title)
    expect(await shown(page).getByRole('link').getAttribute('href')).toBe(`${peer.url}/c/..%2F..%2F%22%3E%3Cscript%3E`)
    expect(await shown(page).locator('img, script').count()).toBe(0)
    expect(peer.asked.map(({ url }) => url)).toEqual(
      expect.not.arrayContaining([expect.stringContaining('evil'), expect.stringContaining('x')]),
    )
    expect(complaintsOf(page)).toEqual([])
    const elsewhere = await visit(peer.url, {
      campaign: '',
      html: pageWith('campaign="c1" base="javascript:alert(1)"'),
    })
    await elsewhere.getByText('tidak ditemukan').waitFor()
    expect(complaintsOf(elsewhere), 'for whoever made the page').toEqual([expect.stringContaining('base="https://')])
  })
})
