/** Bank statements: what would be recorded of one, and what somebody chose of it. */
import type { FastifyRequest } from 'fastify'
import { fromAcceptLanguage } from '../../kernel/language.ts'
import { Problem } from '../../kernel/problem.ts'
import { type Actor, grantOf } from '../../modules/identity/index.ts'
import {
  previewStatement,
  recordStatement,
  statementBytesMax,
  statementPreview,
  statementRecorded,
} from '../../modules/statements/index.ts'
import type { Services } from '../../services.ts'
import { answerOnce } from '../idempotency.ts'
import { describeProblem } from '../problem-catalogue.ts'
import { handleError } from '../problem-handler.ts'
import * as requests from '../requests/statements.ts'
import type { App } from '../types.ts'

export function statementRoutes(app: App, services: Services): void {
  // Needs a scope of its own: files are taken here and nowhere else.
  app.register(async (scope) => previewRoute(scope as unknown as App, services))
  recordRoute(app, services)
}

/**
 * Whose orders it is about: one's own, or whose a caller that may act for anybody names.
 * @throws Problem forbidden, user_id_required
 */
function sellerOf(actor: Actor, named: string | undefined): string {
  if (actor.kind === 'user' && (named === undefined || named === actor.id)) return actor.id
  if (grantOf(actor, 'money.statement') !== 'any') throw new Problem('forbidden')
  if (named === undefined) throw new Problem('user_id_required', { path: 'seller_id' })
  return named
}

const types = ['text/csv', 'text/plain', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']

function previewRoute(app: App, { db }: Services): void {
  app.removeAllContentTypeParsers()
  // Whatever a browser calls it: what it really is its first bytes say.
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: statementBytesMax }, (_request, body, done) =>
    done(null, body),
  )
  app.route({
    method: 'POST',
    url: '/money/statement/preview',
    bodyLimit: statementBytesMax,
    config: {
      action: 'money.statement',
      idempotency: 'natural',
      uploads: types,
      refusals: [
        'user_id_required',
        'statement_too_large',
        'statement_empty',
        'statement_pdf',
        'statement_locked',
        'statement_old_workbook',
        'statement_unreadable',
        'statement_too_long',
        'statement_currency',
        'statement_sums_differ',
      ],
    },
    errorHandler: (error, request, reply) =>
      handleError(error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? tooLarge() : error, request, reply),
    schema: {
      operationId: 'previewStatement',
      tags: ['money'],
      summary: 'Read a bank statement, and set it beside what buyers owe',
      description:
        'The body is the file (CSV, other text, XLSX) or the text that was copied from one, at most 2 MB. Nothing is recorded, and nothing of it is stored. What can be read in two ways is refused line by line; where a file does not say which column is which, `needs` asks for it.',
      querystring: requests.previewQuery,
      response: { 200: statementPreview },
    },
    async handler({ actor, query, body }) {
      return previewStatement(db.read, {
        sellerId: sellerOf(actor, query.seller_id),
        campaignId: query.campaign_id,
        bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
        said: {
          numbers: query.numbers,
          days: query.days,
          columns: query.date_column === undefined ? undefined : columnsOf(query, query.date_column),
        },
      })
    },
  })
}

function tooLarge(): Problem {
  return new Problem('statement_too_large', { megabytes: statementBytesMax / 1024 / 1024 })
}

type Asked = Partial<Record<`${(typeof requests.columnNames)[number]}_column`, number | undefined>>

function columnsOf(asked: Asked, date: number) {
  return {
    date,
    remark: asked.remark_column,
    amount: asked.amount_column,
    direction: asked.direction_column,
    in: asked.in_column,
    out: asked.out_column,
    balance: asked.balance_column,
  }
}

function recordRoute(app: App, services: Services): void {
  const { live } = services
  app.route({
    method: 'POST',
    url: '/money/statement',
    config: { action: 'money.statement', refusals: ['user_id_required'] },
    schema: {
      operationId: 'recordStatement',
      tags: ['money'],
      summary: 'Put on record what lines of a bank statement say was received',
      description:
        'In one transaction, each line decided as if it came alone and recorded once, however often it is sent: what cannot be recorded is refused by its line and keeps none of the others, and so is a line with another day or amount than the statement has (`statement_line_differs`). A line whose record was reversed can be recorded again.',
      body: requests.recordBody,
      response: { 200: statementRecorded },
    },
    async handler(request, reply) {
      const { seller_id, ...chosen } = request.body
      const sellerId = sellerOf(request.actor, seller_id)
      return answerOnce(
        services,
        request,
        reply,
        200,
        async (tx) => present(request, await recordStatement(tx, { ...chosen, sellerId })),
        (answer) => {
          for (const id of new Set(answer.recorded.map(({ campaign_id }) => campaign_id))) live.announce(id)
        },
      )
    },
  })
}

function present(
  { headers, url }: FastifyRequest,
  { recorded, recordedBefore, refused }: Awaited<ReturnType<typeof recordStatement>>,
) {
  const language = fromAcceptLanguage(headers['accept-language'])
  const totals = new Map<string, number>()
  for (const { currency, amount } of recorded) totals.set(currency, (totals.get(currency) ?? 0) + amount)
  return {
    recorded,
    recorded_before: recordedBefore,
    refused: refused.map(({ line, problem }) => {
      const { code, detail } = describeProblem(problem, language, url)
      return { line, code, detail }
    }),
    totals: [...totals].map(([currency, amount]) => ({ currency, amount })),
  }
}
