/** "I have paid": buyers say so, their seller looks and puts it on record, or answers. */
import { authorizeOwn } from '../../modules/identity/index.ts'
import {
  answerClaim,
  claimPayment,
  claimsOf,
  claimTotal,
  confirmClaim,
  findClaim,
  listClaims,
  paymentClaim,
  totalsClaimed,
} from '../../modules/money/index.ts'
import { findParticipation } from '../../modules/participations/index.ts'
import type { Services } from '../../services.ts'
import { within } from '../access.ts'
import { answerOnce } from '../idempotency.ts'
import { pageOf, sendPage } from '../paging.ts'
import { participationParams } from '../requests/fields.ts'
import * as requests from '../requests/payment.ts'
import type { App } from '../types.ts'

export function claimRoutes(app: App, services: Services): void {
  buyerRoutes(app, services)
  readRoutes(app, services)
  answerRoutes(app, services)
}

function buyerRoutes(app: App, services: Services): void {
  const { db, live } = services
  app.route({
    method: 'POST',
    url: '/participations/:id/paid',
    config: {
      action: 'payment.claim',
      refusals: [
        'participation_not_found',
        'offer_open',
        'money_date_in_future',
        'money_date_too_old',
        'nothing_owed',
        'picture_not_found',
      ],
    },
    schema: {
      operationId: 'claimPayment',
      tags: ['money'],
      summary: 'Say that one has paid, with a proof',
      description:
        'Its buyer says so, or a service for them. It puts no money on record: its seller is told, and has it as work (`GET /money/claims`) until they record what came or answer. A hold that runs gets 72 hours more by it, once; where confirmed slots alone count it ends with the settlement at the latest. Said again while it waits, it corrects what was said. Of an order that is over it says that money is owed back.',
      params: participationParams,
      body: requests.claimBody,
      response: { 200: paymentClaim },
    },
    async handler(request, reply) {
      const { participation } = await findParticipation(db.read, request.params.id)
      authorizeOwn(request.actor, 'payment.claim', [participation.user_id], 'participation_not_found')
      return answerOnce(
        services,
        request,
        reply,
        200,
        (tx) => claimPayment(tx, participation.id, request.body ?? {}),
        (claim) => live.announce(claim.campaign_id),
      )
    },
  })

  app.route({
    method: 'GET',
    url: '/participations/:id/claims',
    config: { action: 'payment.read', refusals: ['participation_not_found'] },
    schema: {
      operationId: 'listClaimsOf',
      tags: ['money'],
      summary: 'When a buyer said that they have paid, and what became of it, oldest first',
      params: participationParams,
      response: { 200: paymentClaim.array() },
    },
    async handler({ actor, params }) {
      const { participation, sellerId } = await findParticipation(db.read, params.id)
      authorizeOwn(actor, 'payment.read', [participation.user_id, sellerId], 'participation_not_found')
      return claimsOf(db.read, { participationId: participation.id })
    },
  })
}

function readRoutes(app: App, { db }: Services): void {
  app.route({
    method: 'GET',
    url: '/money/claims',
    config: { action: 'money.list' },
    schema: {
      operationId: 'listClaims',
      tags: ['money'],
      summary: 'Who says that they have paid, the longest ago first',
      querystring: requests.claimsQuery,
      response: { 200: paymentClaim.array() },
    },
    async handler(request, reply) {
      const filter = within(request.actor, 'money.list', pageOf(request, request.query))
      return sendPage(request, reply, await listClaims(db.read, filter))
    },
  })

  app.route({
    method: 'GET',
    url: '/money/claims/totals',
    config: { action: 'money.list' },
    schema: {
      operationId: 'totalClaims',
      tags: ['money'],
      summary: 'How many say that they have paid and wait for an answer, by campaign, who has waited longest first',
      description: 'At most 500 campaigns.',
      querystring: requests.claimTotalsQuery,
      response: { 200: claimTotal.array() },
    },
    async handler({ actor, query }) {
      return totalsClaimed(db.read, within(actor, 'money.list', query))
    },
  })

  app.route({
    method: 'GET',
    url: '/money/claims/:id',
    config: { action: 'payment.read', refusals: ['payment_claim_not_found'] },
    schema: {
      operationId: 'readClaim',
      tags: ['money'],
      summary: 'One time that a buyer said that they have paid',
      params: requests.claimParams,
      response: { 200: paymentClaim },
    },
    async handler({ actor, params }) {
      const { claim, buyerId, sellerId } = await findClaim(db.read, params.id)
      authorizeOwn(actor, 'payment.read', [buyerId, sellerId], 'payment_claim_not_found')
      return claim
    },
  })
}

function answerRoutes(app: App, services: Services): void {
  const { db, live } = services
  app.route({
    method: 'POST',
    url: '/money/claims/:id/confirm',
    config: {
      action: 'payment.answer',
      refusals: [
        'payment_claim_not_found',
        'payment_claim_answered',
        'money_date_in_future',
        'money_date_too_old',
        'more_than_due',
      ],
    },
    schema: {
      operationId: 'confirmClaim',
      tags: ['money'],
      summary: 'Put on record that what a buyer says has come',
      description:
        'As `received`, by the day that the buyer said. A record of what was received answers an open claim in any case, however it is written.',
      params: requests.claimParams,
      body: requests.confirmClaimBody,
      response: { 200: paymentClaim },
    },
    async handler(request, reply) {
      const { sellerId } = await findClaim(db.read, request.params.id)
      authorizeOwn(request.actor, 'payment.answer', [sellerId], 'payment_claim_not_found')
      return answerOnce(
        services,
        request,
        reply,
        200,
        (tx) => confirmClaim(tx, request.params.id, request.body ?? {}),
        (claim) => live.announce(claim.campaign_id),
      )
    },
  })

  app.route({
    method: 'POST',
    url: '/money/claims/:id/answer',
    config: {
      action: 'payment.answer',
      refusals: ['payment_claim_not_found', 'payment_claim_answered', 'reason_required'],
    },
    schema: {
      operationId: 'answerClaim',
      tags: ['money'],
      summary: 'Answer in words a buyer who says that they have paid',
      description: 'They are told, and may say so again. Where the money has come it is confirmed instead.',
      params: requests.claimParams,
      body: requests.claimAnswerBody,
      response: { 200: paymentClaim },
    },
    async handler(request, reply) {
      const { sellerId } = await findClaim(db.read, request.params.id)
      authorizeOwn(request.actor, 'payment.answer', [sellerId], 'payment_claim_not_found')
      return answerOnce(services, request, reply, 200, (tx) => answerClaim(tx, request.params.id, request.body.answer))
    },
  })
}
