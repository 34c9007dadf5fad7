/** For whom money is owed, as files. */
import type { FastifyRequest } from 'fastify'
import { owedColumns } from '../../files/owed-table.ts'
import { fromAcceptLanguage, type Language } from '../../kernel/language.ts'
import { say } from '../../kernel/messages.ts'
import type { Table } from '../../kernel/table.ts'
import { allOwed, type MoneyFilter, type MoneyOwed, type OwedDirection } from '../../modules/money/index.ts'
import type { Services } from '../../services.ts'
import { within } from '../access.ts'
import { csvFile, xlsxFile } from '../answers.ts'
import { type FileLimit, fileRefusals } from '../file-limit.ts'
import * as requests from '../requests/money.ts'
import { sendCsv, sendXlsx } from '../tables.ts'
import type { App } from '../types.ts'

type Asked = Pick<FastifyRequest, 'actor' | 'headers'>

const names = { to_buyers: 'file_owed_to_buyers_name', by_buyers: 'file_owed_by_buyers_name' } as const

export function moneyFileRoutes(app: App, { db }: Services, limit: FileLimit): void {
  function tableOf(
    { actor, headers }: Asked,
    { owed, lang, ...asked }: MoneyFilter & { owed: OwedDirection; lang?: Language | undefined },
  ): Table<MoneyOwed> {
    const filter = within(actor, 'money.list', asked)
    const language = lang ?? fromAcceptLanguage(headers['accept-language'])
    return {
      name: say(language, names[owed]),
      language,
      columns: owedColumns(language, owed, { tellsSeller: filter.seller_id === undefined }),
      pages: allOwed(db.read, owed, filter),
    }
  }

  app.route({
    method: 'GET',
    url: '/money.csv',
    // A HEAD would read all of it to send nothing.
    exposeHeadRoute: false,
    config: { action: 'money.list' },
    schema: {
      operationId: 'exportOwedCsv',
      tags: ['money'],
      summary: 'For whom money is owed, as CSV',
      description:
        'All of them, however many. Text that a spreadsheet would take for a formula gets an apostrophe in front.',
      querystring: requests.owedCsvQuery,
      response: { 200: csvFile },
    },
    async handler(request, reply) {
      const { separator, ...query } = request.query
      return sendCsv(reply, tableOf(request, query), separator)
    },
  })

  app.route({
    method: 'GET',
    url: '/money.xlsx',
    exposeHeadRoute: false,
    config: { action: 'money.list', refusals: ['export_too_large', ...fileRefusals] },
    schema: {
      operationId: 'exportOwedXlsx',
      tags: ['money'],
      summary: 'For whom money is owed, as a workbook (XLSX)',
      description: 'The same rows as in CSV, up to 20,000; more come as CSV. No text in it can become a formula.',
      querystring: requests.owedFileQuery,
      response: { 200: xlsxFile },
    },
    handler: async (request, reply) => sendXlsx(request, reply, { table: tableOf(request, request.query), limit }),
  })
}
