/**
 * An answer of server-sent events. What is to be said is asked for when it can be said: a client that reads slowly gets the
 * latest state when it can take it, never a backlog.
 */
import type { FastifyReply } from 'fastify'

export interface EventStream {
  /** Says that there is something to say. */
  poke(): void
  /** Begins the answer; nothing is said before. `opening`: lines of a first block without data. */
  start(onClose: () => void, opening?: string): void
  /** Ends it although there will be more to say: the client comes back, and where it comes back to says it. */
  end(): void
}

interface Options {
  reply: FastifyReply
  /** How often an idle stream is kept alive, in milliseconds. */
  heartbeatMs: number
  /** The next event, or undefined when there is none; what it gives counts as said. */
  next(): string | undefined
  /** Whether there will never be another one. */
  isOver(): boolean
}

/** Ten thousand streams that end together would come back together, to the nodes that are left. */
function comeBackMs(): number {
  return 500 + Math.round(Math.random() * 4_500)
}

export function eventText(event: string, data: unknown, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

export function createEventStream({ reply, heartbeatMs, next, isOver }: Options): EventStream {
  const { raw } = reply
  let started = false
  let blocked = false

  function poke(): void {
    while (started && !blocked && !raw.writableEnded) {
      const text = next()
      if (text === undefined) break
      blocked = !raw.write(text)
    }
    if (blocked) return
    if (started && !raw.writableEnded && isOver()) raw.end()
  }

  return {
    poke,
    start(onClose, opening = '') {
      reply.hijack()
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        // Proxies that buffer would hold the progress back until it is old.
        'x-accel-buffering': 'no',
        // A connection that ends with its stream is in no proxy's hands when this node stops, to be asked for something.
        connection: 'close',
      })
      raw.write(`${opening}retry: 3000\n\n`)
      const heartbeat = setInterval(() => {
        if (!blocked && !raw.writableEnded) raw.write(': still here\n\n')
      }, heartbeatMs)
      raw.on('drain', () => {
        blocked = false
        poke()
      })
      raw.once('close', () => {
        clearInterval(heartbeat)
        onClose()
      })
      started = true
      poke()
    },
    end() {
      if (!raw.writableEnded) raw.end(`retry: ${comeBackMs()}\n\n`)
    },
  }
}
