/** What letters about accounts lead to: an address confirmed, a new password; and the same letter once more. */
import type { ProblemCode } from '../../kernel/problem.ts'
import { mailSignUpAgain, requestPasswordReset, resetPassword, verifyEmail } from '../../modules/identity/index.ts'
import type { Services } from '../../services.ts'
import { accepted, done } from '../answers.ts'
import { browserOf, withCookies } from '../browser.ts'
import * as requests from '../requests/accounts.ts'
import type { App } from '../types.ts'

/** Nothing here is remembered by Idempotency-Key: the answers are secrets, and a repeat of each is harmless or refused. */
export const enter = (...refusals: ProblemCode[]) => ({
  action: 'account.enter' as const,
  idempotency: 'natural' as const,
  refusals: ['accounts_off', 'too_many_attempts', ...refusals] as ProblemCode[],
})
const isDone = { status: 'done' as const }

export function mailedLinkRoutes(app: App, services: Services): void {
  const { identity } = services
  app.route({
    method: 'POST',
    url: '/auth/verify-email',
    config: enter('link_invalid'),
    schema: {
      operationId: 'verifyEmail',
      tags: ['accounts'],
      summary: 'Confirm an e-mail address with the mailed token',
      body: requests.tokenOnly,
      response: { 200: done },
    },
    async handler(request) {
      await verifyEmail(identity.accounts(), browserOf(request), request.body.token)
      return isDone
    },
  })

  letterRoute(app, services, {
    url: '/auth/sign-up/mail-again',
    operationId: 'mailSignUpAgain',
    summary: 'Have the letter of signing up sent again',
    howOften: 'Four times an hour to one address.',
    ask: mailSignUpAgain,
  })
  letterRoute(app, services, {
    url: '/auth/forgot-password',
    operationId: 'forgotPassword',
    summary: 'Ask for a link to a new password',
    ask: requestPasswordReset,
  })

  app.route({
    method: 'POST',
    url: '/auth/reset-password',
    config: enter('link_invalid'),
    schema: {
      operationId: 'resetPassword',
      tags: ['accounts'],
      summary: 'Set a new password with the mailed token',
      description: 'The token works once. Every session of the account ends.',
      body: requests.passwordReset,
      response: { 200: done },
    },
    async handler(request, reply) {
      withCookies(reply, await resetPassword(identity.accounts(), browserOf(request), request.body))
      return isDone
    },
  })
}

interface LetterRoute {
  url: string
  operationId: string
  summary: string
  howOften?: string
  ask: typeof requestPasswordReset
}

/** Where somebody asks for a letter to an address, and is told nothing of whether there is an account of that address. */
function letterRoute(
  app: App,
  { identity }: Services,
  { url, operationId, summary, howOften, ask }: LetterRoute,
): void {
  const always = 'The answer is the same, and takes as long, whether or not there is such an account.'
  app.route({
    method: 'POST',
    url,
    config: enter(),
    schema: {
      operationId,
      tags: ['accounts'],
      summary,
      description: howOften === undefined ? always : `${always} ${howOften}`,
      body: requests.emailOnly,
      response: { 202: accepted },
    },
    async handler(request, reply) {
      await ask(identity.accounts(), browserOf(request), request.body.email)
      reply.code(202)
      return { status: 'accepted' as const }
    },
  })
}
