import { say } from '../../kernel/messages.ts'
import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { count, field, optional, text, wordOf } from '../../kernel/problem-parameters.ts'

/** Why an endpoint's address is none that is called, as it reads behind a colon. */
const urlFault = wordOf(
  ['not_an_address', 'not_https', 'credentials', 'private'],
  (fault, language) => say(language, `webhook_url_${fault}`),
  'private',
)

export type UrlFault = (typeof urlFault)['example']

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
