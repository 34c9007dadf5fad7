/** For operators: keys of machines, mail that was not sent, and who was let in. */
import { fromAcceptLanguage } from '../../kernel/language.ts'
import { Problem } from '../../kernel/problem.ts'
import {
  accessLogEntry,
  actorName,
  apiKey,
  createApiKey,
  createdApiKey,
  listAccessLog,
  listApiKeys,
  revokeApiKey,
} from '../../modules/identity/index.ts'
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
import { withNames } from '../names.ts'
import { pageOf, sendPage } from '../paging.ts'
import * as requests from '../requests/access.ts'
import { pageQuery } from '../requests/fields.ts'
import type { App } from '../types.ts'

export function accessRoutes(app: App, services: Services): void {
  const { db, identity, secrets, config } = services

  function mailbox({ headers }: { headers: { 'accept-language'?: string | undefined } }): MailboxReader {
    if (!secrets) throw new Problem('accounts_off')
    const language = fromAcceptLanguage(headers['accept-language'])
    return { language, secrets, publicUrl: config.publicUrl, showLinks: !config.production, from: config.smtp?.from }
  }

  app.route({
    method: 'POST',
    url: '/api-keys',
    config: { action: 'api-key.manage', refusals: ['expiry_not_future'] },
    schema: {
      operationId: 'createApiKey',
      tags: ['access'],
      summary: 'Make an API key',
      description: 'A key is a service with the scopes given. `key` is told once: it is not stored.',
      body: requests.newApiKey,
      response: { 201: createdApiKey },
    },
    async handler(request, reply) {
      let made = ''
      const created = await answerOnce(services, request, reply, 201, async (tx) => {
        const { key, ...shown } = await createApiKey(tx, request.body, actorName(request.actor))
        made = key
        return shown
      })
      // Of two equal requests at once the second makes a key in vain, and gets the answer of the first: not with its own key.
      return { ...created, key: made.startsWith(`${created.prefix}_`) ? made : null }
    },
  })

  app.route({
    method: 'GET',
    url: '/api-keys',
    config: { action: 'api-key.manage' },
    schema: {
      operationId: 'listApiKeys',
      tags: ['access'],
      summary: 'All API keys, newest first',
      description: '`last_used_at` may be half a minute behind what other nodes have seen.',
      querystring: pageQuery,
      response: { 200: apiKey.array() },
    },
    async handler(request, reply) {
      await identity.writeKeyUses()
      const keys = await listApiKeys(db.read, pageOf(request, request.query))
      const items = await withNames(db.read, request.actor, keys.items, { created_by_name: (key) => key.created_by })
      return sendPage(request, reply, { ...keys, items })
    },
  })

  app.route({
    method: 'DELETE',
    url: '/api-keys/:id',
    config: { action: 'api-key.manage', refusals: ['api_key_not_found'] },
    schema: {
      operationId: 'revokeApiKey',
      tags: ['access'],
      summary: 'Revoke an API key, on every node at once',
      params: requests.apiKeyParams,
      response: { 200: apiKey },
    },
    async handler(request) {
      const actor = actorName(request.actor)
      const revoked = await db.tx((tx) => revokeApiKey(tx, request.params.id, actor), { actor })
      identity.apiKeyChanged(revoked.id)
      return revoked
    },
  })

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

  app.route({
    method: 'GET',
    url: '/access-log',
    config: { action: 'access-log.read' },
    schema: {
      operationId: 'listAccessLog',
      tags: ['access'],
      summary: 'Who was let in, and who changed what may be done, newest first',
      querystring: requests.accessLogQuery,
      response: { 200: accessLogEntry.array() },
    },
    async handler(request, reply) {
      const entries = await listAccessLog(db.read, pageOf(request, request.query))
      const items = await withNames(db.read, request.actor, entries.items, {
        actor_name: ({ actor }) => actor,
        person_name: ({ person_id: id }) => id && `user:${id}`,
      })
      return sendPage(request, reply, { ...entries, items })
    },
  })
}
