/** Getting in, staying in and getting out: what a person does with their own account. */
import { fromAcceptLanguage } from '../../kernel/language.ts'
import type { ProblemCode } from '../../kernel/problem.ts'
import { Problem } from '../../kernel/problem.ts'
import {
  type Actor,
  actorName,
  beginTwoFactor,
  changePassword,
  confirmTwoFactor,
  endSession,
  endTwoFactor,
  listSessions,
  recoveryCodes,
  renewRecoveryCodes,
  session,
  signedIn,
  signedUp,
  signIn,
  signInWithCode,
  signOut,
  signOutEverywhere,
  signOutMyself,
  signUp,
  twoFactorSetup,
  type Whoami,
  whoami,
} from '../../modules/identity/index.ts'
import type { Services } from '../../services.ts'
import { done } from '../answers.ts'
import { browserOf, withCookies } from '../browser.ts'
import { personOf } from '../identify.ts'
import * as requests from '../requests/accounts.ts'
import { emptyBody } from '../requests/fields.ts'
import type { App } from '../types.ts'
import { enter, mailedLinkRoutes } from './mailed-links.ts'

const use = (...refusals: ProblemCode[]) => ({
  action: 'account.use' as const,
  idempotency: 'natural' as const,
  refusals: ['accounts_off', ...refusals] as ProblemCode[],
})
const isDone = { status: 'done' as const }

export function accountRoutes(app: App, services: Services): void {
  enterRoutes(app, services)
  mailedLinkRoutes(app, services)
  sessionRoutes(app, services)
  twoFactorRoutes(app, services)
}

function presentActor(actor: Actor): Whoami {
  if (actor.kind === 'user') {
    return { kind: 'user', user_id: actor.id, role: actor.role, scopes: null, session_id: actor.sessionId ?? null }
  }
  const scopes = actor.kind === 'service' && actor.scopes ? [...actor.scopes] : null
  return { kind: 'service', user_id: null, role: 'service', scopes, session_id: null }
}

function enterRoutes(app: App, { identity }: Services): void {
  app.route({
    method: 'POST',
    url: '/auth/sign-up',
    config: enter('operator_code_invalid', 'account_exists'),
    schema: {
      operationId: 'signUp',
      tags: ['accounts'],
      summary: 'Make an account',
      description:
        'The answer does not tell whether the address has an account already; its owner is told by mail. Sign in afterwards.',
      body: requests.signUp,
      response: { 202: signedUp },
    },
    async handler(request, reply) {
      const { operator_code: operatorCode, locale, ...body } = request.body
      const status = await signUp(identity.accounts(), browserOf(request), {
        ...body,
        operatorCode,
        locale: locale ?? fromAcceptLanguage(request.headers['accept-language']),
      })
      reply.code(202)
      return { status }
    },
  })

  app.route({
    method: 'POST',
    url: '/auth/sign-in',
    config: enter('sign_in_failed', 'sign_in_paused'),
    schema: {
      operationId: 'signIn',
      tags: ['accounts'],
      summary: 'Sign in with e-mail and password',
      description:
        'The session is a cookie. With `two_factor_required` it is not there yet: send the code to /auth/two-factor/verify.',
      body: requests.signIn,
      response: { 200: signedIn },
    },
    async handler(request, reply) {
      const { remember = true, ...body } = request.body
      const answer = await signIn(identity.accounts(), browserOf(request), { ...body, remember })
      return withCookies(reply, answer)
    },
  })

  app.route({
    method: 'POST',
    url: '/auth/two-factor/verify',
    config: enter('code_wrong', 'two_factor_expired', 'sign_in_paused'),
    schema: {
      operationId: 'signInWithCode',
      tags: ['accounts'],
      summary: 'Finish signing in with the second factor',
      body: requests.secondFactor,
      response: { 200: signedIn },
    },
    async handler(request, reply) {
      const { code, recovery_code: recoveryCode } = request.body
      const given = code === undefined ? { recoveryCode: recoveryCode! } : { code }
      return withCookies(reply, await signInWithCode(identity.accounts(), browserOf(request), given))
    },
  })
}

function sessionRoutes(app: App, { identity }: Services): void {
  app.route({
    method: 'GET',
    url: '/auth/whoami',
    config: { action: 'account.whoami' },
    schema: {
      operationId: 'whoami',
      tags: ['accounts'],
      summary: 'Whom these credentials name, and what they may do',
      response: { 200: whoami },
    },
    handler: async ({ actor }) => presentActor(actor),
  })

  app.route({
    method: 'POST',
    url: '/auth/sign-out',
    config: use(),
    schema: {
      operationId: 'signOut',
      tags: ['accounts'],
      summary: 'End this session',
      body: emptyBody,
      response: { 200: done },
    },
    async handler(request, reply) {
      const { id } = personOf(request.actor)
      withCookies(reply, await signOut(identity.accounts(), browserOf(request), id))
      return isDone
    },
  })

  app.route({
    method: 'POST',
    url: '/auth/sign-out-everywhere',
    config: use(),
    schema: {
      operationId: 'signOutEverywhere',
      tags: ['accounts'],
      summary: 'End all sessions of this account, this one included',
      body: emptyBody,
      response: { 200: done },
    },
    async handler(request, reply) {
      const { id, sessionId } = personOf(request.actor)
      const [accounts, by] = [identity.accounts(), actorName(request.actor)]
      // Somebody with a token of another platform has no device that signs in here.
      if (sessionId === undefined) await signOutEverywhere(accounts, id, by)
      else withCookies(reply, await signOutMyself(accounts, browserOf(request), id, by))
      return isDone
    },
  })

  app.route({
    method: 'GET',
    url: '/auth/sessions',
    config: { action: 'account.use', refusals: ['accounts_off'] },
    schema: {
      operationId: 'listSessions',
      tags: ['accounts'],
      summary: 'Where this account is signed in',
      response: { 200: session.array() },
    },
    handler({ actor }) {
      const { id, sessionId } = personOf(actor)
      return listSessions(identity.accounts(), id, sessionId)
    },
  })

  app.route({
    method: 'DELETE',
    url: '/auth/sessions/:id',
    config: use('session_not_found'),
    schema: {
      operationId: 'endSession',
      tags: ['accounts'],
      summary: 'End one session of this account',
      params: requests.sessionParams,
      response: { 200: done },
    },
    async handler(request) {
      await endSession(identity.accounts(), personOf(request.actor).id, request.params.id)
      return isDone
    },
  })

  app.route({
    method: 'POST',
    url: '/auth/password',
    config: use('password_wrong', 'too_many_attempts'),
    schema: {
      operationId: 'changePassword',
      tags: ['accounts'],
      summary: 'Change the password; all other sessions end',
      body: requests.passwordChange,
      response: { 200: done },
    },
    async handler(request, reply) {
      const { current_password: current, password } = request.body
      const { id } = sessionOf(request.actor)
      withCookies(reply, await changePassword(identity.accounts(), browserOf(request), id, { current, password }))
      return isDone
    },
  })
}

function twoFactorRoutes(app: App, { identity }: Services): void {
  const config = (...refusals: ProblemCode[]) => ({
    ...use('password_wrong', 'too_many_attempts', ...refusals),
    action: 'account.two-factor' as const,
  })

  app.route({
    method: 'POST',
    url: '/auth/two-factor',
    config: config('two_factor_on'),
    schema: {
      operationId: 'beginTwoFactor',
      tags: ['accounts'],
      summary: 'Set a second factor up (TOTP)',
      description:
        'It holds once /auth/two-factor/confirm was given a code. Keep the recovery codes: they are shown once.',
      body: requests.passwordOnly,
      response: { 200: twoFactorSetup },
    },
    async handler(request, reply) {
      const { id } = sessionOf(request.actor)
      const { password } = request.body
      return withCookies(reply, await beginTwoFactor(identity.accounts(), browserOf(request), id, password))
    },
  })

  app.route({
    method: 'POST',
    url: '/auth/two-factor/confirm',
    config: config('code_wrong', 'two_factor_off'),
    schema: {
      operationId: 'confirmTwoFactor',
      tags: ['accounts'],
      summary: 'Turn the second factor on with a first code',
      body: requests.codeOnly,
      response: { 200: done },
    },
    async handler(request, reply) {
      const { id } = sessionOf(request.actor)
      withCookies(reply, await confirmTwoFactor(identity.accounts(), browserOf(request), id, request.body.code))
      return isDone
    },
  })

  app.route({
    method: 'POST',
    url: '/auth/two-factor/off',
    // Also for somebody who is no seller any more: signing in still asks them for a code.
    config: use('password_wrong', 'too_many_attempts'),
    schema: {
      operationId: 'endTwoFactor',
      tags: ['accounts'],
      summary: 'Turn the second factor off',
      body: requests.passwordOnly,
      response: { 200: done },
    },
    async handler(request, reply) {
      const { id } = sessionOf(request.actor)
      withCookies(reply, await endTwoFactor(identity.accounts(), browserOf(request), id, request.body.password))
      return isDone
    },
  })

  app.route({
    method: 'POST',
    url: '/auth/two-factor/recovery-codes',
    config: config('two_factor_off'),
    schema: {
      operationId: 'renewRecoveryCodes',
      tags: ['accounts'],
      summary: 'New recovery codes; the old ones no longer work',
      body: requests.passwordOnly,
      response: { 200: recoveryCodes },
    },
    async handler(request) {
      const { id } = sessionOf(request.actor)
      const { password } = request.body
      return renewRecoveryCodes(identity.accounts(), browserOf(request), id, password)
    },
  })
}

/** Somebody with a session of ours: a person of another platform has password and second factor there. */
function sessionOf(actor: Parameters<typeof personOf>[0]): { id: string } {
  const person = personOf(actor)
  if (person.sessionId === undefined) throw new Problem('forbidden')
  return person
}
