/** Where buyers want what is owed to them: they say so themselves, and who must pay is shown it while something is owed. */
import { isReservedId } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import { actorName, authorizeOwn } from '../../modules/identity/index.ts'
import {
  accountToPay,
  keepRefundAccount,
  readRefundAccount,
  refundAccount,
  refundProvider,
  refundProviders,
  removeRefundAccount,
  showRefundAccount,
} from '../../modules/money/index.ts'
import { findParticipation } from '../../modules/participations/index.ts'
import { updateProfile } from '../../modules/people/index.ts'
import type { Services } from '../../services.ts'
import { personOf } from '../access.ts'
import { done } from '../answers.ts'
import { emptyBody, participationParams } from '../requests/fields.ts'
import * as requests from '../requests/money.ts'
import { personParams } from '../requests/people.ts'
import type { App } from '../types.ts'

export function refundAccountRoutes(app: App, services: Services): void {
  ownRoutes(app, services)
  showRoute(app, services)
  app.route({
    method: 'GET',
    url: '/refund-providers',
    config: { action: 'refund-account.providers' },
    schema: {
      operationId: 'listRefundProviders',
      tags: ['money'],
      summary: 'The banks and e-wallets to which money can be sent back',
      response: { 200: refundProvider.array() },
    },
    handler: async () => refundProviders,
  })
}

/** @throws Problem refund_accounts_off where nothing can be sealed */
export function sealingSecrets({ secrets }: Services) {
  if (secrets === undefined) throw new Problem('refund_accounts_off')
  return secrets
}

function ownRoutes(app: App, services: Services): void {
  const { db } = services
  app.route({
    method: 'GET',
    url: '/people/:id/refund-account',
    config: {
      action: 'refund-account.read',
      refusals: ['person_not_found', 'refund_account_not_found', 'refund_account_unreadable', 'refund_accounts_off'],
    },
    schema: {
      operationId: 'readRefundAccount',
      tags: ['people'],
      summary: 'Where a person wants what is owed to them, by its last four digits',
      params: personParams,
      response: { 200: refundAccount },
    },
    async handler(request) {
      const id = await personOf(db, request, 'refund-account.read')
      return readRefundAccount(db.read, sealingSecrets(services), id)
    },
  })

  app.route({
    method: 'PUT',
    url: '/people/:id/refund-account',
    config: { action: 'refund-account.keep', refusals: ['person_not_found', 'refund_accounts_off'] },
    schema: {
      operationId: 'keepRefundAccount',
      tags: ['people'],
      summary: 'Say where what is owed to a person goes',
      description:
        'In place of what was said before. It is encrypted, told whole only to who must pay while something is owed, and erased 90 days after nothing is owed any more. Sellers who owe something learn that it has changed, and when.',
      params: personParams,
      body: requests.refundAccountBody,
      response: { 200: refundAccount },
    },
    async handler(request) {
      const id = await personOf(db, request, 'refund-account.keep')
      const secrets = sealingSecrets(services)
      const { actor } = request
      return db.tx(
        async (tx) => {
          // A service speaks for users of its own who have no profile here yet.
          if (actor.kind === 'service' && !isReservedId(id)) await updateProfile(tx, id, {}, true)
          return keepRefundAccount(tx, secrets, id, request.body)
        },
        { actor: actorName(actor) },
      )
    },
  })

  app.route({
    method: 'DELETE',
    url: '/people/:id/refund-account',
    config: { action: 'refund-account.keep', refusals: ['person_not_found', 'refund_account_not_found'] },
    schema: {
      operationId: 'removeRefundAccount',
      tags: ['people'],
      summary: 'Forget where what is owed to a person goes',
      params: personParams,
      response: { 200: done },
    },
    async handler(request) {
      const id = await personOf(db, request, 'refund-account.keep')
      await db.tx((tx) => removeRefundAccount(tx, id), { actor: actorName(request.actor) })
      return { status: 'done' as const }
    },
  })
}

function showRoute(app: App, services: Services): void {
  const { db } = services
  app.route({
    method: 'POST',
    url: '/participations/:id/refund-account',
    // A look, and not to be stored with a key: it is on record each time, so it is asked for with POST.
    config: {
      action: 'refund-account.show',
      idempotency: 'natural',
      refusals: [
        'participation_not_found',
        'refund_account_not_found',
        'refund_account_not_shown',
        'refund_account_unreadable',
        'refund_accounts_off',
      ],
    },
    schema: {
      operationId: 'showRefundAccount',
      tags: ['money'],
      summary: 'To which account the money of a participation goes, for who must pay it',
      description:
        'Only while something is owed to its buyer. Each look is on record (`refund_account_shown`), and its buyer sees it, so it is asked for with POST.',
      params: participationParams,
      body: emptyBody,
      response: { 200: accountToPay },
    },
    async handler(request) {
      const { participation, sellerId } = await findParticipation(db.read, request.params.id)
      authorizeOwn(request.actor, 'refund-account.show', [sellerId], 'participation_not_found')
      const secrets = sealingSecrets(services)
      return db.tx((tx) => showRefundAccount(tx, secrets, participation.id), { actor: actorName(request.actor) })
    },
  })
}
