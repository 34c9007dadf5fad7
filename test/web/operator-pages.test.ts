/** The operator's pages in a real browser: accessible on phones and in the dark, whole without scripts, careful with money. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../src/modules/campaigns/index.ts'
import { demoPassword } from '../../src/seed/index.ts'
import { accessibilityViolations, complaintsOf, type Page, testBrowser } from '../support/browser.ts'
import { readSheet } from '../support/zip.ts'
import { signInAs, testSite } from './site.ts'

const browser = testBrowser()
const site = testSite()
let campaign: Campaign

beforeAll(async () => {
  campaign = await site.openCampaign({
    title:
      'Batch dengan nama yang panjang sekali supaya terlihat apakah tabel masih muat di layar ponsel yang paling sempit',
  })
  await site.join(campaign.id, 3, 'pembeli-toko-sebelah')
  await site.openCampaign({ title: 'W'.repeat(100) })
}, 60_000)

async function operatorPage(options: Parameters<typeof browser.newPage>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options)
  await signInAs(page, site.url, 'operator')
  return page
}

let cookie: string | undefined

/** What an operator is answered, without a browser. */
async function answerTo(address: string): Promise<Response> {
  if (cookie === undefined) {
    const signedIn = await fetch(`${site.url}/api/sambatan/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'operator@demo.sambatan.test', password: demoPassword }),
    })
    cookie = signedIn.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
  }
  return fetch(site.url + address, { headers: { cookie } })
}

/** What a page of operators says. */
async function wordsOf(address: string): Promise<string> {
  return (await (await answerTo(address)).text()).replaceAll('<!-- -->', '')
}

const addresses = [
  '/operator',
  '/operator/campaigns',
  '/operator/campaigns?q=tidak-ada-yang-begini',
  '/operator/people',
  '/operator/people/demo-buyer-rani',
  '/operator/people/demo-buyer-rani/role',
  '/operator/people/demo-buyer-rani/erase',
  '/operator/people/pembeli-toko-sebelah',
  '/operator/scheduler',
  '/operator/scheduler/pause',
  '/operator/scheduler/run',
  '/operator/audit',
  '/operator/audit?event=campaign_failed',
  '/operator/keys',
  '/operator/keys/new',
  '/operator/mailbox',
  '/operator/access-log',
  '/operator/health',
]

describe('the pages of operators', () => {
  it.each([
    { width: 360, dark: false, language: 'id' },
    { width: 1280, dark: true, language: 'en' },
  ] as const)(
    'are accessible and fit, $width pixels wide',
    async (options) => {
      const page = await operatorPage(options)
      for (const address of addresses) {
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

  it('are not for anybody else', async () => {
    const page = await browser.newPage()
    await page.goto(`${site.url}/operator/people`)
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await signInAs(page, site.url, 'rumah-melati')
    for (const address of addresses.filter((one) => !one.startsWith('/operator/campaigns'))) {
      expect([403, 404], address).toContain((await page.goto(site.url + address))?.status())
    }
    await page.close()
  })
})

describe('a key of the API', () => {
  it('is told once, however often the form is sent, and is refused once it is revoked', async () => {
    const page = await operatorPage({ javaScript: false })
    await page.goto(`${site.url}/operator/keys/new`)
    await page.getByLabel('Nama').fill('Toko sebelah')
    await page.getByLabel('Operasional').check()
    await page.getByRole('button', { name: 'Buat kunci' }).click()
    const key = await page.getByLabel('Kunci', { exact: true }).inputValue()
    expect(await page.getByRole('button', { name: 'English' }).count(), 'switching would lose the key').toBe(0)
    const mayRead = async () =>
      (await fetch(`${site.url}/api/sambatan/dashboard/summary`, { headers: { authorization: `Bearer ${key}` } }))
        .status
    expect(await mayRead()).toBe(200)
    await page.reload()
    expect(await page.content()).not.toContain(key)
    await page.goto(`${site.url}/operator/keys`)
    await page.getByRole('link', { name: 'Cabut' }).click()
    await page.getByRole('button', { name: 'Cabut' }).click()
    expect(new URL(page.url()).search).toBe('?done=revoked')
    expect(await mayRead()).toBe(401)
    await page.close()
  })

  it('that is revoked cannot be revoked again', async () => {
    const { body: key } = await site.node.ask('POST', '/api-keys', { body: { name: 'Sekali', scopes: ['join'] } })
    expect(await wordsOf(`/operator/keys/${key.id}/revoke`)).toContain('name="key"')
    await site.node.ask('DELETE', `/api-keys/${key.id}`)
    const words = await wordsOf(`/operator/keys/${key.id}/revoke`)
    expect(words).toContain('Kunci ini sudah dicabut pada')
    expect(words).not.toContain('name="key"')
  })
})

describe('money', () => {
  it('that was paid is owed back by a page that says how much and for how many slots, once', async () => {
    const [order] = (await site.node.ask('GET', `/campaigns/${campaign.id}/participants`)).body
    await site.node.ask('POST', `/participations/${order.id}/confirm`)
    const page = await operatorPage({ javaScript: false })
    await page.goto(`${site.url}/operator/people/pembeli-toko-sebelah`)
    await page.getByRole('link', { name: campaign.title }).click()
    await page.getByRole('link', { name: 'Nyatakan tidak jadi' }).click()
    const words = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')
    expect(words).toContain('Yang sudah dibayar (Rp 555.000) harus dikembalikan penjual')
    expect(words).toContain('3 slot langsung bebas')
    await page.getByRole('button', { name: 'Nyatakan tidak jadi' }).click()
    expect(await page.getByRole('status').innerText()).toContain('Yang sudah dibayar harus dikembalikan penjual')
    expect(await page.getByRole('link', { name: 'Nyatakan tidak jadi' }).count()).toBe(0)
    const seen = await site.node.ask('GET', `/campaigns/${campaign.id}`)
    expect(seen.body).toMatchObject({ slots_taken: 0 })
    await page.close()
  })
})

describe('a list', () => {
  it('is shown whatever its address asks for', async () => {
    for (const query of [
      'campaigns?q=%00',
      'people?q=%00',
      'access-log?person_id=%00',
      'mailbox?cursor=old',
      'keys?cursor=old',
    ]) {
      expect(await wordsOf(`/operator/${query}`), query).not.toContain('Kode 4')
    }
  })
})

describe('a page that is not there', () => {
  it('leads operators on among their own pages', async () => {
    const words = await wordsOf('/operator/participations/01a21320-0000-7000-8000-000000000000')
    expect(words).toContain('Ke halaman operator')
    expect(words).not.toContain('Slot dan uangmu aman')
    expect(words).not.toContain('href="/me" class="inline-flex')
  })
})

describe('what was told, and what was not', () => {
  it('is called by words, and a letter leads to the event that it tells of', async () => {
    const { id } = await site.openCampaign({ title: 'Disurati' })
    await site.join(id, 1, 'demo-buyer-rani')
    const { db } = site.node.services
    const written = () =>
      db.query<{ id: string; event_id: number }>(
        `select id, event_id from sambatan.mailbox where template = 'joined' and event_id in (
          select e.id from sambatan.audit_logs e where e.campaign_id = $1)`,
        [id],
      )
    await expect.poll(async () => (await written()).length, { timeout: 20_000 }).toBe(1)
    const [letter] = await written()
    const page = await wordsOf(`/operator/mailbox/${letter!.id}`)
    expect(page).toContain('Ikut sambatan: pesanan dicatat')
    expect(page).not.toMatch(/<code[^>]*>joined/)
    const link = `/operator/audit?event_id=${letter!.event_id}`
    expect(page).toContain(`href="${link}"`)
    const audit = await wordsOf(link)
    expect(audit).toContain(`Kejadian nomor ${letter!.event_id}.`)
    expect(audit).toContain('Disurati')
    expect(audit.match(/<tr\b/g), 'the head, and it alone').toHaveLength(2)
    expect(audit).toContain(`audit.csv?event_id=${letter!.event_id}`)

    await db.query(
      `update sambatan.notification_deliveries set state = 'dead', done_at = now(), last_error = '550 no'
      where event_id = $1`,
      [letter!.event_id],
    )
    const dead = await wordsOf('/operator/dead-letters')
    expect(dead).toContain('Ikut sambatan: pesanan dicatat')
    expect(dead).not.toMatch(/<code[^>]*>(joined|sale)/)
  }, 60_000)
})

describe('a table as a file', () => {
  it('names people and says what was done in words, as its page does', async () => {
    await site.node.ask('POST', '/api-keys', { body: { name: 'Toko Melati', scopes: ['join'] } })
    const page = await wordsOf('/operator/access-log')
    const file = await wordsOf('/operator/export/access-log.csv')
    expect(file).not.toMatch(/[{}]|machine:|user:/)
    expect(file).toMatch(/Toko Melati[^\n]*\(sbk_\w+…\)/)
    const [, name] = />([^<]+)<\/a>/.exec(page.slice(page.indexOf('/operator/people/demo')))!
    expect(file).toContain(`;${name};`)
    expect(await wordsOf('/operator/export/keys.csv')).not.toMatch(/machine:|user:/)
  })

  it('says which zone its times are of', async () => {
    for (const [name, head] of [
      ['campaigns', 'Tenggat (WIB)'],
      ['keys', 'Terakhir dipakai (WIB)'],
      ['access-log', 'Waktu (WIB)'],
    ] as const) {
      const [header] = (await wordsOf(`/operator/export/${name}.csv`)).split('\n')
      expect(header!.split(';')).toContain(head)
      const [row] = readSheet(Buffer.from(await (await answerTo(`/operator/export/${name}.xlsx`)).arrayBuffer()))
      expect(row!.map(({ value }) => value)).toContain(head)
    }
    expect(await wordsOf('/api/sambatan/audit.csv?lang=id')).toMatch(
      /^\ufeff?"?Waktu \(WIB\)"?,"?Kejadian"?,"?Sambatan"?,"?Tentang"?,"?Oleh/,
    )
  })
})

describe('a filter of the audit trail', () => {
  it.each([
    ['event=campaign_vanished', 'campaign_vanished', 'Tidak ada kejadian dengan nama ini'],
    ['from=kemarin', 'kemarin', 'Tidak terbaca'],
    ['to=25/11/2026', '25/11/2026', 'Tidak terbaca'],
    ['from=2026-11-26&to=2026-11-25', '2026-11-25T00:00', 'Harus sesudah'],
  ])('that cannot be read is kept and pointed out, and nothing is listed: %s', async (query, typed, error) => {
    const words = await wordsOf(`/operator/audit?${query}`)
    expect(words).toContain(`value="${typed}"`)
    expect(words).toContain(error)
    expect(words).not.toContain('audit.csv')
    expect(words).not.toContain('<table')
  })

  it('finds what was pasted with marks that nobody sees', async () => {
    const { id, title } = await site.openCampaign({ title: 'Disalin dari obrolan' })
    const words = await wordsOf(`/operator/audit?campaign_id=%E2%80%AA${id}%E2%80%AC%C2%A0`)
    expect(words).toContain(title)
    expect(words).toContain('<table')
    expect(await wordsOf('/operator/campaigns?q=Disalin%E2%80%8B%20dari%C2%A0obrolan')).toContain(
      `/sell/campaigns/${id}`,
    )
  })

  it('may be a day, which begins at midnight in Jakarta', async () => {
    const words = await wordsOf('/operator/audit?from=2020-11-25')
    expect(words).toContain('value="2020-11-25T00:00"')
    expect(words).toContain('from=2020-11-24T17%3A00%3A00.000Z')
    expect(words).toContain('<table')
  })
})

describe('a table as a file', () => {
  it('names people and says what was done in words, as its page does', async () => {
    await site.node.ask('POST', '/api-keys', { body: { name: 'Toko Melati', scopes: ['join'] } })
    const page = await wordsOf('/operator/access-log')
    const file = await wordsOf('/operator/export/access-log.csv')
    expect(file).not.toMatch(/[{}]|machine:|user:/)
    expect(file).toMatch(/Toko Melati[^\n]*\(sbk_\w+…\)/)
    const [, name] = />([^<]+)<\/a>/.exec(page.slice(page.indexOf('/operator/people/demo')))!
    expect(file).toContain(`;${name};`)
    expect(await wordsOf('/operator/export/keys.csv')).not.toMatch(/machine:|user:/)
  })

  it('is offered as a workbook before it is as CSV, wherever there is one', async () => {
    for (const path of ['campaigns', 'people', 'access-log', 'audit']) {
      const files = [...(await wordsOf(`/operator/${path}`)).matchAll(/href="[^"]*\.(xlsx|csv)[^"]*"/g)].map(
        ([, ending]) => ending,
      )
      expect(files, path).toEqual(['xlsx', 'csv'])
    }
  })

  it('is CSV, and what is none is answered by a page', async () => {
    expect((await answerTo('/operator/export/people.csv')).headers.get('content-type')).toBe('text/csv; charset=utf-8')
    for (const bogus of ['people', 'bogus.xlsx', 'people.pdf', 'constructor.csv']) {
      const none = await answerTo(`/operator/export/${bogus}`)
      expect(none.status, bogus).toBe(404)
      expect(await none.text(), bogus).toContain('<main id="main"')
    }
  })
})

describe('the last minute before a campaign opens', () => {
  it('is counted in seconds alone', async () => {
    const { slug } = await site.openCampaign({ opens_at: new Date(Date.now() + 50_000).toISOString() })
    expect(await wordsOf(`/c/${slug}`)).toMatch(/data-countdown[^>]*>\d+ dtk</)
  })
})

describe('a campaign of a seller', () => {
  it('leads operators back to their own pages, and does not ask them to open the next one', async () => {
    const { body: ended } = await site.node.ask('GET', '/campaigns?status=completed&limit=1')
    const words = await wordsOf(`/sell/campaigns/${ended[0].id}`)
    expect(words).toContain(`href="/operator/audit?campaign_id=${ended[0].id}"`)
    expect(words).toMatch(/href="\/operator\/campaigns"[^>]*><svg aria-hidden="true"/)
    expect(words).not.toContain('/sell/new?product=')
  })
})

describe('erasing', () => {
  it('is not offered while something must be settled first, which it leads to', async () => {
    await site.join(campaign.id, 1, 'pembeli-yang-pergi')
    const { body: mine } = await site.node.ask('GET', '/participations?user_id=pembeli-yang-pergi')
    const before = await wordsOf('/operator/people/pembeli-yang-pergi/erase')
    expect(before).toContain(`/operator/participations/${mine[0].id}"`)
    expect(before).not.toContain('name="key"')
    await site.node.ask('POST', `/participations/${mine[0].id}/refund`)
    expect(await wordsOf('/operator/people/pembeli-yang-pergi/erase')).toContain('name="key"')
  })

  it('oneself is left to the page that asks for the password', async () => {
    const words = await wordsOf('/operator/people/demo-operator/erase')
    expect(words).toContain('href="/me/privacy/erase"')
    expect(words).not.toContain('name="key"')
  })
})

describe('a participation', () => {
  it('names who did what to it', async () => {
    const { body: key } = await site.node.ask('POST', '/api-keys', { body: { name: 'Toko', scopes: ['join'] } })
    const { body: one } = await site.node.ask('POST', `/campaigns/${campaign.id}/join`, {
      as: 'nobody',
      headers: { authorization: `Bearer ${key.key}` },
      body: { user_id: 'pembeli-kunci', quantity: 1, shipping_address: 'Jl. Melati No. 5, Sleman' },
    })
    await site.node.ask('POST', `/participations/${one.id}/confirm`)
    const words = await wordsOf(`/operator/participations/${one.id}`)
    expect(words).toContain(`kunci API ${key.prefix}…`)
    expect(words).toContain('layanan (kunci utama)')
    expect(await wordsOf(`/operator/participations/${one.id}/confirm`)).not.toContain('name="key"')
  })

  it('is recorded as received once its campaign has succeeded', async () => {
    const batch = await site.openCampaign({ total_slots: 2, minimum_slots: 2 })
    await site.join(batch.id, 2, 'pembeli-terima')
    const { body: mine } = await site.node.ask('GET', '/participations?user_id=pembeli-terima')
    const address = `/operator/participations/${mine[0].id}`
    expect(await wordsOf(address)).not.toContain(`${address}/fulfil`)
    await site.node.ask('POST', '/lifecycle/run')
    const page = await operatorPage({ javaScript: false })
    await page.goto(site.url + address)
    await page.getByRole('link', { name: 'Catat barang diterima' }).click()
    await page.getByRole('button', { name: 'Catat barang diterima' }).click()
    expect(await page.getByRole('status').innerText()).toBe('Barang tercatat diterima.')
    expect(await page.locator('[data-live-status]').first().innerText()).toBe('Diterima')
    await page.close()
  })
})

describe('the overview', () => {
  it('says what is missing of what counts, not of what is reserved', async () => {
    const campaign = await site.openCampaign({
      title: 'Kurang yang pasti',
      completion: 'at_deadline',
      goal_counts: 'confirmed',
      hold_minutes: 600,
      deadline: new Date(Date.now() + 3_600_000).toISOString(),
    })
    await site.join(campaign.id, 12)
    expect(await wordsOf('/operator')).toMatch(/Kurang yang pasti<\/a>(<[^>]*>)*kurang 10 slot/)
  })

  it('names what closes within a day below its goal, and no longer once it has reached it', async () => {
    const soon = await site.openCampaign({
      title: 'Kurang dua lagi',
      minimum_slots: 2,
      deadline: new Date(Date.now() + 3_600_000).toISOString(),
    })
    const page = await operatorPage({ javaScript: false })
    await page.goto(`${site.url}/operator`)
    const item = page.getByRole('listitem').filter({ hasText: 'Kurang dua lagi' })
    expect(await item.innerText()).toContain('kurang 2 slot ke target')
    await site.join(soon.id, 2)
    await page.reload()
    expect(await item.count()).toBe(0)
    await page.close()
  })
})

describe('a run by hand', () => {
  it('shows first what it would change and for whom, and then does just that', async () => {
    const page = await operatorPage({ javaScript: false })
    await page.goto(`${site.url}/operator/scheduler/pause`)
    await page.getByRole('button', { name: 'Jeda' }).click()
    const deadline = new Date(Date.now() + 1_500).toISOString()
    const due = await site.openCampaign({ title: 'Sebentar saja', deadline })
    const alone = await site.openCampaign({ title: 'Tidak dilirik', deadline })
    await site.join(due.id, 2)
    await page.waitForTimeout(1_600)
    await page.goto(`${site.url}/operator/scheduler/run`)
    const plan = (await page.getByRole('row', { name: 'Sebentar saja' }).innerText()).replaceAll('\u00a0', ' ')
    expect(plan).toContain('Sambatan gagal')
    expect(plan).toContain('Rp 370.000')
    expect((await site.node.ask('GET', `/campaigns/${due.id}`)).body).toMatchObject({ status: 'active' })
    await page.getByRole('button', { name: 'Jalankan sekarang' }).click()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Sudah dijalankan')
    expect((await site.node.ask('GET', `/campaigns/${due.id}`)).body).toMatchObject({ status: 'failed' })
    // Nobody is promised money back where nobody had joined.
    expect(await wordsOf(`/c/${alone.slug}`)).toContain('Tidak ada yang ikut sampai tenggat.')
    await page.goto(`${site.url}/operator/scheduler/resume`)
    await page.getByRole('button', { name: 'Lanjutkan' }).click()
    expect(await page.getByRole('status').innerText()).toBe('Penjadwal berjalan lagi.')
    await page.close()
  })
})

describe('the health page', () => {
  it('says when a proxy makes one visitor of all, and what to do', async () => {
    expect(await wordsOf('/operator/health')).toContain('setiap pengunjung punya batasnya sendiri')
    await fetch(`${site.url}/healthz`, { headers: { 'x-forwarded-for': '198.51.100.7' } })
    const words = await wordsOf('/operator/health')
    expect(words).toMatch(/Lihat: [^<]*Alamat pengunjung\./)
    expect(words).toContain('mengisi TRUST_PROXY dengan jumlah proxy')
  })
})
