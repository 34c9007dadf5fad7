import { defineProblems, type ParametersOf } from '../kernel/problem.ts'
import { count, field, text } from '../kernel/problem-parameters.ts'

export const problems = defineProblems({
  malformed_request: {
    status: 400,
  },
  malformed_http: {
    status: 400,
  },
  malformed_url: {
    status: 400,
  },
  cursor_invalid: {
    status: 400,
  },
  forbidden: {
    status: 403,
  },
  not_found: {
    status: 404,
  },
  method_not_allowed: {
    status: 405,
    params: { allowed: text },
  },
  request_timeout: {
    status: 408,
  },
  payload_too_large: {
    status: 413,
    params: { maximum: count },
  },
  unsupported_media_type: {
    status: 415,
  },
  validation_failed: {
    status: 422,
  },
  idempotency_key_invalid: {
    status: 422,
    params: { path: field },
  },
  user_id_required: {
    status: 422,
    params: { path: field },
  },
  exports_at_once: {
    status: 429,
    params: { maximum: count },
  },
  rate_limited: {
    status: 429,
    params: { seconds: count },
  },
  headers_too_large: {
    status: 431,
  },
  internal_error: {
    status: 500,
    params: { request_id: text },
  },
  too_many_streams: {
    status: 503,
  },
})

declare module '../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
