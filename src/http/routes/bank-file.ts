/** What is owed as a file for the bank, and the same file read back as sent. */
import { bankFileTable, linesOfBankFile } from '../../files/bank-file.ts'
import { fromAcceptLanguage } from '../../kernel/language.ts'
import { fractionDigits } from '../../kernel/money.ts'
import { Problem } from '../../kernel/problem.ts'
import { actorName } from '../../modules/identity/index.ts'
import {
  bankFileContent,
  bankFileRead,
  contentOfBankFile,
  type MoneyFilter,
  readBankFile,
  takeBankFile,
} from '../../modules/money/index.ts'
import type { Services } from '../../services.ts'
import { within } from '../access.ts'
import { csvFile } from '../answers.ts'
import { handleError } from '../problem-handler.ts'
import * as requests from '../requests/money.ts'
import { sendCsv } from '../tables.ts'
import type { App } from '../types.ts'
import { sealingSecrets } from './refund-accounts.ts'

/** A file of 500 lines has some 80 kB. */
const bytesMax = 512 * 1024

export function bankFileRoutes(app: App, services: Services): void {
  takeRoutes(app, services)
  // Needs a scope of its own: files of this kind are taken here and nowhere else.
  app.register(async (scope) => readRoute(scope as unknown as App, services))
}

function takeRoutes(app: App, services: Services): void {
  const { db } = services
  app.route({
    method: 'GET',
    url: '/money/bank-file',
    config: { action: 'money.list' },
    schema: {
      operationId: 'readBankFileContent',
      tags: ['money'],
      summary: 'What a file for the bank would hold, without any account',
      querystring: requests.bankFileQuery,
      response: { 200: bankFileContent },
    },
    handler: async ({ actor, query }) => contentOfBankFile(db.read, within(actor, 'money.list', query)),
  })

  app.route({
    method: 'POST',
    url: '/money/bank-file',
    // On record each time, and not to be stored with a key: whole accounts are in it.
    config: { action: 'refund-account.show', idempotency: 'natural', refusals: ['refund_accounts_off'] },
    schema: {
      operationId: 'takeBankFile',
      tags: ['money'],
      summary: 'What is owed to buyers, as CSV for a bank',
      description:
        'Amount in the digits of its currency, holder, number, bank code, reference (the code of the order, and the how-manieth sending back it is) and participation, of whoever joined first first, at most 500 lines; those whose buyers have not said where to are not in it. Numbers keep the noughts that they begin with: open it as text in a spreadsheet. Each account in it is on record as shown, so it is asked for with POST.',
      body: requests.bankFileBody,
      response: { 200: csvFile },
    },
    async handler(request, reply) {
      const { separator = 'comma', lang, ...filter } = request.body ?? {}
      const asked = within<MoneyFilter>(request.actor, 'refund-account.show', filter)
      const secrets = sealingSecrets(services)
      const lines = await db.tx((tx) => takeBankFile(tx, secrets, asked), { actor: actorName(request.actor) })
      const language = lang ?? fromAcceptLanguage(request.headers['accept-language'])
      return sendCsv(reply, bankFileTable(lines, language), separator)
    },
  })
}

function readRoute(app: App, services: Services): void {
  const { db, live } = services
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: bytesMax }, (_request, body, done) =>
    done(null, body),
  )
  app.route({
    method: 'POST',
    url: '/money/bank-file/read',
    bodyLimit: bytesMax,
    config: {
      action: 'money.send-back',
      // What it puts on record it puts on record once, whatever key it comes with.
      idempotency: 'natural',
      uploads: ['text/csv'],
      refusals: [
        'refund_accounts_off',
        'bank_file_unreadable',
        'money_date_in_future',
        'money_date_too_old',
        'payload_too_large',
        'unsupported_media_type',
      ],
    },
    errorHandler: (error, request, reply) =>
      handleError(
        error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? new Problem('payload_too_large', { maximum: bytesMax }) : error,
        request,
        reply,
      ),
    schema: {
      operationId: 'readBankFile',
      tags: ['money'],
      summary: 'Read a file for the bank back: what was sent by it',
      description:
        'A line at a time: what fits is put on record as sent back; what does not says why and is left. A file that is read twice is nothing twice. With `dry_run` nothing is put on record; lines that do not fit can then be put on record by `POST /money/sent-back`.',
      querystring: requests.readBankFileQuery,
      response: { 200: bankFileRead },
    },
    async handler({ actor, query: { dry_run, method, on, seller_id }, body }) {
      const secrets = sealingSecrets(services)
      const sellerId = within<MoneyFilter>(actor, 'money.send-back', { seller_id }).seller_id
      const said = linesOfBankFile(Buffer.isBuffer(body) ? body : Buffer.alloc(0))
      const reading = { lines: said, places: fractionDigits, method, on, sellerId, dryRun: dry_run }
      const { lines, campaigns } = await db.tx((tx) => readBankFile(tx, secrets, reading), { actor: actorName(actor) })
      for (const id of campaigns) live.announce(id)
      const totals = new Map<string, number>()
      for (const { outcome, currency, amount } of lines) {
        if (outcome !== (dry_run ? 'fits' : 'sent_back')) continue
        totals.set(currency!, (totals.get(currency!) ?? 0) + amount!)
      }
      return { dry_run, lines, totals: [...totals].map(([currency, amount]) => ({ currency, amount })) }
    },
  })
}
