/** Who may do what: every route that Fastify has, asked by everybody, against the matrix that is committed here. */
import { beforeAll, describe, expect, inject, it } from 'vitest'
import type { App } from '../../src/http/types.ts'
import { loadWeb } from '../../src/http/web.ts'
import { jobs, tickers } from '../../src/jobs/registry.ts'
import { type Action, authorize, policy } from '../../src/modules/identity/index.ts'
import { signedIn } from '../support/accounts.ts'
import { makeTestDatabase } from '../support/databases.ts'
import { jpeg } from '../support/pictures.ts'
import { routesOf } from '../support/routes.ts'
import { platformToken } from '../support/tokens.ts'
import { newDeadWebhook } from '../support/webhooks.ts'
import { addressOf, type Caller, credentials, nodeOn, onEachNode, serviceKey, type TestNode } from './node.ts'
import {
  address,
  joinBody,
  newCampaign,
  newParticipation,
  newProduct,
  newWaiting,
  pushBrowser,
  yearsAhead,
} from './things.ts'

const refundAccount = { provider: 'bca', number: '0123456789', holder: 'Rani' }

/**
 * What each caller gets from each route about things of seller-1 and buyer-1. `ok` is anything but a refusal of access. A
 * change here is a change of who may see or do something.
 *   nobody   without credentials             expired  with the cookie of a session that has expired
 *   wrong    with a token of the marketplace that is meant for another audience
 *   revoked  with an API key that was revoked
 *   buyer, buyer-1, seller, seller-1         people of the marketplace; the first of each is not the owner
 *   operator with the session of an account  service  with the bootstrap key
 *   key      with an API key that has the scope `products` alone
 */
// biome-ignore format: a table is read by its columns
const matrix: Record<string, string[]> = {
  //                                          nobody   expired  wrong    revoked  buyer    buyer-1  seller   seller-1 operator service  key
  'POST /products':                          ['401',   '401',   '401',   '401',   '403',   '403',   '403',   'ok',    'ok',    'ok',    'ok'],
  'GET /products':                           ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /products/:id':                       ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'PATCH /products/:id':                     ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    'ok'],
  'POST /campaigns':                         ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /campaigns':                          ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /campaigns/:id':                      ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'PATCH /campaigns/:id':                    ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /campaigns/:id/progress':             ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /events':                             ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /campaigns/:id/events':               ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'POST /campaigns/:id/publish':             ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /campaigns/:id/extend':              ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /campaigns/:id/cancel':              ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /campaigns/:id/photos':              ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'PATCH /campaigns/:id/photos/:photo_id':   ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'PUT /campaigns/:id/photos/order':         ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'DELETE /campaigns/:id/photos/:photo_id':  ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /photos/:key/:width.webp':            ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /share/:slug.png':                    ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /widget.js':                          ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'POST /campaigns/:id/join':                ['401',   '401',   '401',   '401',   '403',   'ok',    '403',   'ok',    'ok',    'ok',    '403'],
  'POST /campaigns/:id/quote':               ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /campaigns/:id/viewer':               ['401',   '401',   '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    '403'],
  'GET /campaigns/:id/participants':         ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /campaigns/:id/participants/counts': ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /campaigns/:id/participants.csv':     ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /campaigns/:id/participants.xlsx':    ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /campaigns/:id/participants/confirm':['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /campaigns/:id/participants/fulfil': ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /campaigns/:id/messages':             ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /campaigns/:id/messages/progress':    ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /campaigns/:id/messages/preview':    ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /campaigns/:id/messages':            ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /campaigns/:id/messages/skip':       ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /campaigns/:id/messages/:message_id/undo': ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /campaigns/:id/messages/round':      ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /message-templates':                  ['401',   '401',   '401',   '401',   '403',   '403',   '403',   'ok',    'ok',    'ok',    '403'],
  'PUT /message-templates/:template/:language': ['401',   '401',   '401',   '401',   '403',   '403',   '403',   'ok',    'ok',    'ok',    '403'],
  'DELETE /message-templates/:template/:language': ['401',   '401',   '401',   '401',   '403',   '403',   '403',   'ok',    'ok',    'ok',    '403'],
  'GET /campaigns/:id/stakes':               ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /campaigns/:id/pace':                 ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /sellers/:id/attention':              ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /campaigns/:id/logs':                 ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /participations':                     ['401',   '401',   '401',   '401',   '403',   'ok',    '403',   '403',   'ok',    'ok',    '403'],
  'GET /participations/:id':                 ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   'ok',    'ok',    'ok',    '403'],
  'PATCH /participations/:id':               ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'GET /participations/:id/logs':            ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   'ok',    'ok',    'ok',    '403'],
  'POST /participations/:id/cancel':         ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   'ok',    'ok',    'ok',    '403'],
  'PUT /participations/:id/lines':           ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   'ok',    'ok',    'ok',    '403'],
  'POST /participations/:id/quote':          ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   'ok',    'ok',    'ok',    '403'],
  'POST /participations/:id/confirm':        ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /participations/:id/refund':         ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'POST /participations/:id/fulfil':         ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'POST /participations/:id/unfulfil':       ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'POST /campaigns/:id/waiting-list':       ['401',   '401',   '401',   '401',   '403',   'ok',    '403',   'ok',    'ok',    'ok',    '403'],
  'GET /campaigns/:id/waiting-list':        ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'PUT /campaigns/:id/waiting-list/:entry': ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'DELETE /campaigns/:id/waiting-list/:entry': ['401', '401',  '401',   '401',   '404',   'ok',    '404',   'ok',    'ok',    'ok',    '403'],
  'POST /campaigns/:id/waiting-list/:entry/move': ['401', '401', '401', '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /waiting-list':                      ['401',   '401',   '401',   '401',   '403',   'ok',    '403',   '403',   'ok',    'ok',    '403'],
  'POST /participations/:id/claim':         ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'POST /participations/:id/decline':       ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'GET /participations/:id/money':          ['401', '401', '401', '401', '404', 'ok', '404', 'ok', 'ok', 'ok', '403'],
  'POST /participations/:id/money':         ['401', '401', '401', '401', '404', '403', '404', 'ok', 'ok', 'ok', '403'],
  'GET /campaigns/:id/money':               ['401', '401', '401', '401', '403', '403', '404', 'ok', 'ok', 'ok', '403'],
  'POST /campaigns/:id/money/received':     ['401', '401', '401', '401', '403', '403', '404', 'ok', 'ok', 'ok', '403'],
  'GET /money':                             ['401', '401', '401', '401', '403', '403', 'ok', 'ok', 'ok', 'ok', '403'],
  'GET /money.csv':                         ['401', '401', '401', '401', '403', '403', 'ok', 'ok', 'ok', 'ok', '403'],
  'GET /money.xlsx':                        ['401', '401', '401', '401', '403', '403', 'ok', 'ok', 'ok', 'ok', '403'],
  'GET /money/totals':                      ['401', '401', '401', '401', '403', '403', 'ok', 'ok', 'ok', 'ok', '403'],
  'GET /money/reports':                     ['401', '401', '401', '401', '403', '403', 'ok', 'ok', 'ok', 'ok', '403'],
  'POST /money/sent-back':                  ['401', '401', '401', '401', '403', '403', 'ok', 'ok', 'ok', 'ok', '403'],
  'POST /money/statement/preview':          ['401', '401', '401', '401', '403', '403', 'ok', 'ok', 'ok', 'ok', '403'],
  'POST /money/statement':                  ['401', '401', '401', '401', '403', '403', 'ok', 'ok', 'ok', 'ok', '403'],
  'POST /participations/:id/refund-account':['401', '401', '401', '401', '403', '403', '404', 'ok', 'ok', 'ok', '403'],
  'GET /money/bank-file':                   ['401', '401', '401', '401', '403', '403', 'ok', 'ok', 'ok', 'ok', '403'],
  'POST /money/bank-file':                  ['401', '401', '401', '401', '403', '403', 'ok', 'ok', 'ok', 'ok', '403'],
  'POST /money/bank-file/read':             ['401', '401', '401', '401', '403', '403', 'ok', 'ok', 'ok', 'ok', '403'],
  'GET /refund-providers':                  ['ok', 'ok', '401', '401', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  'GET /people/:id/refund-account':         ['401', '401', '401', '401', '404', 'ok', '404', '404', '404', 'ok', '403'],
  'PUT /people/:id/refund-account':         ['401', '401', '401', '401', '404', 'ok', '404', '404', '404', 'ok', '403'],
  'DELETE /people/:id/refund-account':      ['401', '401', '401', '401', '404', 'ok', '404', '404', '404', 'ok', '403'],
  'POST /money/:id/reverse':                ['401', '401', '401', '401', '404', '403', '404', 'ok', 'ok', 'ok', '403'],
  'POST /money/:id/not-arrived':            ['401', '401', '401', '401', '404', 'ok', '404', '404', '403', 'ok', '403'],
  'POST /money/:id/answer':                 ['401', '401', '401', '401', '403', '403', '404', 'ok', 'ok', 'ok', '403'],
  'GET /sellers/:id/payment-instructions': ['401', '401', '401', '401', '403', '403', '404', 'ok', 'ok', 'ok', '403'],
  'PUT /sellers/:id/payment-instructions': ['401', '401', '401', '401', '403', '403', '404', 'ok', 'ok', 'ok', '403'],
  'GET /campaigns/:id/payment-instructions': ['401', '401', '401', '401', '403', '403', '404', 'ok', 'ok', 'ok', '403'],
  'PUT /campaigns/:id/payment-instructions': ['401', '401', '401', '401', '403', '403', '404', 'ok', 'ok', 'ok', '403'],
  'DELETE /campaigns/:id/payment-instructions': ['401', '401', '401', '401', '403', '403', '404', 'ok', 'ok', 'ok', '403'],
  'GET /participations/:id/payment-instructions': ['401', '401', '401', '401', '404', 'ok', '404', 'ok', 'ok', 'ok', '403'],
  'POST /participations/:id/paid':          ['401', '401', '401', '401', '404', 'ok', '404', '404', '403', 'ok', '403'],
  'GET /participations/:id/claims':         ['401', '401', '401', '401', '404', 'ok', '404', 'ok', 'ok', 'ok', '403'],
  'GET /money/claims':                      ['401', '401', '401', '401', '403', '403', 'ok', 'ok', 'ok', 'ok', '403'],
  'GET /money/claims/totals':               ['401', '401', '401', '401', '403', '403', 'ok', 'ok', 'ok', 'ok', '403'],
  'GET /money/claims/:id':                  ['401', '401', '401', '401', '404', 'ok', '404', 'ok', 'ok', 'ok', '403'],
  'POST /money/claims/:id/confirm':         ['401', '401', '401', '401', '403', '403', '404', 'ok', 'ok', 'ok', '403'],
  'POST /money/claims/:id/answer':          ['401', '401', '401', '401', '403', '403', '404', 'ok', 'ok', 'ok', '403'],
  'POST /money/pictures':                   ['401', '401', '401', '401', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', '403'],
  'GET /money/pictures/:id':                ['401', '401', '401', '401', '404', 'ok', '404', 'ok', 'ok', 'ok', '403'],
  'GET /dashboard/summary':                  ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /dashboard/series':                   ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /dashboard/stuck':                    ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'POST /lifecycle/run':                     ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'POST /webhooks':                           ['401',   '401',   '401',   '401',   '403',   '403',   '403',   'ok',    'ok',    'ok',    '403'],
  'GET /webhooks':                            ['401',   '401',   '401',   '401',   '403',   '403',   '403',   'ok',    'ok',    'ok',    '403'],
  'GET /webhooks/:id':                        ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'PATCH /webhooks/:id':                      ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'DELETE /webhooks/:id':                     ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /webhooks/:id/rotate':                ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /webhooks/:id/test':                  ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /webhooks/:id/missed':                ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /webhooks/:id/deliveries':             ['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'POST /webhooks/:id/deliveries/:delivery_id/resend':['401',   '401',   '401',   '401',   '403',   '403',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /audit':                              ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /audit.csv':                          ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /audit.xlsx':                         ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /operations/system':                  ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /scheduler/status':                   ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'POST /scheduler/trigger':                 ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'POST /scheduler/pause':                   ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'POST /scheduler/resume':                  ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /scheduler/runs':                     ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /healthz':                            ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /readyz':                             ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /metrics':                            ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /openapi.json':                       ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /docs':                               ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /docs/style.css':                     ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /docs/problems':                      ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /docs/problems/:code':                ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /assets/*':                           ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /static/*':                          ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /favicon.ico':                       ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /favicon.svg':                       ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /apple-touch-icon.png':              ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /icon-512.png':                      ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /robots.txt':                        ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /push-worker.js':                    ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /manifest.webmanifest':              ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /*':                                 ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'POST /*':                                ['ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /campaigns/:id/joiners':              ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /campaigns/:id/wordings':             ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'POST /auth/sign-up':                      ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'POST /auth/sign-up/mail-again':           ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'POST /auth/sign-in':                      ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'POST /auth/two-factor/verify':            ['401',   '401',   '401',   '401',   '401',   '401',   '401',   '401',   '401',   '401',   '401'],
  'POST /auth/verify-email':                 ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'POST /auth/forgot-password':              ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'POST /auth/reset-password':               ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /auth/whoami':                        ['401',   '401',   '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'POST /auth/sign-out':                     ['401',   '401',   '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    '403',   '403'],
  'POST /auth/sign-out-everywhere':          ['401',   '401',   '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    '403',   '403'],
  'GET /auth/sessions':                      ['401',   '401',   '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    '403',   '403'],
  'DELETE /auth/sessions/:id':               ['401',   '401',   '401',   '401',   '404',   '404',   '404',   '404',   '404',   '403',   '403'],
  'POST /auth/password':                     ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    '403',   '403'],
  'POST /auth/two-factor':                   ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    '403',   '403'],
  'POST /auth/two-factor/confirm':           ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    '403',   '403'],
  'POST /auth/two-factor/off':               ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    '403',   '403'],
  'POST /auth/two-factor/recovery-codes':    ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    '403',   '403'],
  'GET /people':                             ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /people/:id':                         ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'PATCH /people/:id':                       ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'PUT /people/:id/role':                    ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    '403',   '403'],
  'DELETE /people/:id/two-factor':            ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    '403',   '403'],
  'GET /people/:id/addresses':               ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'POST /people/:id/addresses':              ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'PATCH /people/:id/addresses/:address_id': ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'DELETE /people/:id/addresses/:address_id':['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'GET /people/:id/notifications':          ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'GET /people/:id/notifications/unread':   ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'GET /people/:id/push':                   ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   '404',   'ok',    '403'],
  'POST /people/:id/push/browsers':         ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   '404',   'ok',    '403'],
  'DELETE /people/:id/push/browsers/:browser_id':['401','401', '401',   '401',   '404',   'ok',    '404',   '404',   '404',   'ok',    '403'],
  'POST /people/:id/push/browsers/:browser_id/test':['401','401','401', '401',   '404',   'ok',    '404',   '404',   '404',   'ok',    '403'],
  'GET /people/:id/notification-preferences':['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'PATCH /people/:id/notification-preferences':['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'GET /subscription':                       ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'POST /subscription':                      ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'GET /sellers/:id':                        ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'PATCH /sellers/:id':                      ['401',   '401',   '401',   '401',   '404',   '404',   '404',   'ok',    'ok',    'ok',    '403'],
  'GET /people/:id/follows':                 ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'GET /people/:id/follows/:seller':         ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'PUT /people/:id/follows/:seller':         ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'DELETE /people/:id/follows/:seller':      ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'POST /people/:id/notifications/read':    ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'GET /people/:id/whatsapp':                ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'PUT /people/:id/whatsapp':                ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   '404',   'ok',    '403'],
  'GET /operations/whatsapp':                ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /whatsapp/callbacks':                 ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'POST /whatsapp/callbacks':                ['ok',    'ok',    '401',   '401',   'ok',    'ok',    'ok',    'ok',    'ok',    'ok',    'ok'],
  'POST /people/:id/export':                 ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'POST /people/:id/erase':                  ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'POST /people/:id/sign-out':               ['401',   '401',   '401',   '401',   '404',   'ok',    '404',   '404',   'ok',    'ok',    '403'],
  'POST /api-keys':                          ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /api-keys':                           ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'DELETE /api-keys/:id':                    ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /mailbox':                            ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    '403',   '403'],
  'POST /mailbox/bounces':                  ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /dead-letters':                      ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'POST /dead-letters/retry':               ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'POST /dead-letters/:source/:id/retry':   ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'POST /dead-letters/:source/:id/discard': ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
  'GET /mailbox/refused-addresses':          ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    '403',   '403'],
  'POST /mailbox/refused-addresses/free':    ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   '404',   '404',   '403'],
  'GET /mailbox/:id':                        ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   '404',   '403',   '403'],
  'GET /access-log':                         ['401',   '401',   '401',   '401',   '403',   '403',   '403',   '403',   'ok',    'ok',    '403'],
}

const callers = [
  'nobody',
  'expired',
  'wrong',
  'revoked',
  'buyer:x',
  'buyer:buyer-1',
  'seller:x',
  'seller:seller-1',
  'operator',
  'service',
  'key',
] as const

// Who may do what is decided before the database is asked, by one table; what SQL adds is tested on both kinds elsewhere.
onEachNode(
  'access',
  (node) => {
    let things: { product: string; campaign: string }
    let credentialsOf: Record<string, () => Promise<Record<string, string>>>

    beforeAll(async () => {
      const product = await newProduct(node)
      const campaign = await newCampaign(node, { product_id: product.id, total_slots: 1000 })
      things = { product: product.id, campaign: campaign.id }
      // At first sight, and with something that keeps them from being erased.
      await node.ask('GET', '/people/me', { as: 'buyer:buyer-1' })
      await newParticipation(node, campaign.id)
      const { db } = node.services
      const revoked = await newKey()
      await node.ask('DELETE', `/api-keys/${revoked.id}`)
      const narrow = await newKey()
      credentialsOf = {
        // A new session each time: some routes end it.
        operator: async () => (await signedIn(db, 'operator')).headers,
        expired: async () => (await signedIn(db, 'operator', -1)).headers,
        wrong: async () => bearer(platformToken({ sub: 'budi', role: 'operator', aud: 'another' })),
        revoked: async () => bearer(revoked.key),
        key: async () => bearer(narrow.key),
      }
    })

    const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

    async function newKey(): Promise<{ id: string; key: string }> {
      const answer = await node.ask('POST', '/api-keys', { body: { name: 'Uji', scopes: ['products'] } })
      expect(answer.status, answer.text).toBe(201)
      return answer.body
    }

    it('is decided for every route that the app has', async () => {
      const written = Object.keys(matrix).map((route) => {
        const [method, path] = route.split(' ')
        return `${method} ${addressOf(path!)}`
      })
      // The tree prints all wildcards as one, without what stands before them. What the pages of `/*` show to whom is decided
      // by what they ask of the other routes; test/web/access.test.ts opens each as everybody.
      const wildcards = ['GET /assets/*', 'GET /static/*', 'GET /*', 'POST /*']
      const routes = (await routesOf(node.app)).filter((route) => !/^(GET|POST) \*$/.test(route)).concat(wildcards)
      for (const wildcard of wildcards) {
        const [method, url] = wildcard.split(' ') as ['GET', string]
        expect(node.app.hasRoute({ method, url }), wildcard).toBe(true)
      }
      expect(routes.sort()).toEqual(written.sort())
    })

    it.each(Object.keys(matrix))('to %s is as the matrix says', async (route) => {
      const [method, pattern] = route.split(' ') as [string, string]
      const got: string[] = []
      for (const as of callers) {
        const { path, body } = await request(route, pattern)
        const headers = (await credentialsOf[as]?.()) ?? credentials(as as Caller)
        const response = await node.app.inject({
          method: method as 'GET',
          url: addressOf(path),
          headers,
          ...(body === undefined ? {} : { payload: body }),
        })
        const code = response.headers['content-type']?.toString().includes('problem') ? response.json().code : ''
        got.push(['401', '403', '404'].includes(String(response.statusCode)) ? String(response.statusCode) : 'ok')
        if (response.statusCode === 401) expect(response.headers['www-authenticate']).toBe('Bearer')
        if (response.statusCode === 404) expect(code, 'as if it did not exist').toMatch(/_not_found$/)
      }
      expect(got).toEqual(matrix[route])
    })

    /** A request that is right in everything but who makes it, on things that are there. */
    async function request(route: string, pattern: string): Promise<{ path: string; body?: object }> {
      const isStream = route.endsWith('/events')
      if (pattern === '/*') return { path: route.startsWith('POST') ? '/preferences' : '/how-it-works' }
      if (pattern === '/static/*') return { path: (await loadWeb()).scripts.live! }
      if (pattern.startsWith('/api-keys/')) return { path: `/api-keys/${(await newKey()).id}` }
      if (pattern.startsWith('/dead-letters/:source')) {
        const path = pattern
          .replace(':source', 'webhook')
          .replace(':id', String(await newDeadWebhook(node.services.db)))
        return { path, body: route.endsWith('discard') ? { reason: 'Sudah tahu' } : {} }
      }
      const id = pattern.startsWith('/products')
        ? things.product
        : pattern.startsWith('/sellers')
          ? 'seller-1'
          : pattern.startsWith('/people')
            ? 'buyer-1'
            : pattern.startsWith('/auth')
              ? '01a20f0d-5805-7000-a7e3-f62fbc3da215'
              : pattern.startsWith('/participations/')
                ? (await newParticipation(node, things.campaign)).id
                : isStream
                  ? await endedCampaign()
                  : things.campaign
      if (pattern === '/money/pictures/:id') return { path: pattern.replace(':id', await codePicture()) }
      if (pattern.startsWith('/money/claims/:id')) {
        const { id } = await newParticipation(node, things.campaign)
        const claim = await node.ask('POST', `/participations/${id}/paid`, { as: 'buyer:buyer-1', body: {} })
        const answer = pattern.endsWith('answer') ? { body: { answer: 'Belum masuk' } } : {}
        return { path: pattern.replace(':id', claim.body.id), ...answer }
      }
      if (pattern.startsWith('/money/:id')) return moneyRequest(pattern)
      if (pattern.includes(':entry')) return entryRequest(route, pattern)
      if (pattern.startsWith('/webhooks')) return webhookRequest(route, pattern)
      if (/messages|message-templates/.test(pattern)) return messageRequest(route, pattern)
      if (pattern === '/people/:id/refund-account') {
        await node.ask('PUT', '/people/buyer-1/refund-account', { body: refundAccount })
      }
      const photo = await photoFor(pattern)
      const path = pattern
        .replace(':id', id)
        .replace(':photo_id', photo.id)
        .replace(':seller', 'seller-1')
        .replace(':slug', things.campaign)
        .replace('/photos/:key/:width.webp', photo.urls['480'])
        .replace(':code', 'forbidden')
        .replace('*', 'demo/melati-senja.svg')
        .replace(':address_id', await addressIdFor(pattern))
        .replace(':browser_id', await browserIdFor(pattern))
      const bodies: Record<string, object> = {
        'POST /products': { name: 'Sabun', base_price: 1, seller_id: 'seller-1' },
        'POST /campaigns': {
          product_id: things.product,
          title: 'Lagi',
          total_slots: 1,
          price_per_slot: 1,
          deadline: yearsAhead(3),
        },
        'POST /campaigns/:id/join': joinBody(),
        'POST /campaigns/:id/quote': { quantity: 1 },
        'POST /campaigns/:id/waiting-list': { user_id: 'buyer-1', quantity: 1, shipping_address: address },
        'POST /campaigns/:id/extend': { deadline: yearsAhead(4) },
        'PATCH /campaigns/:id/photos/:photo_id': { alt: 'Botol di meja' },
        'PUT /campaigns/:id/photos/order': { ids: [] },
        'PATCH /products/:id': { name: 'Sabun mandi' },
        'POST /campaigns/:id/money/received': { lines: [{ code: '7K3MXA' }] },
        'POST /campaigns/:id/participants/confirm': { ids: ['01a20f0d-5805-7000-a7e3-f62fbc3da215'] },
        'POST /campaigns/:id/participants/fulfil': { ids: ['01a20f0d-5805-7000-a7e3-f62fbc3da215'] },
        'PATCH /participations/:id': { note: 'titip' },
        'POST /participations/:id/quote': { quantity: 2 },
        'POST /participations/:id/money': { kind: 'received' },
        'POST /money/sent-back': { lines: [{ participation_id: '01a20f0d-5805-7000-a7e3-f62fbc3da215' }] },
        'PUT /participations/:id/lines': { quantity: 2, reason: 'Diminta pembeli' },
        'PATCH /campaigns/:id': { title: 'Judul lain' },
        'POST /auth/sign-up': { name: 'Uji', email: 'uji@sambatan.test', password: 'kopi subuh di teras' },
        'POST /auth/sign-up/mail-again': { email: 'uji@sambatan.test' },
        'POST /auth/sign-in': { email: 'uji@sambatan.test', password: 'kopi subuh di teras' },
        'POST /auth/two-factor/verify': { code: '123456' },
        'POST /auth/two-factor/confirm': { code: '123456' },
        'POST /auth/verify-email': { token: 'x' },
        'POST /auth/forgot-password': { email: 'uji@sambatan.test' },
        'POST /auth/reset-password': { token: 'x', password: 'kopi subuh di teras' },
        'POST /auth/password': { current_password: 'x', password: 'kopi subuh di teras' },
        'POST /auth/two-factor': { password: 'x' },
        'POST /auth/two-factor/off': { password: 'x' },
        'POST /auth/two-factor/recovery-codes': { password: 'x' },
        'PATCH /people/:id': { name: 'Rani' },
        'PUT /people/:id/refund-account': refundAccount,
        'PUT /people/:id/role': { role: 'seller' },
        'POST /people/:id/addresses': { label: 'Kantor', shipping_address: address },
        'PATCH /people/:id/addresses/:address_id': { label: 'Kos' },
        'POST /people/:id/notifications/read': { up_to: 1 },
        'PUT /people/:id/whatsapp': { wanted: false },
        'POST /people/:id/push/browsers': pushBrowser,
        'PATCH /people/:id/notification-preferences': { preferences: [] },
        'POST /subscription': { token: 'x' },
        'PATCH /sellers/:id': { about: 'Sejak 2019' },
        'PUT /sellers/:id/payment-instructions': { accounts: [] },
        'PUT /campaigns/:id/payment-instructions': { accounts: [] },
        'POST /api-keys': { name: 'Uji', scopes: ['join'] },
        'POST /dead-letters/retry': {},
        'POST /mailbox/refused-addresses/free': { address: 'rani@example.com', reason: 'Penuh' },
      }
      if (route === 'GET /events') return { path: `/events?campaigns=${await endedCampaign()}` }
      if (route === 'GET /waiting-list') return { path: `${path}?mine&user_id=buyer-1` }
      if (route === 'GET /participations') return { path: `${path}?mine&user_id=buyer-1` }
      // Ending the campaign would change the answers after it: of those who may, each is refused for another reason.
      if (route === 'POST /campaigns/:id/cancel') return { path: path.replace(id, await endedCampaign()) }
      return bodies[route] ? { path, body: bodies[route] } : { path }
    }

    /** A code by which a campaign of seller-1 is paid that buyer-1 has joined. */
    async function codePicture(): Promise<string> {
      const sent = await node.app.inject({
        method: 'POST',
        url: addressOf('/money/pictures'),
        headers: { 'content-type': 'image/jpeg', ...credentials('seller:seller-1') },
        payload: await jpeg(),
      })
      const { id } = sent.json()
      const body = { accounts: [{ kind: 'qris', picture_id: id }] }
      await node.ask('PUT', `/campaigns/${things.campaign}/payment-instructions`, { as: 'seller:seller-1', body })
      return id
    }

    /** About buyer-1, who waits for a campaign of seller-1. */
    async function entryRequest(route: string, pattern: string): Promise<{ path: string; body?: object }> {
      const { campaign, entries } = await newWaiting(node)
      const path = pattern.replace(':id', campaign.id).replace(':entry', entries[0]!.id)
      if (route.startsWith('PUT')) return { path, body: { quantity: 1 } }
      return route.startsWith('POST') ? { path, body: { before: null, reason: 'Sudah janjian' } } : { path }
    }

    /** About money that seller-1 says they sent back to buyer-1. */
    async function moneyRequest(pattern: string): Promise<{ path: string; body: object }> {
      const { id } = await newParticipation(node, things.campaign)
      const sent = { as: 'seller:seller-1' as const, body: { kind: 'sent_back', amount: 1, anyway: true } }
      await node.ask('POST', `/participations/${id}/money`, sent)
      const [record] = (await node.ask('GET', `/participations/${id}/money`)).body
      if (pattern.endsWith('answer')) await node.ask('POST', `/money/${record.id}/not-arrived`, { body: {} })
      const bodies: Record<string, object> = { reverse: { reason: 'Salah catat' }, answer: { answer: 'Sudah masuk' } }
      return { path: pattern.replace(':id', record.id), body: bodies[pattern.split('/').at(-1)!] ?? {} }
    }

    /** About an endpoint of seller-1, which has been sent a test. */
    async function webhookRequest(route: string, pattern: string): Promise<{ path: string; body?: object }> {
      const body = { url: 'https://toko.example/hook', events: [], seller_id: 'seller-1' }
      if (route === 'POST /webhooks') return { path: pattern, body }
      if (pattern === '/webhooks') return { path: '/webhooks?seller_id=seller-1' }
      await node.services.db.query('delete from sambatan.webhook_endpoints')
      const { id } = (await node.ask('POST', '/webhooks', { body })).body
      const delivery = (await node.ask('POST', `/webhooks/${id}/test`)).body.id
      const path = pattern.replace(':id', id).replace(':delivery_id', delivery)
      if (pattern.endsWith('/missed')) return { path, body: { since: '2026-11-28T03:00:00Z' } }
      return route.startsWith('PATCH') ? { path, body: { description: 'Toko' } } : { path }
    }

    /** About a buyer of seller-1 who can be written to, and words of that seller. */
    async function messageRequest(route: string, pattern: string): Promise<{ path: string; body?: object }> {
      const template = 'payment'
      if (route.startsWith('PUT')) {
        const body = { text: 'Halo {nama}', seller_id: 'seller-1' }
        return { path: '/message-templates/payment/id', body }
      }
      if (pattern.startsWith('/message-templates')) {
        const path = pattern.replace(':template', template).replace(':language', 'id')
        return { path: `${path}?seller_id=seller-1` }
      }
      await node.ask('PATCH', '/people/buyer-1', { body: { phone: '0812 3456 7890' } })
      const participation_id = (await newParticipation(node, things.campaign)).id
      const path = pattern.replace(':id', things.campaign)
      const bodies: Record<string, object> = {
        '/campaigns/:id/messages': { participation_id, template, after: null },
        '/campaigns/:id/messages/skip': { participation_id, template },
        '/campaigns/:id/messages/preview': { participation_id, text: 'Halo {nama}', language: 'id' },
        '/campaigns/:id/messages/round': { template },
      }
      if (!pattern.includes(':message_id'))
        return route.startsWith('POST') ? { path, body: bodies[pattern]! } : { path }
      const body = { participation_id, template }
      const { id } = (await node.ask('POST', `/campaigns/${things.campaign}/messages/skip`, { body })).body
      return { path: path.replace(':message_id', id), body: {} }
    }

    /** An address of buyer-1, where one is asked for. */
    async function addressIdFor(pattern: string): Promise<string> {
      if (!pattern.includes(':address_id')) return ''
      await node.services.db.query(`delete from sambatan.addresses where person_id = 'buyer-1'`)
      const body = { label: 'Rumah', shipping_address: address }
      return (await node.ask('POST', '/people/buyer-1/addresses', { body })).body.id
    }

    /** A browser of buyer-1, where one is asked for. */
    async function browserIdFor(pattern: string): Promise<string> {
      if (!pattern.includes(':browser_id')) return ''
      return (await node.ask('POST', '/people/buyer-1/push/browsers', { body: pushBrowser })).body.id
    }

    /** A photo of the campaign, where one is asked for. */
    async function photoFor(pattern: string): Promise<{ id: string; urls: { '480': string } }> {
      if (!/:photo_id|:key/.test(pattern)) return { id: '', urls: { '480': '' } }
      await node.services.db.query('delete from sambatan.campaign_photos')
      const file = await jpeg({ width: 200, height: 200 })
      return (await node.services.photos.add({ campaignId: things.campaign, file, alt: '' }, 'service')).photo
    }

    /** One whose stream ends by itself. */
    async function endedCampaign(): Promise<string> {
      const { id } = await newCampaign(node)
      await node.ask('POST', `/campaigns/${id}/cancel`)
      return id
    }
  },
  { only: 'one' },
)

describe('the policy table', () => {
  it('gives an anonymous caller nothing but reading, and the way in', () => {
    const open = Object.entries(policy).filter(([, grants]) => grants.anonymous !== '-')
    expect(open.map(([action]) => action)).toEqual([
      'page.read',
      'operations.read',
      'product.read',
      'campaign.read',
      'refund-account.providers',
      'whatsapp.callback',
      'account.enter',
      'notification.refuse',
    ])
  })

  it('names what every job does, and lets a worker do that and nothing that people do', async () => {
    for (const { action } of [...jobs, ...tickers]) expect(policy[action].worker, action).toBe('any')
    expect(() => authorize({ kind: 'worker', id: 'relay' }, 'campaign.join')).toThrow('forbidden')
    const database = await makeTestDatabase(inject('postgres') ? 'server' : 'embedded')
    const node = await nodeOn(database.env, { env: { SAMBATAN_SCHEDULER: 'on' }, work: true })
    const queues = await node.services.db.query<{ name: string }>('select name from sambatan_jobs.queue')
    expect(queues.map(({ name }) => name).sort()).toEqual(jobs.map(({ name }) => name).sort())
    await node.close()
    await database.dispose()
  })

  it('is needed: an app with a route that names no action of it does not start', async () => {
    const database = await makeTestDatabase(inject('postgres') ? 'server' : 'embedded')
    const unnamed = [undefined, {}, { action: 'nothing.known' as Action }, { action: 'constructor' as Action }]
    for (const config of unnamed) {
      const extend = (api: App) => {
        api.get('/forgotten', { config: config as { action: Action } }, async () => ({}))
      }
      await expect(nodeOn(database.env, { app: { extend } })).rejects.toThrow('/api/sambatan/forgotten')
    }
    await database.dispose()
  })

  it('lets nobody in by an empty key where none is set, and knows "bearer" in any case', async () => {
    const database = await makeTestDatabase(inject('postgres') ? 'server' : 'embedded')
    const statuses = async (node: TestNode, headers: string[]) => {
      const asked = headers.map((authorization) =>
        node.app.inject({ url: addressOf('/dashboard/summary'), headers: { authorization } }),
      )
      return new Set((await Promise.all(asked)).map((answer) => answer.statusCode))
    }
    const keyless = await nodeOn(database.env, { env: { SAMBATAN_SERVICE_KEY: '' } })
    const empty = ['Bearer ', 'Bearer undefined', 'Bearer', '', 'Basic x']
    expect(await statuses(keyless, empty)).toEqual(new Set([401]))
    await keyless.close()
    const keyed = await nodeOn(database.env)
    expect(await statuses(keyed, [`bearer ${serviceKey}`, `BEARER  ${serviceKey}`])).toEqual(new Set([200]))
    const wrong = [
      ...empty,
      serviceKey,
      `Basic ${serviceKey}`,
      `Bearer ${serviceKey.toUpperCase()}`,
      `Bearer ${serviceKey}x`,
    ]
    expect(await statuses(keyed, wrong)).toEqual(new Set([401]))
    await keyed.close()
    await database.dispose()
  })
})
