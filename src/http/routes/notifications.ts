/** What people were told, and how they want to be. */
import { fromAcceptLanguage } from '../../kernel/language.ts'
import {
  countUnread,
  listNotifications,
  notification,
  readNotifications,
  unread,
} from '../../modules/notifications/index.ts'
import type { Services } from '../../services.ts'
import { personOf } from '../access.ts'
import { pageOf, sendPage } from '../paging.ts'
import * as requests from '../requests/notifications.ts'
import { personParams } from '../requests/people.ts'
import type { App } from '../types.ts'

export function notificationRoutes(app: App, services: Services): void {
  const { db } = services
  app.route({
    method: 'GET',
    url: '/people/:id/notifications',
    config: { action: 'person.read', refusals: ['person_not_found'] },
    schema: {
      operationId: 'listNotifications',
      tags: ['notifications'],
      summary: 'What somebody was told, newest first',
      description: "The inbox, in the caller's language (`Accept-Language`).",
      params: personParams,
      querystring: requests.inboxQuery,
      response: { 200: notification.array() },
    },
    async handler(request, reply) {
      const id = await personOf(db, request, 'person.read')
      const language = fromAcceptLanguage(request.headers['accept-language'])
      const page = await listNotifications(db.read, id, language, pageOf(request, request.query))
      return sendPage(request, reply, page)
    },
  })

  app.route({
    method: 'GET',
    url: '/people/:id/notifications/unread',
    config: { action: 'person.read', refusals: ['person_not_found'] },
    schema: {
      operationId: 'countUnread',
      tags: ['notifications'],
      summary: 'How many notifications have not been read',
      params: personParams,
      response: { 200: unread },
    },
    handler: async (request) => countUnread(db.read, await personOf(db, request, 'person.read')),
  })

  app.route({
    method: 'POST',
    url: '/people/:id/notifications/read',
    config: { action: 'person.update', idempotency: 'natural', refusals: ['person_not_found'] },
    schema: {
      operationId: 'readNotifications',
      tags: ['notifications'],
      summary: 'Mark notifications as read',
      description:
        'Those named, or all up to one. A digest that is read is closed: what comes later is told as something new.',
      params: personParams,
      body: requests.readBody,
      response: { 200: unread },
    },
    handler: async (request) => readNotifications(db, await personOf(db, request, 'person.update'), request.body),
  })
}
