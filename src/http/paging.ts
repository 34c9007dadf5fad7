import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Page } from '../kernel/cursor.ts'
import { Problem } from '../kernel/problem.ts'

type Filter = Record<string, unknown> & { limit: number; cursor?: string | undefined }

/**
 * What was asked for, with the cursor as the query understands it. In an address a cursor carries a mark of its list,
 * filter and order: in another one it would silently skip rows.
 * @throws Problem cursor_invalid for a cursor of another list
 */
export function pageOf<F extends Filter>(request: FastifyRequest, filter: F): F {
  if (filter.cursor === undefined) return filter
  const mark = markOf(request)
  if (!filter.cursor.startsWith(mark)) throw new Problem('cursor_invalid')
  return { ...filter, cursor: filter.cursor.slice(mark.length) }
}

/** Answers a page as an array; where the next one is stands in `Link` (RFC 8288), with all other parameters kept. */
export function sendPage<T>(request: FastifyRequest, reply: FastifyReply, page: Page<T>): T[] {
  const next = nextOf(request, page)
  if (next !== null) {
    const url = urlOf(request)
    url.searchParams.set('cursor', next)
    reply.header('link', `<${url.pathname}${url.search}>; rel="next"`)
  }
  return page.items
}

/** What is to be asked for as `cursor` to go on; null on the last page. */
export function nextOf(request: FastifyRequest, page: Pick<Page<unknown>, 'next'>): string | null {
  return page.next === null ? null : markOf(request) + page.next
}

/** Eight characters that tell one list from another; how many rows a page has may change on the way. */
function markOf(request: FastifyRequest): string {
  const url = urlOf(request)
  url.searchParams.delete('cursor')
  url.searchParams.delete('limit')
  url.searchParams.sort()
  return hash('sha256', url.pathname + url.search, 'base64url').slice(0, 8)
}

function urlOf(request: FastifyRequest): URL {
  return new URL(request.url, 'http://local')
}
