/**
 * How a node leaves without anybody noticing. While it drains it serves as ever, tells balancers by `/readyz` and every
 * connection by its next answer (`Connection: close`) that it is going. Then it stops listening, finishes what was asked
 * of it, and ends what nobody will ever finish asking: half a request, bytes that are no HTTP, connections that browsers
 * opened and did not use (to Node one on which nothing was asked yet is not idle). The app is whole until all of that is
 * done: pages ask its routes while they are made, which a closing Fastify refuses.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'

/** What was sent while the listening ended gets this long to arrive. */
const graceMs = 500

/** What has begun to be asked, as a photo that is being sent, gets this long to be whole, while something of it comes. */
const wholeWithinMs = 6_000

/** So long nothing may come of it: a phone at the edge of its network has gaps. */
const gapMs = 1_500

/** An answer of which nobody takes anything for so long is not waited for. */
const takenWithinMs = 3_000

const sweepMs = 50

/** Of a node that is never without connections to accept: then it stops listening all the same. */
const quietWithinMs = 3_000

/** A turn of the event loop in which nothing happened takes some 20 microseconds. */
const quietTurnMs = 0.2

export interface Traffic {
  /** Whether this node is leaving: it should get no new traffic. */
  isLeaving(): boolean
  /** Keeps account of the connections of a server, of which there is one a node. */
  follow(server: Server): void
  /** To be called when nothing new is taken any more: for answers that would never end by themselves. */
  onFinish(end: () => void): void
  /** Drains, stops listening, and comes back when every connection has ended. */
  leave(drainMs: number): Promise<void>
  /** Ends every connection as soon as what was asked on it is answered. */
  finish(): void
}

interface Connection {
  /** What was asked and is not answered. */
  asked: Set<IncomingMessage>
  /** How much of the answers waited to be taken when it was looked at last, and since when it is as much. */
  waiting: { bytes: number; since: number }
  /** How much had come when it was looked at last, and since when it is as much. */
  coming: { bytes: number; since: number }
}

export function createTraffic(): Traffic {
  const open = new Map<Socket, Connection>()
  const enders: (() => void)[] = []
  let server: Server | undefined
  let leaving = false
  let accepted = 0
  let finishing: NodeJS.Timeout | undefined

  function follow(followed: Server): void {
    server = followed
    server.on('connection', (socket: Socket) => {
      accepted++
      open.set(socket, { asked: new Set(), waiting: { bytes: 0, since: 0 }, coming: { bytes: 0, since: 0 } })
      socket.once('close', () => open.delete(socket))
    })
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const asked = open.get(request.socket)?.asked
      asked?.add(request)
      response.once('close', () => asked?.delete(request))
    })
    server.once('close', () => clearInterval(finishing))
  }

  /**
   * Comes back when nobody waits to be accepted. What has connected and was not accepted would be reset when the listening
   * ends, with the POST that is in it, which no balancer may send a second time. So it ends right after a turn of the
   * event loop that found nothing to do.
   */
  async function quiet(): Promise<void> {
    const giveUpAt = performance.now() + quietWithinMs
    for (;;) {
      const before = accepted
      const beganAt = performance.now()
      await nextTurn()
      const now = performance.now()
      if ((accepted === before && now - beganAt < quietTurnMs) || now > giveUpAt) return
    }
  }

  function finish(): void {
    if (finishing !== undefined) return
    leaving = true
    const beganAt = performance.now()
    for (const end of enders) end()
    server?.closeIdleConnections()
    finishing = setInterval(() => {
      server?.closeIdleConnections()
      const now = performance.now()
      for (const [socket, connection] of open) {
        if (isHopeless(socket, connection, now - beganAt, now)) socket.destroy()
      }
    }, sweepMs)
  }

  return {
    isLeaving: () => leaving,
    follow,
    onFinish: (end) => enders.push(end),
    async leave(drainMs) {
      leaving = true
      if (server?.listening) {
        if (drainMs > 0) await sleep(drainMs)
        await quiet()
        // Of the socket alone: the connections are ours to end.
        NetServer.prototype.close.call(server)
      }
      finish()
      while (open.size > 0) await sleep(sweepMs / 2)
      clearInterval(finishing)
    },
    finish,
  }
}

/** Whether waiting for a connection would be waiting for whoever is at its other end. */
function isHopeless(socket: Socket, { asked, waiting, coming }: Connection, elapsedMs: number, now: number): boolean {
  const { writableLength, bytesRead } = socket
  if (writableLength !== waiting.bytes || writableLength === 0) {
    Object.assign(waiting, { bytes: writableLength, since: now })
  } else if (now - waiting.since > takenWithinMs) return true
  if (bytesRead !== coming.bytes) Object.assign(coming, { bytes: bytesRead, since: now })
  if (elapsedMs <= graceMs || [...asked].some((request) => request.complete)) return false
  // Nothing was asked that could be read, or all that is asked is still on its way.
  return asked.size === 0 || elapsedMs > wholeWithinMs || now - coming.since > gapMs
}
