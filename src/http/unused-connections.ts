/**
 * Browsers and `fetch` open connections before they need them. To Node one on which nothing was asked yet is not idle:
 * a server that closes would wait for its first request for a minute, and the process with it.
 */
import type { Socket } from 'node:net'
import type { App } from './app.ts'

/** A request that was sent while the closing began gets this long to arrive. */
const graceMs = 500

export function closeUnusedConnections(app: App): void {
  const unused = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', ({ socket }) => unused.delete(socket))
  let timer: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    timer = setTimeout(() => {
      for (const socket of unused) if (socket.bytesRead === 0) socket.destroy()
    }, graceMs)
  })
  app.addHook('onClose', async () => clearTimeout(timer))
}
