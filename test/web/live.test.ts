/** Pages follow what happens, on whichever node it happens, over one stream per browser. */
import type { Route } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { complaintsOf, testBrowser } from '../support/browser.ts'
import { signInAs, testSite } from './site.ts'

const browser = testBrowser()
// Two nodes need a database that two processes can share.
const site = testSite({ nodes: inject('postgres') === undefined ? 1 : 2, env: { SAMBATAN_SCHEDULER: 'on' } })
const other = () => site.urls.at(-1)!

/** Streams that this site holds open, over all its nodes. */
const streams = () => site.nodes.reduce((sum, node) => sum + node.services.live.watchers(), 0)

/** Counts the streams that a tab holds open. */
const countStreams = `
  window.openStreams = 0
  const Native = window.EventSource
  window.EventSource = class extends Native {
    constructor(...args) { super(...args); window.openStreams += 1 }
    close() { window.openStreams -= 1; super.close() }
  }
`

/** A phone whose clock is an hour fast. */
const anHourAhead = `
  const Native = Date
  window.Date = class extends Native {
    constructor(...args) { args.length === 0 ? super(Native.now() + 3_600_000) : super(...args) }
    static now() { return Native.now() + 3_600_000 }
  }
`

/** As in a browser at an address without TLS, but this machine's. */
const withoutLocks = `Object.defineProperty(navigator, 'locks', { value: undefined });`

describe('a campaign page', () => {
  it('shows what happens on another node, by itself', async () => {
    const campaign = await site.openCampaign({ title: 'Dilihat dari jauh' })
    const page = await browser.newPage()
    await page.goto(`${other()}/c/${campaign.slug}`)
    await expect.poll(() => streams()).toBeGreaterThan(0)
    await expect.poll(() => page.locator('[data-live-taken]').first().innerText()).toContain('0 dari 20')
    await site.join(campaign.id, 7)
    const words = page.locator('[data-live-taken]').first()
    await words.filter({ hasText: '7 dari 20 slot terisi' }).waitFor()
    expect(await page.locator('[role=progressbar]').first().getAttribute('aria-valuenow')).toBe('7')
    expect(await page.locator('[data-live-count=left]').innerText()).toBe('13')
    expect(complaintsOf(page)).toEqual([])
    await page.close()
  })

  it('counts one slot and one buyer as one while it fills', async () => {
    const campaign = await site.openCampaign({ title: 'Satu lagi', total_slots: 3, minimum_slots: 2 })
    const page = await browser.newPage({ language: 'en' })
    await page.goto(`${other()}/c/${campaign.slug}`)
    await expect.poll(() => streams()).toBeGreaterThan(0)
    expect(await page.locator('[data-live-words=left]').innerText()).toBe('slots left')
    await site.join(campaign.id, 2)
    await page
      .locator('[data-live-words=left]')
      .filter({ hasText: /^slot left$/ })
      .waitFor()
    expect(await page.locator('[data-live-words=people]').innerText()).toBe('person joined')
    await page.close()
  })

  it('turns into what it has become when its last slots go', async () => {
    const campaign = await site.openCampaign({ title: 'Hampir habis', total_slots: 5, minimum_slots: 5 })
    const page = await browser.newPage({ width: 1280 })
    await page.goto(`${other()}/c/${campaign.slug}`)
    await expect.poll(() => streams()).toBeGreaterThan(0)
    await page.getByRole('link', { name: 'Ikut sambatan' }).filter({ visible: true }).waitFor()
    await site.join(campaign.id, 5)
    await page.getByText('Berhasil! 5 slot terkumpul').waitFor({ timeout: 10_000 })
    expect(await page.getByRole('link', { name: 'Ikut sambatan' }).filter({ visible: true }).count()).toBe(0)
    await page.close()
  })

  it('counts down by the server’s clock, whatever that of the phone says', async () => {
    const deadline = new Date(Date.now() + 30 * 60_000).toISOString()
    const campaign = await site.openCampaign({ title: 'Jam yang maju', deadline })
    const page = await browser.newPage()
    await page.addInitScript(anHourAhead)
    await page.goto(`${site.url}/c/${campaign.slug}`)
    const time = page.locator('time[data-countdown]').first()
    const soon = { timeout: 10_000 }
    await expect.poll(() => time.innerText(), soon).toMatch(/^(29|30) mnt \d+ dtk$/)
    const before = await time.innerText()
    await expect.poll(() => time.innerText(), soon).not.toBe(before)
    expect(await time.innerText()).toMatch(/^(29|30) mnt/)
    await page.close()
  })

  it.each([
    ['refuses to copy it', 'Promise.reject(new Error("denied"))'],
    ['never answers', 'new Promise(() => {})'],
  ])('shows a link to copy by hand where the browser %s', async (_, answer) => {
    const campaign = await site.openCampaign({ title: 'Di dalam aplikasi lain' })
    const page = await browser.newPage()
    await page.addInitScript(`navigator.clipboard.writeText = () => ${answer}`)
    await page.goto(`${site.url}/c/${campaign.slug}`)
    await page.getByRole('button', { name: 'Salin tautan' }).first().click()
    const field = page.getByLabel('Tekan lama teksnya')
    expect(await field.inputValue()).toContain(`/c/${campaign.slug}`)
    expect(complaintsOf(page)).toEqual([])
    await page.close()
  })

  it('takes the stream over from a tab that is frozen and keeps it', async () => {
    const campaign = await site.openCampaign({ title: 'Tab yang beku' })
    const page = await browser.newPage()
    await page.context().addInitScript(countStreams)
    await page.goto(`${site.url}/how-it-works`)
    // As a frozen tab does: it holds the lock, and answers nobody.
    await page.evaluate("void navigator.locks.request('sambatan-live', () => new Promise(() => {}))")
    const other = await page.context().newPage()
    await other.clock.install()
    await other.goto(`${site.url}/c/${campaign.slug}`)
    await other.waitForFunction("document.querySelector('[data-live-taken]')")
    expect(await other.evaluate('window.openStreams')).toBe(0)
    await other.clock.fastForward(6_000)
    await expect.poll(() => other.evaluate('window.openStreams')).toBe(1)
    await site.join(campaign.id, 3)
    await other.locator('[data-live-taken]').first().filter({ hasText: '3 dari 20 slot terisi' }).waitFor()
    await page.close()
  })

  it('opens one stream for all tabs of a browser, and hands it on when its tab is closed', async () => {
    const [one, two] = [await site.openCampaign({ title: 'Tab satu' }), await site.openCampaign({ title: 'Tab dua' })]
    // The profile lives as long as the page it was opened with; its tabs come and go.
    const profile = await browser.newPage()
    await profile.context().addInitScript(countStreams)
    const first = await profile.context().newPage()
    await first.goto(`${site.url}/c/${one.slug}`)
    const second = await first.context().newPage()
    await second.goto(`${site.url}/c/${two.slug}`)
    const third = await first.context().newPage()
    await third.goto(`${site.url}/c/${one.slug}`)
    // Pages at the front want events; a tab that nobody looks at wants none, so each is brought to the front in turn.
    for (const [page, campaign] of [
      [third, one],
      [second, two],
    ] as const) {
      await page.bringToFront()
      await site.join(campaign.id, 2)
      await page.locator('[data-live-taken]').first().filter({ hasText: '2 dari 20' }).waitFor()
    }
    const sources = await Promise.all(
      [first, second, third].map((page) => page.evaluate('window.openStreams') as Promise<number>),
    )
    expect(sources.reduce((sum, each) => sum + each, 0)).toBe(1)
    await [first, second, third][sources.indexOf(1)]!.close()
    const left = [first, second, third].filter((page) => !page.isClosed())
    const heir = left.find((page) => page.url().endsWith(two.slug)) ?? left[0]!
    await heir.bringToFront()
    const campaign = heir.url().endsWith(two.slug) ? two : one
    await heir.waitForTimeout(500)
    await site.join(campaign.id, 3)
    await heir.locator('[data-live-taken]').first().filter({ hasText: '5 dari 20' }).waitFor()
    await profile.close()
  })

  it('moves beside a dashboard in another window as well, over one stream more', async () => {
    const campaign = await site.openCampaign({ title: 'Dua jendela' })
    const page = await browser.newPage()
    // Both are looked at: a browser of tests has but one window.
    await page.context().addInitScript(`Object.defineProperty(document, 'hidden', { value: false })`)
    await signInAs(page, site.url, 'rumah-melati')
    await page.goto(`${site.url}/sell/campaigns/${campaign.id}`)
    const beside = await page.context().newPage()
    await beside.goto(`${site.url}/c/${campaign.slug}`)
    await expect.poll(() => streams(), { timeout: 5_000 }).toBe(2)
    const before = await page.locator('main').innerText()
    await site.join(campaign.id, 2)
    await beside.locator('[data-live-taken]').first().filter({ hasText: '2 dari 20' }).waitFor()
    await expect.poll(() => page.locator('main').innerText()).not.toBe(before)
    await page.close()
  })

  it('asks no more once its campaigns have ended', async () => {
    const campaign = await site.openCampaign({ title: 'Sudah selesai' })
    await site.join(campaign.id, 1, 'demo-buyer-rani')
    await site.node.ask('POST', `/campaigns/${campaign.id}/cancel`, { as: 'operator:budi', body: {} })
    const page = await browser.newPage()
    await signInAs(page, site.url, 'rani')
    let asked = 0
    page.on('request', (request) => {
      if (request.url().includes('/events?')) asked += 1
    })
    const orders = await page.request.get(`${site.url}/api/sambatan/participations?campaign_id=${campaign.id}`)
    await page.goto(`${site.url}/me/${(await orders.json())[0].id}`)
    await expect.poll(() => asked).toBe(1)
    // Browsers come back after three seconds by themselves.
    await page.waitForTimeout(4_000)
    expect(asked).toBe(1)
    await page.close()
  })

  it('opens one stream without TLS too', async () => {
    const campaign = await site.openCampaign({ title: 'Tanpa kunci' })
    const page = await browser.newPage()
    await page.addInitScript(withoutLocks + countStreams)
    await page.goto(`${site.url}/c/${campaign.slug}/join`)
    await expect.poll(() => page.evaluate('window.openStreams')).toBe(1)
    await page.waitForTimeout(300)
    expect(await page.evaluate('window.openStreams')).toBe(1)
    await page.close()
  })

  it('opens its stream again without TLS too, however long it has lasted', async () => {
    const campaign = await site.openCampaign({ title: 'Tanpa kunci, lama' })
    const page = await browser.newPage()
    await page.clock.install()
    await page.addInitScript(withoutLocks)
    const asked: Route[] = []
    await page.route('**/events?*', (route) => {
      asked.push(route)
      // One that ends; the browser asks again by itself.
      if (asked.length === 1) return route.fulfill({ contentType: 'text/event-stream', body: 'retry: 50\n\n' })
    })
    await page.goto(`${site.url}/c/${campaign.slug}`)
    await expect.poll(() => asked.length).toBe(2)
    await page.clock.fastForward(120_000)
    await asked[1]!.fulfill({ status: 503 })
    await page.waitForTimeout(300)
    await page.clock.fastForward(15_000)
    await expect.poll(() => asked.length).toBe(3)
    await page.close()
  })
})

describe('dashboards', () => {
  it('of a seller and an operator follow a join on another node, without a reload', async () => {
    const campaign = await site.openCampaign({ title: 'Dasbor ikut bergerak', total_slots: 30 })
    for (const [name, path] of [
      ['rumah-melati', `/sell/campaigns/${campaign.id}`],
      ['operator', '/operator'],
    ] as const) {
      const page = await browser.newPage({ width: 1280 })
      await signInAs(page, other(), name)
      await page.goto(other() + path)
      await page.evaluate(`window.notReloaded = true`)
      await expect.poll(() => streams()).toBeGreaterThan(0)
      await page.waitForTimeout(300)
      const before = await page.locator('main').innerText()
      await site.join(campaign.id, 4)
      await expect.poll(() => page.locator('main').innerText(), { interval: 50, timeout: 5_000 }).not.toBe(before)
      expect(await page.evaluate(`window.notReloaded`)).toBe(true)
      await page.close()
    }
  })

  it('say that they are cut off, and no longer once they are connected again', async () => {
    const page = await browser.newPage()
    await signInAs(page, site.url, 'operator')
    let isDown = false
    await page.route('**/events?*', (route) =>
      isDown ? route.abort() : route.fulfill({ contentType: 'text/event-stream', body: 'retry: 100\n\n' }),
    )
    await page.goto(`${site.url}/operator`)
    await page.waitForTimeout(1_000)
    const words = page.getByText('Tidak tersambung sejak')
    expect(await words.count()).toBe(0)
    isDown = true
    await words.waitFor({ timeout: 10_000 })
    isDown = false
    await words.waitFor({ state: 'detached', timeout: 10_000 })
    await page.close()
  })
})
