/** For operators: mail that was not sent, and the addresses that refuse it. What comes back is taken in bounces.ts. */
import { fromAcceptLanguage } from '../../kernel/language.ts'
import { Problem } from '../../kernel/problem.ts'
import {
  listMailbox,
  listRefusedAddresses,
  type MailboxReader,
  mailboxEntry,
  mailboxLetter,
  readLetter,
  refusedAddress,
} from '../../modules/mail/index.ts'
import { freeAddress } from '../../modules/people/index.ts'
import type { Services } from '../../services.ts'
import { answerOnce } from '../idempotency.ts'
import { pageOf, sendPage } from '../paging.ts'
import * as requests from '../requests/mailbox.ts'
import type { App } from '../types.ts'

export function mailboxRoutes(app: App, services: Services): void {
  const { db, secrets, config } = services

  function mailbox({ headers }: { headers: { 'accept-language'?: string | undefined } }): MailboxReader {
    if (!secrets) throw new Problem('accounts_off')
    const language = fromAcceptLanguage(headers['accept-language'])
    return { language, secrets, publicUrl: config.publicUrl, showLinks: !config.production, from: config.smtp?.from }
  }

  app.route({
    method: 'GET',
    url: '/mailbox',
    config: { action: 'mailbox.read', refusals: ['accounts_off'] },
    schema: {
      operationId: 'readMailbox',
      tags: ['access'],
      summary: 'Letters that stay here, wait for the mail server, were refused, or were copied, newest first',
      description:
        'Without a mail server all letters are here; with one those about accounts, until they have gone, and copies of what went with `SAMBATAN_MAILBOX_COPY`. Of notifications that wait `GET /dashboard/stuck` tells, of those that were given up `GET /dead-letters`. `q` finds words of the recipient, the subject or the template.',
      querystring: requests.mailboxQuery,
      response: { 200: mailboxEntry.array() },
    },
    async handler(request, reply) {
      const { q } = request.query
      return sendPage(
        request,
        reply,
        await listMailbox(db.read, mailbox(request), { ...pageOf(request, request.query), q }),
      )
    },
  })

  app.route({
    method: 'GET',
    url: '/mailbox/refused-addresses',
    config: { action: 'mailbox.read' },
    schema: {
      operationId: 'listRefusedAddresses',
      tags: ['access'],
      summary: 'Addresses that a mail server refused for good, and where nothing is sent any more',
      description: '`q` finds a part of the address.',
      querystring: requests.refusedQuery,
      response: { 200: refusedAddress.array() },
    },
    async handler(request, reply) {
      const { q } = request.query
      return sendPage(request, reply, await listRefusedAddresses(db.read, { ...pageOf(request, request.query), q }))
    },
  })

  app.route({
    method: 'POST',
    url: '/mailbox/refused-addresses/free',
    config: { action: 'mailbox.free', refusals: ['refused_address_not_found'] },
    schema: {
      operationId: 'freeAddress',
      tags: ['access'],
      summary: 'Let letters go to an address again',
      description: 'What had been refused is not sent by itself: it is among the dead letters.',
      body: requests.freedAddress,
      response: { 200: refusedAddress },
    },
    handler: (request, reply) =>
      answerOnce(services, request, reply, 200, (tx) => freeAddress(tx, request.body.address, request.body.reason)),
  })

  app.route({
    method: 'GET',
    url: '/mailbox/:id',
    config: { action: 'mailbox.read', refusals: ['accounts_off', 'letter_not_found'] },
    schema: {
      operationId: 'readLetter',
      tags: ['access'],
      summary: 'A letter of the mailbox, as HTML, as text and as it is sent',
      params: requests.letterParams,
      response: { 200: mailboxLetter },
    },
    handler: (request) => readLetter(db.read, mailbox(request), request.params.id),
  })
}
