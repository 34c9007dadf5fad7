/** Who makes a request, and whether they may: before its body is read. */
import type { Config } from '../config.ts'
import { Problem } from '../kernel/problem.ts'
import { type Actor, authorize, type Recognized, withinScopes } from '../modules/identity/index.ts'
import type { Services } from '../services.ts'
import { browserOf, refuseCrossOrigin } from './browser.ts'
import type { App } from './types.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
    /** Why the credentials of this request were not accepted; it is told where they matter. */
    credentialsProblem: unknown
  }
}

const nobody: Actor = { kind: 'anonymous' }

/**
 * Recognizes first of all, so that the rate limits that follow know whom they count. What a key's scopes do not reach is left
 * out of its answer, also where the route let it in.
 */
export function identify(app: App, { identity }: Services): void {
  app.decorateRequest('actor')
  app.decorateRequest('credentialsProblem')

  app.addHook('onRequest', (request, reply, done) => {
    request.actor = nobody
    const { authorization, cookie } = request.headers
    if ((authorization === undefined && cookie === undefined) || isForEverybody(request.routeOptions.config.action)) {
      return done()
    }
    const accept = ({ actor, renew }: Recognized) => {
      request.actor = actor
      if (!renew) return done()
      void identity.renewSession(browserOf(request)).then((cookies) => {
        if (cookies.length > 0) reply.header('set-cookie', cookies)
        done()
      })
    }
    const refuse = (error: unknown) => {
      request.credentialsProblem = error
      done()
    }
    try {
      const recognized = identity.recognize({ authorization, cookie })
      if (recognized instanceof Promise) void recognized.then(accept, refuse)
      else accept(recognized)
    } catch (error) {
      refuse(error)
    }
  })
}

/** Refuses who may not, before the body is read. */
export function admit(app: App, { publicUrl }: Config): void {
  const publicHost = new URL(publicUrl).host
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    const { action } = request.routeOptions.config
    if (action === undefined || isForEverybody(action)) return done()
    try {
      // Credentials that nobody knows are refused even where none are needed: silence would hide a wrong key.
      if (request.credentialsProblem !== undefined) throw request.credentialsProblem
      refuseCrossOrigin(request, publicHost)
      authorize(request.actor, action)
      done()
    } catch (error) {
      done(error as Error)
    }
  })

  // Here and not in routes: what an answer holds is decided where all of them pass.
  app.addHook('preSerialization', (request, _reply, answer, done) =>
    done(null, withinScopes(request.actor ?? nobody, answer)),
  )
}

/** Pages and probes are for everybody, whatever a proxy or a browser sends along. */
function isForEverybody(action: string | undefined): boolean {
  return action === 'page.read' || action === 'operations.read'
}

/** The person who asks. @throws Problem forbidden when it is a machine */
export function personOf(actor: Actor): Extract<Actor, { kind: 'user' }> {
  if (actor.kind !== 'user') throw new Problem('forbidden')
  return actor
}
