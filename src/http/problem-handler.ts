/** Every answer that is an error is made here: RFC 9457, in the caller's language, without a stack trace or SQL. */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isTooSlow, isUnavailable, refusalOf } from '../db/index.ts'
import { fromAcceptLanguage, type Language } from '../kernel/language.ts'
import { isProblem, type PlainProblemCode, Problem } from '../kernel/problem.ts'
import { escapeHtml, page as htmlPage } from './docs-pages.ts'
import { describeProblem, isProblemCode, type ProblemBody } from './problem-catalogue.ts'
import { ValidationError, validationProblem } from './validation.ts'

/** What Fastify itself refuses, as our problems. */
const frameworkCodes: Record<string, PlainProblemCode> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_request',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_http',
  FST_ERR_BAD_URL: 'malformed_url',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
  FST_ERR_NOT_FOUND: 'not_found',
}

/** What Node refuses before there is a request. */
const socketCodes: Record<string, PlainProblemCode> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}

export const bodyBytesMax = 64 * 1024

const contentType = 'application/problem+json; charset=utf-8'

export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(toProblem(error, request), request, reply)
}

export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  const language = fromAcceptLanguage(request.headers['accept-language'])
  const body = dress(reply, problem, language, request)
  reply.type(contentType).send(JSON.stringify(body))
}

/**
 * The same for whoever looks at pages, where the page itself could not be made: too many visits, a form that was too
 * large, a defect. Plain, because what makes the other pages may be what has failed.
 */
export function handlePageError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const chosen = /sambatan_language=(id|en)/.exec(request.headers.cookie ?? '')?.[1] as Language | undefined
  const language = chosen ?? fromAcceptLanguage(request.headers['accept-language'])
  const { title, detail } = dress(reply, toProblem(error, request), language, request)
  const words = `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(detail)}</p><p><a href="/">Sambatan</a></p>`
  const page = request.server.withDemoLine(htmlPage(title, words, { language }), language)
  reply.type('text/html; charset=utf-8').send(page)
}

/** Everything of a problem's answer but its body, which it gives back. */
function dress(reply: FastifyReply, problem: Problem, language: Language, request: FastifyRequest): ProblemBody {
  const body = describeProblem(problem, language, request.url.split('?')[0]!)
  if (body.status === 401) reply.header('www-authenticate', 'Bearer')
  const retryAfter = problem.retryAfterSeconds ?? (body.status === 503 ? 2 : undefined)
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  reply.header('content-language', language)
  reply.header('vary', 'accept-language')
  reply.code(body.status)
  return body
}

/** Answers what is no HTTP request, so that there is neither a language nor an address to answer with. */
export function handleClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const problem = new Problem(socketCodes[error.code ?? ''] ?? 'malformed_http')
  const body = describeProblem(problem, 'id', '')
  const text = JSON.stringify(body)
  socket.end(
    `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status]}\r\nContent-Type: ${contentType}\r\nContent-Language: id\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  )
}

function toProblem(error: unknown, request: FastifyRequest): Problem {
  if (isProblem(error)) return error
  if (error instanceof ValidationError) {
    if ((error as Partial<FastifyError>).validationContext === 'params') return missing(error)
    return validationProblem(error, fromAcceptLanguage(request.headers['accept-language']))
  }
  const refusal = refusalOf(error)
  if (refusal) return refusal
  if (isUnavailable(error)) return new Problem('database_unavailable', {}, { retryAfterSeconds: 2, cause: error })
  if (isTooSlow(error)) {
    // The statement may have waited for another, or be too slow by itself: somebody has to see which.
    request.log.error({ err: error, req: request }, 'a statement took too long and was undone')
    return new Problem('database_unavailable', {}, { retryAfterSeconds: 2, cause: error })
  }
  const { code, statusCode } = error as Partial<FastifyError>
  const known = frameworkCodes[code ?? '']
  if (known) return new Problem(known)
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('payload_too_large', { maximum: bodyBytesMax })
  // A folder among the assets, or a path that leads out of them.
  if (statusCode === 403 || statusCode === 404) return new Problem('not_found')
  // Whatever else a parser or plugin blames on the caller.
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new Problem('malformed_http')
  return unexpected(error, request)
}

function unexpected(error: unknown, request: FastifyRequest): Problem {
  request.log.error({ err: error, req: request }, 'request failed')
  return new Problem('internal_error', { request_id: request.id })
}

/** The schemas of addresses name the problem of what is not there. */
function missing({ issues }: ValidationError): Problem {
  const code = issues[0]?.message ?? ''
  return new Problem(isProblemCode(code) ? (code as PlainProblemCode) : 'not_found')
}
