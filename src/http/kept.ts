import type { FastifyReply, FastifyRequest } from 'fastify'

interface Kept {
  /** The mark of exactly these bytes, without quotes. */
  etag: string
  cacheControl: string
  type: string
}

/**
 * Answers with something that may be kept, or says that what is kept is still right (RFC 9110, section 13.1.2), and then
 * makes nothing.
 */
export async function sendKept(
  request: FastifyRequest,
  reply: FastifyReply,
  { etag, cacheControl, type }: Kept,
  make: () => Promise<Buffer>,
): Promise<never> {
  const mark = `"${etag}"`
  const isKept = marksOf(request.headers['if-none-match']).some((each) => each === mark || each === '*')
  const bytes = isKept ? undefined : await make()
  reply.header('etag', mark).header('cache-control', cacheControl)
  // The reply itself, as Fastify wants it of what has been sent; a route's schema knows only what is in it.
  if (bytes === undefined) return reply.code(304).send() as never
  return reply.type(type).send(bytes) as never
}

function marksOf(header: string | undefined): string[] {
  return (header ?? '').split(',').map((mark) => mark.trim().replace(/^W\//, ''))
}

/** Answers with something that nobody between may keep, nor whoever asked beyond the moment in which they look at it. */
export function sendPrivate(reply: FastifyReply, type: string, bytes: Buffer): never {
  return reply.header('cache-control', 'private, no-store').type(type).send(bytes) as never
}
