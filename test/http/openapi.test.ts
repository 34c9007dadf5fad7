/** The description of the API: complete, consistent, and the one that is committed. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { OpenApiDocument, Operation, Parameter } from '../../src/http/openapi.ts'
import { catalogue, problemCodes, titleOf } from '../../src/http/problem-catalogue.ts'
import { policy } from '../../src/modules/identity/index.ts'
import { isOpen, onEachNode } from './node.ts'

const committed = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'))

interface Entry {
  name: string
  path: string
  operation: Operation
}

function entriesOf(document: OpenApiDocument): Entry[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      operation,
    })),
  )
}

describe('openapi.json', () => {
  const entries = entriesOf(committed)

  it('is OpenAPI 3.1 and says that it is generated', () => {
    expect(committed.openapi).toBe('3.1.0')
    expect(committed['x-generated']).toContain('npm run gen')
    expect(committed.info).toMatchObject({ title: 'Sambatan', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
  })

  it('refers only to what it has', () => {
    const references = [...JSON.stringify(committed).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!)
    expect(references.length).toBeGreaterThan(100)
    for (const reference of new Set(references)) {
      let part: unknown = committed
      for (const key of reference.replace('#/', '').split('/')) part = (part as Record<string, unknown>)?.[key]
      expect(part, reference).toBeDefined()
    }
  })

  it('names each operation once, with a tag that it describes, a summary and an answer', () => {
    const ids = entries.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    const tags = committed.tags.map((tag: { name: string }) => tag.name)
    for (const { name, operation } of entries) {
      expect(operation.operationId, name).toMatch(/^[a-z][A-Za-z]+$/)
      expect(operation.tags?.length, name).toBe(1)
      expect(tags, name).toContain(operation.tags?.[0])
      expect(operation.summary, name).toMatch(/^[A-Z].+[^.]$/)
      expect(
        Object.keys(operation.responses).some((status) => status.startsWith('2')),
        name,
      ).toBe(true)
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^\d{3}$/)
        expect(response.description, `${name} ${status}`).not.toMatch(/^(Default Response)?$/)
      }
    }
  })

  it('declares exactly the parameters of each path', () => {
    for (const { name, path, operation } of entries) {
      const declared = (operation.parameters ?? []).filter(
        (each): each is Parameter => 'in' in each && each.in === 'path',
      )
      expect(
        declared.map((each) => each.name),
        name,
      ).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))
      for (const parameter of declared) expect(parameter.required, name).toBe(true)
      expect(path).not.toContain(':')
    }
  })

  it('says who may: credentials where there is no anonymous access, and 401 and 403 there', () => {
    const open = entries.filter(({ operation }) => isOpen(operation)).map(({ operation }) => operation.operationId)
    expect(open.sort()).toEqual(
      [
        'changeSubscription',
        'forgotPassword',
        'health',
        'listCampaigns',
        'listJoiners',
        'listWordings',
        'listProducts',
        'listRefundProviders',
        'mailSignUpAgain',
        'metrics',
        'quoteCampaign',
        'readCampaign',
        'readPicture',
        'readProduct',
        'readProgress',
        'readSeller',
        'readSubscription',
        'readShareImage',
        'readiness',
        'resetPassword',
        'signIn',
        'signInWithCode',
        'signUp',
        'verifyEmail',
        'watchCampaign',
        'watchCampaigns',
      ].sort(),
    )
    for (const { name, operation } of entries.filter(({ operation }) => !isOpen(operation))) {
      expect(operation.security, name).toEqual([{ bearer: [] }, { session: [] }])
      expect(Object.keys(operation.responses), name).toEqual(expect.arrayContaining(['401', '403']))
    }
    expect(Object.values(policy).length).toBeGreaterThan(20)
  })

  /** Their answers are secrets that must not be stored, and a repeat of each is harmless or refused by itself. */
  const withoutKey = [
    ...['signUp', 'signIn', 'signInWithCode', 'verifyEmail', 'forgotPassword', 'resetPassword', 'changePassword'],
    'mailSignUpAgain',
    ...['signOut', 'signOutEverywhere', 'signOutPerson', 'exportPerson', 'addPhoto', 'quoteCampaign', 'quoteChange'],
    ...['readNotifications', 'changeSubscription', 'addPushBrowser', 'testPush', 'previewMessage', 'undoMessage'],
    ...['takeBounce', 'addPrivatePicture', 'readBankFile', 'takeBankFile', 'showRefundAccount', 'previewStatement'],
    ...['beginTwoFactor', 'confirmTwoFactor', 'endTwoFactor', 'renewRecoveryCodes'],
  ]
  /** Lists that an answer has beside other things. */
  const listsWithin = ['readAttention']
  /** Lists that are short by their nature, and come whole. */
  const wholeLists = [
    'orderPhotos',
    'listAddresses',
    'listRefundProviders',
    'listJoiners',
    'listSessions',
    'listMessageTemplates',
    'listMoney',
    'listClaimsOf',
    'totalOwed',
    'totalClaims',
    'listWaitingList',
    'listMyPlaces',
  ]

  it('takes an Idempotency-Key on every POST, a body where one is, and links on every list', () => {
    for (const { name, operation } of entries) {
      const takesKey =
        operation.parameters?.some((each) => '$ref' in each && each.$ref.endsWith('/IdempotencyKey')) ?? false
      expect(takesKey, name).toBe(name.startsWith('POST') && !withoutKey.includes(operation.operationId))
      expect(operation.requestBody !== undefined, name).toBe(/^(POST|PATCH|PUT)/.test(name))
      const isArray = operation.responses['200']?.content?.['application/json']?.schema.type === 'array'
      const isList = isArray || listsWithin.includes(operation.operationId)
      const isWhole = wholeLists.includes(operation.operationId)
      expect(operation.responses['200']?.headers?.Link !== undefined, name).toBe(isList && !isWhole)
    }
  })

  it('lets answers grow and requests not: unknown fields are a mistake only where they are sent', () => {
    for (const [name, schema] of Object.entries((committed as OpenApiDocument).components.schemas)) {
      expect(schema.additionalProperties, name).toBeUndefined()
    }
    for (const { name, operation } of entries) {
      const body = operation.requestBody?.content['application/json']?.schema
      if (body) expect(body.additionalProperties, name).toBe(false)
    }
  })

  it('tells of every problem that an answer of the API can be, by its status', () => {
    const onlyElsewhere = [
      'malformed_http',
      'not_found',
      'method_not_allowed',
      'request_timeout',
      'headers_too_large',
      'record_permanent',
      'transition_invalid',
      'slot_count_invalid',
      'release_below_zero',
      'requests_invalid',
      // Of one line of many.
      'already_sent',
      'statement_line_differs',
      // Of what WhatsApp alone calls.
      'whatsapp_off',
    ]
    for (const [code, { status }] of Object.entries(catalogue)) {
      const told = entries.some(({ operation }) => operation.responses[status]?.description.includes(`\`${code}\``))
      expect(told, code).toBe(!onlyElsewhere.includes(code))
    }
  })
})

onEachNode(
  'the documentation of a node',
  (node) => {
    it('is the committed one, at /openapi.json', async () => {
      const { 'x-generated': _, ...rest } = committed
      expect((await node.app.inject('/openapi.json')).json(), 'npm run gen').toEqual(rest)
    })

    it('is a page without scripts, with every route, and a page for each problem that says where it happens', async () => {
      const page = await node.ask('GET', '/docs', { as: 'nobody' })
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(page.text).not.toMatch(/<script|\sstyle=|\son\w+=/i)
      for (const { path, operation } of entriesOf(committed)) {
        expect(page.text).toContain(path)
        expect(page.text).toContain(`id="${operation.operationId}"`)
      }
      const all = await node.ask('GET', '/docs/problems', { as: 'nobody' })
      for (const code of problemCodes) {
        expect(all.text).toContain(`/docs/problems/${code}"`)
        const one = await node.ask('GET', `/docs/problems/${code}`, { as: 'nobody' })
        expect(one.text).toContain(titleOf(code, 'id'))
        expect(one.text).toContain(titleOf(code, 'en').replace('&', '&amp;'))
      }
      const full = await node.ask('GET', '/docs/problems/campaign_full', { as: 'nobody' })
      expect(full.text).toContain('/docs#joinCampaign')
    })

    it('links only to what is there', async () => {
      const pages = ['/docs', '/docs/problems', '/docs/problems/campaign_full']
      const links = new Set<string>()
      for (const page of pages) {
        const { text } = await node.ask('GET', page)
        for (const match of text.matchAll(/href="([^"#]+)/g)) links.add(match[1]!)
      }
      expect(links.size).toBeGreaterThan(40)
      for (const link of links) expect((await node.ask('GET', link)).status, link).toBe(200)
    })
  },
  { only: 'one' },
)
