/** Forms that the API does not take: the page is the form again, under the API’s status, and says how long to wait, or what is wrong. */
import { beforeAll, expect, it } from 'vitest'
import { loadWeb } from '../../src/http/web.ts'
import { demoPassword } from '../../src/seed/index.ts'
import { testSite } from './site.ts'

const site = testSite({ env: { SAMBATAN_RATE_LIMIT: 'on' } })

beforeAll(async () => {
  await loadWeb()
})

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

async function signIn(name: string): Promise<string> {
  const account = { email: `${name}@demo.sambatan.test`, password: demoPassword }
  const { headers } = await send('/api/sambatan/auth/sign-in', JSON.stringify(account))
  return String([headers['set-cookie']].flat()[0]).split(';')[0]!
}

it('a form that was tampered with is refused in words for people', async () => {
  const { statusCode, body } = await send(
    '/operator/people/demo-buyer-rani/role',
    // As a page that has asked twice sends it: one that knows no numbers is asked to look at them first.
    'role=king&again=1',
    await signIn('operator'),
  )
  expect(statusCode).toBe(422)
  expect(body).toContain('Harus salah satu dari')
  expect(body, 'what the API tells programs').not.toContain('di errors')
})

it.each([
  ['rumah-melati', '/sell/products/new', 'name=Sabun&base_price=10.000&key=satu'],
  ['operator', '/operator/keys/new', 'name=Toko&scopes=join&key=satu'],
])('of %s (%s)', async (name, url, payload) => {
  const cookie = await signIn(name)
  // As many as an account may send in a minute, taken or not.
  for (let i = 0; i < 60; i++) await send('/api/sambatan/products', '{}', cookie)
  const shown = await send(url, payload, cookie)
  expect(shown.statusCode).toBe(429)
  expect(Number(shown.headers['retry-after'])).toBeGreaterThan(0)
  expect(shown.body).toContain('method="post"')
})
