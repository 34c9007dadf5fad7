/** Profiles, addresses, and what the law gives a person: a copy of their data, and their erasure. */
import type { FastifyRequest } from 'fastify'
import { isReservedId } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import {
  actorName,
  changeRole,
  confirmPassword,
  isApiKey,
  removeTwoFactor,
  signOutEverywhere,
} from '../../modules/identity/index.ts'
import {
  addAddress,
  address,
  erasePerson,
  exportPerson,
  findAddress,
  findProfile,
  listAddresses,
  listPeople,
  personExport,
  profile,
  removeAddress,
  updateAddress,
  updateProfile,
} from '../../modules/people/index.ts'
import type { Services } from '../../services.ts'
import { personOf } from '../access.ts'
import { done } from '../answers.ts'
import { browserOf } from '../browser.ts'
import { answerOnce } from '../idempotency.ts'
import { pageOf, sendPage } from '../paging.ts'
import { refuseOwnPages } from '../picture-address.ts'
import { emptyBody } from '../requests/fields.ts'
import * as requests from '../requests/people.ts'
import type { App } from '../types.ts'

export function peopleRoutes(app: App, services: Services): void {
  profileRoutes(app, services)
  addressRoutes(app, services)
  privacyRoutes(app, services)
  staffRoutes(app, services)
}

function profileRoutes(app: App, services: Services): void {
  const { db } = services
  app.route({
    method: 'GET',
    url: '/people/:id',
    config: { action: 'person.read', refusals: ['person_not_found'] },
    schema: {
      operationId: 'readProfile',
      tags: ['people'],
      summary: 'Read a profile',
      params: requests.personParams,
      response: { 200: profile },
    },
    handler: async (request) => findProfile(db.read, await personOf(services.db, request, 'person.read')),
  })

  app.route({
    method: 'PATCH',
    url: '/people/:id',
    preHandler: refuseOwnPages(services.config, 'avatar_url'),
    config: { action: 'person.update', refusals: ['person_not_found'] },
    schema: {
      operationId: 'updateProfile',
      tags: ['people'],
      summary: 'Change a profile',
      description:
        'Fields that are left out stay. A service makes the profile of a user of its own so, if there is none, and its own, under whose name it sells (`machine:…`).',
      params: requests.personParams,
      body: requests.profilePatch,
      response: { 200: profile },
    },
    async handler(request) {
      const id = await personOf(services.db, request, 'person.update')
      const { actor } = request
      // Of a machine only its own: under what name it sells.
      const creates = actor.kind === 'service' && (!isReservedId(id) || id === actor.id)
      return db.tx((tx) => updateProfile(tx, id, request.body, creates), { actor: actorName(actor) })
    },
  })
}

function addressRoutes(app: App, services: Services): void {
  const { db } = services
  app.route({
    method: 'GET',
    url: '/people/:id/addresses',
    config: { action: 'person.read', refusals: ['person_not_found'] },
    schema: {
      operationId: 'listAddresses',
      tags: ['people'],
      summary: 'Saved addresses, the default first',
      params: requests.personParams,
      response: { 200: address.array() },
    },
    handler: async (request) => listAddresses(db.read, await personOf(services.db, request, 'person.read')),
  })

  app.route({
    method: 'POST',
    url: '/people/:id/addresses',
    config: { action: 'person.update', refusals: ['person_not_found', 'address_limit', 'address_not_found'] },
    schema: {
      operationId: 'addAddress',
      tags: ['people'],
      summary: 'Save an address',
      params: requests.personParams,
      body: requests.newAddress,
      response: { 201: address },
    },
    async handler(request, reply) {
      const id = await personOf(services.db, request, 'person.update')
      // Only the id is remembered with the key: an address is not to be copied where erasing would have to hunt for it.
      const added = await answerOnce(services, request, reply, 201, async (tx) => ({
        id: (await addAddress(tx, id, request.body)).id,
      }))
      return findAddress(db.read, id, added.id)
    },
  })

  app.route({
    method: 'PATCH',
    url: '/people/:id/addresses/:address_id',
    config: { action: 'person.update', refusals: ['person_not_found', 'address_not_found'] },
    schema: {
      operationId: 'updateAddress',
      tags: ['people'],
      summary: 'Change a saved address',
      params: requests.addressParams,
      body: requests.addressPatch,
      response: { 200: address },
    },
    async handler(request) {
      const id = await personOf(services.db, request, 'person.update')
      return db.tx((tx) => updateAddress(tx, id, request.params.address_id, request.body))
    },
  })

  app.route({
    method: 'DELETE',
    url: '/people/:id/addresses/:address_id',
    config: { action: 'person.update', refusals: ['person_not_found', 'address_not_found'] },
    schema: {
      operationId: 'removeAddress',
      tags: ['people'],
      summary: 'Remove a saved address',
      description: 'Participations keep the address they were joined with.',
      params: requests.addressParams,
      response: { 200: done },
    },
    async handler(request) {
      const id = await personOf(services.db, request, 'person.update')
      await db.tx((tx) => removeAddress(tx, id, request.params.address_id))
      return { status: 'done' as const }
    },
  })
}

function privacyRoutes(app: App, services: Services): void {
  const { db, identity } = services
  app.route({
    method: 'POST',
    url: '/people/:id/export',
    // Not to be stored with a key: it is all that there is of somebody.
    config: { action: 'person.export', idempotency: 'natural', refusals: ['person_not_found', 'export_limit'] },
    schema: {
      operationId: 'exportPerson',
      tags: ['people'],
      summary: 'Everything that is stored about a person',
      description:
        'Each copy is on record in the access log, so it is asked for with POST, and at most five times an hour of one person by one caller.',
      params: requests.personParams,
      body: emptyBody,
      response: { 200: personExport },
    },
    async handler(request, reply) {
      const id = await personOf(services.db, request, 'person.export')
      const { actor } = request
      const by = { name: actorName(actor), isOwn: actor.kind === 'user' && actor.id === id }
      const exported = await exportPerson(db, identity.attempts, id, by, services.secrets)
      reply.header('content-disposition', 'attachment; filename="sambatan-data.json"')
      return exported
    },
  })

  app.route({
    method: 'POST',
    url: '/people/:id/erase',
    config: {
      action: 'person.erase',
      refusals: [
        'person_not_found',
        'erasure_blocked',
        'last_operator',
        'password_required',
        'password_wrong',
        'too_many_attempts',
      ],
    },
    schema: {
      operationId: 'erasePerson',
      tags: ['people'],
      summary: 'Erase a person',
      description:
        'Names, contacts, addresses, notes and credentials go; audit events and amounts stay under the id. Live participations and open campaigns must be settled first; `errors` names them. It cannot be undone.',
      params: requests.personParams,
      body: requests.erasure,
      response: { 200: done },
    },
    async handler(request, reply) {
      const id = await personOf(services.db, request, 'person.erase')
      await confirmOwner(services, request, id, request.body?.password)
      return answerOnce(
        services,
        request,
        reply,
        200,
        async (tx) => {
          await erasePerson(tx, id)
          return { status: 'done' as const }
        },
        () => identity.personChanged(id),
      )
    },
  })
}

/** A session that was left open on a borrowed phone must not be enough to erase an account. */
async function confirmOwner(
  { identity }: Services,
  request: FastifyRequest,
  id: string,
  password: string | undefined,
): Promise<void> {
  const { actor } = request
  if (actor.kind !== 'user' || actor.sessionId === undefined || actor.id !== id) return
  if (password === undefined) throw new Problem('password_required', { path: 'password' })
  await confirmPassword(identity.accounts(), browserOf(request), id, password)
}

function staffRoutes(app: App, services: Services): void {
  const { db, identity } = services
  app.route({
    method: 'GET',
    url: '/people',
    config: { action: 'person.list' },
    schema: {
      operationId: 'listPeople',
      tags: ['people'],
      summary: 'Everybody that this installation knows',
      description: 'API keys are shown no operators, and may not touch them.',
      querystring: requests.peopleQuery,
      response: { 200: profile.array() },
    },
    handler: async (request, reply) =>
      sendPage(
        request,
        reply,
        await listPeople(db.read, { ...pageOf(request, request.query), withOperators: !isApiKey(request.actor) }),
      ),
  })

  app.route({
    method: 'PUT',
    url: '/people/:id/role',
    config: { action: 'person.role', refusals: ['person_not_found', 'role_elsewhere', 'last_operator'] },
    schema: {
      operationId: 'changeRole',
      tags: ['people'],
      summary: 'Give an account another role',
      params: requests.personParams,
      body: requests.roleBody,
      response: { 200: profile },
    },
    async handler(request) {
      const id = await personOf(services.db, request, 'person.role')
      await db.tx((tx) => changeRole(tx, id, request.body.role), { actor: actorName(request.actor) })
      identity.personChanged(id)
      return findProfile(db.read, id)
    },
  })

  app.route({
    method: 'POST',
    url: '/people/:id/sign-out',
    config: { action: 'person.sign-out', idempotency: 'natural', refusals: ['person_not_found', 'accounts_off'] },
    schema: {
      operationId: 'signOutPerson',
      tags: ['people'],
      summary: 'End all sessions of a person',
      params: requests.personParams,
      body: emptyBody,
      response: { 200: done },
    },
    async handler(request) {
      const { id } = await findProfile(db.read, await personOf(services.db, request, 'person.sign-out'))
      await signOutEverywhere(identity.accounts(), id, actorName(request.actor))
      return { status: 'done' as const }
    },
  })

  app.route({
    method: 'DELETE',
    url: '/people/:id/two-factor',
    config: { action: 'person.two-factor', refusals: ['person_not_found', 'two_factor_off', 'accounts_off'] },
    schema: {
      operationId: 'removeTwoFactor',
      tags: ['people'],
      summary: 'Take the second factor off an account whose owner has lost it',
      description: 'Make sure by other means who is asking. All sessions of the person end; it is in the access log.',
      params: requests.personParams,
      response: { 200: done },
    },
    async handler(request) {
      const { id } = await findProfile(db.read, await personOf(services.db, request, 'person.two-factor'))
      await removeTwoFactor(identity.accounts(), id, actorName(request.actor))
      return { status: 'done' as const }
    },
  })
}
