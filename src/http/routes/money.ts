/** The money book: what changed hands outside, written down so that both sides can rely on it. */
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../db/index.ts'
import { fromAcceptLanguage } from '../../kernel/language.ts'
import { Problem } from '../../kernel/problem.ts'
import { type Actor, authorizeOwn, grantOf } from '../../modules/identity/index.ts'
import {
  answerMoney,
  campaignMoney,
  findRecord,
  listedMoney,
  listOwed,
  listRecords,
  listReports,
  type MoneyFilter,
  moneyOfCampaign,
  moneyOwed,
  moneyRecord,
  moneyReport,
  moneyTotal,
  recordListedMoney,
  recordMoney,
  reportMoney,
  reverseMoney,
  sendBackMoney,
  sentBack,
  totalsOwed,
} from '../../modules/money/index.ts'
import { findParticipation, participation } from '../../modules/participations/index.ts'
import type { Services } from '../../services.ts'
import { ownCampaign, within } from '../access.ts'
import { answerOnce } from '../idempotency.ts'
import { pageOf, sendPage } from '../paging.ts'
import { describeProblem } from '../problem-catalogue.ts'
import { campaignParams, participationParams } from '../requests/fields.ts'
import * as requests from '../requests/money.ts'
import type { App } from '../types.ts'

export function moneyRoutes(app: App, services: Services): void {
  readRoutes(app, services)
  listRoutes(app, services)
  recordRoute(app, services)
  reverseRoute(app, services)
  reportRoutes(app, services)
  listedRoute(app, services)
  sentBackRoute(app, services)
}

function readRoutes(app: App, { db }: Services): void {
  app.route({
    method: 'GET',
    url: '/participations/:id/money',
    config: { action: 'money.read', refusals: ['participation_not_found'] },
    schema: {
      operationId: 'listMoney',
      tags: ['money'],
      summary: 'What is on record of the money of a participation, oldest first',
      description: 'Nothing of it is ever changed or removed: a mistake is undone by a record that reverses it.',
      params: participationParams,
      response: { 200: moneyRecord.array() },
    },
    async handler({ actor, params }) {
      const { participation, sellerId } = await findParticipation(db.read, params.id)
      authorizeOwn(actor, 'money.read', [participation.user_id, sellerId], 'participation_not_found')
      return listRecords(db.read, { participationId: participation.id })
    },
  })

  app.route({
    method: 'GET',
    url: '/campaigns/:id/money',
    config: { action: 'money.list', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'readCampaignMoney',
      tags: ['money'],
      summary: 'The money of a campaign at a glance',
      params: campaignParams,
      response: { 200: campaignMoney },
    },
    async handler(request) {
      const { id, currency } = await ownCampaign(db, request, 'money.list')
      return moneyOfCampaign(db.read, id, currency)
    },
  })
}

function listRoutes(app: App, { db }: Services): void {
  app.route({
    method: 'GET',
    url: '/money',
    config: { action: 'money.list' },
    schema: {
      operationId: 'listOwed',
      tags: ['money'],
      summary: 'For which participations money is owed, whoever joined first first',
      description: 'A seller sees those of their own campaigns; what it comes to by campaign is at `/money/totals`.',
      querystring: requests.owedQuery,
      response: { 200: moneyOwed.array() },
    },
    async handler(request, reply) {
      const { owed, ...filter } = within(request.actor, 'money.list', pageOf(request, request.query))
      return sendPage(request, reply, await listOwed(db.read, owed, filter))
    },
  })

  app.route({
    method: 'GET',
    url: '/money/totals',
    config: { action: 'money.list' },
    schema: {
      operationId: 'totalOwed',
      tags: ['money'],
      summary: 'What is owed by campaign, the most first',
      description: 'At most 500 campaigns.',
      querystring: requests.totalsQuery,
      response: { 200: moneyTotal.array() },
    },
    async handler({ actor, query }) {
      const { owed, ...filter } = within(actor, 'money.list', query)
      return totalsOwed(db.read, owed, filter)
    },
  })

  app.route({
    method: 'GET',
    url: '/money/reports',
    config: { action: 'money.list' },
    schema: {
      operationId: 'listMoneyReports',
      tags: ['money'],
      summary: 'Who says that money has not arrived, the longest ago first',
      querystring: requests.reportsQuery,
      response: { 200: moneyReport.array() },
    },
    async handler(request, reply) {
      const filter = within(request.actor, 'money.list', pageOf(request, request.query))
      return sendPage(request, reply, await listReports(db.read, filter))
    },
  })
}

/**
 * What came and was sent back is for the seller to say, what is not wanted back for the buyer; other systems act for both.
 * @throws Problem participation_not_found, forbidden
 */
function authorizeKind(actor: Actor, kind: string, { buyer, seller }: { buyer: string; seller: string }): void {
  authorizeOwn(actor, 'money.record', [buyer, seller], 'participation_not_found')
  if (actor.kind !== 'user') return
  const mayGiveUp = actor.id === buyer
  const mayRecord = actor.id === seller || grantOf(actor, 'money.record') === 'any'
  if (kind === 'given_up' ? !mayGiveUp : !mayRecord) throw new Problem('forbidden')
}

function recordRoute(app: App, services: Services): void {
  const { db, live } = services
  app.route({
    method: 'POST',
    url: '/participations/:id/money',
    config: {
      action: 'money.record',
      refusals: [
        'participation_not_found',
        'money_date_in_future',
        'money_date_too_old',
        'nothing_owed',
        'more_than_due',
      ],
    },
    schema: {
      operationId: 'recordMoney',
      tags: ['money'],
      summary: 'Put on record what was received, sent back, waived or given up',
      description:
        'Its seller, an operator or a service says what was `received` and `sent_back`, and what is `waived`; its buyer alone, or a service for them, what is `given_up` of what is owed to them. In whatever status it is. What reaches what is due confirms a reservation; what comes after an end is owed back.',
      params: participationParams,
      body: requests.moneyBody,
      response: { 201: participation },
    },
    async handler(request, reply) {
      const { participation, sellerId } = await findParticipation(db.read, request.params.id)
      authorizeKind(request.actor, request.body.kind, { buyer: participation.user_id, seller: sellerId })
      return answerOnce(
        services,
        request,
        reply,
        201,
        (tx) => recordMoney(tx, participation.id, request.body),
        (changed) => live.announce(changed.campaign_id),
      )
    },
  })
}

function reverseRoute(app: App, services: Services): void {
  const { db, live } = services
  app.route({
    method: 'POST',
    url: '/money/:id/reverse',
    config: {
      action: 'money.reverse',
      refusals: [
        'money_record_not_found',
        'money_reversal_final',
        'money_already_reversed',
        'reason_required',
        'money_operator_only',
      ],
    },
    schema: {
      operationId: 'reverseMoney',
      tags: ['money'],
      summary: 'Take back a record that was a mistake, with a reason',
      description:
        'A record of its own counts against it; no status changes, and the buyer is told. While anything is owed to the buyer, or after the campaign has ended, only an operator or a service reverses what was received. A seller reverses what they recorded themselves, a buyer what they gave up.',
      params: requests.recordParams,
      body: requests.reverseBody,
      response: { 201: participation },
    },
    async handler(request, reply) {
      const { buyerId, sellerId } = await findRecord(db.read, request.params.id)
      authorizeOwn(request.actor, 'money.reverse', [buyerId, sellerId], 'money_record_not_found')
      return answerOnce(
        services,
        request,
        reply,
        201,
        (tx) => reverseMoney(tx, request.params.id, request.body.reason),
        (changed) => live.announce(changed.campaign_id),
      )
    },
  })
}

function reportRoutes(app: App, services: Services): void {
  const { db } = services
  app.route({
    method: 'POST',
    url: '/money/:id/not-arrived',
    config: {
      action: 'money.report',
      refusals: ['money_record_not_found', 'money_not_reportable', 'money_already_reported'],
    },
    schema: {
      operationId: 'reportMoney',
      tags: ['money'],
      summary: 'Say that money has not arrived which is on record as sent back',
      description:
        'Its buyer says so, or contradicts a reversal of what they paid. Seller and operators are told, and have it as work (`GET /money/reports`) until it is answered or the record is reversed.',
      params: requests.recordParams,
      body: requests.reportBody,
      response: { 200: participation },
    },
    async handler(request, reply) {
      const { buyerId } = await findRecord(db.read, request.params.id)
      authorizeOwn(request.actor, 'money.report', [buyerId], 'money_record_not_found')
      return answerOnce(services, request, reply, 200, (tx) => reportMoney(tx, request.params.id, request.body?.note))
    },
  })

  app.route({
    method: 'POST',
    url: '/money/:id/answer',
    config: {
      action: 'money.answer',
      refusals: ['money_record_not_found', 'money_report_not_found', 'reason_required'],
    },
    schema: {
      operationId: 'answerMoney',
      tags: ['money'],
      summary: 'Answer a buyer who says that money has not arrived',
      description: 'They are told, and may say so again. Where they are right the record is reversed instead.',
      params: requests.recordParams,
      body: requests.answerBody,
      response: { 200: participation },
    },
    async handler(request, reply) {
      const { sellerId } = await findRecord(db.read, request.params.id)
      authorizeOwn(request.actor, 'money.answer', [sellerId], 'money_record_not_found')
      return answerOnce(services, request, reply, 200, (tx) => answerMoney(tx, request.params.id, request.body.answer))
    },
  })
}

function listedRoute(app: App, services: Services): void {
  const { db, live } = services
  app.route({
    method: 'POST',
    url: '/campaigns/:id/money/received',
    config: {
      action: 'participation.confirm',
      refusals: ['campaign_not_found', 'money_date_in_future', 'money_date_too_old'],
    },
    schema: {
      operationId: 'recordListedMoney',
      tags: ['money'],
      summary: 'Put on record what a list of orders, by their codes, says was received',
      description:
        'In one transaction, each line decided as if it came alone. The same list twice records nothing twice: what is paid is left, and an amount that stands on record for the order already is recorded with `anyway` alone, as is more than is due. What reaches what is due confirms a reservation.',
      params: campaignParams,
      body: requests.listedBody,
      response: { 200: listedMoney },
    },
    async handler(request, reply) {
      const { id, currency } = await ownCampaign(db, request, 'participation.confirm')
      const { dry_run, ...said } = request.body
      const write = async (tx: Tx) => {
        const lines = await recordListedMoney(tx, id, { ...said, dryRun: dry_run })
        const counted = lines.filter(({ outcome }) => outcome === (dry_run ? 'fits' : 'recorded'))
        const amount = counted.reduce((sum, line) => sum + line.amount!, 0)
        return { dry_run, lines, currency, totals: { participations: counted.length, amount } }
      }
      return answerOnce(services, request, reply, 200, write, () => live.announce(id))
    },
  })
}

function sentBackRoute(app: App, services: Services): void {
  const { live } = services
  app.route({
    method: 'POST',
    url: '/money/sent-back',
    config: { action: 'money.send-back', refusals: ['money_date_in_future', 'money_date_too_old'] },
    schema: {
      operationId: 'sendBackMoney',
      tags: ['money'],
      summary: 'Put on record for many participations that what is owed was sent back',
      description:
        'In one transaction, each line decided as if it came alone: what cannot be recorded is refused by its participation and keeps none of the others.',
      body: requests.sentBackBody,
      response: { 200: sentBack },
    },
    async handler(request, reply) {
      const { dry_run, ...said } = request.body
      const sellerId = within(request.actor, 'money.send-back', {} as MoneyFilter).seller_id
      return answerOnce(
        services,
        request,
        reply,
        200,
        async (tx) =>
          presentSentBack(request, dry_run, await sendBackMoney(tx, { ...said, sellerId, dryRun: dry_run })),
        (answer) => {
          for (const id of new Set(answer.sent_back.map(({ campaign_id }) => campaign_id))) live.announce(id)
        },
      )
    },
  })
}

function presentSentBack(
  { headers, url }: FastifyRequest,
  dry_run: boolean,
  { done, refused }: Awaited<ReturnType<typeof sendBackMoney>>,
) {
  const language = fromAcceptLanguage(headers['accept-language'])
  const totals = new Map<string, number>()
  for (const { currency, amount } of done) totals.set(currency, (totals.get(currency) ?? 0) + amount)
  return {
    dry_run,
    sent_back: done,
    refused: refused.map(({ participation_id, problem }) => {
      const { code, detail } = describeProblem(problem, language, url)
      return { participation_id, code, detail }
    }),
    totals: [...totals].map(([currency, amount]) => ({ currency, amount })),
  }
}
