/** No page is wider than the phone, whatever people write and however large they want their letters. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type Page, testBrowser } from '../support/browser.ts'
import { signInAs, testSite } from './site.ts'

const browser = testBrowser()
const site = testSite()

const word = (length: number) => 'W'.repeat(length)
let paths: Record<'nobody' | 'rani' | 'rumah-melati' | 'operator', string[]>

beforeAll(async () => {
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await site.node.ask(method, path, { body })
    expect(answer.status, `${method} ${path} ${answer.text}`).toBeLessThan(400)
    return answer.body
  }
  const [rani, seller] = ['demo-buyer-rani', 'demo-seller-rumah-melati']
  for (const id of [rani, seller]) await ask('PATCH', `/people/${id}`, { name: word(120), phone: '+62 812 3456 78901' })
  const product = await ask('POST', '/products', {
    seller_id: seller,
    name: word(200),
    description: word(400),
    base_price: 9_000_000_000,
    sambatan_enabled: true,
  })
  const terms = { product_id: product.id, title: word(120), description: word(900), price_per_slot: 1_234_567_890 }
  const campaign = await site.openCampaign(terms)
  const draft = await site.openCampaign({ ...terms, draft: true })
  const join = { user_id: rani, quantity: 2, shipping_address: word(240), note: word(160) }
  const order = await ask('POST', `/campaigns/${campaign.id}/join`, join)
  await ask('POST', `/people/${rani}/addresses`, { label: word(60), shipping_address: word(240) })
  const key = await ask('POST', '/api-keys', { name: word(80), scopes: ['join'] })
  const hook = { url: `https://${'w'.repeat(60)}.example/${word(300)}`, description: word(200), seller_id: seller }
  const webhook = await ask('POST', '/webhooks', hook)
  const stopped = await site.openCampaign(terms)
  await ask('POST', `/campaigns/${stopped.id}/join`, join)
  await ask('POST', `/campaigns/${stopped.id}/cancel`, { reason: word(240) })
  const [c, p] = [`/c/${campaign.slug}`, `/sell/campaigns/${campaign.id}`]
  paths = {
    nobody: [
      '/',
      '/?status=ended',
      c,
      `/c/${stopped.slug}`,
      `${c}/join`,
      `${c}/join?step=address&slots=1`,
      '/how-it-works',
      '/gallery',
    ].concat(['/sign-in', '/sign-up', '/account/forgot-password', '/tidak-ada']),
    rani: ['/me', '/me/profile', '/me/addresses', '/me/addresses?new=1', '/me/security', '/me/privacy'].concat([
      `/me/${order.id}`,
      `/me/${order.id}/cancel`,
      `${c}/join?step=address&slots=1`,
      '/me/privacy/erase',
      `/me/refund-account?order=${order.id}`,
    ]),
    'rumah-melati': [
      '/sell',
      '/sell/money/statement',
      '/sell/new',
      '/sell/products',
      '/sell/products/new',
      `/sell/products/${product.id}`,
    ]
      .concat(
        ['', '/edit', '/extend', '/cancel', '/messages', '/messages/words', `/participants/${order.id}/cancel`].map(
          (end) => p + end,
        ),
      )
      .concat(
        ['/money', '/money/confirm?all=1', '/money/list', `/participants/${order.id}/money`].map((end) => p + end),
      )
      .concat(['/sell/money', '/sell/money/sent-back?all=1'])
      .concat(['/edit', '/preview', '/publish'].map((end) => `/sell/campaigns/${draft.id}${end}`))
      .concat(['', '/new', `/${webhook.id}`, `/${webhook.id}/remove`].map((end) => `/sell/webhooks${end}`))
      .concat(['/sell/money/file', `/sell/money/${order.id}/account`]),
    operator: [
      '',
      '/campaigns',
      '/people',
      '/keys',
      '/keys/new',
      '/scheduler',
      '/scheduler/run',
      '/audit',
      '/mailbox',
      '/money',
    ]
      .concat(['/access-log', '/health', `/people/${rani}`, `/people/${rani}/role`, `/people/${rani}/erase`])
      .concat([
        `/participations/${order.id}`,
        `/participations/${order.id}/refund`,
        `/keys/${key.id}/revoke`,
        '/webhooks',
        '/money/file',
        `/money/${order.id}/account`,
      ])
      .map((path) => `/operator${path}`),
  }
}, 60_000)

/** By how much a page is wider than its window, and what makes it so. */
async function excessOf(page: Page): Promise<string> {
  return page.evaluate(`{
    const wide = document.documentElement.scrollWidth - innerWidth
    const outside = [...document.querySelectorAll('body *')].filter((each) => {
      if (each.getBoundingClientRect().right <= innerWidth + 0.5) return false
      for (let above = each.parentElement; above; above = above.parentElement) {
        if (above !== document.body && getComputedStyle(above).overflowX !== 'visible') return false
      }
      return true
    })
    wide <= 0 ? '' : wide + ' px: ' + outside.filter((each) => !outside.some((other) => each !== other && each.contains(other))).slice(0, 3).map((each) => each.outerHTML.slice(0, 200)).join(' | ')
  }`)
}

describe.each(['nobody', 'rani', 'rumah-melati', 'operator'] as const)('the pages of %s', (name) => {
  it.each(['id', 'en'] as const)(
    'fit with words of any length and letters of twice the size, and no field makes a phone zoom (%s)',
    async (language) => {
      // Scripts change nothing of how wide a page is, and cost more than all that is measured.
      const page = await browser.newPage({ width: 360, height: 740, language, javaScript: false })
      const devTools = await page.context().newCDPSession(page)
      if (name !== 'nobody') await signInAs(page, site.url, name)
      const wrong: string[] = []
      for (const path of paths[name]) {
        await page.goto(site.url + path, { waitUntil: 'load' })
        const small =
          await page.evaluate(`[...document.querySelectorAll('select, textarea, input:not([type=checkbox], [type=radio], [type=hidden], [type=file])')]
        .filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16).map((field) => field.name).join()`)
        if (small) wrong.push(`${path}: letters below 16 px in ${small}`)
        // As the settings of a browser have it, which its media queries follow as well.
        for (const size of [24, 32, 16]) {
          await devTools.send('Page.setFontSizes', { fontSizes: { standard: size } })
          expect(await page.evaluate('parseFloat(getComputedStyle(document.documentElement).fontSize)')).toBe(size)
          const excess = await excessOf(page)
          if (excess) wrong.push(`${path} at ${size} px: ${excess}`)
        }
      }
      expect(wrong.join('\n')).toBe('')
      await page.close()
    },
    120_000,
  )
})

describe('what people have written', () => {
  it('runs from right to left where it is written so, and nothing else of the page does', async () => {
    const [title, story] = ['עטר יסמין, מנה ראשונה', 'נקטף בערב.']
    const campaign = await site.openCampaign({ title, description: story })
    const page = await browser.newPage()
    /** The words of all that runs from right to left, without what is around it. */
    const rightToLeft = (path: string) =>
      page.goto(site.url + path).then(() =>
        page.evaluate<string[]>(`[...document.querySelectorAll('main :dir(rtl)')]
          .filter((each) => !each.querySelector(':dir(rtl)')).map((each) => each.value ?? each.textContent)`),
      )
    expect(new Set(await rightToLeft(`/c/${campaign.slug}`))).toEqual(new Set([title, story]))
    expect(await rightToLeft('/')).toContain(title)
    expect(await rightToLeft(`/c/${campaign.slug}/join`)).toEqual([title])
    // Within a sentence of ours it turns nothing but itself.
    const isolated = `\u2068${title}\u2069`
    await page.goto(`${site.url}/c/${campaign.slug}`)
    expect(await page.title()).toContain(isolated)
    expect(await page.evaluate(`document.querySelector('[href*="wa.me"]').href`)).toContain(
      encodeURIComponent(isolated),
    )
    await signInAs(page, site.url, 'rumah-melati')
    expect(await rightToLeft('/sell')).toContain(title)
    const path = `/sell/campaigns/${campaign.id}`
    expect(await rightToLeft(path)).toContain(title)
    expect(await rightToLeft(`${path}/edit`)).toEqual(expect.arrayContaining([title, story]))
    await page.close()
  }, 60_000)
})
