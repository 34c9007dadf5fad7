/** The audit explorer: what happened anywhere, found by campaign, event, actor and time. */
import { fromAcceptLanguage, type Language } from '../../kernel/language.ts'
import { type AuditEntry, type AuditFilter, allAudit, exploreAudit } from '../../modules/audit/index.ts'
import { resolveCampaignId } from '../../modules/campaigns/index.ts'
import type { Services } from '../../services.ts'
import type { App } from '../app.ts'
import * as schemas from '../audit-schemas.ts'
import { pageOf, sendPage } from '../paging.ts'
import { csvFile } from '../schemas.ts'
import { type Column, sendCsv, timeZoneName } from '../tables.ts'

const rowsMax = 50_000

const columns: Column<AuditEntry>[] = [
  {
    header: { id: `Waktu (${timeZoneName.id})`, en: `Time (${timeZoneName.en})` },
    width: 20,
    value: (row) => new Date(row.timestamp),
  },
  { header: { id: 'Kejadian', en: 'Event' }, width: 24, value: (row) => row.event },
  { header: { id: 'Sambatan', en: 'Campaign' }, width: 40, value: (row) => row.campaign_title },
  { header: { id: 'Oleh', en: 'By' }, width: 40, value: (row) => row.actor },
  { header: { id: 'Rincian', en: 'Details' }, width: 60, value: (row) => JSON.stringify(row.metadata) },
  { header: { id: 'ID sambatan', en: 'Campaign ID' }, width: 38, value: (row) => row.campaign_id },
  { header: { id: 'Nomor', en: 'Number' }, width: 12, value: (row) => row.id },
]

/** The last line of a file that does not hold everything. */
const cutSentence: Record<Language, string> = {
  id: `Dipotong setelah ${rowsMax.toLocaleString('id-ID')} baris. Persempit saringannya untuk melihat sisanya.`,
  en: `Cut after ${rowsMax.toLocaleString('en-GB')} rows. Narrow the filter to see the rest.`,
}

export function auditRoutes(app: App, { db }: Services): void {
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
      querystring: schemas.auditQuery,
      response: { 200: schemas.auditEntry.array() },
    },
    handler: async (request, reply) =>
      sendPage(request, reply, await exploreAudit(db.read, await resolved(pageOf(request, request.query)))),
  })

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
      description: `Up to ${rowsMax.toLocaleString('en-GB')} rows; where there are more, the last line says so.`,
      querystring: schemas.auditExportQuery,
      response: { 200: csvFile },
    },
    async handler(request, reply) {
      const { lang, ...filter } = request.query
      const language = lang ?? fromAcceptLanguage(request.headers['accept-language'])
      let cut = false
      const pages = allAudit(db.read, await resolved(filter), rowsMax, () => {
        cut = true
      })
      const name = language === 'id' ? 'jejak-audit' : 'audit-trail'
      return sendCsv(reply, { name, language, columns, pages, ending: () => (cut ? cutSentence[language] : undefined) })
    },
  })
}
