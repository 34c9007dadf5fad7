/** Every answer that is an error is made here: RFC 9457, in the caller's language, without a stack trace or SQL. */
import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isUnavailable, refusalOf } from '../db/index.ts'
import { fromAcceptLanguage } from '../kernel/language.ts'
import { isProblem, Problem } from '../kernel/problem.ts'
import { describeProblem } from './problem-catalogue.ts'
import { ValidationError, validationProblem } from './validation.ts'

/** What Fastify itself refuses, as our problems. */
const frameworkCodes: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_request',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_request',
  FST_ERR_BAD_URL: 'malformed_url',
  FST_ERR_ASYNC_CONSTRAINT: 'malformed_request',
  FST_ERR_NOT_FOUND: 'not_found',
}

export const bodyBytesMax = 64 * 1024

export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(toProblem(error, request), request, reply)
}

export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  const language = fromAcceptLanguage(request.headers['accept-language'])
  const body = describeProblem(problem, language, request.url.split('?')[0]!)
  if (body.status === 401) reply.header('www-authenticate', 'Bearer')
  const retryAfter = problem.retryAfterSeconds ?? (body.status === 503 ? 2 : undefined)
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  reply.header('content-language', language)
  reply.code(body.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body))
}

function toProblem(error: unknown, request: FastifyRequest): Problem {
  if (isProblem(error)) return error
  if (error instanceof ValidationError) {
    // An address with an id that cannot exist is an address that does not exist.
    if ((error as Partial<FastifyError>).validationContext === 'params') return new Problem('not_found')
    return validationProblem(error, fromAcceptLanguage(request.headers['accept-language']))
  }
  const refusal = refusalOf(error)
  if (refusal) return refusal
  if (isUnavailable(error)) return new Problem('database_unavailable', {}, { retryAfterSeconds: 2, cause: error })
  const { code, statusCode } = error as Partial<FastifyError>
  const known = frameworkCodes[code ?? '']
  if (known) return new Problem(known, { maximum: bodyBytesMax })
  // Whatever else a parser or plugin blames on the caller.
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500 && STATUS_CODES[statusCode]) {
    return new Problem('malformed_request')
  }
  request.log.error({ err: error, req: request }, 'request failed')
  return new Problem('internal_error', { request_id: request.id })
}
