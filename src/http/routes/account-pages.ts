/** The pages that mails of accounts lead to. Opening one changes nothing, as mail scanners open every link; its form does. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { fromAcceptLanguage, type Language } from '../../kernel/language.ts'
import { isProblem, Problem } from '../../kernel/problem.ts'
import { type BrowserHeaders, requestPasswordReset, resetPassword, verifyEmail } from '../../modules/identity/index.ts'
import type { Services } from '../../services.ts'
import {
  type AccountPage,
  addressOfPage,
  donePage,
  type Filled,
  formPage,
  needsToken,
  refusedPage,
} from '../account-pages.ts'
import type { App } from '../app.ts'
import { browserOf } from '../browser.ts'
import * as schemas from '../identity-schemas.ts'
import { catalogue, describeProblem, isProblemCode } from '../problem-catalogue.ts'
import { handleError } from '../problem-handler.ts'
import { ValidationError, validationProblem } from '../validation.ts'

/** Needs a scope of its own: forms are taken here and nowhere else. */
export function accountPageRoutes(app: App, { identity }: Services): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    // Browsers send a field that was left empty; to our schemas it is one that is missing.
    const filled = [...new URLSearchParams(body as string)].filter(([, value]) => value !== '')
    done(null, Object.fromEntries(filled))
  })
  formRoutes(app, 'verify-email', schemas.tokenOnly, (browser, { token }) =>
    verifyEmail(identity.accounts(), browser, token),
  )
  formRoutes(app, 'reset-password', schemas.passwordReset, (browser, body) =>
    resetPassword(identity.accounts(), browser, body),
  )
  formRoutes(app, 'forgot-password', schemas.emailOnly, (browser, { email }) =>
    requestPasswordReset(identity.accounts(), browser, email),
  )
}

function formRoutes<Schema extends z.ZodType>(
  app: App,
  name: AccountPage,
  schema: Schema,
  act: (browser: BrowserHeaders, body: z.output<Schema>) => Promise<void>,
): void {
  const route = {
    url: addressOfPage(name),
    schema: { hide: true },
    errorHandler: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      answerRefusal(name, error, request, reply),
  }

  app.route({
    ...route,
    method: 'GET',
    config: { action: 'page.read' },
    async handler(request, reply) {
      const filled = filledOf(request.query)
      // Some mail apps cut long links off.
      if (needsToken(name) && filled.token === undefined) throw new Problem('link_invalid')
      return formPage(name, answerIn(request, reply), filled)
    },
  })

  app.route({
    ...route,
    method: 'POST',
    config: { action: 'account.enter', idempotency: 'natural' },
    async handler(request, reply) {
      const body = parse(schema, request.body)
      await act(browserOf(request), body)
      return donePage(name, answerIn(request, reply), filledOf(body))
    },
  })
}

/** Shows the form again with the reason; what no person at a form can mend is answered as everywhere. */
function answerRefusal(name: AccountPage, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const language = fromAcceptLanguage(request.headers['accept-language'])
  const problem = error instanceof ValidationError ? validationProblem(error, language) : error
  if (!isProblem(problem) || !isForPeople(problem)) {
    handleError(error, request, reply)
    return
  }
  answerIn(request, reply)
  const body = describeProblem(problem, language, addressOfPage(name))
  const retryAfter = problem.retryAfterSeconds ?? (body.status === 503 ? 2 : undefined)
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  reply.code(body.status).send(refusedPage(name, language, filledOf(request.body ?? request.query), body))
}

/** Who is not recognized has sent a bearer token, as only programs do; what is not in the catalogue is a defect. */
function isForPeople({ code }: Problem): boolean {
  return isProblemCode(code) && catalogue[code].status !== 401
}

/**
 * @throws ValidationError
 * @throws Problem link_invalid for a token that cannot be one: people cannot correct what they did not type
 */
function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body ?? {}, { reportInput: true })
  if (result.success) return result.data
  if (result.error.issues.some(({ path }) => path[0] === 'token')) throw new Problem('link_invalid')
  throw new ValidationError(result.error.issues)
}

/** What may be shown again of a query or a body, whatever they are. */
function filledOf(given: unknown): Filled {
  const { token, email } = (given ?? {}) as Record<string, unknown>
  return {
    token: typeof token === 'string' && token !== '' ? token : undefined,
    email: typeof email === 'string' ? email : undefined,
  }
}

function answerIn(request: FastifyRequest, reply: FastifyReply): Language {
  const language = fromAcceptLanguage(request.headers['accept-language'])
  reply
    .type('text/html; charset=utf-8')
    .header('content-language', language)
    .header('vary', 'accept-language')
    // With `no-referrer` browsers send a form with `Origin: null`, and one that has no Sec-Fetch-Site (an older one, or any
    // at an address without TLS) could not show that it comes from here. This tells the origin, but not the token.
    .header('referrer-policy', 'strict-origin')
  return language
}
