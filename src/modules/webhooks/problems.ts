import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { count, field, optional, text } from '../../kernel/problem-parameters.ts'
import { urlFault } from '../outgoing/index.ts'

export const problems = defineProblems({
  webhook_not_found: {
    status: 404,
    params: { webhook_id: optional(text) },
  },
  webhook_delivery_not_found: {
    status: 404,
    params: { delivery_id: optional(text) },
  },
  webhook_url_refused: {
    status: 422,
    params: { path: field, fault: urlFault },
  },
  webhook_limit: {
    status: 409,
    params: { limit: count },
  },
  webhook_disabled: {
    status: 409,
  },
  webhooks_off: {
    status: 503,
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
