/** Who sees which page: every page that there is, opened by everybody, against the matrix that is committed here. */
import { beforeAll, describe, expect, it } from 'vitest'
import { loadWeb } from '../../src/http/web.ts'
import { demoPassword } from '../../src/seed/index.ts'
import routes from '../../web/app/routes.ts'
import { testSite } from './site.ts'

const site = testSite()

/**
 * What each gets of each page about things of the demo's Rumah Melati and of Rani: `ok` the page, `in` the question to sign in
 * first, `to` another page of theirs, or the status of a refusal.
 *   nobody without a session   rani, arum buyers   melati the seller of the campaign   laras another seller   operator
 */
// biome-ignore format: a table is read by its columns
const matrix: Record<string, string[]> = {
  //                                                           nobody  rani    other   melati  laras   operator
  '/':                                                         ['ok',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/c/:slug':                                                  ['ok',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/c/:slug/changes':                                          ['ok',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/s/:slug':                                                  ['ok',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/s/:slug/follow':                                           ['in',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/s/:slug/feed.xml':                                         ['ok',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/s/:slug/campaigns.ics':                                    ['ok',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/how-it-works':                                             ['ok',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/c/:slug/wait':                                            ['in',   'ok',   'ok',   'to',   'ok',   'ok'],
  '/c/:slug/join':                                             ['ok',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/me':                                                       ['in',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/me/inbox':                                                 ['in',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/me/notifications':                                         ['in',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/me/profile':                                               ['in',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/me/addresses':                                             ['in',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/me/security':                                              ['in',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/me/security/two-factor':                                   ['in',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/me/refund-account':                                        ['in',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/me/privacy':                                               ['in',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/me/privacy/data.json':                                     ['405',  '405',  '405',  '405',  '405',  '405'],
  '/me/privacy/erase':                                         ['in',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/me/waiting/:id':                                          ['in',   '404',  '404',  '404',  '404',  '404'],
  '/me/:id':                                                   ['in',   'ok',   '404',  'ok',   '404',  'ok'],
  '/me/:id/cancel':                                            ['in',   'ok',   '404',  'ok',   '404',  'ok'],
  '/me/:id/paid':                                              ['in',   'ok',   '404',  'ok',   '404',  'ok'],
  '/me/:id/order':                                             ['in',   'ok',   '404',  'ok',   '404',  'ok'],
  '/sign-in':                                                  ['ok',   'to',   'to',   'to',   'to',   'to'],
  '/sign-in/code':                                             ['ok',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/sign-up':                                                  ['ok',   'to',   'to',   'to',   'to',   'to'],
  '/sign-out':                                                 ['to',   'to',   'to',   'to',   'to',   'to'],
  '/account/forgot-password':                                  ['ok',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/account/reset-password':                                   ['422',  '422',  '422',  '422',  '422',  '422'],
  '/account/verify-email':                                     ['422',  '422',  '422',  '422',  '422',  '422'],
  '/unsubscribe':                                              ['422',  '422',  '422',  '422',  '422',  '422'],
  '/operator':                                                 ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/campaigns':                                       ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/money':                                           ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/people':                                          ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/people/:id':                                      ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/people/:id/data.json':                            ['in',   '403',  '403',  '403',  '403',  '405'],
  '/operator/people/:id/:act':                                 ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/participations/:id':                              ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/participations/:id/:act':                         ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/keys':                                            ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/keys/new':                                        ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/keys/:id/revoke':                                 ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/scheduler':                                       ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/scheduler/run':                                   ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/scheduler/:act':                                  ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/audit':                                           ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/mailbox':                                         ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/mailbox/refused':                                 ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/mailbox/refused/free':                            ['in',   '403',  '403',  '403',  '403',  '404'],
  '/operator/mailbox/:id':                                     ['in',   '403',  '403',  '403',  '403',  '404'],
  '/operator/mailbox/:id/letter':                              ['in',   '403',  '403',  '403',  '403',  '404'],
  '/operator/access-log':                                      ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/dead-letters':                                    ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/dead-letters/:which/:act':                        ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/health':                                          ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/webhooks':                                        ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/webhooks/new':                                    ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/webhooks/:id':                                    ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/webhooks/:id/edit':                               ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/webhooks/:id/:act':                               ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/money/file':                                      ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/money/file.csv':                                  ['in',   '403',  '403',  '403',  '403',  '405'],
  '/operator/money/:id/account':                               ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/operator/export/:name':                                    ['in',   '403',  '403',  '403',  '403',  'ok'],
  '/sell':                                                     ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/new':                                                 ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/money':                                               ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/money/sent-back':                                     ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/page':                                                ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/products':                                            ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/claims':                                              ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/claims/:id':                                          ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/payment':                                             ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/planner':                                             ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/products/new':                                        ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/products/:id':                                        ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/money/statement':                                     ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/webhooks':                                            ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/webhooks/new':                                        ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/webhooks/:id':                                        ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/webhooks/:id/edit':                                   ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/webhooks/:id/:act':                                   ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/money/file':                                          ['in',   '403',  '403',  'ok',   'ok',   'ok'],
  '/sell/money/file.csv':                                      ['in',   '403',  '403',  '405',  '405',  '405'],
  '/sell/money/:id/account':                                   ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id':                                       ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/edit':                                  ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/save':                                  ['405',  '405',  '405',  '405',  '405',  '405'],
  '/sell/campaigns/:id/preview':                               ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/publish':                               ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/extend':                                ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/cancel':                                ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/payment':                               ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/waiting':                              ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/money':                                 ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/money/confirm':                         ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/money/list':                            ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/messages':                              ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/messages/words':                        ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/participants/:participation/cancel':    ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/participants/:participation/money':     ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/sell/campaigns/:id/participants/:participation/order':     ['in',   '403',  '403',  'ok',   '404',  'ok'],
  '/gallery':                                                  ['ok',   'ok',   'ok',   'ok',   'ok',   'ok'],
  '/preferences':                                              ['to',   'to',   'to',   'to',   'to',   'to'],
  '/*':                                                        ['404',  '404',  '404',  '404',  '404',  '404'],
}

const callers = ['nobody', 'rani', 'other', 'melati', 'laras', 'operator'] as const

type Caller = (typeof callers)[number]

const cookies: Partial<Record<Caller, string>> = {}
let things: Record<string, string>

async function signIn(email: string): Promise<string> {
  const answer = await site.node.app.inject({
    method: 'POST',
    url: '/api/sambatan/auth/sign-in',
    payload: { email: `${email}@demo.sambatan.test`, password: demoPassword },
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return String([answer.headers['set-cookie']].flat()[0]).split(';')[0]!
}

beforeAll(async () => {
  await loadWeb()
  const { body: people } = await site.node.ask('GET', '/people?role=buyer&limit=20')
  const other = people.find((person: { email: string | null }) => person.email && !person.email.startsWith('rani@'))
  cookies.rani = await signIn('rani')
  cookies.other = await signIn(other.email.split('@')[0])
  cookies.melati = await signIn('rumah-melati')
  cookies.laras = await signIn('laras-wangi')
  cookies.operator = await signIn('operator')
  const campaign = await site.openCampaign()
  const draft = await site.openCampaign({ draft: true })
  await site.join(campaign.id, 2, 'demo-buyer-rani')
  const mine = await site.node.ask('GET', '/participations?user_id=demo-buyer-rani&limit=1')
  const key = await site.node.ask('POST', '/api-keys', { body: { name: 'Uji', scopes: ['join'] } })
  const webhook = await site.node.ask('POST', '/webhooks', {
    body: { url: 'https://gudang.example/hook', seller_id: 'demo-seller-rumah-melati' },
  })
  const claim = await site.node.ask('POST', `/participations/${mine.body[0].id}/paid`, { body: {} })
  things = {
    webhook: webhook.body.id,
    claim: claim.body.id,
    slug: campaign.slug,
    campaign: campaign.id,
    draft: draft.id,
    participation: mine.body[0].id,
    key: key.body.id,
    product: campaign.product_id,
    person: 'demo-buyer-rani',
  }
})

/** A page's path with ids of things that are there. */
function addressOf(path: string): string {
  if (path.startsWith('/operator/dead-letters/')) return '/operator/dead-letters/all/retry'
  const { slug, campaign, draft, participation, key, product, person, webhook, claim } = things
  const id =
    path.startsWith('/me/') || path.startsWith('/operator/participations') || path.endsWith('/account')
      ? participation
      : path.startsWith('/operator/people')
        ? person
        : path.startsWith('/operator/keys')
          ? key
          : path.includes('/webhooks/')
            ? webhook
            : path.startsWith('/sell/claims')
              ? claim
              : path.startsWith('/sell/products')
                ? product
                : /\/(edit|save|preview|publish)$/.test(path)
                  ? draft
                  : campaign
  const acts = path.includes('/webhooks/')
    ? 'rotate'
    : path.startsWith('/operator/scheduler')
      ? 'pause'
      : path.startsWith('/operator/participations')
        ? 'refund'
        : 'role'
  return path
    .replace(':slug', path.startsWith('/s/') ? 'rumah-melati' : slug!)
    .replace(':id', id!)
    .replace(':participation', participation!)
    .replace(':act', acts)
    .replace(':name', 'campaigns.csv')
    .replace('*', 'tidak-ada')
}

interface Entry {
  path?: string | undefined
  index?: boolean | undefined
  children?: Entry[] | undefined
}

/** Every page that the app has, layouts and all. */
function pathsOf(entries: Entry[], above = ''): string[] {
  return entries.flatMap((entry) => {
    const path = entry.path ? `${above}/${entry.path}` : above
    return entry.children ? pathsOf(entry.children, path) : [path || '/']
  })
}

describe('the pages', () => {
  it('are all in the matrix', async () => {
    expect(Object.keys(matrix).sort()).toEqual(pathsOf(await routes).sort())
  })

  it.each(Object.keys(matrix))('%s is for those whom the matrix names', async (path) => {
    const got: string[] = []
    for (const as of callers) {
      const cookie = cookies[as]
      const answer = await site.node.app.inject({ url: addressOf(path), headers: cookie ? { cookie } : {} })
      const location = String(answer.headers.location ?? '')
      if (answer.statusCode === 303 || answer.statusCode === 302)
        got.push(location.startsWith('/sign-in?') ? 'in' : 'to')
      else got.push(answer.statusCode === 200 ? 'ok' : String(answer.statusCode))
    }
    expect(got).toEqual(matrix[path])
  })

  it.each([
    ['GET', '/operator', 403],
    ['POST', '/operator/scheduler/pause', 403],
    ['GET', '/me/tidak-ada', 404],
    ['POST', '/me/tidak-ada/cancel', 404],
  ] as const)('%s %s is refused in the frame of whoever asks', async (method, url, status) => {
    const answer = await site.node.app.inject({
      method,
      url,
      headers: {
        cookie: `${cookies.rani}; sambatan_theme=dark`,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      ...(method === 'POST' && { payload: 'key=12345678' }),
    })
    expect(answer.statusCode).toBe(status)
    expect(answer.body).toContain('data-theme="dark"')
    expect(answer.body).toContain('Sambatan saya')
    expect(answer.body).not.toContain('/sign-in')
    expect(answer.body, 'the language is switched here').toContain(`name="next" value="${url}"`)
  })

  it.each([
    ['nobody', '/'],
    ['rani', '/me'],
    ['melati', '/sell/products'],
    ['operator', '/operator/campaigns'],
    ['melati', '/sell/money'],
    ['operator', '/operator/money'],
    ['operator', '/operator/people'],
    ['operator', '/operator/keys'],
    ['operator', '/operator/webhooks'],
    ['operator', '/operator/mailbox'],
    ['operator', '/operator/access-log'],
    ['operator', '/operator/audit'],
    ['operator', '/operator/scheduler'],
  ] as const)('begin a list at its start again where a cursor is of another one (%s, %s)', async (as, path) => {
    const headers = cookies[as] ? { cookie: cookies[as] } : {}
    const answer = await site.node.app.inject({ url: `${path}?cursor=lain`, headers })
    expect(answer.statusCode).toBe(200)
    expect(answer.body.includes('role="alert"')).toBe(false)
  })

  it.each([
    ['rani', '', '/me'],
    ['rumah-melati', '', '/sell'],
    ['operator', '/', '/operator'],
    ['operator', '/c/melati', '/c/melati'],
    ['rumah-melati', '/me', '/me'],
    ['rani', '//elsewhere.test', '/me'],
  ])('await %s after signing in on the way to "%s" at %s', async (name, next, arrival) => {
    const payload = new URLSearchParams({
      email: `${name}@demo.sambatan.test`,
      password: demoPassword,
      next,
    }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    const { headers: got } = await site.node.app.inject({ method: 'POST', url: '/sign-in', headers, payload })
    const cookie = String([got['set-cookie']].flat()[0]).split(';')[0]!
    const known = await site.node.app.inject({ url: String(got.location), headers: { cookie } })
    expect(known.headers.location).toBe(arrival)
  })
})
