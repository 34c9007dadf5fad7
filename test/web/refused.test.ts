/** Forms that the API refuses for now: the page is the form again, under the API's status, and says how long to wait. */
import { beforeAll, expect, it } from 'vitest'
import { loadWeb } from '../../src/http/web.ts'
import { demoPassword } from '../../src/seed/index.ts'
import { testSite } from './site.ts'

const site = testSite({ env: { SAMBATAN_RATE_LIMIT: 'on' } })

beforeAll(async () => {
  await loadWeb()
})

it.each([
  ['rumah-melati', '/sell/products/new', 'name=Sabun&base_price=10.000&key=satu'],
  ['operator', '/operator/keys/new', 'name=Toko&scopes=join&key=satu'],
])('of %s (%s)', async (name, url, payload) => {
  const send = (url: string, payload: string, cookie = '') =>
    site.node.app.inject({
      method: 'POST',
      url,
      headers: {
        cookie,
        'content-type': url.startsWith('/api/') ? 'application/json' : 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      payload,
    })
  const account = { email: `${name}@demo.sambatan.test`, password: demoPassword }
  const signedIn = await send('/api/sambatan/auth/sign-in', JSON.stringify(account))
  const cookie = String([signedIn.headers['set-cookie']].flat()[0]).split(';')[0]!
  // As many as an account may send in a minute, taken or not.
  for (let i = 0; i < 60; i++) await send('/api/sambatan/products', '{}', cookie)
  const shown = await send(url, payload, cookie)
  expect(shown.statusCode).toBe(429)
  expect(Number(shown.headers['retry-after'])).toBeGreaterThan(0)
  expect(shown.body).toContain('method="post"')
})
