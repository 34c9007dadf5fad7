/** Server-sent events as a client reads them, over a real socket. */
import { addressOf, type TestNode } from './node.ts'

interface Event {
  id: string
  event: string
  // biome-ignore lint/suspicious/noExplicitAny: the progress of a campaign
  data: any
}

export interface Stream {
  status: number
  headers: Headers
  events: Event[]
  comments: string[]
  ended(): boolean
  stop(): void
}

async function baseOf(node: TestNode): Promise<string> {
  if (!node.app.server.listening) await node.app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(node.app.server.address() as { port: number }).port}`
}

export const watch = (node: TestNode, campaignId: string, headers: Record<string, string> = {}): Promise<Stream> =>
  follow(node, `/campaigns/${campaignId}/events`, headers)

export async function follow(node: TestNode, path: string, headers: Record<string, string> = {}): Promise<Stream> {
  const abort = new AbortController()
  const response = await fetch(`${await baseOf(node)}${addressOf(path)}`, { headers, signal: abort.signal })
  const stream = { status: response.status, headers: response.headers, events: [] as Event[], comments: [] as string[] }
  let ended = false
  const read = async () => {
    let text = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) take(block, stream)
    }
  }
  read()
    .catch(() => {})
    .finally(() => {
      ended = true
    })
  return { ...stream, ended: () => ended, stop: () => abort.abort() }
}

function take(block: string, { events, comments }: Pick<Stream, 'events' | 'comments'>): void {
  if (block.startsWith(':')) return void comments.push(block)
  const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)))
  if (fields.event) events.push({ id: fields.id, event: fields.event, data: JSON.parse(fields.data) })
}
