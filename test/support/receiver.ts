/** A receiver of webhooks: a real HTTP server on loopback that remembers what it got, and answers as the test says. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook as Verifier } from 'standardwebhooks'

export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
  id: string
}

export interface Receiver {
  url: string
  received: Received[]
  /** Ids in the order in which they came first. */
  ids(): string[]
  /** How it answers from now on: a status, or by hand. */
  answer(how: number | ((received: Received, response: ServerResponse) => void)): void
  [Symbol.asyncDispose](): Promise<void>
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let answer: Parameters<Receiver['answer']>[0] = 200
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const one = {
      path: request.url!,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
      id: String(request.headers['webhook-id']),
    }
    received.push(one)
    if (typeof answer === 'number') response.writeHead(answer).end(`answered ${answer}`)
    else answer(one, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    ids: () => [...new Set(received.map(({ id }) => id))],
    answer(how) {
      answer = how
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** What the specification's own library reads of it; throws where the signature is not by this secret. */
export function verified({ headers, body }: Received, secret: string): { type: string; data: Record<string, unknown> } {
  return new Verifier(secret).verify(body, headers as Record<string, string>) as ReturnType<typeof verified>
}
