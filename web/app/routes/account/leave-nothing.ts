/** What is done with a device whose person has left it: the next one finds nothing that they typed. */
import { forget } from '../../kept-cookies.ts'
import type { Page } from '../../page.ts'
import { forgetNext } from './next-cookie.ts'

/**
 * For the answer that ends a session on purpose. The cookies that hold what was typed end with it; what scripts keep, and
 * pages that the browser remembers, it is told to clear, and elements/keep-typed.ts does so where browsers do not listen,
 * as without https.
 */
export function leaveNothing({ request, context }: Page): Headers {
  const secure = context.publicUrl.startsWith('https:')
  context.cookies.push(...forget(request, secure), forgetNext(secure))
  return new Headers({ 'clear-site-data': '"cache", "storage"' })
}
