/**
 * The typed client of Sambatan. Generated from `openapi.json` are the types and the table of operations; by hand are
 * what a call does (`transport.ts`), what a stream does (`stream.ts`), and how types become methods (`types.ts`).
 */
export { createClient } from './client.ts'
export { type ClientCode, SambatanError } from './error.ts'
export type { components, operations } from './openapi.gen.ts'
export type * from './schemas.gen.ts'
export type { CallOptions, ClientOptions } from './transport.ts'
export type { AnswerOf, Changes, Page, ParamsOf, SambatanClient, StreamEvent, StreamOptions } from './types.ts'
export {
  type VerifyOptions,
  verifyWebhook,
  WebhookError,
  type WebhookEvent,
  type WebhookFault,
  type WebhookHeaders,
} from './webhooks.ts'
