/** For operators: keys of machines, and who was let in. */
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
import type { Services } from '../../services.ts'
import { answerOnce } from '../idempotency.ts'
import { withNames } from '../names.ts'
import { pageOf, sendPage } from '../paging.ts'
import * as requests from '../requests/access.ts'
import { pageQuery } from '../requests/fields.ts'
import type { App } from '../types.ts'

export function accessRoutes(app: App, services: Services): void {
  const { db, identity } = services

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
