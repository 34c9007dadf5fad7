/** A small HTTP server that answers as a test tells it to, and remembers what it was asked. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Asked {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
}

export interface Peer {
  url: string
  asked: Asked[]
}

export type Reply = (response: ServerResponse, asked: Asked) => void

/** Answers the first request with the first reply and so on, and all further ones with the last. Gone after the test. */
export async function startPeer(...replies: Reply[]): Promise<Peer> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const one = { method: request.method!, url: request.url!, headers: request.headers, body }
    asked.push(one)
    replies[Math.min(asked.length, replies.length) - 1]!(response, one)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

/** A problem as nodes answer it. */
export const problem = (status: number, code: string, headers: Record<string, string> = {}): Reply =>
  json(
    status,
    { type: `/docs/problems/${code}`, title: 'A title', status, detail: 'A sentence.', code, instance: '/there' },
    { 'content-type': 'application/problem+json', ...headers },
  )

/** The connection breaks before there is an answer. */
export const breakOff: Reply = (response) => response.socket!.destroy()

/** Nothing is ever answered. */
export const silence: Reply = () => {}
