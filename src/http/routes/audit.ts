/** The audit explorer: what happened anywhere, found by campaign, event, actor and time. */
import type { FastifyRequest } from 'fastify'
import { xlsxRowsMax } from '../../files/workbook.ts'
import { fromAcceptLanguage, type Language } from '../../kernel/language.ts'
import { say } from '../../kernel/messages.ts'
import { metadataInWords } from '../../kernel/metadata-words.ts'
import { type Column, type Table, timeHeader } from '../../kernel/table.ts'
import { clockText } from '../../kernel/zone.ts'
import {
  type AuditEntry,
  type AuditFilter,
  actorInWords,
  allAudit,
  auditEntry,
  eventInWords,
  exploreAudit,
  moneyInWords,
  subjectInWords,
} from '../../modules/audit/index.ts'
import { resolveCampaignId } from '../../modules/campaigns/index.ts'
import { grantOf } from '../../modules/identity/index.ts'
import { namesOf } from '../../modules/people/index.ts'
import type { Services } from '../../services.ts'
import { csvFile, xlsxFile } from '../answers.ts'
import { type FileLimit, fileRefusals } from '../file-limit.ts'
import { withNames } from '../names.ts'
import { pageOf, sendPage } from '../paging.ts'
import * as requests from '../requests/audit.ts'
import { sendCsv, sendXlsx } from '../tables.ts'
import type { App } from '../types.ts'

const csvRowsMax = 50_000

type Row = AuditEntry & { who: string }

function columnsIn(language: Language): Column<Row>[] {
  return [
    { header: timeHeader(say(language, 'file_time')), width: 20, value: (row) => new Date(row.timestamp) },
    { header: say(language, 'file_event'), width: 24, value: (row) => eventInWords(row.event, language) },
    { header: say(language, 'file_campaign'), width: 40, value: (row) => row.campaign_title },
    { header: say(language, 'file_about'), width: 14, value: (row) => subjectInWords(row.subject, language) },
    { header: say(language, 'file_by'), width: 40, value: (row) => row.who },
    {
      header: say(language, 'file_details'),
      width: 60,
      value: ({ metadata, currency }) =>
        metadataInWords(metadata, {
          language,
          money: (amount) => moneyInWords(amount, currency ?? 'IDR', language),
          time: onTheClock,
        }).join(' · '),
    },
    { header: say(language, 'file_actor_id'), width: 40, value: (row) => row.actor },
    { header: say(language, 'file_campaign_id'), width: 38, value: (row) => row.campaign_id },
    { header: say(language, 'file_subject_id'), width: 38, value: (row) => row.subject_id },
    { header: say(language, 'file_number'), width: 12, value: (row) => row.id },
  ]
}

function onTheClock(iso: string): string {
  return clockText(new Date(iso))
}

export function auditRoutes(app: App, { db }: Services, limit: FileLimit): void {
  /** With the campaign by its id, however it was named. */
  async function resolved<Filter extends AuditFilter>(filter: Filter): Promise<Filter> {
    const { campaign_id } = filter
    return campaign_id === undefined
      ? filter
      : { ...filter, campaign_id: await resolveCampaignId(db.read, campaign_id) }
  }

  app.route({
    method: 'GET',
    url: '/audit',
    config: { action: 'audit.read', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'exploreAudit',
      tags: ['operations'],
      summary: 'What has happened anywhere, newest first',
      description:
        'A page ends when it is full, or when 100,000 events have been looked through for it: it can be short, even empty, while `Link` says that there is more.',
      querystring: requests.auditQuery,
      response: { 200: auditEntry.array() },
    },
    async handler(request, reply) {
      const found = await exploreAudit(db.read, await resolved(pageOf(request, request.query)))
      const items = await withNames(db.read, request.actor, found.items, { actor_name: ({ actor }) => actor })
      return sendPage(request, reply, { ...found, items })
    },
  })

  /** With the names of people, for those who may read who somebody is. */
  async function* inWords(pages: AsyncIterable<AuditEntry[]>, language: Language, tellsNames: boolean) {
    for await (const page of pages) {
      const people = page.flatMap(({ actor }) => (actor.startsWith('user:') ? [actor.slice('user:'.length)] : []))
      const names = await namesOf(db.read, tellsNames ? [...new Set(people)] : [])
      yield page.map((row): Row => ({ ...row, who: actorInWords(row.actor, language, names) }))
    }
  }

  async function tableOf(
    request: Pick<FastifyRequest, 'headers' | 'actor'>,
    { lang, ...filter }: AuditFilter & { lang?: Language | undefined },
    rowsMax: number,
  ): Promise<Table<Row>> {
    const language = lang ?? fromAcceptLanguage(request.headers['accept-language'])
    let isCut = false
    const found = allAudit(db.read, await resolved(filter), rowsMax, () => {
      isCut = true
    })
    return {
      name: say(language, 'file_audit'),
      language,
      columns: columnsIn(language),
      pages: inWords(found, language, grantOf(request.actor, 'person.read') === 'any'),
      ending: () => (isCut ? say(language, 'file_cut', { count: rowsMax }) : undefined),
    }
  }

  app.route({
    method: 'GET',
    url: '/audit.csv',
    // A HEAD would read all of it to send nothing.
    exposeHeadRoute: false,
    config: { action: 'audit.read', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'exportAuditCsv',
      tags: ['operations'],
      summary: 'What has happened anywhere, newest first, as CSV',
      description: `Up to ${csvRowsMax.toLocaleString('en-GB')} rows; where there are more, the last line says so.`,
      querystring: requests.auditCsvQuery,
      response: { 200: csvFile },
    },
    async handler(request, reply) {
      const { separator, ...query } = request.query
      return sendCsv(reply, await tableOf(request, query, csvRowsMax), separator)
    },
  })

  app.route({
    method: 'GET',
    url: '/audit.xlsx',
    exposeHeadRoute: false,
    config: { action: 'audit.read', refusals: ['campaign_not_found', ...fileRefusals] },
    schema: {
      operationId: 'exportAuditXlsx',
      tags: ['operations'],
      summary: 'What has happened anywhere, newest first, as a workbook (XLSX)',
      description: `Up to ${xlsxRowsMax.toLocaleString('en-GB')} rows; where there are more, the last line says so.`,
      querystring: requests.auditExportQuery,
      response: { 200: xlsxFile },
    },
    handler: async (request, reply) =>
      sendXlsx(request, reply, { table: await tableOf(request, request.query, xlsxRowsMax), limit }),
  })
}
