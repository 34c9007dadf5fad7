/** What the methods take and give, derived from the generated types: nothing here names an operation but the streams. */
import type { ServerEvent } from './events.ts'
import type { operations as Schemas } from './openapi.gen.ts'
import type { operations as Table } from './operations.gen.ts'
import type { Progress } from './schemas.gen.ts'
import type { Body, CallOptions } from './transport.ts'

type Or<T, Fallback> = [T] extends [never] ? Fallback : [T] extends [undefined] ? Fallback : T
type Part<T, K extends string> = T extends { [P in K]?: infer V } ? NonNullable<V> : never

type PathOf<O> = Or<Part<Part<O, 'parameters'>, 'path'>, unknown>
type QueryOf<O> = Or<Part<Part<O, 'parameters'>, 'query'>, unknown>
type BodyContent<T> = T extends { 'application/json': infer J }
  ? J
  : T extends { 'multipart/form-data': unknown }
    ? FormData
    : Body
type BodyOf<O> = O extends { requestBody: { content: infer C } }
  ? { body: BodyContent<C> }
  : O extends { requestBody?: infer R }
    ? // `requestBody?: never` is how the generator says that there is none.
      [NonNullable<R>] extends [{ content: infer C }]
      ? [NonNullable<R>] extends [never]
        ? unknown
        : { body?: BodyContent<C> }
      : unknown
    : unknown

/** What may be left out may be `undefined` as well, as the `next` of a last page is. */
type Lenient<T> = { [K in keyof T]: Record<never, never> extends Pick<T, K> ? T[K] | undefined : T[K] }

/** Path parameters, query parameters and the body of an operation, in one object. */
export type ParamsOf<O> = Lenient<PathOf<O> & QueryOf<O> & BodyOf<O>>

type Success<O> = O extends { responses: infer R } ? R[keyof R] : never
type ContentOf<A> = A extends { content: infer C } ? C : undefined
type Types<C> = C extends object ? keyof C : never
type JsonOf<C> = C extends { 'application/json': infer J } ? J : C extends undefined ? undefined : never
type Plain<O> = [Exclude<Types<ContentOf<Success<O>>>, 'application/json'>] extends [never]
  ? JsonOf<ContentOf<Success<O>>>
  : Response

type HasCursor<O> = QueryOf<O> extends { cursor?: string } ? true : false

/** A page of a list. */
export interface Page<T> {
  items: T[]
  /** The `cursor` of the next page; undefined on the last. */
  next: string | undefined
}

/** What a call gives: JSON as it is, a list with a cursor as a page, anything else as a `Response` to read. */
export type AnswerOf<O> = HasCursor<O> extends true ? (Plain<O> extends (infer T)[] ? Page<T> : Plain<O>) : Plain<O>

type Args<P, Options = CallOptions> =
  Record<never, never> extends P ? [params?: P, options?: Options] : [params: P, options?: Options]

type Streams = {
  [K in keyof Schemas]: 'text/event-stream' extends Types<ContentOf<Success<Schemas[K]>>> ? K : never
}[keyof Schemas]
type Paged = {
  [K in keyof Schemas]: AnswerOf<Schemas[K]> extends Page<unknown> ? K : never
}[keyof Schemas]

export type StreamOptions = Omit<CallOptions, 'idempotencyKey'>

/** An event of a stream that has more than one kind of them; `data` is parsed. */
export interface StreamEvent<Name extends string = string, Data = unknown> extends Omit<ServerEvent, 'data'> {
  event: Name
  data: Data
}

/** Campaigns of which something changed; `missed`: perhaps of others as well, so read anew whatever is shown. */
export interface Changes {
  campaign_ids: string[]
  missed: boolean
}

/** What streams tell, which the description of the API cannot say. One whose every event is of one kind gives that. */
interface OwnStreams {
  watchCampaign(id: string, options?: StreamOptions): AsyncGenerator<Progress, void, void>
  watchCampaigns(
    params: ParamsOf<Schemas['watchCampaigns']>,
    options?: StreamOptions,
  ): AsyncGenerator<StreamEvent<'progress', Progress> | StreamEvent<'change', Changes>, void, void>
}

type Call<K extends keyof Schemas> = (...args: Args<ParamsOf<Schemas[K]>>) => Promise<AnswerOf<Schemas[K]>>
type Stream<K extends keyof Schemas> = (
  ...args: Args<ParamsOf<Schemas[K]>, StreamOptions>
) => AsyncGenerator<StreamEvent, void, void>
type Each<K extends keyof Schemas> = (
  ...args: Args<Omit<ParamsOf<Schemas[K]>, 'cursor'>>
) => AsyncGenerator<AnswerOf<Schemas[K]> extends Page<infer T> ? T : never, void, void>

type OperationId = keyof typeof Table & keyof Schemas

export type SambatanClient = {
  [K in keyof typeof Table as K extends OperationId ? K : never]: K extends keyof OwnStreams
    ? OwnStreams[K]
    : K extends Streams
      ? Stream<K>
      : K extends OperationId
        ? Call<K>
        : never
} & {
  /** Every item of a list, page after page, asked for when they are needed. */
  each: { [K in keyof typeof Table as K extends Paged ? K : never]: K extends Paged ? Each<K> : never }
}
