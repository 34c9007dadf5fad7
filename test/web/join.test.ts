/** Joining in a real browser: without scripts, as somebody new, with nothing lost on the way and nothing taken twice. */
import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../src/modules/campaigns/index.ts'
import { accessibilityViolations, complaintsOf, keepPicture, type Page, testBrowser } from '../support/browser.ts'
import { signInAs, testSite } from './site.ts'

const browser = testBrowser()
const site = testSite()
const address = 'Sari Wulandari, Jl. Kenanga 12, Sleman 55281'

/** The first two steps; what follows is up to each test. */
async function fillIn(page: Page, { slug }: Campaign, slots = 1): Promise<void> {
  await page.goto(`${site.url}/c/${slug}/join`)
  for (let i = 1; i < slots; i++) await page.getByRole('button', { name: 'Tambah satu slot' }).click()
  await page.getByRole('button', { name: 'Lanjut ke alamat' }).click()
  const fresh = page.getByText('Alamat baru')
  if (await fresh.isVisible()) await fresh.click()
  await page.getByLabel('Alamat lengkap').fill(address)
  await page.getByLabel('Catatan untuk penjual').fill('Titip di pos satpam')
  await page.getByRole('button', { name: 'Lanjut', exact: true }).click()
  // Its scripts are there as well, where the browser runs them.
  await page.waitForURL(/step=confirm/)
}

const order = (page: Page) => page.getByRole('button', { name: /^Pesan \d/ })
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
const wordsOf = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')

async function ordersOf(page: Page, campaignId: string): Promise<{ quantity: number; shipping_address: string }[]> {
  const answer = await page.request.get(`${site.url}/api/sambatan/participations`)
  return (await answer.json()).filter((each: { campaign_id: string }) => each.campaign_id === campaignId)
}

describe('joining without scripts', () => {
  it('takes somebody new from the slots through an account to the order, and keeps what they typed', async () => {
    const campaign = await site.openCampaign()
    const page = await browser.newPage({ javaScript: false })
    await fillIn(page, campaign, 3)
    expect(await heading(page)).toBe('Periksa, lalu pesan')
    expect(page.url(), 'nothing personal is in an address').not.toMatch(/Kenanga|satpam/i)
    await page.getByRole('link', { name: 'Buat akun dan lanjut' }).click()
    expect(decodeURIComponent(page.url())).not.toMatch(/Kenanga|satpam/i)
    await page.getByLabel('Nama').fill('Sari Wulandari')
    await page.getByLabel('Alamat email').fill('sari@sambatan.test')
    await page.getByLabel('Kata sandi').fill('kopi subuh di teras')
    await page.getByRole('button', { name: 'Buat akun' }).click()
    const words = await wordsOf(page)
    expect(words).toContain(address)
    expect(words).toContain('Titip di pos satpam')
    expect(words).toContain('Rp 555.000')
    await order(page).click()
    expect(new URL(page.url()).search).toBe('?joined=1')
    expect(await wordsOf(page)).toContain('Slotmu sudah dipesan!')
    expect(await ordersOf(page, campaign.id)).toMatchObject([{ quantity: 3, shipping_address: address }])
    await page.goto(`${site.url}/me/addresses`)
    expect(await wordsOf(page)).toContain(address)
    await page.close()
  }, 60_000)

  it('makes one order of a form that is sent twice, by the back button or otherwise', async () => {
    const campaign = await site.openCampaign()
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rani')
    await fillIn(page, campaign, 2)
    await order(page).click()
    const first = new URL(page.url()).pathname
    await page.goBack()
    // Where the browser asks for the form again, it says that its order was made.
    const again = order(page).or(page.getByRole('link', { name: 'Lihat pesanannya' }))
    await again.click()
    expect(new URL(page.url()).pathname).toBe(first)
    expect(await ordersOf(page, campaign.id)).toHaveLength(1)
    await page.close()
  }, 60_000)

  it('comes back to the order after a session that ended on the way', async () => {
    const campaign = await site.openCampaign()
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rani')
    await fillIn(page, campaign)
    await page.request.post(`${site.url}/api/sambatan/auth/sign-out`, { data: {} })
    await order(page).click()
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await page.getByLabel('Alamat email').fill('rani@demo.sambatan.test')
    await page.getByLabel('Kata sandi').fill('sambatan-demo')
    await page.getByRole('button', { name: 'Masuk' }).click()
    expect(await wordsOf(page)).toContain(address)
    await order(page).click()
    expect(await ordersOf(page, campaign.id)).toHaveLength(1)
    await page.close()
  }, 60_000)

  it('shows nobody what somebody else typed at the same device', async () => {
    const campaign = await site.openCampaign()
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rani')
    await fillIn(page, campaign)
    await page.request.post(`${site.url}/api/sambatan/auth/sign-out`, { data: {} })
    for (const name of [undefined, 'rumah-melati']) {
      if (name) await signInAs(page, site.url, name)
      await page.goto(`${site.url}/c/${campaign.slug}/join?step=confirm&slots=1&key=12345678`)
      expect(await page.content()).not.toContain('Kenanga')
    }
    await page.close()
  }, 60_000)

  it('says at its field what is wrong with an address, and keeps the rest', async () => {
    const campaign = await site.openCampaign()
    const page = await browser.newPage({ javaScript: false })
    await page.goto(`${site.url}/c/${campaign.slug}/join?step=address&slots=2&key=12345678`)
    await page.getByLabel('Catatan untuk penjual').fill('Titip di pos satpam')
    await page.getByLabel('Alamat lengkap').fill('          .')
    await page.getByRole('button', { name: 'Lanjut', exact: true }).click()
    expect(await page.getByRole('alert').innerText()).toContain('paling sedikit 10 karakter')
    expect(await page.getByLabel('Alamat lengkap').getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByLabel('Catatan untuk penjual').inputValue()).toBe('Titip di pos satpam')
    await page.close()
  }, 60_000)
})

describe('an order that cannot be taken', () => {
  it('is offered as many slots as are left, in one press, with the address kept', async () => {
    const campaign = await site.openCampaign({ total_slots: 10, minimum_slots: 5 })
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rani')
    await fillIn(page, campaign, 4)
    await site.join(campaign.id, 8)
    await order(page).click()
    expect(await heading(page)).toBe('Tinggal 2 slot lagi')
    expect(await page.getByRole('article').count()).toBeGreaterThan(0)
    await page.getByRole('button', { name: /^Ambil 2 slot/ }).click()
    expect(await ordersOf(page, campaign.id)).toMatchObject([{ quantity: 2, shipping_address: address }])
    await page.close()
  }, 60_000)

  it('is told when all are gone, and shown other campaigns', async () => {
    const campaign = await site.openCampaign({ total_slots: 10, minimum_slots: 5 })
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rani')
    await fillIn(page, campaign, 2)
    await site.join(campaign.id, 10)
    await order(page).click()
    expect(await heading(page)).toBe('Semua slot sudah terisi')
    expect(await page.getByRole('article').count()).toBe(3)
    await page.goto(`${site.url}/c/${campaign.slug}/join`)
    expect(await heading(page)).toBe('Semua slot sudah terisi')
    await page.close()
  }, 60_000)

  it('is told of a campaign that was closed meanwhile', async () => {
    const campaign = await site.openCampaign()
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rani')
    await fillIn(page, campaign)
    await site.node.ask('POST', `/campaigns/${campaign.id}/cancel`, { as: 'operator:budi', body: {} })
    await order(page).click()
    expect(await heading(page)).toBe('Sambatan ini dibatalkan')
    await page.close()
  }, 60_000)

  it('is told of the limit for each person, with what is still possible', async () => {
    const campaign = await site.openCampaign({ max_per_buyer: 3 })
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rani')
    await fillIn(page, campaign, 3)
    await site.join(campaign.id, 2, 'demo-buyer-rani')
    await order(page).click()
    expect(await heading(page)).toBe('Batas per orang sudah tercapai')
    expect(await wordsOf(page)).toContain('Kamu sudah memegang 2 slot')
    await page.getByRole('button', { name: /^Ambil 1 slot/ }).click()
    expect(await ordersOf(page, campaign.id)).toHaveLength(2)
    await page.close()
  }, 60_000)

  it('is told that its form was sent before with something else in it', async () => {
    const campaign = await site.openCampaign()
    const page = await browser.newPage({ javaScript: false })
    await signInAs(page, site.url, 'rani')
    await fillIn(page, campaign, 2)
    const confirm = page.url()
    const other = await page.context().newPage()
    await other.goto(confirm.replace('slots=2', 'slots=1'))
    await order(page).click()
    await order(other).click()
    expect(await heading(other)).toBe('Pesanan ini sudah masuk')
    expect(await ordersOf(page, campaign.id)).toHaveLength(1)
    await page.close()
  }, 60_000)
})

describe('joining with scripts', () => {
  it('counts on the spot, within the limits', async () => {
    const campaign = await site.openCampaign({ min_per_buyer: 2, max_per_buyer: 4 })
    const page = await browser.newPage()
    await page.goto(`${site.url}/c/${campaign.slug}/join`, { waitUntil: 'load' })
    const address = page.url()
    const more = page.getByRole('button', { name: 'Tambah satu slot' })
    await more.click()
    await more.click()
    expect(await page.getByLabel('Jumlah slot').inputValue()).toBe('4')
    // What four come to is asked of the server: it alone knows prices.
    const total = async () => (await page.locator('[data-total]').innerText()).replaceAll('\u00a0', ' ')
    await expect.poll(total).toBe('Rp 740.000')
    expect(await more.isDisabled()).toBe(true)
    for (const wrong of ['9', '']) {
      await page.getByLabel('Jumlah slot').fill(wrong)
      expect(await page.getByRole('alert').innerText()).toContain('Pilih 2 sampai 4 slot')
      expect(await page.locator('[data-total]').innerText()).toBe('–')
    }
    expect(page.url()).toBe(address)
    expect(complaintsOf(page)).toEqual([])
    await page.close()
  }, 60_000)

  it('loses nothing that was typed when the language changes, and keeps no password for it', async () => {
    const campaign = await site.openCampaign()
    const page = await browser.newPage()
    await page.goto(`${site.url}/c/${campaign.slug}/join?step=address&slots=2&key=12345678`, { waitUntil: 'load' })
    await page.getByLabel('Alamat lengkap').fill(address)
    await page.getByLabel('Simpan alamat ini').uncheck()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText('Where shall we send it?').waitFor()
    await expect.poll(() => page.getByLabel('Full address').inputValue()).toBe(address)
    expect(await page.getByLabel('Keep this address').isChecked()).toBe(false)
    expect(await page.evaluate('sessionStorage.length'), 'it waited no longer than that').toBe(0)

    await page.goto(`${site.url}/sign-in`, { waitUntil: 'load' })
    await page.getByLabel('E-mail address').fill('rani@demo.sambatan.test')
    await page.getByLabel('Password').fill('kopi subuh di teras')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    await page.getByRole('button', { name: 'Indonesia' }).click()
    const kept = await page.evaluate('JSON.stringify(sessionStorage)')
    expect(kept).toContain('rani@')
    expect(kept).not.toContain('kopi')
    await page.close()
  }, 60_000)

  it('sends an order once, however often its button is pressed', async () => {
    const campaign = await site.openCampaign()
    const page = await browser.newPage()
    await signInAs(page, site.url, 'rani')
    await fillIn(page, campaign)
    let sent = 0
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/join')) sent++
    })
    await order(page).dblclick()
    await page.waitForURL(/joined=1/)
    expect(sent).toBe(1)
    await page.close()
  }, 60_000)

  it('can be sent again when its sending was stopped, or answered with nothing', async () => {
    const campaign = await site.openCampaign()
    const page = await browser.newPage()
    await signInAs(page, site.url, 'rani')
    await fillIn(page, campaign)
    await page.route('**/join', (route) => route.fulfill({ status: 204 }), { times: 1 })
    const words = await order(page).innerText()
    await page.clock.install()
    await order(page).click()
    await expect.poll(() => page.getByRole('button', { name: words }).count()).toBe(0)
    await page.clock.fastForward(11_000)
    await page.getByRole('button', { name: words }).click()
    await page.waitForURL(/joined=1/)
    await page.close()
  }, 60_000)

  it('needs no mouse, and begins every step where it is new', async () => {
    const campaign = await site.openCampaign()
    const page = await browser.newPage()
    await signInAs(page, site.url, 'rani')
    await page.goto(`${site.url}/c/${campaign.slug}/join`, { waitUntil: 'load' })
    const focused = () => page.evaluate('document.activeElement.textContent')
    expect(await focused()).toBe('Berapa slot?')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/step=address/)
    expect(await focused()).toBe('Dikirim ke mana?')
    await page.getByLabel('Catatan untuk penjual').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/step=confirm/)
    expect(await focused()).toBe('Periksa, lalu pesan')
    await page.close()
  }, 60_000)

  it.each([
    { width: 360, dark: true, language: 'id' },
    { width: 1280, dark: false, language: 'en' },
  ] as const)(
    'is accessible and fits, $width pixels wide',
    async (options) => {
      const campaign = await site.openCampaign({ min_per_buyer: 2, max_per_buyer: 5 })
      const page = await browser.newPage(options)
      for (const name of [undefined, 'rani']) {
        if (name) await signInAs(page, site.url, name)
        for (const query of ['', '?step=address&slots=2&key=12345678', '?slots=99']) {
          await page.goto(`${site.url}/c/${campaign.slug}/join${query}`, { waitUntil: 'load' })
          expect(await accessibilityViolations(page), query).toEqual([])
          expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
        }
      }
      await page.close()
    },
    90_000,
  )
})

describe('the campaign page says what it is to who looks at it', () => {
  const rani = 'demo-buyer-rani'
  const bar = (page: Page) => page.locator('[data-live-region=bar]')
  const line = (page: Page) => page.locator('[data-viewer]')

  /** Opens it as somebody, on a phone, and waits for their part; nothing moves when that comes. */
  async function openAs(name: string, { slug }: Campaign, says: RegExp, width = 360): Promise<Page> {
    const page = await browser.newPage({ width, height: 740 })
    await signInAs(page, site.url, name)
    const open = Promise.withResolvers<void>()
    await page.route('**/viewer', async (route) => {
      await open.promise
      await route.continue()
    })
    await page.goto(`${site.url}/c/${slug}`, { waitUntil: 'load' })
    await page.evaluate(`document.fonts.ready.then(() => {
      window.moved = 0
      const counts = ({ node }) => (node?.closest ? node : node?.parentElement)?.closest('[data-countdown]')
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.sources.every(counts)) window.moved += entry.value
      })
        .observe({ type: 'layout-shift' })
    })`)
    open.resolve()
    await line(page).getByText(says).waitFor()
    // What moved is told with the frame that it moved in. A line that is added moves a hundredth and more; what a countdown moves with each second is left out.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    expect(await page.evaluate('window.moved'), `${name} at ${width}`).toBeLessThan(0.001)
    if (width === 360) expect(await accessibilityViolations(page)).toEqual([])
    expect(complaintsOf(page)).toEqual([])
    await keepPicture(page, `viewer/${name}-${width}`)
    return page
  }

  const isFull = (page: Page) => page.locator('main [data-live-status]').filter({ hasText: 'Penuh' }).waitFor()

  it('to its seller that it is theirs, with the way to manage it in place of joining', async () => {
    const campaign = await site.openCampaign()
    for (const width of [360, 1280]) {
      const page = await openAs('rumah-melati', campaign, /Ini sambatanmu sendiri/, width)
      expect(await page.getByRole('link', { name: 'Ikut sambatan' }).count()).toBe(0)
      const follow = page.locator('form[data-follow] button')
      expect([await follow.count(), await follow.isVisible()], 'nobody follows themselves').toEqual([1, false])
      await page.locator('main').getByRole('link', { name: 'Kelola' }).filter({ visible: true }).click()
      expect(new URL(page.url()).pathname).toBe(`/sell/campaigns/${campaign.id}`)
      await page.close()
    }
    const page = await openAs('operator', campaign, /Sebagai operator kamu bisa mengubahnya/)
    expect(await line(page).getByRole('link').getAttribute('href')).toBe(`/sell/campaigns/${campaign.id}`)
    expect(await bar(page).getByRole('link', { name: 'Ikut sambatan' }).count(), 'who may join as well').toBe(1)
    await site.node.ask('POST', `/campaigns/${campaign.id}/cancel`, { body: {} })
    const ended = line(page).filter({ hasText: 'Kamu melihatnya sebagai operator.' })
    await ended.waitFor()
    await page.reload()
    await ended.waitFor()
    await page.close()
  }, 60_000)

  it('to a buyer what they hold of it, also after the page was brought up to date, and when it is all they may', async () => {
    const campaign = await site.openCampaign({
      max_per_buyer: 3,
      total_slots: 5,
      minimum_slots: 3,
      completion: 'at_deadline',
    })
    await site.join(campaign.id, 2, rani)
    const page = await openAs('rani', campaign, /Kamu memegang 2 slot\./)
    const own = await line(page).getByRole('link', { name: 'Lihat pesanan' }).getAttribute('href')
    expect(own).toMatch(/^\/me\/[\w-]{36}$/)
    expect(await bar(page).innerText(), 'also where the button stands').toContain('Kamu memegang 2 slot.')
    expect(await bar(page).getByRole('link', { name: 'Ikut sambatan' }).count()).toBe(1)
    await site.join(campaign.id, 1, rani)
    await site.join(campaign.id, 2)
    await isFull(page)
    await line(page).getByText('Kamu memegang 3 slot').waitFor()
    await page.close()

    const limited = await site.openCampaign({
      max_per_buyer: 1,
      total_slots: 2,
      minimum_slots: 2,
      completion: 'at_deadline',
    })
    await site.join(limited.id, 1, rani)
    const full = await openAs('rani', limited, /Kamu memegang 1 slot, sebanyak yang boleh/)
    expect(await full.getByRole('link', { name: 'Ikut sambatan' }).count()).toBe(0)
    await bar(full).getByRole('link', { name: 'Lihat pesanan' }).click()
    const order = new URL(full.url()).pathname.slice('/me/'.length)
    expect(order).toMatch(/^[\w-]{36}$/)
    await full.goBack({ waitUntil: 'load' })
    await line(full).getByText('Kamu memegang 1 slot').waitFor()
    await site.join(limited.id, 1)
    await isFull(full)
    await site.node.ask('POST', `/participations/${order}/cancel`)
    await bar(full).getByRole('link', { name: 'Ikut sambatan' }).waitFor({ timeout: 10_000 })
    expect(await bar(full).innerText(), 'who holds nothing any more').not.toContain('Kamu memegang')
    await full.close()
  }, 60_000)

  it('to who let their time run out, from when they can join again', async () => {
    const campaign = await site.openCampaign({ hold_minutes: 20 })
    await site.join(campaign.id, 1, rani)
    await site.node.services.db.query(
      `update sambatan.participants set joined_at = joined_at - interval '21 minutes',
        hold_expires_at = hold_expires_at - interval '21 minutes' where campaign_id = $1`,
      [campaign.id],
    )
    await site.node.services.db.query('select sambatan.refresh_due(array[$1::uuid])', [campaign.id])
    await site.node.ask('POST', '/lifecycle/run')
    const page = await openAs('rani', campaign, /Waktu bayarmu habis\. Bisa ikut lagi mulai \d\d\.\d\d WIB/)
    await bar(page).getByRole('link', { name: 'Kenapa?' }).click()
    expect(await heading(page)).toBe('Pesananmu di sini baru saja gugur')
    await page.close()
  }, 60_000)

  it('to others nothing: nobody without a session asks, and without scripts the page is as it is', async () => {
    const campaign = await site.openCampaign()
    await site.join(campaign.id, 2, rani)
    const page = await browser.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`${site.url}/c/${campaign.slug}`, { waitUntil: 'load' })
    expect(asked.some((path) => path.includes('/static/live-'))).toBe(true)
    expect(asked.filter((path) => path.includes('viewer'))).toEqual([])
    expect(await line(page).count()).toBe(0)
    await page.close()
    const plain = await browser.newPage({ javaScript: false })
    await signInAs(plain, site.url, 'rani')
    await plain.goto(`${site.url}/c/${campaign.slug}`)
    expect(await bar(plain).getByRole('link', { name: 'Ikut sambatan' }).count()).toBe(1)
    expect(await line(plain).innerText()).toBe('')
    await plain.close()
  }, 60_000)
})
