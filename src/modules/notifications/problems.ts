import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { field } from '../../kernel/problem-parameters.ts'
import { urlFault } from '../outgoing/index.ts'

export const problems = defineProblems({
  dead_letter_not_found: { status: 404 },
  phone_needed: { status: 422, params: { path: field } },
  whatsapp_off: { status: 409 },
  push_browser_not_found: { status: 404 },
  push_endpoint_refused: { status: 422, params: { path: field, fault: urlFault } },
  push_off: { status: 503 },
  notification_required: { status: 422, params: { path: field } },
  unsubscribe_link_invalid: { status: 422 },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
