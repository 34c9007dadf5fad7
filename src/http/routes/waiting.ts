/** After "full": who waits, in their order, and what is offered to them. */
import type { FastifyRequest } from 'fastify'
import type { ProblemCode } from '../../kernel/problem.ts'
import { Problem } from '../../kernel/problem.ts'
import { type Action, type Actor, actorName, authorizeOwn } from '../../modules/identity/index.ts'
import { findParticipation, participation } from '../../modules/participations/index.ts'
import {
  changeEntry,
  claimOffer,
  declineOffer,
  findEntry,
  joinWaitingList,
  leaveWaitingList,
  listWaiting,
  moveEntry,
  type WaitingEntry,
  waitingEntry,
  waitingOf,
} from '../../modules/waiting/index.ts'
import type { Services } from '../../services.ts'
import { buyerOfSeller, isForAnother, ownCampaign, subjectOf, visibleCampaign } from '../access.ts'
import { nothing } from '../answers.ts'
import { answerOnce } from '../idempotency.ts'
import { campaignParams, emptyBody, participationParams, reasonBody, reasonQuery } from '../requests/fields.ts'
import * as requests from '../requests/waiting.ts'
import type { App } from '../types.ts'

const orderRefusals: ProblemCode[] = [
  'campaign_not_found',
  'campaign_not_open',
  'campaign_closed',
  'own_campaign',
  'request_invalid',
  'lines_required',
  'item_unavailable',
  'item_limit',
  'already_joined_limit',
  'below_min_per_buyer',
  'insufficient_slots',
]

export function waitingRoutes(app: App, services: Services): void {
  joinRoute(app, services)
  listRoutes(app, services)
  changeRoute(app, services)
  leaveRoute(app, services)
  moveRoute(app, services)
  offerRoutes(app, services)
}

/** What is kept with an Idempotency-Key has no person in it; where it is sent whoever asks again has said themselves. */
function withoutPerson(entry: WaitingEntry): Omit<WaitingEntry, 'shipping_address' | 'note' | 'buyer_name'> {
  const { shipping_address: _, note: __, buyer_name: ___, ...rest } = entry
  return rest
}

function joinRoute(app: App, services: Services): void {
  const { db, live } = services
  app.route({
    method: 'POST',
    url: '/campaigns/:id/waiting-list',
    config: {
      action: 'waiting.join',
      refusals: [
        'user_id_required',
        'person_not_found',
        ...orderRefusals,
        'already_waiting',
        'hold_ended_recently',
        'order_fits',
        'waiting_list_full',
      ],
    },
    schema: {
      operationId: 'joinWaitingList',
      tags: ['waiting list'],
      summary: 'Wait for slots of an open campaign, with an order that does not fit now',
      description:
        'All of it, or nothing. What comes free is offered to the first on the list that it fits, before anybody else can see it.',
      params: campaignParams,
      body: requests.waitBody,
      response: { 201: waitingEntry },
    },
    async handler(request, reply) {
      const { actor, body } = request
      const campaign = await visibleCampaign(db, request)
      const user_id = isForAnother(actor, body.user_id)
        ? await buyerOfSeller(db, actor, request.params.id, body.user_id)
        : subjectOf(actor, 'waiting.join', body.user_id)
      return answerOnce(
        services,
        request,
        reply,
        201,
        async (tx) => withoutPerson(await joinWaitingList(tx, campaign.id, { ...body, user_id })),
        () => live.announce(campaign.id),
      )
    },
  })
}

function listRoutes(app: App, { db }: Services): void {
  app.route({
    method: 'GET',
    url: '/campaigns/:id/waiting-list',
    config: { action: 'waiting.list', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'listWaitingList',
      tags: ['waiting list'],
      summary: 'The waiting list of a campaign: who is offered something, and who waits, in their order',
      params: campaignParams,
      response: { 200: waitingEntry.array() },
    },
    async handler(request) {
      const { id } = await ownCampaign(db, request, 'waiting.list')
      return listWaiting(db.read, id)
    },
  })

  app.route({
    method: 'GET',
    url: '/waiting-list',
    config: { action: 'waiting.mine', refusals: ['user_id_required'] },
    schema: {
      operationId: 'listMyPlaces',
      tags: ['waiting list'],
      summary: "A person's places on waiting lists: those that they have, and those that ended within 90 days",
      querystring: requests.myPlacesQuery,
      response: { 200: waitingEntry.array() },
    },
    async handler({ actor, query }) {
      return waitingOf(db.read, subjectOf(actor, 'waiting.mine', query.user_id), { campaignId: query.campaign_id })
    },
  })
}

type OfEntry = FastifyRequest & { actor: Actor; params: { id: string; entry: string } }

/**
 * An entry that the caller may act on, of the campaign that the address names.
 * @throws Problem campaign_not_found, waiting_entry_not_found
 */
async function ownEntry(
  { db }: Services,
  request: Pick<OfEntry, 'actor' | 'params'>,
  action: Action,
  whose: ('buyer' | 'seller')[],
): Promise<WaitingEntry> {
  const { entry, sellerId } = await findEntry(db.read, request.params.entry)
  const campaign = await visibleCampaign(db, request)
  if (entry.campaign_id !== campaign.id) throw new Problem('waiting_entry_not_found', { entry_id: entry.id })
  const owners = whose.map((who) => (who === 'buyer' ? entry.user_id : sellerId))
  authorizeOwn(request.actor, action, owners, 'waiting_entry_not_found')
  return entry
}

function changeRoute(app: App, services: Services): void {
  const { db, live } = services
  app.route({
    method: 'PUT',
    url: '/campaigns/:id/waiting-list/:entry',
    config: {
      action: 'waiting.change',
      refusals: ['waiting_entry_not_found', 'waiting_ended', 'offer_open', ...orderRefusals],
    },
    schema: {
      operationId: 'changeWaitingEntry',
      tags: ['waiting list'],
      summary: 'Change what is waited for',
      description:
        'A smaller order, no more slots and no more units of any item, keeps its place; any other begins at the end of the list. What fits then is offered at once.',
      params: requests.entryParams,
      body: requests.entryBody,
      response: { 200: waitingEntry },
    },
    async handler(request) {
      const entry = await ownEntry(services, request, 'waiting.change', ['buyer'])
      const changed = await db.tx((tx) => changeEntry(tx, entry.id, request.body), { actor: actorName(request.actor) })
      live.announce(entry.campaign_id)
      return withoutPerson(changed)
    },
  })
}

function leaveRoute(app: App, services: Services): void {
  const { db, live } = services
  app.route({
    method: 'DELETE',
    url: '/campaigns/:id/waiting-list/:entry',
    config: { action: 'waiting.leave', refusals: ['waiting_entry_not_found', 'campaign_not_found', 'reason_required'] },
    schema: {
      operationId: 'leaveWaitingList',
      tags: ['waiting list'],
      summary: 'Wait no more; what is offered goes to the next',
      description: 'Its buyer, or the campaign’s seller or an operator with a reason. Whoever has left has left.',
      params: requests.entryParams,
      querystring: reasonQuery,
      response: { 204: nothing },
    },
    async handler(request, reply) {
      const entry = await ownEntry(services, request, 'waiting.leave', ['buyer', 'seller'])
      await db.tx((tx) => leaveWaitingList(tx, entry.id, request.query.reason), { actor: actorName(request.actor) })
      live.announce(entry.campaign_id)
      reply.code(204)
      return null
    },
  })
}

function moveRoute(app: App, services: Services): void {
  app.route({
    method: 'POST',
    url: '/campaigns/:id/waiting-list/:entry/move',
    config: {
      action: 'waiting.move',
      refusals: ['campaign_not_found', 'waiting_entry_not_found', 'waiting_ended', 'offer_open', 'move_not_up'],
    },
    schema: {
      operationId: 'moveWaitingEntry',
      tags: ['waiting list'],
      summary: 'Move somebody up on the list, with a reason that those who are passed are shown',
      params: requests.entryParams,
      body: requests.moveBody,
      response: { 200: waitingEntry },
    },
    async handler(request, reply) {
      const entry = await ownEntry(services, request, 'waiting.move', ['seller'])
      const { before, reason } = request.body
      return answerOnce(services, request, reply, 200, async (tx) =>
        withoutPerson(await moveEntry(tx, entry.id, before, reason)),
      )
    },
  })
}

function offerRoutes(app: App, services: Services): void {
  const { db, live } = services
  app.route({
    method: 'POST',
    url: '/participations/:id/claim',
    config: {
      action: 'offer.claim',
      refusals: ['participation_not_found', 'offer_ended', 'participation_state_invalid'],
    },
    schema: {
      operationId: 'claimOffer',
      tags: ['waiting list'],
      summary: 'Claim what is offered: an ordinary reservation from then on',
      description:
        'At the price that the offer names, held as long as the campaign gives from now. A claim at the moment when the offer ends comes too late.',
      params: participationParams,
      body: emptyBody,
      response: { 200: participation },
    },
    async handler(request, reply) {
      const found = await findParticipation(db.read, request.params.id)
      authorizeOwn(request.actor, 'offer.claim', [found.participation.user_id], 'participation_not_found')
      return answerOnce(
        services,
        request,
        reply,
        200,
        (tx) => claimOffer(tx, request.params.id),
        (claimed) => live.announce(claimed.campaign_id),
      )
    },
  })

  app.route({
    method: 'POST',
    url: '/participations/:id/decline',
    config: {
      action: 'offer.decline',
      refusals: ['participation_not_found', 'offer_ended', 'participation_state_invalid'],
    },
    schema: {
      operationId: 'declineOffer',
      tags: ['waiting list'],
      summary: 'Decline what is offered: it goes to the next who waits, and this place ends',
      params: participationParams,
      body: reasonBody,
      response: { 200: participation },
    },
    async handler(request, reply) {
      const found = await findParticipation(db.read, request.params.id)
      authorizeOwn(request.actor, 'offer.decline', [found.participation.user_id], 'participation_not_found')
      return answerOnce(
        services,
        request,
        reply,
        200,
        (tx) => declineOffer(tx, request.params.id, request.body?.reason),
        (declined) => live.announce(declined.campaign_id),
      )
    },
  })
}
