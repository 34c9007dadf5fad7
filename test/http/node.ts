/**
 * A whole node as tests talk to it: the real composition and the real app, asked through `app.inject` (the same as HTTP
 * but for the socket). Every answer that is asked for here is also checked against what the API promises of all answers.
 */
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject } from 'vitest'
import { z } from 'zod'
import { type Composition, compose } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import * as answers from '../../src/http/answers.ts'
import { type AppOptions, buildApp } from '../../src/http/app.ts'
import type { OpenApiDocument, Operation } from '../../src/http/openapi.ts'
import { catalogue, isProblemCode, type ProblemBody, titleOf } from '../../src/http/problem-catalogue.ts'
import { type App, apiPrefix } from '../../src/http/types.ts'
import type { Logger } from '../../src/kernel/logger.ts'
import type { PasswordEffort } from '../../src/modules/identity/index.ts'
import type { Services } from '../../src/services.ts'
import { accountSecret, cheapPasswords } from '../support/accounts.ts'
import { type DatabaseKind, isLeftOut, makeTestDatabase } from '../support/databases.ts'
import { silentLog } from '../support/log.ts'
import { platform, platformToken } from '../support/tokens.ts'
import { faultsOf, watchShapes } from './strict-shapes.ts'

export const serviceKey = 'test-service-key-0123456789-0123456789'

/** Who asks: the service, nobody, or a person of the marketplace with its token, as `role:id`. */
export type Caller = 'service' | 'nobody' | `${'buyer' | 'seller' | 'operator'}:${string}`

export interface Ask {
  as?: Caller
  body?: unknown
  headers?: Record<string, string>
  /** Sent as it is, whatever it is. */
  raw?: string
}

export interface Answer {
  status: number
  headers: Record<string, string | undefined>
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any
}

export interface TestNode {
  readonly app: App
  readonly services: Services
  readonly env: Record<string, string>
  ask(method: string, path: string, ask?: Ask): Promise<Answer>
  /** The document that the node serves. */
  document(): Promise<OpenApiDocument>
  close(): Promise<void>
}

interface NodeOptions {
  env?: Record<string, string>
  app?: AppOptions
  /** What needs this one. */
  only?: DatabaseKind | 'one'
  /** What a node does by way of the database's driver: at once from many, live, at its start. The rest runs on the server. */
  each?: boolean
  work?: boolean
  /** Unset: passwords that cost next to nothing. */
  effort?: PasswordEffort
  log?: Logger
}

const names = { server: 'PostgreSQL', embedded: 'PGlite' } as const

/**
 * A block of tests on a node: on the server where there is one, for what SQL does is tested on both databases below;
 * on each of the two where the block asks for it, or `SAMBATAN_TEST_DATABASES=all`.
 */
export function onEachNode(name: string, block: (node: TestNode) => void, options: NodeOptions = {}): void {
  for (const kind of ['server', 'embedded'] as const) {
    if (
      options.only !== undefined && options.only !== 'one'
        ? options.only !== kind
        : isLeftOut(kind, options.each ?? false)
    )
      continue
    describe.skipIf(kind === 'server' && inject('postgres') === undefined)(`${name} on ${names[kind]}`, () => {
      let current: TestNode | undefined
      beforeAll(async () => {
        current = await startNode(kind, options)
      })
      afterAll(() => current?.close())
      const open = () => {
        if (!current) throw new Error('the node runs only inside of tests and hooks')
        return current
      }
      block({
        get app() {
          return open().app
        },
        get services() {
          return open().services
        },
        get env() {
          return open().env
        },
        ask: (method, path, ask) => open().ask(method, path, ask),
        document: () => open().document(),
        close: () => open().close(),
      })
    })
  }
}

async function startNode(kind: DatabaseKind, options: NodeOptions): Promise<TestNode> {
  const database = await makeTestDatabase(kind)
  const node = await nodeOn(database.env, options)
  return {
    ...node,
    async close() {
      await node.close()
      await database.dispose()
    },
  }
}

/** What every node serves, whatever its settings. */
let ofAllNodes: Promise<OpenApiDocument> | undefined

async function describedBy(app: App): Promise<OpenApiDocument> {
  return (await app.inject('/openapi.json')).json<OpenApiDocument>()
}

/** A node on a database that is already there, for tests of several nodes or of its absence. */
export async function nodeOn(database: Record<string, string>, options: NodeOptions = {}): Promise<TestNode> {
  const env: Record<string, string> = {
    SAMBATAN_SERVICE_KEY: serviceKey,
    SAMBATAN_SCHEDULER: 'off',
    SAMBATAN_RATE_LIMIT: 'off',
    ...platform,
    SAMBATAN_SECRET: accountSecret,
    SAMBATAN_PUBLIC_URL: 'http://sambatan.test',
    ...database,
    ...options.env,
  }
  const composition: Composition = await compose({
    config: readConfig(env),
    log: options.log ?? silentLog,
    work: options.work ?? false,
    effort: options.effort ?? cheapPasswords,
  })
  const faults: string[] = []
  const extend = (api: App) => {
    watchShapes(api, (fault) => faults.push(fault))
    options.app?.extend?.(api)
  }
  const app = await buildApp(composition.services, { ...options.app, extend }).catch(async (error) => {
    await composition.close()
    throw error
  })
  let own: Promise<OpenApiDocument> | undefined
  const document = () => {
    // Making it takes longer than to start a node. Those with routes of a test's have one of their own.
    if (options.app === undefined) {
      ofAllNodes ??= describedBy(app)
      return ofAllNodes
    }
    own ??= describedBy(app)
    return own
  }
  return {
    app,
    services: composition.services,
    env,
    document,
    async ask(method, path, ask = {}) {
      const answer = await send(app, method, path, ask)
      expect(faults.splice(0), 'answers are as documented').toEqual([])
      if (!isMissingPage(answer, path)) checkAnswer(answer, operationOf(await document(), method, path), ask)
      return answer
    },
    async close() {
      await app.close()
      await composition.close()
      expect(faults, 'answers are as documented').toEqual([])
    },
  }
}

export function credentials(as: Caller): Record<string, string> {
  if (as === 'nobody') return {}
  if (as === 'service') return { authorization: `Bearer ${serviceKey}` }
  const [role, ...id] = as.split(':')
  return { authorization: `Bearer ${platformToken({ sub: id.join(':'), role })}` }
}

async function send(app: App, method: string, path: string, ask: Ask): Promise<Answer> {
  const json = ask.raw ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body))
  const response = await app.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url: addressOf(path),
    headers: {
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...credentials(ask.as ?? 'service'),
      ...ask.headers,
    },
    ...(json === undefined ? {} : { payload: json }),
  })
  const isJson = /json/.test(String(response.headers['content-type']))
  return {
    status: response.statusCode,
    headers: response.headers as Record<string, string>,
    text: response.body,
    body: isJson ? response.json() : undefined,
  }
}

/** Paths of the API are written without its prefix. */
export function addressOf(path: string): string {
  const outside =
    /^\/(account\/|docs|openapi\.json|healthz|readyz|metrics|assets|static\/|photos\/|share\/|api\/|how-it-works|preferences|\*$|[\w-]+\.(ico|svg|png|js|txt|webmanifest)$)/.test(
      path,
    )
  return outside ? path : apiPrefix + path
}

function operationOf(document: OpenApiDocument, method: string, path: string): Operation | undefined {
  // As it arrives: `/campaigns/../events` is `/events`.
  const asked = new URL(addressOf(path), 'http://sambatan.test').pathname
  return patternsOf(document).find(([pattern]) => pattern.test(asked))?.[1][method.toLowerCase()]
}

const known = new WeakMap<OpenApiDocument, [RegExp, Record<string, Operation>][]>()

function patternsOf(document: OpenApiDocument): [RegExp, Record<string, Operation>][] {
  const patterns =
    known.get(document) ??
    Object.entries(document.paths).map(([path, operations]): [RegExp, Record<string, Operation>] => [
      new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
      operations,
    ])
  known.set(document, patterns)
  return patterns
}

/** An address that no route takes belongs to the pages, whose 404 is one of theirs. */
function isMissingPage({ status, headers }: Answer, path: string): boolean {
  const { pathname } = new URL(addressOf(path), 'http://sambatan.test')
  return status === 404 && !pathname.startsWith('/api/') && headers['content-type'] === 'text/html; charset=utf-8'
}

function checkAnswer(answer: Answer, operation: Operation | undefined, ask: Ask): void {
  expect(answer.headers['x-request-id'], 'a request id').toMatch(/^[\w.-]{8,64}$/)
  expect(answer.headers['content-security-policy'], 'security headers').toContain("default-src 'self'")
  // Outside of the API's addresses, and no problem even when it is 503.
  if (answer.body?.checks !== undefined) expect(faultsOf(answers.readiness, answer.body)).toEqual([])
  else if (answer.status >= 400) checkProblem(answer, operation, ask)
}

/** What is promised of every problem: its shape, a sentence without gaps, and that the documentation knew it. */
export function checkProblem(answer: Answer, operation?: Operation, ask: Ask = {}): void {
  const problem: ProblemBody = answer.body
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(problemShape.safeParse(problem).error).toBeUndefined()
  expect(isProblemCode(problem.code), problem.code).toBe(true)
  const language = ask.headers?.['accept-language'] === 'en' ? 'en' : 'id'
  expect(answer.headers['content-language']).toBe(language)
  const definition = catalogue[problem.code as keyof typeof catalogue]
  expect(problem).toMatchObject({
    status: answer.status,
    title: titleOf(problem.code as keyof typeof catalogue, language),
    type: `/docs/problems/${problem.code}`,
  })
  expect(definition.status).toBe(answer.status)
  expect(problem.detail, 'every gap in the sentence is filled').not.toMatch(/[{}]|undefined|NaN|\[object|null/)
  expect(answer.text, 'nothing of the inside').not.toMatch(/node_modules|at .*\.ts:\d|select |insert into|SQLSTATE/i)
  if (answer.status === 503 || answer.status === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  // An address can be so odd that no route knows it, whatever it looks like.
  const isOfRoute = problem.code !== 'not_found' && problem.code !== 'method_not_allowed'
  if (operation && isOfRoute)
    expect(operation.responses[answer.status]?.description ?? '', problem.code).toContain(`\`${problem.code}\``)
}

const problemShape = z.strictObject(answers.problem.shape)

/** Whether an operation needs no credentials. */
export function isOpen({ security = [] }: Operation): boolean {
  return security.length === 0 || security.some((way) => Object.keys(way).length === 0)
}

/** Asserts a refusal by its status and code, and returns its body. */
export function expectProblem(answer: Answer, status: number, code: string): ProblemBody {
  expect({ status: answer.status, code: answer.body?.code }, answer.text).toEqual({ status, code })
  return answer.body
}

/** The fields that a refusal names. */
export function failedFields(answer: Answer): string[] {
  return (answer.body.errors ?? []).map((error: { path: string }) => error.path)
}
