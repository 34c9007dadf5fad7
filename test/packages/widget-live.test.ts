/** How the widget follows a campaign, lets go of it, and bears with what goes wrong. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { onEachNode, type TestNode } from '../http/node.ts'
import { newParticipation } from '../http/things.ts'
import { accessibilityViolations, complaintsOf, keepPicture, type Page } from '../support/browser.ts'
import { hours } from '../support/engine.ts'
import { json, problem, type Reply, startPeer } from '../support/peer.ts'
import { answering, baseOf, melati, pageWith, shopVisits, told, toldProgress } from './shop.ts'

const { visit } = shopVisits()
const built = () =>
  readFileSync(fileURLToPath(new URL('../../packages/widget/dist/widget.js', import.meta.url)), 'utf8')

const taken = (page: Page) => page.getByRole('progressbar').first().getAttribute('aria-valuenow')
const shown = (page: Page) => page.locator('.card:not(.waiting)').first()

/** The machine may be busy. */
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 15_000 })

/** How many streams the node has open, as it says itself. */
async function streamsOf(node: TestNode): Promise<number> {
  const { text } = await node.ask('GET', '/metrics')
  return Number(/^sambatan_event_streams(?:\{[^}]*\})? (\d+)$/m.exec(text)![1])
}

onEachNode(
  'live progress',
  (node) => {
    it('moves in the shop when somebody joins, and is told, calmly, to those who listen', async () => {
      const { id, slug } = await melati(node)
      const page = await visit(await baseOf(node), { campaign: slug, html: pageWith(`campaign="${slug}"`) })
      await page.evaluate(
        `window.changes = []; document.addEventListener('sambatan-change', ({ detail }) => changes.push(detail))`,
      )
      await shown(page).waitFor()
      expect(await taken(page)).toBe('0')
      const said = page.locator('[aria-live]')
      expect(await said.textContent(), 'what is there from the beginning is no news').toBe('')
      await eventually(() => streamsOf(node)).toBe(1)
      for (const [quantity, total] of [
        [30, '30'],
        [5, '35'],
        [30, '65'],
      ] as const) {
        await newParticipation(node, id, { quantity })
        await eventually(() => taken(page)).toBe(total)
      }
      await page.getByText('Target tercapai').waitFor()
      await page.getByText('65 dari 100 slot terisi', { exact: true }).waitFor()
      expect(await said.textContent(), 'once in a while').toContain('30 dari 100 slot terisi')
      expect(await page.evaluate('changes')).toEqual([
        { campaign: slug, status: 'active', slots_taken: 30, slots_confirmed: 0, settling: false, total_slots: 100 },
        { campaign: slug, status: 'active', slots_taken: 35, slots_confirmed: 0, settling: false, total_slots: 100 },
        { campaign: slug, status: 'active', slots_taken: 65, slots_confirmed: 0, settling: false, total_slots: 100 },
      ])
      expect((await node.ask('POST', `/campaigns/${id}/cancel`)).status).toBe(200)
      await page.getByText('Dibatalkan', { exact: true }).waitFor()
      await page.getByText('Penjual harus mengembalikan').waitFor()
      expect(await taken(page), 'how far it had come').toBe('65')
      // An end is told at once.
      await eventually(() => said.textContent()).toContain('Dibatalkan')
      await eventually(() => streamsOf(node)).toBe(0)
      expect(complaintsOf(page)).toEqual([])
    })

    it('is followed only while it is seen', async () => {
      const { slug, id } = await melati(node)
      const far = '<div class="far"></div>'
      const html = pageWith(`campaign="${slug}"`, '', far).replace('</head>', '</head>')
      const page = await visit(await baseOf(node), { campaign: slug, html })
      await page.evaluate(
        `const sheet = new CSSStyleSheet(); sheet.replaceSync('.far { height: 3000px }'); document.adoptedStyleSheets = [sheet]`,
      )
      await shown(page).waitFor({ state: 'attached' })
      await eventually(() => streamsOf(node)).toBe(0)
      await page.locator('sambatan-campaign').scrollIntoViewIfNeeded()
      await eventually(() => streamsOf(node)).toBe(1)
      await hide(page, true)
      await eventually(() => streamsOf(node)).toBe(0)
      await newParticipation(node, id, { quantity: 9 })
      expect(await taken(page)).toBe('0')
      await hide(page, false)
      await eventually(() => taken(page)).toBe('9')
      await page.evaluate(`window.removed = document.querySelector('sambatan-campaign'); removed.remove()`)
      await eventually(() => streamsOf(node)).toBe(0)
      await page.evaluate(`document.querySelector('main').append(removed)`)
      await page.locator('sambatan-campaign').scrollIntoViewIfNeeded()
      await eventually(() => streamsOf(node)).toBe(1)
      expect(await page.locator('.card').count(), 'its inside is made once').toBe(1)
      await page.close()
      await eventually(() => streamsOf(node)).toBe(0)
    })

    it('is that of whatever the element says now', async () => {
      const [one, other] = [await melati(node), await melati(node, { title: 'Kopi Subuh' })]
      const page = await visit(await baseOf(node), { campaign: one.slug, html: pageWith(`campaign="${one.slug}"`) })
      await shown(page).waitFor()
      const set = (name: string, value: string) =>
        page.evaluate(`document.querySelector('sambatan-campaign').setAttribute('${name}', '${value}')`)
      await set('campaign', other.id)
      await page.getByRole('heading', { name: 'Kopi Subuh' }).waitFor()
      await newParticipation(node, one.id, { quantity: 50 })
      await newParticipation(node, other.id, { quantity: 4 })
      await eventually(() => taken(page)).toBe('4')
      const said = page.locator('[aria-live]')
      await eventually(() => said.textContent()).toBe('Kopi Subuh: 4 dari 100 slot terisi')
      await set('lang', 'en')
      await page.getByText('4 of 100 slots taken').first().waitFor()
      expect(await said.textContent(), 'was in another language').toBe('')
      await newParticipation(node, other.id, { quantity: 96 })
      await eventually(() => said.textContent()).toContain('Full')
      await set('campaign', one.id)
      expect(await said.textContent(), 'was of another campaign').toBe('')
      await eventually(() => taken(page)).toBe('50')
      await set('target', '_blank')
      expect(await page.locator('a.link').getAttribute('target')).toBe('_blank')
      await eventually(() => streamsOf(node)).toBe(1)
    })
  },
  { only: 'one' },
)

function hide(page: Page, hidden: boolean): Promise<unknown> {
  return page.evaluate(
    `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
     document.dispatchEvent(new Event('visibilitychange'))`,
  )
}

const events =
  (...sent: object[]): Reply =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(`retry: 50\n\n${sent.map((one) => `event: progress\ndata: ${JSON.stringify(one)}\n\n`).join('')}`)
  }

describe('a widget whose node', () => {
  it('breaks its stream off takes it up again', async () => {
    let streams = 0
    const peer = await startPeer(
      answering(built(), {
        c1: json(200, told()),
        events: (response, asked) => {
          streams += 1
          events(toldProgress(45 + streams))(response, asked)
        },
      }),
    )
    const page = await visit(peer.url, { campaign: 'c1', html: pageWith('campaign="c1"') })
    await eventually(async () => Number(await taken(page))).toBeGreaterThan(47)
  })

  it('has no stream to give is asked now and then', async () => {
    let asked = 0
    const peer = await startPeer(
      answering(built(), {
        c1: json(200, told()),
        events: problem(503, 'too_many_streams', { 'retry-after': '10' }),
        progress: (response, request) => {
          asked += 1
          json(200, toldProgress(50 + asked))(response, request)
        },
      }),
    )
    const page = await visit(peer.url, { campaign: 'c1', html: pageWith('campaign="c1"') })
    await eventually(() => taken(page)).toBe('51')
    expect(peer.asked.filter(({ url }) => url.endsWith('/events')).length).toBeLessThan(4)
  })

  it('is away says so kindly, keeps what the shop put inside, and tries again', async () => {
    let works = false
    const peer = await startPeer(
      answering(built(), {
        c1: (response, asked) => (works ? json(200, told()) : problem(503, 'database_unavailable'))(response, asked),
        events: events(toldProgress(45)),
      }),
    )
    const html = pageWith('campaign="c1"', '<a href="/elsewhere">Ikut lewat WhatsApp</a>')
    const page = await visit(peer.url, { campaign: 'c1', html })
    await page.getByText('belum bisa ditampilkan').waitFor()
    expect(await page.getByRole('link', { name: 'WhatsApp' }).isVisible()).toBe(true)
    expect(await page.getByRole('progressbar').count(), 'nothing half-true').toBe(0)
    expect(await accessibilityViolations(page)).toEqual([])
    await keepPicture(page, 'widget/away')
    works = true
    await page.getByRole('button', { name: 'Coba lagi' }).click()
    await page.getByText('45 dari 100').first().waitFor()
    expect(await page.getByRole('link', { name: 'WhatsApp' }).isVisible()).toBe(false)
  })

  it('is away is asked again by itself while somebody looks', async () => {
    let works = false
    let asked = 0
    const peer = await startPeer(
      answering(built(), {
        c1: (response, request) => {
          asked += 1
          const reply = works ? json(200, told()) : problem(503, 'database_unavailable')
          reply(response, request)
        },
        events: events(toldProgress(45)),
      }),
    )
    const page = await visit(peer.url, { campaign: 'c1', html: pageWith('campaign="c1"') })
    await page.getByText('belum bisa ditampilkan').waitFor()
    await hide(page, true)
    const before = asked
    await page.clock.install()
    await page.clock.runFor(hours(1))
    expect(asked, 'nobody looks').toBe(before)
    await hide(page, false)
    // The next pause begins with the answer, which comes when it comes: the clock runs on until it has.
    const afterHalfAMinute = (look: () => unknown) => async () => {
      await page.clock.runFor(30_000)
      return look()
    }
    await eventually(afterHalfAMinute(() => asked)).toBeGreaterThanOrEqual(before + 3)
    expect(await page.getByText('belum bisa ditampilkan').isVisible()).toBe(true)
    works = true
    // Not waited for at each look, or the clock would stand still meanwhile.
    await eventually(afterHalfAMinute(() => page.getByRole('progressbar').count())).toBe(1)
    expect(await taken(page)).toBe('45')
  })

  it('answers in one language at a time, also once the page has another', async () => {
    const silent: Reply = (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    const peer = await startPeer(answering(built(), { c1: json(200, told()), events: silent }))
    const page = await visit(peer.url, { campaign: 'c1', html: pageWith('campaign="c1"') })
    await page.clock.install()
    await page.reload()
    await page.getByText('45 dari 100 slot terisi').first().waitFor()
    await page.evaluate(`document.documentElement.lang = 'en'`)
    await eventually(async () => {
      await page.clock.runFor(30_000)
      return page.locator('.card').innerText()
    }).toContain('slots taken')
    expect(await page.locator('.card').innerText()).not.toMatch(/slot terisi|Berjalan|Ikut/)
  })

  it('does not know the campaign says that, and takes no more room than it needs', async () => {
    const peer = await startPeer(answering(built(), { c1: problem(404, 'campaign_not_found') }))
    const page = await visit(peer.url, { campaign: 'c1', html: pageWith('campaign="c1"') })
    await page.getByText('tidak ditemukan').waitFor()
    expect((await page.locator('sambatan-campaign').boundingBox())!.height).toBeLessThan(120)
    expect(await page.getByRole('button').count()).toBe(0)
    await keepPicture(page, 'widget/missing')
    const nothing = await visit(peer.url, { campaign: '', html: pageWith('') })
    await nothing.getByText('tidak ditemukan').waitFor()
  })

  it('takes its time shows where everything will be', async () => {
    const peer = await startPeer(answering(built(), { c1: () => {} }))
    const page = await visit(
      peer.url,
      { campaign: 'c1', html: pageWith('campaign="c1"') },
      { stillness: true, scale: 2 },
    )
    await page.locator('.card.waiting').waitFor()
    expect(await page.locator('.card').getAttribute('aria-busy')).toBe('true')
    expect(await page.getByRole('link').count(), 'nothing to press yet').toBe(0)
    await keepPicture(page, 'widget/waiting')
  })
})

it('leaves what the page has put inside to browsers that are too old for it', async () => {
  const peer = await startPeer(answering(`delete CSSStyleSheet.prototype.replaceSync\n${built()}`, {}))
  const html = pageWith('campaign="c1"', '<a href="/elsewhere">Ikut lewat WhatsApp</a>')
  const page = await visit(peer.url, { campaign: 'c1', html })
  await eventually(() => peer.asked.length).toBe(1)
  expect(await page.getByRole('link', { name: 'WhatsApp' }).isVisible()).toBe(true)
  expect(await page.evaluate(`customElements.get('sambatan-campaign')`)).toBeUndefined()
  expect(complaintsOf(page)).toEqual([])
})

it('tells the time by the clock of its node, whatever that of the phone says', async () => {
  const deadline = new Date(Date.now() + 30 * 60_000).toISOString()
  const peer = await startPeer(
    answering(`{ const now = Date.now; Date.now = () => now() + 3_600_000 }\n${built()}`, {
      c1: json(200, told({ deadline })),
      events: events(toldProgress(45)),
    }),
  )
  const page = await visit(peer.url, { campaign: 'c1', html: pageWith('campaign="c1"') })
  await eventually(() => page.locator('time').textContent()).toMatch(/^(29|30) mnt/)
})

it('counts the last minutes down by the second', async () => {
  const deadline = new Date(Date.now() + 65_000).toISOString()
  const peer = await startPeer(
    answering(built(), { c1: json(200, told({ deadline })), events: events(toldProgress(45)) }),
  )
  const page = await visit(peer.url, { campaign: 'c1', html: pageWith('campaign="c1"') })
  const time = page.locator('time')
  await eventually(() => time.textContent()).toMatch(/^1 mnt \d dtk$/)
  await eventually(() => time.textContent()).toMatch(/^5\d dtk$/)
  expect(await time.getAttribute('datetime')).toBe(deadline)
})
