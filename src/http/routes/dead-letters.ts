/** For operators: what could not be told. */
import { fromAcceptLanguage } from '../../kernel/language.ts'
import { actorName } from '../../modules/identity/index.ts'
import {
  deadLetter,
  listDeadLetters,
  settleDeadLetters,
  settledDeadLetters,
} from '../../modules/notifications/index.ts'
import type { Services } from '../../services.ts'
import { answerOnce } from '../idempotency.ts'
import { withNames } from '../names.ts'
import { pageOf, sendPage } from '../paging.ts'
import * as requests from '../requests/dead-letters.ts'
import { emptyBody } from '../requests/fields.ts'
import type { App } from '../types.ts'

export function deadLetterRoutes(app: App, services: Services): void {
  const { db } = services

  app.route({
    method: 'GET',
    url: '/dead-letters',
    config: { action: 'dead-letter.read' },
    schema: {
      operationId: 'listDeadLetters',
      tags: ['operations'],
      summary: 'What somebody should have been told and was not, newest first',
      description:
        'Deliveries that were refused for good or given up after three days, and events that could not be handed on at all.',
      querystring: requests.deadLettersQuery,
      response: { 200: deadLetter.array() },
    },
    async handler(request, reply) {
      const { source } = request.query
      const language = fromAcceptLanguage(request.headers['accept-language'])
      const found = await listDeadLetters(db.read, { source, ...pageOf(request, request.query) }, language)
      const items = await withNames(db.read, request.actor, found.items, {
        recipient_name: (letter) => (letter.source === 'notification' ? `user:${letter.recipient}` : null),
      })
      return sendPage(request, reply, { ...found, items })
    },
  })

  app.route({
    method: 'POST',
    url: '/dead-letters/retry',
    config: { action: 'dead-letter.settle' },
    schema: {
      operationId: 'retryDeadLetters',
      tags: ['operations'],
      summary: 'Try all of them again, or all of one source',
      description:
        'What is for a webhook that is disabled stays as it is: enable it first. `settled` is how many are being tried.',
      body: requests.retriedLetters,
      response: { 200: settledDeadLetters },
    },
    handler: (request, reply) =>
      answerOnce(services, request, reply, 200, async (tx) => ({
        settled: await settleDeadLetters(tx, request.body, actorName(request.actor), null),
      })),
  })

  app.route({
    method: 'POST',
    url: '/dead-letters/:source/:id/retry',
    config: { action: 'dead-letter.settle', refusals: ['dead_letter_not_found', 'webhook_disabled'] },
    schema: {
      operationId: 'retryDeadLetter',
      tags: ['operations'],
      summary: 'Try one of them again',
      params: requests.deadLetterParams,
      body: emptyBody,
      response: { 200: settledDeadLetters },
    },
    handler: (request, reply) =>
      answerOnce(services, request, reply, 200, async (tx) => ({
        settled: await settleDeadLetters(tx, request.params, actorName(request.actor), null),
      })),
  })

  app.route({
    method: 'POST',
    url: '/dead-letters/:source/:id/discard',
    config: { action: 'dead-letter.settle', refusals: ['dead_letter_not_found'] },
    schema: {
      operationId: 'discardDeadLetter',
      tags: ['operations'],
      summary: 'Discard one of them, with a reason that stays on record',
      params: requests.deadLetterParams,
      body: requests.discardedLetter,
      response: { 200: settledDeadLetters },
    },
    handler: (request, reply) =>
      answerOnce(services, request, reply, 200, async (tx) => ({
        settled: await settleDeadLetters(tx, request.params, actorName(request.actor), request.body.reason),
      })),
  })
}
