/** A campaign's participants, for its seller: the list, the same as a file, and changing many at once. */
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../db/index.ts'
import { itemsTold, packingOf, participantColumns } from '../../files/participant-table.ts'
import { fromAcceptLanguage } from '../../kernel/language.ts'
import { say } from '../../kernel/messages.ts'
import { Problem } from '../../kernel/problem.ts'
import { liveParticipations } from '../../kernel/status.ts'
import type { Table } from '../../kernel/table.ts'
import { type Actor, isReached } from '../../modules/identity/index.ts'
import {
  allParticipants,
  type ChangedMany,
  confirmedMany,
  confirmParticipations,
  countParticipants,
  fulfilledMany,
  fulfilParticipations,
  listParticipants,
  type Participant,
  type ParticipantFilter,
  participant,
  participantCounts,
} from '../../modules/participations/index.ts'
import type { Services } from '../../services.ts'
import { ownCampaign } from '../access.ts'
import { csvFile, xlsxFile } from '../answers.ts'
import { type FileLimit, fileRefusals } from '../file-limit.ts'
import { answerOnce } from '../idempotency.ts'
import { pageOf, sendPage } from '../paging.ts'
import { describeProblem } from '../problem-catalogue.ts'
import { campaignParams } from '../requests/fields.ts'
import * as requests from '../requests/participations.ts'
import { sendCsv, sendXlsx } from '../tables.ts'
import type { App } from '../types.ts'

type Asked = Pick<FastifyRequest, 'actor' | 'headers'> & { params: { id: string } }

export function participantRoutes(app: App, services: Services, limit: FileLimit): void {
  const { db, live } = services

  async function tableOf(
    request: Asked & { query: ParticipantFilter & { ended: boolean; lang?: 'id' | 'en' | undefined } },
  ): Promise<Table<Participant>> {
    const { slug, id, items } = await ownCampaign(db, request, 'campaign.participants')
    const { lang, ended, ...filter } = request.query
    mayAskOfMoney(request.actor, filter)
    // Whoever packs from a file sends to everybody who stands in it.
    filter.status ??= ended ? undefined : [...liveParticipations]
    const language = lang ?? fromAcceptLanguage(request.headers['accept-language'])
    const told = itemsTold(items)
    return {
      name: `${say(language, 'file_participants')}-${slug}`,
      language,
      columns: participantColumns(language, { items: told, tellsMoney: isReached(request.actor, 'payments') }),
      ...packingOf(language, told, allParticipants(db.read, id, filter)),
    }
  }

  app.route({
    method: 'GET',
    url: '/campaigns/:id/participants',
    config: { action: 'campaign.participants', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'listParticipants',
      tags: ['campaigns'],
      summary: 'Who has joined, newest first unless sorted otherwise',
      params: campaignParams,
      querystring: requests.participantQuery,
      response: { 200: participant.array() },
    },
    async handler(request, reply) {
      const { id } = await ownCampaign(db, request, 'campaign.participants')
      mayAskOfMoney(request.actor, request.query)
      return sendPage(request, reply, await listParticipants(db.read, id, pageOf(request, request.query)))
    },
  })

  app.route({
    method: 'GET',
    url: '/campaigns/:id/participants/counts',
    config: { action: 'campaign.participants', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'countParticipants',
      tags: ['campaigns'],
      summary: 'How many have joined, by status',
      params: campaignParams,
      querystring: requests.countQuery,
      response: { 200: participantCounts },
    },
    handler: async (request) =>
      countParticipants(db.read, (await ownCampaign(db, request, 'campaign.participants')).id, request.query.q),
  })

  app.route({
    method: 'GET',
    url: '/campaigns/:id/participants.csv',
    // A HEAD would read all of it to send nothing.
    exposeHeadRoute: false,
    config: { action: 'campaign.participants', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'exportParticipantsCsv',
      tags: ['campaigns'],
      summary: 'Who has joined, as CSV',
      description:
        'All that the filter lets through, however many; those who were cancelled or refunded only where they are asked for. Times are Jakarta’s (WIB, UTC+7), in both languages. Text that a spreadsheet would take for a formula gets an apostrophe in front.',
      params: campaignParams,
      querystring: requests.csvQuery,
      response: { 200: csvFile },
    },
    async handler(request, reply) {
      const { separator, ...query } = request.query
      return sendCsv(
        reply,
        await tableOf({ actor: request.actor, headers: request.headers, params: request.params, query }),
        separator,
      )
    },
  })

  app.route({
    method: 'GET',
    url: '/campaigns/:id/participants.xlsx',
    exposeHeadRoute: false,
    config: { action: 'campaign.participants', refusals: ['campaign_not_found', 'export_too_large', ...fileRefusals] },
    schema: {
      operationId: 'exportParticipantsXlsx',
      tags: ['campaigns'],
      summary: 'Who has joined, as a workbook (XLSX)',
      description:
        'The same rows as in CSV, up to 20,000; more come as CSV. Where items are sold a second sheet has how many of each are to be packed for those who stand in the first. No text in it can become a formula.',
      params: campaignParams,
      querystring: requests.exportQuery,
      response: { 200: xlsxFile },
    },
    handler: async (request, reply) => sendXlsx(request, reply, { table: await tableOf(request), limit }),
  })

  const inOne =
    'In one transaction, each decided as if it came alone: what cannot be done is refused by its id and keeps none of the others.'

  app.route({
    method: 'POST',
    url: '/campaigns/:id/participants/confirm',
    config: {
      action: 'participation.confirm',
      refusals: ['campaign_not_found', 'money_date_in_future', 'money_date_too_old'],
    },
    schema: {
      operationId: 'confirmParticipants',
      tags: ['campaigns'],
      summary: 'Confirm many reservations at once, with what was received for each',
      description: `${inOne} Without a \`payment\` all that is missing is put on record as received today; \`dry_run\` says how many that are and what it comes to.`,
      params: campaignParams,
      body: requests.confirmManyBody,
      response: { 200: confirmedMany },
    },
    async handler(request, reply) {
      const { id } = await ownCampaign(db, request, 'participation.confirm')
      const write = async (tx: Tx) => {
        const { ids, dry_run: dryRun, ...said } = request.body
        const done = await confirmParticipations(tx, id, ids, { ...said, dryRun })
        const { received, waived } = done
        return { confirmed: done.changed, received, waived, refused: presentRefused(done, request) }
      }
      return answerOnce(services, request, reply, 200, write, () => live.announce(id))
    },
  })

  app.route({
    method: 'POST',
    url: '/campaigns/:id/participants/fulfil',
    config: { action: 'participation.fulfil-many', refusals: ['campaign_not_found', 'campaign_not_completed'] },
    schema: {
      operationId: 'fulfilParticipants',
      tags: ['campaigns'],
      summary: 'Record for many participations that the goods arrived',
      description: inOne,
      params: campaignParams,
      body: requests.manyBody,
      response: { 200: fulfilledMany },
    },
    async handler(request, reply) {
      const { id } = await ownCampaign(db, request, 'participation.fulfil-many')
      const write = async (tx: Tx) => {
        const done = await fulfilParticipations(tx, id, request.body.ids)
        return { fulfilled: done.changed, refused: presentRefused(done, request) }
      }
      return answerOnce(services, request, reply, 200, write, () => live.announce(id))
    },
  })
}

/**
 * Whom a list names tells what became of their money where one may ask by that.
 * @throws Problem scope_missing
 */
function mayAskOfMoney(actor: Actor, { payment_status, owed }: ParticipantFilter): void {
  const asksOfMoney = payment_status !== undefined || owed !== undefined
  if (asksOfMoney && !isReached(actor, 'payments')) throw new Problem('scope_missing', { scope: 'payments' })
}

function presentRefused({ refused }: ChangedMany, { headers, url }: FastifyRequest) {
  const language = fromAcceptLanguage(headers['accept-language'])
  return refused.map(({ id, problem }) => {
    const { code, detail } = describeProblem(problem, language, url)
    return { id, code, detail }
  })
}
