import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Page } from '../kernel/cursor.ts'

/** Answers a page as an array; where the next one is stands in `Link` (RFC 8288), with all other parameters kept. */
export function sendPage<T>(request: FastifyRequest, reply: FastifyReply, page: Page<T>): T[] {
  if (page.next !== null) {
    const url = new URL(request.url, 'http://local')
    url.searchParams.set('cursor', page.next)
    reply.header('link', `<${url.pathname}${url.search}>; rel="next"`)
  }
  return page.items
}
