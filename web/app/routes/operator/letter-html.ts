/**
 * A letter's HTML by itself, for the frame of its page. It is made of words that people wrote, so it gets a policy of its own, under
 * which nothing runs and nothing is fetched, and no origin.
 */
import { page } from '../../page.ts'
import type { Route } from './+types/letter-html.ts'

const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ')

/** Not the loader of a resource: what is refused must be a page, as of every other address that people open. */
const answer = page(async ({ api, params }) => {
  const { html } = await api.readLetter({ id: params.id! })
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
    },
  })
})

export const middleware: Route.MiddlewareFunction[] = [(args) => answer(args)]

export default function LetterHtml() {
  return null
}
