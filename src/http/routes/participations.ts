import type { Tx } from '../../db/index.ts'
import type { ProblemCode } from '../../kernel/problem.ts'
import { isProblem, Problem } from '../../kernel/problem.ts'
import { participationTimeline, timelineEntry } from '../../modules/audit/index.ts'
import { resolveCampaignId } from '../../modules/campaigns/index.ts'
import { type Action, type Actor, actorName, authorizeOwn, grantOf, isReached } from '../../modules/identity/index.ts'
import {
  cancelParticipation,
  changeOrder,
  confirmParticipation,
  findParticipation,
  findParticipationDetail,
  fulfilParticipation,
  listParticipationsOf,
  type Participation,
  type ParticipationDetail,
  participation,
  participationDetail,
  participationWithCampaign,
  type Quote,
  quoteCampaign,
  quoteChange,
  refundParticipation,
  unfulfilParticipation,
  updateParticipation,
} from '../../modules/participations/index.ts'
import type { Services } from '../../services.ts'
import { buyerOfSeller, isForAnother, subjectOf } from '../access.ts'
import { answerOnce, idempotencyKeyOf, markReplayed } from '../idempotency.ts'
import { withNames } from '../names.ts'
import { pageOf, sendPage } from '../paging.ts'
import { campaignParams, participationParams, reasonBody, reasonQuery } from '../requests/fields.ts'
import * as requests from '../requests/participations.ts'
import type { App } from '../types.ts'

export function participationRoutes(app: App, services: Services): void {
  joinRoute(app, services)
  orderRoute(app, services)
  listRoute(app, services)
  readRoutes(app, services)
  updateRoute(app, services)
  changeRoute(app, services, {
    verb: 'cancel',
    action: 'participation.cancel',
    summary: 'Leave a campaign, or release who does not pay: the slots are free at once',
    description:
      'A reservation; or what is confirmed, by its buyer while they may leave (`may_leave_until`), and by its seller, an operator or a service, with a reason, while it is not fully paid, also after its campaign completed. What was paid is owed back.',
    change: cancelParticipation,
    whose: ['buyer', 'seller'],
    refusals: ['reason_required'],
  })
  confirmRoute(app, services)
  changeRoute(app, services, {
    verb: 'refund',
    action: 'participation.refund',
    summary: 'Refund one participation; its slots are free at once',
    change: refundParticipation,
    whose: ['seller'],
  })
  changeRoute(app, services, {
    verb: 'fulfil',
    action: 'participation.fulfil',
    summary: 'Record that the goods arrived',
    change: fulfilParticipation,
    whose: ['buyer'],
    refusals: ['campaign_not_completed'],
  })
  changeRoute(app, services, {
    verb: 'unfulfil',
    action: 'participation.unfulfil',
    summary: 'Take back that the goods arrived, with a reason: it is confirmed again, and can be refunded',
    change: unfulfilParticipation,
    whose: [],
    refusals: ['reason_required'],
  })
}

const orderRefusals: ProblemCode[] = [
  'lines_required',
  'request_invalid',
  'item_unavailable',
  'item_limit',
  'already_joined_limit',
  'below_min_per_buyer',
  'insufficient_slots',
  'price_changed',
]

/** The hot path: no query here, no validation of what goes out, no second look at anything. */
function joinRoute(app: App, { db, joins }: Services): void {
  app.route({
    method: 'POST',
    url: '/campaigns/:id/join',
    config: {
      action: 'campaign.join',
      refusals: [
        'user_id_required',
        'campaign_not_found',
        'campaign_not_open',
        'campaign_closed',
        'campaign_full',
        'own_campaign',
        'hold_ended_recently',
        'person_not_found',
        ...orderRefusals,
        'queue_full',
      ],
    },
    schema: {
      operationId: 'joinCampaign',
      tags: ['participations'],
      summary: 'Join a campaign',
      description:
        'A service or an operator names the buyer in `user_id`, as the campaign’s seller may to join for somebody known here; a signed-in buyer may leave it out.',
      params: campaignParams,
      body: requests.joinBody,
      response: { 201: participation },
    },
    async handler(request, reply) {
      const { actor, body } = request
      const joining = joins.join(request.params.id, {
        user_id: isForAnother(actor, body.user_id)
          ? await buyerOfSeller(db, actor, request.params.id, body.user_id)
          : subjectOf(actor, 'campaign.join', body.user_id),
        quantity: body.quantity,
        lines: body.lines,
        expected_amount: body.expected_amount,
        shipping_address: body.shipping_address,
        note: body.note,
        actor: actorName(actor),
        idempotency: idempotencyKeyOf(request),
      })
      const { participation, replayed } = await joining.catch(async (error) => {
        const quoteNow = async () => quoteCampaign(db, await resolveCampaignId(db.read, request.params.id), body)
        throw hidingDrafts(await withNewQuote(error, quoteNow), actor)
      })
      markReplayed(reply, replayed)
      reply.code(201)
      return participation
    },
  })
}

/** Whoever is told that the price has changed is told what it is now. */
async function withNewQuote(error: unknown, quoteNow: () => Promise<Quote>): Promise<unknown> {
  if (!isProblem(error, 'price_changed')) return error
  return new Problem('price_changed', { ...error.params, quote: await quoteNow() })
}

/** A draft does not exist for those who may not read it. */
function hidingDrafts(error: unknown, actor: Actor): unknown {
  const isDraft = isProblem(error, 'campaign_not_open') && error.params.status === 'draft'
  return isDraft && grantOf(actor, 'campaign.read-draft') !== 'any' ? new Problem('campaign_not_found') : error
}

function listRoute(app: App, { db }: Services): void {
  app.route({
    method: 'GET',
    url: '/participations',
    config: { action: 'participation.list', refusals: ['user_id_required'] },
    schema: {
      operationId: 'listParticipations',
      tags: ['participations'],
      summary: "A person's participations with their campaigns, newest first",
      querystring: requests.myParticipationsQuery,
      response: { 200: participationWithCampaign.array() },
    },
    async handler(request, reply) {
      const userId = subjectOf(request.actor, 'participation.list', request.query.user_id)
      return sendPage(request, reply, await listParticipationsOf(db.read, userId, pageOf(request, request.query)))
    },
  })
}

function readRoutes(app: App, { db }: Services): void {
  async function readable(request: { actor: Actor; params: { id: string } }): Promise<ParticipationDetail> {
    const participation = await findParticipationDetail(db.read, request.params.id)
    const owners = [participation.user_id, participation.campaign.seller_id]
    authorizeOwn(request.actor, 'participation.read', owners, 'participation_not_found')
    return participation
  }

  app.route({
    method: 'GET',
    url: '/participations/:id',
    config: { action: 'participation.read', refusals: ['participation_not_found'] },
    schema: {
      operationId: 'readParticipation',
      tags: ['participations'],
      summary: 'Read a participation with its campaign',
      params: participationParams,
      response: { 200: participationDetail },
    },
    handler: readable,
  })

  app.route({
    method: 'GET',
    url: '/participations/:id/logs',
    config: { action: 'participation.read', refusals: ['participation_not_found'] },
    schema: {
      operationId: 'listParticipationLogs',
      tags: ['participations'],
      summary: 'The timeline of a participation',
      description:
        'What happened to it, and to its campaign since it joined, until it was cancelled or refunded. Who did it is named only to those who may read the audit trail.',
      params: participationParams,
      querystring: requests.timelineQuery,
      response: { 200: timelineEntry.array() },
    },
    async handler(request, reply) {
      const { campaign, status, ...own } = await readable(request)
      const subject = {
        ...own,
        seller_id: campaign.seller_id,
        has_ended: status === 'cancelled' || status === 'refunded',
      }
      const asked = {
        ...pageOf(request, request.query),
        tellsWho: grantOf(request.actor, 'audit.read') === 'any',
        tellsMoney: isReached(request.actor, 'payments'),
      }
      const story = await participationTimeline(db.read, subject, asked)
      const items = await withNames(db.read, request.actor, story.items, {
        actor_name: (entry) => entry.recorded_actor,
      })
      return sendPage(request, reply, { ...story, items })
    },
  })
}

function updateRoute(app: App, { db, live }: Services): void {
  app.route({
    method: 'PATCH',
    url: '/participations/:id',
    config: {
      action: 'participation.update',
      refusals: ['participation_not_found', 'offer_open', 'participation_state_invalid'],
    },
    schema: {
      operationId: 'updateParticipation',
      tags: ['participations'],
      summary: 'Change where a reserved participation is sent, or its note',
      description: 'Fields that are left out stay. Its event names the fields, never what is in them.',
      params: participationParams,
      body: requests.participationPatch,
      response: { 200: participation },
    },
    async handler({ actor, params, body }) {
      const { participation } = await findParticipation(db.read, params.id)
      authorizeOwn(actor, 'participation.update', [participation.user_id], 'participation_not_found')
      const changed = await db.tx((tx) => updateParticipation(tx, participation.id, body), { actor: actorName(actor) })
      live.announce(changed.campaign_id)
      return changed
    },
  })
}

function orderRoute(app: App, services: Services): void {
  const { db, live } = services
  app.route({
    method: 'PUT',
    url: '/participations/:id/lines',
    config: {
      action: 'participation.reorder',
      refusals: [
        'participation_not_found',
        'offer_open',
        'participation_state_invalid',
        'campaign_closed',
        'reason_required',
        ...orderRefusals,
      ],
    },
    schema: {
      operationId: 'changeOrder',
      tags: ['participations'],
      summary: 'Change what a participation has ordered',
      description:
        'While the campaign is open. Its buyer changes what is reserved; what is confirmed only its seller, an operator or a service, with a reason. Units kept keep their price, added ones pay today’s, and of an item the dearest go first. What is added competes like a join.',
      params: participationParams,
      body: requests.orderBody,
      response: { 200: participation },
    },
    async handler({ actor, params, body }) {
      const { participation, sellerId } = await findParticipation(db.read, params.id)
      const owners = [participation.user_id, sellerId]
      authorizeOwn(actor, 'participation.reorder', owners, 'participation_not_found')
      const by = { actor: actorName(actor) }
      const changing = db.tx((tx) => changeOrder(tx, participation.id, body), by)
      const changed = await changing.catch(async (error): Promise<never> => {
        throw await withNewQuote(error, () => db.tx((tx) => quoteChange(tx, participation.id, body), by))
      })
      live.announce(changed.campaign_id)
      return changed
    },
  })
}

function confirmRoute(app: App, services: Services): void {
  const { db, live } = services
  app.route({
    method: 'POST',
    url: '/participations/:id/confirm',
    config: {
      action: 'participation.confirm',
      refusals: [
        'participation_not_found',
        'offer_open',
        'participation_state_invalid',
        'money_date_in_future',
        'money_date_too_old',
        'more_than_due',
      ],
    },
    schema: {
      operationId: 'confirmParticipation',
      tags: ['participations'],
      summary: 'Confirm a reservation, with what was received for it; its hold no longer expires',
      description:
        'Without a `payment` all that is missing is put on record as received today. With a smaller amount, or with `null`, it is confirmed as well, and the rest stays owed.',
      params: participationParams,
      querystring: reasonQuery,
      body: requests.confirmBody,
      response: { 200: participation },
    },
    async handler(request, reply) {
      const { participation, sellerId } = await findParticipation(db.read, request.params.id)
      authorizeOwn(request.actor, 'participation.confirm', [sellerId], 'participation_not_found')
      const { reason = request.query.reason, ...said } = request.body ?? {}
      return answerOnce(
        services,
        request,
        reply,
        200,
        (tx) => confirmParticipation(tx, participation.id, { reason, ...said }),
        (changed) => live.announce(changed.campaign_id),
      )
    },
  })
}

interface Change {
  verb: string
  action: Action
  summary: string
  description?: string
  change(tx: Tx, id: string, reason?: string): Promise<Participation>
  /** Whose own the participation is for this, where somebody may do it to their own. */
  whose: ('buyer' | 'seller')[]
  /** Besides those that all changes share. */
  refusals?: ProblemCode[]
}

function changeRoute(
  app: App,
  services: Services,
  { verb, action, summary, description, change, whose, refusals = [] }: Change,
): void {
  const { db, live } = services
  app.route({
    method: 'POST',
    url: `/participations/:id/${verb}`,
    config: { action, refusals: ['participation_not_found', 'participation_state_invalid', ...refusals] },
    schema: {
      operationId: `${verb}Participation`,
      tags: ['participations'],
      summary,
      ...(description === undefined ? {} : { description }),
      params: participationParams,
      querystring: reasonQuery,
      body: reasonBody,
      response: { 200: participation },
    },
    async handler(request, reply) {
      const { participation, sellerId } = await findParticipation(db.read, request.params.id)
      const owners = whose.map((who) => (who === 'buyer' ? participation.user_id : sellerId))
      authorizeOwn(request.actor, action, owners, 'participation_not_found')
      const reason = request.body?.reason ?? request.query.reason
      return answerOnce(
        services,
        request,
        reply,
        200,
        (tx) => change(tx, participation.id, reason),
        (changed) => live.announce(changed.campaign_id),
      )
    },
  })
}
