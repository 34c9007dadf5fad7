/**
 * Node has one time in which a request must be there whole, and a photo from the edge of a network needs an hour of it. What is
 * small gets minutes: whoever sends a byte of it now and then would hold a connection, and what waits for it, as long.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { handleClientError } from './problem-handler.ts'
import type { App } from './types.ts'

const unhurried = new WeakSet<object>()

/** For a body that something else watches, and ends when too little of it comes. */
export function takeItsTime(body: object): void {
  unhurried.add(body)
}

/** Looks at connections now and then, so that a request costs no timer and nothing on its way. */
export function endSlowBodies(app: App, { bodyMs, checkMs }: { bodyMs: number; checkMs: number }): void {
  const latest = new Map<Socket, ServerResponse>()
  const since = new WeakMap<IncomingMessage, number>()
  app.server.on('connection', (socket: Socket) => socket.once('close', () => latest.delete(socket)))
  app.server.on('request', ({ socket }: IncomingMessage, answer: ServerResponse) => latest.set(socket, answer))
  const timer = setInterval(() => {
    const nowMs = performance.now()
    for (const [socket, answer] of latest) {
      const { req: request } = answer
      if (request.complete || unhurried.has(request)) continue
      const sinceMs = since.get(request)
      if (sinceMs === undefined) since.set(request, nowMs)
      else if (nowMs - sinceMs >= bodyMs) end(socket, answer)
    }
  }, checkMs)
  timer.unref()
  app.addHook('onClose', async () => clearInterval(timer))
}

function end(socket: Socket, answer: ServerResponse): void {
  // What has been answered already has nothing more to hear.
  if (answer.headersSent) socket.destroy()
  else handleClientError(Object.assign(new Error('the body is too slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket)
}
