/** What the app is for whoever adds routes or hooks to it. `app.ts` makes it. */
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { ProblemCode } from '../kernel/problem.ts'
import type { Action } from '../modules/identity/index.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a request to this route does, as the policy table calls it. */
    action?: Action
    /** What it may be refused with, besides what holds for every route of its kind. */
    refusals?: ProblemCode[]
    /** Whether it answers with a stream: its end says nothing about how long it took to answer. */
    streams?: boolean
    /** The types of the file that its body is. */
    uploads?: string[]
    /** `natural`: a POST whose repeat is harmless or refused by itself, and whose answer must not be stored. */
    idempotency?: 'natural'
  }
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

export const apiPrefix = '/api/sambatan'
