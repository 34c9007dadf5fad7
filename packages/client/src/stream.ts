/**
 * A stream of events that goes on: it comes back with `Last-Event-ID` after every break, with growing pauses, until the
 * server says that there is nothing more (204), refuses, or the caller stops.
 */
import { clientError, SambatanError } from './error.ts'
import { createStreamReader, type ServerEvent } from './events.ts'
import { pause } from './pause.ts'
import { backoff, CallError, type Outgoing, type Transport } from './transport.ts'

/** Three of the node's heartbeats: a connection that died without a word is noticed. */
const silenceMs = 45_000
const retryMsDefault = 3000
const pauseMsMax = 30_000

export async function* follow(transport: Transport, request: Outgoing): AsyncGenerator<ServerEvent, void, void> {
  const { signal } = request.options
  let lastEventId: string | undefined
  let retryMs = retryMsDefault
  let failures = 0
  while (true) {
    signal?.throwIfAborted()
    const connection = new AbortController()
    const alive = watchdog(() => connection.abort())
    const headers: Record<string, string> = { accept: 'text/event-stream', ...request.options.headers }
    if (lastEventId !== undefined) headers['last-event-id'] = lastEventId
    try {
      const both = signal ? AbortSignal.any([signal, connection.signal]) : connection.signal
      const response = await transport.open({ ...request, options: { ...request.options, headers } }, both)
      if (response.status === 204 || response.body === null) return
      if (!response.headers.get('content-type')?.startsWith('text/event-stream')) throw notAStream(request)
      const reader = createStreamReader()
      for await (const chunk of textOf(response.body)) {
        alive.yes()
        const events = reader.push(chunk)
        retryMs = reader.retryMs ?? retryMs
        failures = 0
        yield* events
        lastEventId = reader.lastEventId ?? lastEventId
      }
    } catch (error) {
      signal?.throwIfAborted()
      if (isFinal(error)) throw error
      const asked = error instanceof SambatanError ? (error.retryAfterSeconds ?? 0) * 1000 : 0
      if (asked > 0) await pause(asked, signal)
      failures++
    } finally {
      alive.stop()
      connection.abort()
    }
    await pause(Math.min(pauseMsMax, retryMs / 2 + backoff(failures, retryMs)), signal)
  }
}

/** Whether coming back would be answered the same: what a node refuses, but for "not now". */
function isFinal(error: unknown): boolean {
  if (!(error instanceof SambatanError)) return error instanceof CallError
  return error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 408
}

/** A page of a network that wants to be signed in to, say: it will be a stream again. */
function notAStream({ operation, options }: Outgoing): SambatanError {
  return clientError('unexpected_answer', { language: options.language, instance: operation.path })
}

async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, void> {
  // Not `for await` over the body and not TextDecoderStream: Safari has neither in the versions that are about.
  const reader = body.getReader()
  const decoder = new TextDecoder()
  try {
    while (true) {
      const { done, value } = await reader.read()
      if (done) return
      yield decoder.decode(value, { stream: true })
    }
  } finally {
    reader.releaseLock()
  }
}

function watchdog(bark: () => void): { yes(): void; stop(): void } {
  let timer = setTimeout(bark, silenceMs)
  return {
    yes() {
      clearTimeout(timer)
      timer = setTimeout(bark, silenceMs)
    },
    stop: () => clearTimeout(timer),
  }
}
