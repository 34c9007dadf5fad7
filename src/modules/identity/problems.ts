import { say } from '../../kernel/messages.ts'
import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { count, field, optional, text, wordOf } from '../../kernel/problem-parameters.ts'

/** Why a token was refused, as it reads behind a colon. */
const tokenReason = wordOf(
  [
    'expired',
    'audience',
    'issuer',
    'signature',
    'unknown_key',
    'algorithm',
    'claims',
    'reserved',
    'erased',
    'malformed',
  ],
  (reason, language) => say(language, `token_${reason}`),
  'expired',
)

export type TokenReason = (typeof tokenReason)['example']

export const problems = defineProblems({
  unauthorized: {
    status: 401,
  },
  token_invalid: {
    status: 401,
    params: { reason: tokenReason },
  },
  sign_in_failed: {
    status: 401,
  },
  two_factor_expired: {
    status: 401,
  },
  scope_missing: {
    status: 403,
    params: { scope: text },
  },
  cross_origin: {
    status: 403,
  },
  operator_code_invalid: {
    status: 422,
    params: { path: field },
  },
  account_exists: {
    status: 422,
    params: { path: field },
  },
  password_wrong: {
    status: 422,
  },
  code_wrong: {
    status: 422,
  },
  link_invalid: {
    status: 422,
  },
  two_factor_on: {
    status: 409,
  },
  two_factor_off: {
    status: 409,
  },
  role_elsewhere: {
    status: 409,
  },
  last_operator: {
    status: 409,
  },
  session_not_found: {
    status: 404,
    params: { session_id: optional(text) },
  },
  api_key_not_found: {
    status: 404,
    params: { api_key_id: optional(text) },
  },
  expiry_not_future: {
    status: 422,
    params: { path: field },
  },
  sign_in_paused: {
    status: 429,
    params: { seconds: count },
  },
  too_many_attempts: {
    status: 429,
    params: { seconds: count },
  },
  accounts_off: {
    status: 503,
  },
  token_keys_unavailable: {
    status: 503,
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
