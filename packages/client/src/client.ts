import type { Operation } from './operation.ts'
import { operations } from './operations.gen.ts'
import type { Progress } from './schemas.gen.ts'
import { follow } from './stream.ts'
import { type CallOptions, type ClientOptions, createTransport, type Params, type Transport } from './transport.ts'
import type { Page, SambatanClient, StreamEvent, StreamOptions } from './types.ts'

/** A client of the node at `baseUrl`: a method for every operation of its `/openapi.json`. */
export function createClient(options: ClientOptions): SambatanClient {
  const transport = createTransport(options)
  const methods: Record<string, unknown> = {}
  const each: Record<string, unknown> = {}
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    methods[name] = methodOf(transport, operation)
    if (operation.answer === 'page') each[name] = allPages(transport, operation)
  }
  const watchCampaign = (id: string, options: StreamOptions = {}) => progressOf(transport, id, options)
  // The one place where the table, which is generated beside the types, is taken at its word.
  return { ...methods, each, watchCampaign } as unknown as SambatanClient
}

function methodOf(transport: Transport, operation: Operation) {
  return (params: Params = {}, options: CallOptions = {}) => {
    const request = { operation, params, options }
    if (operation.answer === 'stream') return parsed(transport, operation, params, options)
    return transport.call<unknown>(request, (response) => {
      if (operation.answer === 'response') return response
      return operation.answer === 'page' ? pageOf(response) : jsonOf(response)
    })
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

async function pageOf(response: Response): Promise<Page<unknown>> {
  const items = JSON.parse(await response.text())
  return { items, next: cursorIn(response.headers.get('link') ?? '') }
}

/** The cursor of the page that `Link: <…>; rel="next"` leads to (RFC 8288). */
export function cursorIn(link: string): string | undefined {
  const address = /<([^>]*)>[^,]*;\s*rel="?next"?/i.exec(link)?.[1]
  if (address === undefined) return undefined
  return new URL(address, 'http://node').searchParams.get('cursor') ?? undefined
}

function allPages(transport: Transport, operation: Operation) {
  return async function* (params: Params = {}, options: CallOptions = {}): AsyncGenerator<unknown, void, void> {
    let cursor: string | undefined
    do {
      const page = await transport.call({ operation, params: { ...params, cursor }, options }, pageOf)
      yield* page.items
      cursor = page.next
    } while (cursor !== undefined)
  }
}

async function* parsed(
  transport: Transport,
  operation: Operation,
  params: Params,
  options: CallOptions,
): AsyncGenerator<StreamEvent, void, void> {
  for await (const { data, ...event } of follow(transport, { operation, params, options })) {
    yield { ...event, data: JSON.parse(data) }
  }
}

const ended = new Set(['completed', 'failed', 'cancelled'])

async function* progressOf(
  transport: Transport,
  id: string,
  options: StreamOptions,
): AsyncGenerator<Progress, void, void> {
  for await (const { event, data } of parsed(transport, operations.watchCampaign, { id }, options)) {
    if (event !== 'progress') continue
    const progress = data as Progress
    yield progress
    if (ended.has(progress.status)) return
  }
}
