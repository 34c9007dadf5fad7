/**
 * A load of requests over plain sockets. Not autocannon: it took 40 microseconds of CPU a request, a fifth of everything on
 * two cores, which the server and the database then lacked; this takes a third of that.
 */
import { connect, type Socket } from 'node:net'
import { percentile } from './report.ts'

export interface Load {
  perSecond: number
  p50: number
  p99: number
  answered: number
  refused: number
}

export interface LoadOptions {
  connections: number
  seconds: number
  /** Who makes the nth join: its header lines (each ending in CRLF), and the user in its body where one is named. */
  caller(n: number): { headers: string; userId?: string }
  /** What the nth join orders, as fields of its body; one slot where this is left out. */
  order?: (n: number) => string
}

/** A service that names another buyer each time. */
export function asService(serviceKey: string): LoadOptions['caller'] {
  const run = Math.random().toString(36).slice(2)
  return (n) => ({ headers: `authorization: Bearer ${serviceKey}\r\n`, userId: `buyer-${run}-${n}` })
}

/**
 * Sends joins over keep-alive connections, one at a time each, for some seconds: every one from another buyer and with an
 * idempotency key of its own. Answers other than 2xx count as refused.
 */
export async function joinLoad(url: string, { connections, seconds, caller, order }: LoadOptions): Promise<Load> {
  const { hostname, port, pathname } = new URL(url)
  const run = Math.random().toString(36).slice(2)
  const head = `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n`
  let sent = 0
  function nextRequest(): string {
    sent += 1
    const { headers, userId } = caller(sent)
    const user = userId === undefined ? '' : `"user_id":"${userId}",`
    const body = `{${user}${order?.(sent) ?? '"quantity":1'},"shipping_address":"Jalan Melati No. 5, Sleman, DI Yogyakarta 55281"}`
    return `${head}${headers}idempotency-key: ${run}-${sent}\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  }
  return load(new URL(url), { connections, seconds }, nextRequest)
}

/** Reads one address over and over. @param headers lines that end in CRLF, different ones for the nth request */
export async function readLoad(
  url: string,
  options: { connections: number; seconds: number },
  headers: (n: number) => string,
): Promise<Load> {
  const { host, pathname, search } = new URL(url)
  let sent = 0
  const nextRequest = () => `GET ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\n${headers(++sent)}\r\n`
  return load(new URL(url), options, nextRequest)
}

async function load(
  { hostname, port }: URL,
  { connections, seconds }: { connections: number; seconds: number },
  nextRequest: () => string,
): Promise<Load> {
  const latencies: number[] = []
  let refused = 0
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1000
  await Promise.all(
    Array.from({ length: connections }, () =>
      converse(connect(Number(port), hostname), endsAt, nextRequest, (status, ms) => {
        latencies.push(ms)
        if (status < 200 || status > 299) refused += 1
      }),
    ),
  )
  const elapsed = (performance.now() - startedAt) / 1000
  const answered = latencies.length - refused
  return {
    perSecond: answered / elapsed,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    answered,
    refused,
  }
}

/** One connection: request, answer, request, until the time is over. */
function converse(
  socket: Socket,
  endsAt: number,
  nextRequest: () => string,
  onAnswer: (status: number, ms: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let sentAt = 0
    let received = ''
    function send(): void {
      sentAt = performance.now()
      socket.write(nextRequest())
    }
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('connect', send)
    socket.on('data', (chunk) => {
      received += chunk
      const headEnd = received.indexOf('\r\n\r\n')
      if (headEnd < 0) return
      const length = /content-length: (\d+)/i.exec(received)
      if (!length || received.length < headEnd + 4 + Number(length[1])) return
      const now = performance.now()
      onAnswer(Number(received.slice(9, 12)), now - sentAt)
      received = ''
      if (now >= endsAt) socket.end()
      else send()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve())
  })
}
