/** One request to an address that somebody else chose, and what came of it. */
import { Agent, type Dispatcher, request } from 'undici'
import type { Clock } from '../../kernel/clock.ts'
import { reason } from '../../kernel/reasons.ts'
import { type guardedLookup, NoPublicAddress } from './guard.ts'

/** How long an answer may take altogether, in milliseconds; how much of one is read, and how much kept, in bytes. */
const totalMs = 10_000
const readMax = 65_536
const keptMax = 2_000

export interface Wish {
  url: string
  headers: Record<string, string>
  body: string | Uint8Array
}

export interface Outcome {
  outcome: 'delivered' | 'failed' | 'gone'
  duration_ms: number
  status: number | null
  answer: string | null
  error: string | null
  /** How long the receiver asked to be left alone. */
  retryAfterSeconds: number | null
}

/** Connections to such addresses alone: each is made by a look-up that knows where they may lead. */
export function createGuardedAgent(lookup: ReturnType<typeof guardedLookup> | undefined): Agent {
  return new Agent({
    connect: { timeout: totalMs, ...(lookup === undefined ? {} : { lookup }) },
    // As many as a node has on their way: behind one host are receivers of many, and nobody queues behind another's slow one.
    connections: 64,
    keepAliveTimeout: 10_000,
    headersTimeout: totalMs,
    bodyTimeout: totalMs,
    maxHeaderSize: 16_384,
    allowH2: false,
  })
}

/** Never throws: whatever goes wrong is an outcome. Redirects are not followed. */
export async function send(
  agent: Dispatcher,
  clock: Clock,
  { url, headers, body }: Wish,
  timeoutMs = totalMs,
): Promise<Outcome> {
  const startedAt = performance.now()
  const since = () => Math.round(performance.now() - startedAt)
  try {
    const answer = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await readSome(answer.body)
    return {
      ...judge(answer.statusCode, answer.headers, clock.now().getTime()),
      duration_ms: since(),
      status: answer.statusCode,
      answer: text,
    }
  } catch (error) {
    const told = { outcome: 'failed' as const, status: null, answer: null, retryAfterSeconds: null }
    return { ...told, duration_ms: since(), error: inWords(error, timeoutMs) }
  }
}

type Headers = Dispatcher.ResponseData['headers']

function judge(
  status: number,
  headers: Headers,
  nowMs: number,
): Pick<Outcome, 'outcome' | 'error' | 'retryAfterSeconds'> {
  if (status >= 200 && status < 300) return { outcome: 'delivered', error: null, retryAfterSeconds: null }
  if (status === 410) return { outcome: 'gone', error: reason('gone'), retryAfterSeconds: null }
  const isRedirect = status >= 300 && status < 400
  return {
    outcome: 'failed',
    error: reason(isRedirect ? 'redirected' : 'answered', { status }),
    retryAfterSeconds: retryAfter(headers['retry-after'], nowMs),
  }
}

/** A day at most: whoever asks for more is asked again then. */
export function retryAfter(value: string | string[] | undefined, nowMs: number): number | null {
  const text = [value].flat()[0]?.trim() ?? ''
  const seconds = /^\d{1,10}$/.test(text) ? Number(text) : (Date.parse(text) - nowMs) / 1000
  return seconds > 0 ? Math.min(Math.ceil(seconds), 86_400) : null
}

/** The beginning of an answer. What is longer than anybody would write to a machine is not read on. */
async function readSome(body: Dispatcher.ResponseData['body']): Promise<string> {
  const kept: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (bytes < keptMax) kept.push(chunk.subarray(0, keptMax - bytes))
    bytes += chunk.length
    if (bytes > readMax) break
  }
  // What PostgreSQL does not store in a text is not told.
  return Buffer.concat(kept).toString('utf8').replaceAll('\0', '\uFFFD')
}

function inWords(error: unknown, timeoutMs: number): string {
  const cause = error as {
    name?: string
    code?: string
    message?: string
    errors?: { message: string }[]
    cause?: unknown
  }
  if (error instanceof NoPublicAddress) return error.message
  if (cause.name === 'TimeoutError' || /TIMEOUT/.test(cause.code ?? ''))
    return reason('no_answer', { seconds: timeoutMs / 1000 })
  if (cause.code === 'ENOTFOUND') return reason('name_unknown')
  if (cause.code === 'ECONNREFUSED') return reason('nobody_there')
  return reason('not_connected', { detail: cause.errors?.[0]?.message || cause.message || String(error) })
}
