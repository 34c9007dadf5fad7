/** What people were told, and how they want to be. */
import { fromAcceptLanguage } from '../../kernel/language.ts'
import { Problem } from '../../kernel/problem.ts'
import { type Actor, actorName, attemptLimits } from '../../modules/identity/index.ts'
import {
  addPushBrowser,
  changePreferences,
  changeSubscription,
  checkEndpoint,
  countUnread,
  listNotifications,
  listPushBrowsers,
  notification,
  notificationPreferences,
  pushBrowser,
  pushState,
  pushTest,
  readNotifications,
  readPreferences,
  readPublicKey,
  readSubscription,
  removePushBrowser,
  subscription,
  unread,
} from '../../modules/notifications/index.ts'
import type { Services } from '../../services.ts'
import { personOf } from '../access.ts'
import { done } from '../answers.ts'
import { pageOf, sendPage } from '../paging.ts'
import { emptyBody } from '../requests/fields.ts'
import * as requests from '../requests/notifications.ts'
import { personParams } from '../requests/people.ts'
import type { App } from '../types.ts'

export function notificationRoutes(app: App, services: Services): void {
  inboxRoutes(app, services)
  preferenceRoutes(app, services)
  pushRoutes(app, services)
}

function inboxRoutes(app: App, { db }: Services): void {
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

function preferenceRoutes(app: App, { db, secrets }: Services): void {
  app.route({
    method: 'GET',
    url: '/people/:id/notification-preferences',
    config: { action: 'person.read', refusals: ['person_not_found'] },
    schema: {
      operationId: 'readPreferences',
      tags: ['notifications'],
      summary: 'By which channels somebody wants to hear of what',
      description:
        'The inbox has everything. What can wait is not sent between 21:00 and 7:00 of the time zone in the profile.',
      params: personParams,
      response: { 200: notificationPreferences },
    },
    handler: async (request) => readPreferences(db.read, await personOf(db, request, 'person.read')),
  })

  app.route({
    method: 'PATCH',
    url: '/people/:id/notification-preferences',
    config: {
      action: 'person.update',
      idempotency: 'natural',
      refusals: ['person_not_found', 'notification_required'],
    },
    schema: {
      operationId: 'changePreferences',
      tags: ['notifications'],
      summary: 'Choose by which channels somebody hears of what',
      description: 'What concerns an order, and so money, always goes out by e-mail.',
      params: personParams,
      body: requests.preferencesPatch,
      response: { 200: notificationPreferences },
    },
    async handler(request) {
      const id = await personOf(db, request, 'person.update')
      return db.tx((tx) => changePreferences(tx, id, request.body.preferences), { actor: actorName(request.actor) })
    },
  })

  app.route({
    method: 'GET',
    url: '/subscription',
    config: { action: 'notification.refuse', refusals: ['unsubscribe_link_invalid'] },
    schema: {
      operationId: 'readSubscription',
      tags: ['notifications'],
      summary: 'What the link in a letter is about',
      querystring: requests.subscriptionQuery,
      response: { 200: subscription },
    },
    handler: async (request) => readSubscription(db.read, secrets, request.query.token),
  })

  app.route({
    method: 'POST',
    url: '/subscription',
    config: { action: 'notification.refuse', idempotency: 'natural', refusals: ['unsubscribe_link_invalid'] },
    schema: {
      operationId: 'changeSubscription',
      tags: ['notifications'],
      summary: 'Have no more letters like one, by its link and without signing in',
      body: requests.subscriptionBody,
      response: { 200: subscription },
    },
    async handler({ body: { token, wanted } }) {
      return db.tx((tx) => changeSubscription(tx, secrets, token, wanted))
    },
  })
}

/** The session that somebody asks for themselves with: the browser is told as long as it lasts. */
function sessionOf(actor: Actor): string | null {
  return actor.kind === 'user' ? (actor.sessionId ?? null) : null
}

function pushOf({ push }: Services) {
  if (push === undefined) throw new Problem('push_off')
  return push
}

function pushRoutes(app: App, services: Services): void {
  const { db, identity } = services
  app.route({
    method: 'GET',
    url: '/people/:id/push',
    config: { action: 'person.push', refusals: ['person_not_found'] },
    schema: {
      operationId: 'readPush',
      tags: ['notifications'],
      summary: 'In which browsers somebody is told, and the key to ask in one more',
      params: personParams,
      response: { 200: pushState },
    },
    async handler(request) {
      const id = await personOf(db, request, 'person.push')
      const browsers = await listPushBrowsers(db.read, id, sessionOf(request.actor))
      return { public_key: services.push === undefined ? null : await readPublicKey(db.read), browsers }
    },
  })

  app.route({
    method: 'POST',
    url: '/people/:id/push/browsers',
    config: {
      action: 'person.push',
      idempotency: 'natural',
      refusals: ['person_not_found', 'push_endpoint_refused', 'push_off'],
    },
    schema: {
      operationId: 'addPushBrowser',
      tags: ['notifications'],
      summary: 'Have somebody told in a browser',
      description:
        'Sent again it is the same. A browser that asks with a session is told as long as that lasts; of more than ten the one that was told longest ago goes. What somebody is told there follows their preferences.',
      params: personParams,
      body: requests.newPushBrowser,
      response: { 200: pushBrowser },
    },
    async handler(request) {
      const id = await personOf(db, request, 'person.push')
      checkEndpoint(request.body.endpoint, pushOf(services).rules)
      return db.tx((tx) => addPushBrowser(tx, id, sessionOf(request.actor), request.body))
    },
  })

  app.route({
    method: 'DELETE',
    url: '/people/:id/push/browsers/:browser_id',
    config: { action: 'person.push', refusals: ['person_not_found', 'push_browser_not_found'] },
    schema: {
      operationId: 'removePushBrowser',
      tags: ['notifications'],
      summary: 'Tell somebody in a browser no more',
      params: requests.pushParams,
      response: { 200: done },
    },
    async handler(request) {
      const id = await personOf(db, request, 'person.push')
      await removePushBrowser(db.read, id, request.params.browser_id)
      return { status: 'done' as const }
    },
  })

  app.route({
    method: 'POST',
    url: '/people/:id/push/browsers/:browser_id/test',
    config: {
      action: 'person.push',
      idempotency: 'natural',
      refusals: ['person_not_found', 'push_browser_not_found', 'push_off', 'too_many_attempts'],
    },
    schema: {
      operationId: 'testPush',
      tags: ['notifications'],
      summary: 'Send a test to a browser, now',
      description: "In the caller's language. Sent again it takes the place of the one before.",
      params: requests.pushParams,
      body: emptyBody,
      response: { 200: pushTest },
    },
    async handler(request) {
      const id = await personOf(db, request, 'person.push')
      const push = pushOf(services)
      await identity.attempts.count(attemptLimits.pushTest, id)
      return push.test(id, request.params.browser_id, fromAcceptLanguage(request.headers['accept-language']))
    },
  })
}
