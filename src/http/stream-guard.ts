/**
 * Ends event streams whose caller is not who they were when they began: signed out, expired, erased, revoked, or with another
 * role. A request is recognized once, a stream lives on; so whose it is is looked at again when identity says that somebody
 * changed, on whichever node, and at every heartbeat, for what ends by its time and where no message came through.
 */
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../modules/identity/index.ts'
import type { Services } from '../services.ts'
import type { EventStream } from './event-stream.ts'

export interface StreamGuard {
  /** Guards a stream that has begun. @returns to be called when it has ended */
  add(request: FastifyRequest, stream: EventStream): () => void
  close(): void
}

interface Guarded {
  actor: Actor
  credentials: { authorization: string | undefined; cookie: string | undefined }
  stream: EventStream
}

export function createStreamGuard({ identity, log }: Pick<Services, 'identity' | 'log'>, everyMs: number): StreamGuard {
  const guarded = new Set<Guarded>()

  async function look({ actor, credentials, stream }: Guarded): Promise<void> {
    try {
      if (!(await identity.isStill(actor, credentials))) stream.end()
    } catch (error) {
      // Without the database there is no news to tell anybody; the next heartbeat looks again.
      log.debug({ err: error }, 'whose a live stream is could not be looked up')
    }
  }

  const stopListening = identity.onChanged((concerns) => {
    for (const each of guarded) if (concerns(each.actor)) void look(each)
  })
  // All together and not each with its own heartbeat: what has to be looked up goes in few statements.
  const timer = setInterval(() => {
    for (const each of guarded) void look(each)
  }, everyMs)
  timer.unref()

  return {
    add({ actor, headers: { authorization, cookie } }, stream) {
      // What everybody is told ends with nobody's rights.
      if (actor.kind === 'anonymous') return () => {}
      const each = { actor, credentials: { authorization, cookie }, stream }
      guarded.add(each)
      // The caller may have changed while the first state was read.
      void look(each)
      return () => guarded.delete(each)
    },
    close() {
      clearInterval(timer)
      stopListening()
    },
  }
}
