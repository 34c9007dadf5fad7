/** Accounts as their owners use them: over HTTP, with cookies, on each kind of database. */
import { setTimeout as sleep } from 'node:timers/promises'
import { getMigrations } from 'better-auth/db/migration'
import { type TOTP, URI } from 'otpauth'
import { describe, expect, inject, it, vi } from 'vitest'
import { Problem } from '../../src/kernel/problem.ts'
import { attemptLimits } from '../../src/modules/identity/attempts.ts'
import { issueOperatorCode, passwordEffort, signIn as passwordSignIn } from '../../src/modules/identity/index.ts'
import { cheapPasswords, signedIn } from '../support/accounts.ts'
import { makeTestDatabase } from '../support/databases.ts'
import { type Answer, type Ask, expectProblem, failedFields, nodeOn, onEachNode, type TestNode } from './node.ts'

const password = 'kopi subuh di teras'

/** A browser: keeps the cookies it is given, and sends them along. */
function openBrowser(node: TestNode) {
  const jar = new Map<string, string>()
  return {
    jar,
    async ask(method: string, path: string, ask: Ask = {}): Promise<Answer> {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { ...(cookie === '' ? {} : { cookie }), ...ask.headers }
      const answer = await node.ask(method, path, { as: 'nobody', ...ask, headers })
      for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
        if (/max-age=0/i.test(line) || value === '') jar.delete(name!)
        else jar.set(name!, value!)
      }
      return answer
    },
  }
}

type Browser = ReturnType<typeof openBrowser>

let people = 0
const newEmail = () => `orang-${++people}@sambatan.test`

async function signUp(browser: Browser, email = newEmail(), wish = {}): Promise<string> {
  const body = { name: 'Rani Puspitasari', email, password, ...wish }
  const answer = await browser.ask('POST', '/auth/sign-up', { body })
  expect(answer.status, answer.text).toBe(202)
  return email
}

async function signIn(browser: Browser, email: string, secret = password): Promise<Answer> {
  return browser.ask('POST', '/auth/sign-in', { body: { email, password: secret } })
}

async function enter(node: TestNode, email?: string): Promise<Browser & { email: string; id: string }> {
  const browser = openBrowser(node)
  const address = await signUp(browser, email)
  const { body } = await signIn(browser, address)
  return { ...browser, email: address, id: body.user_id }
}

async function mails(node: TestNode, to: string): Promise<{ template: string; text: string; locale: string }[]> {
  const { body } = await node.ask('GET', '/mailbox?limit=100', { as: 'operator:budi' })
  return body.filter((mail: { to: string }) => mail.to === to)
}

/** A code that has not been used to turn the second factor on. */
const nextCode = (totp: TOTP) => totp.generate({ timestamp: Date.now() + 30_000 })

const tokenIn = (text: string) => /token=([\w.-]+)/.exec(text)![1]!

onEachNode('an account', (node) => {
  describe('a session', () => {
    it('is a cookie that scripts cannot read and other sites do not send', async () => {
      const browser = openBrowser(node)
      const email = await signUp(browser)
      const { headers, body } = await signIn(browser, `\u202a${email.toUpperCase()}\u202c\u00a0`)
      expect(body).toEqual({ status: 'signed_in', user_id: expect.any(String), role: 'buyer' })
      const [session, device] = [headers['set-cookie']].flat()
      expect(session).toMatch(/^sambatan\.session_token=.*; HttpOnly; SameSite=Lax$/)
      expect(device).toMatch(
        /^sambatan\.device=device-[\w-]+\.[\w%-]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/,
      )
      const { body: me } = await browser.ask('GET', '/auth/whoami')
      expect(me).toMatchObject({ kind: 'user', role: 'buyer', user_id: body.user_id })
    })

    it('made by somebody else, tampered with or signed with another secret opens nothing', async () => {
      const { jar, ask } = await enter(node)
      const signed = decodeURIComponent(jar.get('sambatan.session_token')!)
      const [token, signature] = signed.split('.')
      for (const forged of [
        token!,
        `${token}.`,
        `${token}x.${signature}`,
        `${token}.${signature}x`,
        `x.${signature}`,
        '.',
        '%',
      ]) {
        const answer = await node.ask('GET', '/auth/whoami', {
          as: 'nobody',
          headers: { cookie: `sambatan.session_token=${forged === '%' ? '%' : encodeURIComponent(forged)}` },
        })
        expectProblem(answer, 401, 'unauthorized')
      }
      expect((await ask('GET', '/auth/whoami')).status).toBe(200)
    })

    it('is one a request: two cookies never make it somebody to one reader and somebody else to another', async () => {
      const [victim, attacker] = [await enter(node), await enter(node)]
      const [v, a] = [victim, attacker].map(({ jar }) => jar.get('sambatan.session_token')!)
      const name = 'sambatan.session_token'
      for (const [first, second] of [
        [v, a],
        [a, v],
      ]) {
        for (const cookie of [
          `${name} =${first}; ${name}=${second}`,
          `theme=x ${name}=${first}; ${name}=${second}`,
          `${name}=${first}; ${name}=${second}`,
          `\t${name}\t=${first};${name}=${second}`,
        ]) {
          const headers = { cookie }
          const { body: who } = await node.ask('GET', '/auth/whoami', { as: 'nobody', headers })
          const body = { current_password: 'tebakan', password: 'kata sandi yang baru' }
          const guess = await node.ask('POST', '/auth/password', { as: 'nobody', headers, body })
          expect([422, 429], cookie).toContain(guess.status)
          const sessions = await node.ask('GET', '/auth/sessions', { as: 'nobody', headers })
          expect(sessions.body.find((each: { current: boolean }) => each.current).id).toBe(who.session_id)
        }
      }
      const changeOf = (cookie: string) =>
        node.ask('POST', '/people/me/erase', {
          as: 'nobody',
          headers: { cookie },
          body: { password: 'sandi penyerang' },
        })
      await attacker.ask('POST', '/auth/password', {
        body: { current_password: password, password: 'sandi penyerang' },
      })
      const own = attacker.jar.get(name)
      for (const cookie of [`${name} =${own}; ${name}=${v}`, `theme=x ${name}=${v}; ${name}=${own}`]) {
        await changeOf(cookie)
        expect((await victim.ask('GET', '/auth/whoami')).body.user_id, cookie).toBe(victim.id)
      }
    })

    it('is new at every sign-in: one that was planted before is not taken over (fixation)', async () => {
      const { jar, ask, email } = await enter(node)
      const planted = jar.get('sambatan.session_token')!
      await signIn({ jar, ask }, email)
      expect(jar.get('sambatan.session_token')).not.toBe(planted)
    })

    it('ends at once when its owner signs out, here or everywhere', async () => {
      const first = await enter(node)
      const second = openBrowser(node)
      await signIn(second, first.email)
      const firstCookie = `sambatan.session_token=${first.jar.get('sambatan.session_token')}`
      expect((await first.ask('POST', '/auth/sign-out')).status).toBe(200)
      expect(first.jar.has('sambatan.session_token')).toBe(false)
      const replayed = await node.ask('GET', '/auth/whoami', { as: 'nobody', headers: { cookie: firstCookie } })
      expectProblem(replayed, 401, 'unauthorized')
      expect((await second.ask('GET', '/auth/whoami')).status).toBe(200)
      await signIn(first, first.email)
      expect((await second.ask('POST', '/auth/sign-out-everywhere')).status).toBe(200)
      expectProblem(await second.ask('GET', '/auth/whoami'), 401, 'unauthorized')
      expectProblem(await first.ask('GET', '/auth/whoami'), 401, 'unauthorized')
    })

    it('can be ended one by one from another device, but not by a stranger', async () => {
      const owner = await enter(node)
      const other = openBrowser(node)
      await signIn(other, owner.email)
      const { body: sessions } = await owner.ask('GET', '/auth/sessions')
      expect(sessions).toHaveLength(2)
      const elsewhere = sessions.find((session: { current: boolean }) => !session.current)
      const stranger = await enter(node)
      expectProblem(await stranger.ask('DELETE', `/auth/sessions/${elsewhere.id}`), 404, 'session_not_found')
      expect((await other.ask('GET', '/auth/whoami')).status).toBe(200)
      expect((await owner.ask('DELETE', `/auth/sessions/${elsewhere.id}`)).status).toBe(200)
      expectProblem(await other.ask('GET', '/auth/whoami'), 401, 'unauthorized')
    })

    it('is prolonged by using it, at most once a day', async () => {
      const fresh = await signedIn(node.services.db, 'buyer')
      const used = await signedIn(node.services.db, 'buyer', 86_400 * 20)
      expect(
        (await node.ask('GET', '/auth/whoami', { as: 'nobody', headers: fresh.headers })).headers['set-cookie'],
      ).toBeUndefined()
      const answer = await node.ask('GET', '/auth/whoami', { as: 'nobody', headers: used.headers })
      expect(answer.status).toBe(200)
      expect(String(answer.headers['set-cookie'])).toContain('sambatan.session_token=')
      const [row] = await node.services.db.query<{ days: number }>(
        `select extract(epoch from expires_at - now()) / 86400 as days from sambatan.sessions where id = $1`,
        [used.sessionId],
      )
      expect(row!.days).toBeGreaterThan(29.9)
    })

    it('is prolonged by reading pages as well, and the page that others are shown does not carry it', async () => {
      const used = await signedIn(node.services.db, 'buyer', 86_400 * 20)
      const neighbour = await signedIn(node.services.db, 'buyer')
      const read = (headers: Record<string, string>) => node.app.inject({ url: '/how-it-works', headers })
      expect(String((await read(used.headers)).headers['set-cookie'])).toContain('sambatan.session_token=')
      expect((await read(neighbour.headers)).headers['set-cookie']).toBeUndefined()
      expect((await read(used.headers)).headers['set-cookie'], 'once').toBeUndefined()
    })

    it('that cannot be looked up for a moment leaves its page to nobody else', async () => {
      const operator = await signedIn(node.services.db, 'operator')
      const { identity } = node.services
      const lookUp = vi.spyOn(identity, 'recognize').mockRejectedValueOnce(new Problem('database_unavailable'))
      const url = '/how-it-works?seen=once'
      const own = await node.app.inject({ url, headers: operator.headers })
      lookUp.mockRestore()
      expect(own.body).toContain('/operator')
      expect((await node.app.inject({ url })).body).not.toContain('/operator')
    })

    it('that is not to be remembered is short, and never prolonged', async () => {
      const browser = openBrowser(node)
      const email = await signUp(browser)
      await browser.ask('POST', '/auth/sign-in', { body: { email, password, remember: false } })
      const prolonged = []
      for (let i = 0; i < 3; i++) prolonged.push((await browser.ask('GET', '/auth/whoami')).headers['set-cookie'])
      expect(prolonged).toEqual([undefined, undefined, undefined])
    })

    it('is refused with what a page of another site makes a browser send (CSRF)', async () => {
      const { ask } = await enter(node)
      const forged: Record<string, string>[] = [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: 'http://sambatan.test.evil.example' },
        { 'sec-fetch-site': 'cross-site', origin: 'http://sambatan.test' },
      ]
      for (const headers of forged) {
        expectProblem(await ask('PATCH', '/people/me', { body: { name: 'Dicuri' }, headers }), 403, 'cross_origin')
        expectProblem(await ask('POST', '/auth/sign-out', { headers }), 403, 'cross_origin')
        // Signing somebody in as somebody else is forged the same way.
        const login = { body: { email: 'a@b.id', password }, headers }
        expectProblem(await openBrowser(node).ask('POST', '/auth/sign-in', login), 403, 'cross_origin')
      }
      const own: Record<string, string>[] = [
        { 'sec-fetch-site': 'same-origin' },
        { origin: 'http://sambatan.test' },
        {},
      ]
      for (const headers of own) {
        expect((await ask('PATCH', '/people/me', { body: { name: 'Rani' }, headers })).status).toBe(200)
      }
      expect((await ask('GET', '/people/me', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200)
    })
  })

  describe('signing up', () => {
    it('answers the same, whether or not the address has an account, and tells its owner by mail', async () => {
      const email = await signUp(openBrowser(node))
      const body = { name: 'Orang Lain', email, password: 'sandi yang lain sama sekali' }
      const again = await openBrowser(node).ask('POST', '/auth/sign-up', { body })
      const fresh = await openBrowser(node).ask('POST', '/auth/sign-up', { body: { ...body, email: newEmail() } })
      expect(again.body).toEqual(fresh.body)
      expect(Object.keys(again.headers).sort()).toEqual(Object.keys(fresh.headers).sort())
      expect((await mails(node, email)).map((mail) => mail.template)).toEqual(['account_exists'])
      expectProblem(await signIn(openBrowser(node), email, 'sandi yang lain sama sekali'), 401, 'sign_in_failed')
      expect((await signIn(openBrowser(node), email)).status).toBe(200)
    })

    it('with one address twice at once makes one account', async () => {
      const email = newEmail()
      await Promise.all([signUp(openBrowser(node), email), signUp(openBrowser(node), email)])
      const rows = await node.services.db.query('select 1 from sambatan.people where email = $1', [email])
      expect(rows).toHaveLength(1)
      expect((await signIn(openBrowser(node), email)).status).toBe(200)
    })

    it('names what is wrong with each field, and takes nothing that is not asked for (mass assignment)', async () => {
      const ask = (body: object) => openBrowser(node).ask('POST', '/auth/sign-up', { body })
      const wrong = await ask({ name: ' ', email: 'bukan', password: 'pendek', locale: 'fr' })
      expectProblem(wrong, 422, 'validation_failed')
      expect(failedFields(wrong).sort()).toEqual(['email', 'locale', 'name', 'password'])
      for (const field of ['role', 'id', 'email_verified', 'emailVerified', 'two_factor_enabled', 'created_at']) {
        const answer = await ask({ name: 'A', email: newEmail(), password, [field]: 'operator' })
        expectProblem(answer, 422, 'validation_failed')
        expect(failedFields(answer)).toEqual([field])
      }
      const { ask: asOwner } = await enter(node)
      for (const field of ['role', 'email', 'origin', 'erased_at', 'id']) {
        expectProblem(await asOwner('PATCH', '/people/me', { body: { [field]: 'operator' } }), 422, 'validation_failed')
      }
    })
  })

  describe('a password', () => {
    it('that is wrong and an address that is unknown are one answer, at one cost, and no sooner', async () => {
      const email = await signUp(openBrowser(node))
      const spent = vi.spyOn(cheapPasswords, 'hash')
      const checked = vi.spyOn(cheapPasswords, 'verify')
      // A timer of the same length that was begun before is over first, however busy the machine is.
      const timed = async (address: string) => {
        const waited = sleep(cheapPasswords.answerMsMin, 'waited')
        const answer = signIn(openBrowser(node), address, 'bukan kata sandinya')
        return { first: await Promise.race([waited, answer]), answer: await answer }
      }
      const wrong = await timed(email)
      expect([checked.mock.calls.length, spent.mock.calls.length]).toEqual([1, 0])
      const unknown = await timed(newEmail())
      expect([checked.mock.calls.length, spent.mock.calls.length]).toEqual([1, 1])
      vi.restoreAllMocks()
      const { instance: _, ...shown } = expectProblem(wrong.answer, 401, 'sign_in_failed')
      expect(expectProblem(unknown.answer, 401, 'sign_in_failed')).toMatchObject(shown)
      expect([wrong.first, unknown.first]).toEqual(['waited', 'waited'])
    })

    it('is kept as a hash that is dear to guess', async () => {
      const hash = await passwordEffort.hash(password)
      expect(hash).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/)
      expect(await passwordEffort.verify({ hash, password })).toBe(true)
      expect(await passwordEffort.verify({ hash, password: `${password}.` })).toBe(false)
    })

    it('is reset by a mailed link, once, and ends every session', async () => {
      const owner = await enter(node)
      const asked = await openBrowser(node).ask('POST', '/auth/forgot-password', { body: { email: owner.email } })
      const unknown = await openBrowser(node).ask('POST', '/auth/forgot-password', { body: { email: newEmail() } })
      expect(asked.body).toEqual(unknown.body)
      const [mail] = await mails(node, owner.email)
      expect(mail!.template).toBe('reset_password')
      const body = { token: tokenIn(mail!.text), password: 'kata sandi yang baru' }
      expect((await openBrowser(node).ask('POST', '/auth/reset-password', { body })).status).toBe(200)
      expectProblem(await openBrowser(node).ask('POST', '/auth/reset-password', { body }), 422, 'link_invalid')
      expectProblem(await owner.ask('GET', '/auth/whoami'), 401, 'unauthorized')
      expectProblem(await signIn(openBrowser(node), owner.email), 401, 'sign_in_failed')
      expect((await signIn(openBrowser(node), owner.email, 'kata sandi yang baru')).status).toBe(200)
      expect((await mails(node, owner.email)).map((each) => each.template)).toContain('password_changed')
    })

    it('that is new ends every other link that was mailed', async () => {
      const owner = await enter(node)
      const forget = () => openBrowser(node).ask('POST', '/auth/forgot-password', { body: { email: owner.email } })
      await forget()
      await forget()
      const tokens = (await mails(node, owner.email)).map((mail) => tokenIn(mail.text))
      const reset = (token: string | undefined) =>
        openBrowser(node).ask('POST', '/auth/reset-password', { body: { token, password: 'kata sandi yang baru' } })
      expect((await reset(tokens[0])).status).toBe(200)
      expectProblem(await reset(tokens[1]), 422, 'link_invalid')
      await forget()
      const [mail] = (await mails(node, owner.email)).filter(({ template }) => template === 'reset_password')
      const browser = openBrowser(node)
      await signIn(browser, owner.email, 'kata sandi yang baru')
      await browser.ask('POST', '/auth/password', { body: { current_password: 'kata sandi yang baru', password } })
      expectProblem(await reset(tokenIn(mail!.text)), 422, 'link_invalid')
    })

    it('is not reset by a link that has expired or was made up', async () => {
      const { email } = await enter(node)
      await openBrowser(node).ask('POST', '/auth/forgot-password', { body: { email } })
      await node.services.db.query(`update sambatan.verifications set expires_at = now() - interval '1 second'`)
      const token = tokenIn((await mails(node, email))[0]!.text)
      for (const each of [token, 'x'.repeat(24)]) {
        const body = { token: each, password: 'kata sandi yang baru' }
        expectProblem(await openBrowser(node).ask('POST', '/auth/reset-password', { body }), 422, 'link_invalid')
      }
    })

    it('is changed by whoever knows it, and signs all other devices out', async () => {
      const here = await enter(node)
      const elsewhere = openBrowser(node)
      await signIn(elsewhere, here.email)
      const wrong = { body: { current_password: 'salah', password: 'kata sandi yang baru' } }
      expectProblem(await here.ask('POST', '/auth/password', wrong), 422, 'password_wrong')
      const right = { body: { current_password: password, password: 'kata sandi yang baru' } }
      expect((await here.ask('POST', '/auth/password', right)).status).toBe(200)
      expect((await here.ask('GET', '/auth/whoami')).status).toBe(200)
      expectProblem(await elsewhere.ask('GET', '/auth/whoami'), 401, 'unauthorized')
    })

    it('and what opens an account are not in the database in the clear', async () => {
      const { email } = await enter(node)
      await openBrowser(node).ask('POST', '/auth/forgot-password', { body: { email } })
      const token = tokenIn((await mails(node, email))[0]!.text)
      for (const table of ['accounts', 'verifications', 'mailbox', 'people', 'access_logs', 'idempotency_keys']) {
        const rows = await node.services.db.query(`select * from sambatan.${table}`)
        expect(JSON.stringify(rows)).not.toContain(password)
        expect(JSON.stringify(rows), table).not.toContain(token)
      }
    })
  })

  describe('a second factor', () => {
    async function withTwoFactor() {
      const owner = await enter(node)
      await node.services.db.query(`update sambatan.people set role = 'seller' where id = $1`, [owner.id])
      node.services.identity.personChanged(owner.id)
      const { body: setup } = await owner.ask('POST', '/auth/two-factor', { body: { password } })
      const totp = URI.parse(setup.totp_uri) as TOTP
      return { owner, totp, setup }
    }

    it('is for sellers and operators, holds once a code has confirmed it, and is asked for from then on', async () => {
      const buyer = await enter(node)
      expectProblem(await buyer.ask('POST', '/auth/two-factor', { body: { password } }), 403, 'forbidden')
      const { owner, totp, setup } = await withTwoFactor()
      expect(setup.recovery_codes).toHaveLength(10)
      expect((await signIn(openBrowser(node), owner.email)).body.status).toBe('signed_in')
      expectProblem(
        await owner.ask('POST', '/auth/two-factor/confirm', { body: { code: '000000' } }),
        422,
        'code_wrong',
      )
      const confirmed = await owner.ask('POST', '/auth/two-factor/confirm', { body: { code: totp.generate() } })
      expect(confirmed.status, confirmed.text).toBe(200)
      expect((await owner.ask('GET', '/people/me')).body.two_factor_enabled).toBe(true)

      const browser = openBrowser(node)
      expect((await signIn(browser, owner.email)).body).toEqual({
        status: 'two_factor_required',
        user_id: null,
        role: null,
      })
      expectProblem(await browser.ask('GET', '/auth/whoami'), 401, 'unauthorized')
      expectProblem(
        await browser.ask('POST', '/auth/two-factor/verify', { body: { code: '000000' } }),
        422,
        'code_wrong',
      )
      const entered = await browser.ask('POST', '/auth/two-factor/verify', { body: { code: nextCode(totp) } })
      expect(entered.body).toEqual({ status: 'signed_in', user_id: owner.id, role: 'seller' })
      expect((await browser.ask('GET', '/auth/whoami')).body.user_id).toBe(owner.id)
    })

    it('ends the sessions that were opened without it, and keeps the one that turned it on', async () => {
      const { owner, totp } = await withTwoFactor()
      const other = openBrowser(node)
      await signIn(other, owner.email)
      expect((await other.ask('GET', '/auth/whoami')).status).toBe(200)
      await owner.ask('POST', '/auth/two-factor/confirm', { body: { code: totp.generate() } })
      expectProblem(await other.ask('GET', '/auth/whoami'), 401, 'unauthorized')
      const { body: sessions } = await owner.ask('GET', '/auth/sessions')
      expect(sessions).toMatchObject([{ current: true }])
    })

    it('does not let anybody in with the code that turned it on', async () => {
      const { owner, totp } = await withTwoFactor()
      const code = totp.generate()
      await owner.ask('POST', '/auth/two-factor/confirm', { body: { code } })
      const browser = openBrowser(node)
      await signIn(browser, owner.email)
      expectProblem(await browser.ask('POST', '/auth/two-factor/verify', { body: { code } }), 422, 'code_wrong')
      expectProblem(await browser.ask('GET', '/auth/whoami'), 401, 'unauthorized')
    })

    it('is asked of who is signing in with the password while it is turned on', async () => {
      const { owner, totp } = await withTwoFactor()
      const accounts = node.services.identity.accounts()
      const browser = { networks: ['192.0.2.77'] as const }
      let isOn = false
      // The moment that matters: the session is made, and nobody has looked at it yet.
      const slow: typeof accounts = {
        ...accounts,
        async call(from, endpoint) {
          const answer = await accounts.call(from, endpoint)
          if (!isOn) {
            isOn = true
            const confirmed = await owner.ask('POST', '/auth/two-factor/confirm', { body: { code: totp.generate() } })
            expect(confirmed.status, confirmed.text).toBe(200)
            // As if it had been made a moment later, after the others were ended.
            await reopen(answer.body as { token: string }, owner.id)
          }
          return answer
        },
      }
      const { body } = await passwordSignIn(slow, browser, { email: owner.email, password, remember: true })
      expect(body.status).toBe('two_factor_required')
      const { body: sessions } = await owner.ask('GET', '/auth/sessions')
      expect(sessions).toMatchObject([{ current: true }])
    })

    async function reopen({ token }: { token: string }, personId: string) {
      await node.services.db.query(
        `insert into sambatan.sessions (id, token, user_id, expires_at, created_at, updated_at)
         select gen_random_uuid(), $1, $2, sambatan.now() + interval '1 day', sambatan.now(), sambatan.now()
         on conflict (token) do nothing`,
        [token, personId],
      )
    }

    it('takes each code once', async () => {
      const { owner, totp } = await withTwoFactor()
      await owner.ask('POST', '/auth/two-factor/confirm', { body: { code: totp.generate() } })
      const code = nextCode(totp)
      const use = async (typed = code) => {
        const browser = openBrowser(node)
        await signIn(browser, owner.email)
        const answer = await browser.ask('POST', '/auth/two-factor/verify', { body: { code: typed } })
        return { answer, seenAs: (await browser.ask('GET', '/auth/whoami')).status }
      }
      // As apps show and copy it; in one piece it is the same code.
      expect((await use(`\u200e${code.slice(0, 3)}\u00a0${code.slice(3)}`)).answer.body.status).toBe('signed_in')
      const again = await use()
      expectProblem(again.answer, 422, 'code_wrong')
      expect(again.seenAs).toBe(401)
      const { body: sessions } = await owner.ask('GET', '/auth/sessions')
      expect(sessions).toHaveLength(2)
    })

    it('takes a recovery code once, also twice at the same moment', async () => {
      const { owner, totp, setup } = await withTwoFactor()
      await owner.ask('POST', '/auth/two-factor/confirm', { body: { code: totp.generate() } })
      const browsers = [openBrowser(node), openBrowser(node)]
      for (const browser of browsers) await signIn(browser, owner.email)
      const body = { recovery_code: setup.recovery_codes[0] }
      const answers = await Promise.all(
        browsers.map((browser) => browser.ask('POST', '/auth/two-factor/verify', { body })),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    })

    it('can be replaced by a recovery code, each once', async () => {
      const { owner, totp, setup } = await withTwoFactor()
      await owner.ask('POST', '/auth/two-factor/confirm', { body: { code: totp.generate() } })
      const [recovery, copied, other] = setup.recovery_codes as string[]
      const use = async (code = recovery) => {
        const browser = openBrowser(node)
        await signIn(browser, owner.email)
        return browser.ask('POST', '/auth/two-factor/verify', { body: { recovery_code: code } })
      }
      expect((await use()).body.status).toBe('signed_in')
      expectProblem(await use(), 422, 'code_wrong')
      // From paper: in capitals, in one piece, with what came along from where it was kept.
      const onPaper = `\u202a${copied!.toUpperCase().replace('-', '')}\u202c\u00a0`
      expect((await use(onPaper)).body.status).toBe('signed_in')
      expectProblem(await use(onPaper), 422, 'code_wrong')
      expectProblem(await use(copied), 422, 'code_wrong')
      expectProblem(await use(other!.slice(0, -1)), 422, 'code_wrong')
      const renewed = await owner.ask('POST', '/auth/two-factor/recovery-codes', { body: { password } })
      expect(renewed.body.recovery_codes).not.toContain(setup.recovery_codes[1])
    })

    it('is not asked for without the password, nor guessed for long', async () => {
      const { owner, totp } = await withTwoFactor()
      await owner.ask('POST', '/auth/two-factor/confirm', { body: { code: totp.generate() } })
      const stranger = await openBrowser(node).ask('POST', '/auth/two-factor/verify', {
        body: { code: totp.generate() },
      })
      expectProblem(stranger, 401, 'two_factor_expired')
      const browser = openBrowser(node)
      await signIn(browser, owner.email)
      const codes: string[] = []
      for (let i = 0; i < 7; i++) {
        codes.push((await browser.ask('POST', '/auth/two-factor/verify', { body: { code: '000000' } })).body.code)
      }
      expect(codes.slice(0, 5)).toEqual(Array(5).fill('code_wrong'))
      expect(codes.at(-1)).toBe('two_factor_expired')
      expectProblem(
        await browser.ask('POST', '/auth/two-factor/verify', { body: { code: totp.generate() } }),
        401,
        'two_factor_expired',
      )
    })

    it('that was lost with its recovery codes is taken off by an operator, on record', async () => {
      const { owner, totp } = await withTwoFactor()
      await owner.ask('POST', '/auth/two-factor/confirm', { body: { code: totp.generate() } })
      const take = () => node.ask('DELETE', `/people/${owner.id}/two-factor`, { as: 'operator:budi' })
      expect((await take()).status).toBe(200)
      expectProblem(await owner.ask('GET', '/auth/whoami'), 401, 'unauthorized')
      expect((await signIn(openBrowser(node), owner.email)).body.status).toBe('signed_in')
      expectProblem(await take(), 409, 'two_factor_off')
      const { body: log } = await node.ask('GET', `/access-log?person_id=${owner.id}`)
      const entries = log.map(({ event, actor }: Record<string, string>) => [event, actor])
      expect(entries).toContainEqual(['two_factor_disabled', 'user:budi'])
    })

    it('is turned off with the password', async () => {
      const { owner, totp } = await withTwoFactor()
      await owner.ask('POST', '/auth/two-factor/confirm', { body: { code: totp.generate() } })
      expectProblem(
        await owner.ask('POST', '/auth/two-factor/off', { body: { password: 'salah' } }),
        422,
        'password_wrong',
      )
      expect((await owner.ask('POST', '/auth/two-factor/off', { body: { password } })).status).toBe(200)
      expect((await signIn(openBrowser(node), owner.email)).body.status).toBe('signed_in')
    })
  })

  describe('roles', () => {
    it('are given by operators only, on record, and count at once', async () => {
      const person = await enter(node)
      const path = `/people/${person.id}/role`
      for (const as of ['buyer:ani', 'seller:rina', 'service'] as const) {
        expectProblem(await node.ask('PUT', path, { as, body: { role: 'operator' } }), 403, 'forbidden')
      }
      const given = await node.ask('PUT', path, { as: 'operator:budi', body: { role: 'seller' } })
      expect(given.body.role).toBe('seller')
      expect((await person.ask('GET', '/auth/whoami')).body.role).toBe('seller')
      const { body: log } = await node.ask('GET', `/access-log?person_id=${person.id}`)
      expect(log[0]).toMatchObject({
        event: 'role_changed',
        actor: 'user:budi',
        metadata: { from: 'buyer', to: 'seller' },
      })
    })
  })
})

onEachNode(
  'an address that must be confirmed',
  (node) => {
    it('opens nothing before, and its refusal does not say so', async () => {
      const browser = openBrowser(node)
      const email = newEmail()
      const { body } = await browser.ask('POST', '/auth/sign-up', {
        body: { name: 'Rani', email, password, locale: 'en' },
      })
      expect(body).toEqual({ status: 'confirm_email' })
      const unconfirmed = expectProblem(await signIn(browser, email), 401, 'sign_in_failed')
      expect(expectProblem(await signIn(browser, newEmail()), 401, 'sign_in_failed')).toEqual(unconfirmed)
      const sent = await mails(node, email)
      expect(sent.map((mail) => [mail.template, mail.locale])).toEqual([
        ['verify_email', 'en'],
        ['verify_email', 'en'],
      ])
      expect(sent[0]!.text).toContain('http://sambatan.test/account/verify-email?token=')
      expectProblem(await browser.ask('POST', '/auth/verify-email', { body: { token: 'x' } }), 422, 'link_invalid')
      const token = tokenIn(sent[0]!.text)
      expect((await browser.ask('POST', '/auth/verify-email', { body: { token } })).status).toBe(200)
      expect((await browser.ask('POST', '/auth/verify-email', { body: { token } })).status).toBe(200)
      expect((await signIn(browser, email)).body.status).toBe('signed_in')
    })

    it('is confirmed by resetting the password as well', async () => {
      const browser = openBrowser(node)
      const email = await signUp(browser)
      await browser.ask('POST', '/auth/forgot-password', { body: { email } })
      const reset = (await mails(node, email)).find((mail) => mail.template === 'reset_password')!
      await browser.ask('POST', '/auth/reset-password', { body: { token: tokenIn(reset.text), password } })
      expect((await signIn(browser, email)).body.status).toBe('signed_in')
    })
  },
  { env: { SAMBATAN_EMAIL_VERIFICATION: 'on' } },
)

onEachNode('the first operator', (node) => {
  it('is whoever signs up with the code that the start printed: once, and no other', async () => {
    const { db } = node.services
    const code = (await issueOperatorCode(db))!
    const second = (await issueOperatorCode(db))!
    const sign = (operator_code: string, email = newEmail()) =>
      openBrowser(node).ask('POST', '/auth/sign-up', { body: { name: 'Sekar', email, password, operator_code } })
    expectProblem(await sign('AAAA-AAAA-AAAA-AAAA'), 422, 'operator_code_invalid')
    const ordinary = await enter(node)
    expect((await ordinary.ask('GET', '/auth/whoami')).body.role).toBe('buyer')
    expectProblem(await sign(code, ordinary.email), 422, 'account_exists')
    const email = newEmail()
    // As it is copied by hand: lower case, without dashes.
    expect((await sign(code.toLowerCase().replaceAll('-', ' '), email)).body).toEqual({ status: 'ready' })
    expectProblem(await sign(code), 422, 'operator_code_invalid')
    expectProblem(await sign(second), 422, 'operator_code_invalid')
    const browser = openBrowser(node)
    await signIn(browser, email)
    expect((await browser.ask('GET', '/auth/whoami')).body.role).toBe('operator')
    expect((await browser.ask('GET', '/dashboard/summary')).status).toBe(200)
    expect(await issueOperatorCode(db)).toBeUndefined()
    const { body: people } = await browser.ask('GET', '/people?role=operator')
    expect(people).toHaveLength(1)
    const demoted = await browser.ask('PUT', `/people/${people[0].id}/role`, { body: { role: 'buyer' } })
    expectProblem(demoted, 409, 'last_operator')
  })

  it('is never a stranger who signs up with the same address at the same moment', async () => {
    const { db } = node.services
    for (let round = 0; round < 4; round++) {
      await db.query(`update sambatan.people set role = 'buyer' where role = 'operator'`)
      const code = await issueOperatorCode(db)
      const email = newEmail()
      const sign = (secret: string, wish: object) =>
        openBrowser(node).ask('POST', '/auth/sign-up', { body: { name: 'Siapa', email, password: secret, ...wish } })
      const [owner] = await Promise.all([sign(password, { operator_code: code }), sign('sandi orang asing', {})])
      const [operator] = await db.query<{ id: string }>(`select id from sambatan.people where role = 'operator'`)
      if (owner.status === 202) expect((await signIn(openBrowser(node), email)).body.user_id).toBe(operator!.id)
      else expect([expectProblem(owner, 422, 'account_exists').code, operator]).toEqual(['account_exists', undefined])
    }
  })

  it('is one, also when two use their codes at the same moment', async () => {
    const { db } = node.services
    await db.query(`update sambatan.people set role = 'buyer' where role = 'operator'`)
    const codes = [(await issueOperatorCode(db))!, (await issueOperatorCode(db))!]
    const answers = await Promise.all(
      codes.map((operator_code) =>
        openBrowser(node).ask('POST', '/auth/sign-up', {
          body: { name: 'Sekar', email: newEmail(), password, operator_code },
        }),
      ),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([202, 422])
    const [row] = await db.query<{ operators: number }>(
      `select count(*) as operators from sambatan.people where role = 'operator'`,
    )
    expect(row!.operators).toBe(1)
  })
})

onEachNode(
  'guessing',
  (node) => {
    const at = (address: string) => ({ 'x-forwarded-for': address })
    const guess = (email: string, address: string, secret = 'tebakan', browser = openBrowser(node)) =>
      browser.ask('POST', '/auth/sign-in', { body: { email, password: secret }, headers: at(address) })
    it('a password is stopped, for that account from that network only, and ends after the window', async () => {
      const email = await signUp(openBrowser(node))
      const guesses = await Promise.all(Array.from({ length: 12 }, () => guess(email, '203.0.113.7')))
      expect(guesses.filter(({ status }) => status === 401)).toHaveLength(10)
      const stopped = await guess(email, '203.0.113.7', password)
      const { detail } = expectProblem(stopped, 429, 'sign_in_paused')
      expect(detail).toMatch(/dalam \d+ detik/)
      // Its owner, who sits elsewhere, is not locked out by it.
      expect((await guess(email, '198.51.100.9', password)).status).toBe(200)
      await node.services.db.query(`update sambatan.attempts set window_ends_at = now() - interval '1 second'`)
      expect((await guess(email, '203.0.113.7', password)).status).toBe(200)
    })

    it('from one network, however long, does not lock the owner out elsewhere', async () => {
      const email = await signUp(openBrowser(node))
      for (let i = 0; i < 12; i++) {
        await Promise.all(Array.from({ length: 10 }, () => guess(email, '203.0.113.77')))
      }
      expect((await guess(email, '198.51.100.77', password)).status).toBe(200)
    })

    it('is forgiven once the password was right', async () => {
      const email = await signUp(openBrowser(node))
      for (let round = 0; round < 2; round++) {
        for (let i = 0; i < 6; i++) await signIn(openBrowser(node), email, 'tebakan')
        expect((await signIn(openBrowser(node), email)).status).toBe(200)
      }
    })

    it('floods nobody with mail, and does not tell by its limit who has an account', async () => {
      const known = await signUp(openBrowser(node))
      const ask = async (path: string, body: object) => {
        const asked: number[] = []
        for (let i = 0; i < 7; i++) asked.push((await openBrowser(node).ask('POST', path, { body })).status)
        return asked
      }
      for (const email of [known, newEmail()]) {
        expect(await ask('/auth/forgot-password', { email })).toEqual(Array(7).fill(202))
        const again = { name: 'Orang Lain', email, password: 'sandi yang lain sama sekali' }
        expect(await ask('/auth/sign-up', again)).toEqual(Array(7).fill(202))
      }
      const sent = (await mails(node, known)).map(({ template }) => template).sort()
      expect(sent).toEqual([...Array(5).fill('account_exists'), ...Array(5).fill('reset_password')])
    })

    it('keeps no list of addresses', async () => {
      const rows = await node.services.db.query('select bucket::text from sambatan.attempts')
      expect(JSON.stringify(rows)).not.toContain('sambatan.test')
    })
  },
  { env: { SAMBATAN_RATE_LIMIT: 'on', TRUST_PROXY: 'on' } },
)

onEachNode(
  'a stranger who guesses',
  (node) => {
    const at = (address: string) => ({ 'x-forwarded-for': address })
    const guess = (email: string, address: string, secret = 'tebakan', browser = openBrowser(node)) =>
      browser.ask('POST', '/auth/sign-in', { body: { email, password: secret }, headers: at(address) })
    /** As many guesses as all strangers together have in an hour, from as many networks as that takes. */
    async function spendAll(email: string): Promise<void> {
      const { attempts } = node.services.identity.accounts()
      const { signInAnywhere } = attemptLimits
      for (let n = 0; n < signInAnywhere.maximum; n++) await attempts.allows(signInAnywhere, email)
    }

    it('from all networks of one /48, which anybody can rent, does not either', async () => {
      const email = await signUp(openBrowser(node))
      const guesses = Array.from({ length: 110 }, (_, n) => guess(email, `2001:db8:77:${n.toString(16)}00::1`))
      const statuses = (await Promise.all(guesses)).map(({ status }) => status)
      expect(statuses.filter((status) => status === 401)).toHaveLength(30)
      expect((await guess(email, '2001:db8:78::1', password)).status).toBe(200)
    })

    it('from addresses that a client writes into X-Forwarded-For counts as from its own', async () => {
      const email = await signUp(openBrowser(node))
      const guesses = Array.from({ length: 12 }, (_, n) => guess(email, `10.9.8.${n}, 203.0.113.88`))
      const statuses = (await Promise.all(guesses)).map(({ status }) => status)
      expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    })

    it('does not concern a device that has signed in before, which has tries of its own', async () => {
      const owner = await enter(node)
      await spendAll(owner.email)
      expectProblem(await guess(owner.email, '198.51.100.1', password), 429, 'sign_in_paused')
      for (let i = 0; i < 3; i++) expect((await guess(owner.email, '203.0.113.1', 'salah', owner)).status).toBe(401)
      expect((await guess(owner.email, '203.0.113.1', password, owner)).status).toBe(200)
      const wrong = Array.from({ length: 10 }, () => guess(owner.email, '203.0.113.1', 'salah', owner))
      expect((await Promise.all(wrong)).map(({ status }) => status)).toEqual(Array(10).fill(401))
      expectProblem(await guess(owner.email, '203.0.113.1', password, owner), 429, 'too_many_attempts')
    })

    it('is not spared by a device of somebody else, one that was made up, or one from before the last but one', async () => {
      const [owner, stranger] = [await enter(node), await enter(node)]
      const name = 'sambatan.device'
      const before = owner.jar.get(name)!
      for (let i = 0; i < 2; i++) await signIn(owner, owner.email)
      expect(owner.jar.get(name)).not.toContain(before.split('.')[0])
      await spendAll(owner.email)
      const [token, former, signature] = owner.jar.get(name)!.split('.')
      const madeUp = [`${token}x.${former}.${signature}`, `${token}.${signature}`, token!, `${token}.`, '.', '']
      for (const device of [before, stranger.jar.get(name)!, ...madeUp]) {
        const browser = openBrowser(node)
        browser.jar.set(name, device)
        expectProblem(await guess(owner.email, '198.51.100.2', password, browser), 429, 'sign_in_paused')
      }
      expect((await guess(owner.email, '198.51.100.2', password, owner)).status).toBe(200)
    })

    it('spares a device that the answer of its last sign-in never reached, and both of two sign-ins at once', async () => {
      const owner = await enter(node)
      const name = 'sambatan.device'
      const before = owner.jar.get(name)!
      const lost = openBrowser(node)
      for (let i = 0; i < 2; i++) {
        lost.jar.set(name, before)
        expect((await signIn(lost, owner.email)).status).toBe(200)
      }
      const twice = [openBrowser(node), openBrowser(node)]
      for (const browser of twice) browser.jar.set(name, before)
      await Promise.all(twice.map((browser) => signIn(browser, owner.email)))
      await spendAll(owner.email)
      for (const browser of [owner, lost, ...twice]) {
        const device = openBrowser(node)
        device.jar.set(name, browser.jar.get(name)!)
        expect((await guess(owner.email, '198.51.100.7', 'salah', device)).status).toBe(401)
      }
      // Once it has come with a new one, what it had before is worth nothing to who may have copied it.
      expect((await guess(owner.email, '198.51.100.7', password, lost)).status).toBe(200)
      expectProblem(await guess(owner.email, '198.51.100.7', password, owner), 429, 'sign_in_paused')
      expect((await guess(owner.email, '198.51.100.7', password, twice[0]!)).status).toBe(200)
    })

    it('of several accounts on one device spares each of them there, and no other', async () => {
      const device = openBrowser(node)
      const [one, two, other] = [await signUp(device), await signUp(device), await signUp(device)]
      for (const email of [one, two]) expect((await signIn(device, email)).status).toBe(200)
      for (const email of [one, two, other]) await spendAll(email)
      const statuses = []
      for (const email of [one, two, other]) {
        statuses.push((await guess(email, '198.51.100.3', password, device)).status)
      }
      expect(statuses).toEqual([200, 200, 429])
    })

    it('leaves the owner at a new device the mailed link, and the device that followed it is known', async () => {
      const { email } = await enter(node)
      await spendAll(email)
      const browser = openBrowser(node)
      expectProblem(await guess(email, '198.51.100.4', password, browser), 429, 'sign_in_paused')
      await browser.ask('POST', '/auth/forgot-password', { body: { email }, headers: at('198.51.100.4') })
      const token = tokenIn((await mails(node, email))[0]!.text)
      // Wrong links of others behind the same address do not spoil a right one.
      const wrong = { token: 'x'.repeat(24), password: 'kata sandi yang baru' }
      const tryWrong = () => browser.ask('POST', '/auth/reset-password', { body: wrong, headers: at('198.51.100.4') })
      const { attempts } = node.services.identity.accounts()
      for (let i = 0; i < 99; i++) await attempts.countFrom(attemptLimits.linkFromNetwork, ['198.51.100.4'])
      expectProblem(await tryWrong(), 422, 'link_invalid')
      expectProblem(await tryWrong(), 429, 'too_many_attempts')
      const reset = await browser.ask('POST', '/auth/reset-password', {
        body: { ...wrong, token },
        headers: at('198.51.100.4'),
      })
      expect(reset.status).toBe(200)
      expect((await guess(email, '198.51.100.4', 'kata sandi yang baru', browser)).status).toBe(200)
    })

    it('is spared no device from before a new password, nor of who signs out everywhere but the one that does', async () => {
      const owner = await enter(node)
      const second = openBrowser(node)
      await signIn(second, owner.email)
      expect((await owner.ask('POST', '/auth/sign-out-everywhere')).status).toBe(200)
      await spendAll(owner.email)
      expectProblem(await guess(owner.email, '198.51.100.5', password, second), 429, 'sign_in_paused')
      expect((await guess(owner.email, '198.51.100.5', password, owner)).status).toBe(200)
      const copy = openBrowser(node)
      copy.jar.set('sambatan.device', owner.jar.get('sambatan.device')!)
      const fresh = 'kata sandi yang baru'
      const changed = await owner.ask('POST', '/auth/password', {
        body: { current_password: password, password: fresh },
      })
      expect(changed.status).toBe(200)
      expectProblem(await guess(owner.email, '198.51.100.5', fresh, copy), 429, 'sign_in_paused')
      expect((await guess(owner.email, '198.51.100.5', fresh, owner)).status).toBe(200)
    })

    it('codes, with the password, does not lock the owner of the second factor out', async () => {
      const owner = await enter(node)
      await node.services.db.query(`update sambatan.people set role = 'seller' where id = $1`, [owner.id])
      node.services.identity.personChanged(owner.id)
      const { body: setup } = await owner.ask('POST', '/auth/two-factor', { body: { password } })
      const totp = URI.parse(setup.totp_uri) as TOTP
      await owner.ask('POST', '/auth/two-factor/confirm', { body: { code: totp.generate() } })
      const verify = (browser: Browser, body: object, address: string) =>
        browser.ask('POST', '/auth/two-factor/verify', { body, headers: at(address) })
      const codes: string[] = []
      for (let n = 1; n <= 5; n++) {
        const thief = openBrowser(node)
        await guess(owner.email, `192.0.2.${n}`, password, thief)
        for (let i = 0; i < 5; i++) {
          const wrong = i % 2 === 0 ? { code: '000000' } : { recovery_code: 'abcde-fghij' }
          codes.push((await verify(thief, wrong, `192.0.2.${n}`)).body.code)
        }
      }
      expect(codes).toEqual([...Array(20).fill('code_wrong'), ...Array(5).fill('sign_in_paused')])
      await guess(owner.email, '198.51.100.6', password, owner)
      const code = nextCode(totp)
      expect((await verify(owner, { code }, '198.51.100.6')).body.status).toBe('signed_in')
    })

    it('mails asked for by strangers do not use up those of the owner', async () => {
      const owner = await enter(node)
      const ask = (browser: Browser) =>
        browser.ask('POST', '/auth/forgot-password', { body: { email: owner.email }, headers: at('198.51.100.8') })
      for (let i = 0; i < 6; i++) await ask(openBrowser(node))
      expect(await mails(node, owner.email)).toHaveLength(5)
      expect((await ask(owner)).status).toBe(202)
      expect(await mails(node, owner.email)).toHaveLength(6)
      // What strangers have asked for is the owner's as well, and opens the account.
      const oldest = tokenIn((await mails(node, owner.email)).at(-1)!.text)
      const reset = { token: oldest, password: 'kata sandi yang baru' }
      expect((await openBrowser(node).ask('POST', '/auth/reset-password', { body: reset })).status).toBe(200)
    })
  },
  { only: 'one', env: { SAMBATAN_RATE_LIMIT: 'on', TRUST_PROXY: 'on' } },
)

onEachNode(
  'an address that is never confirmed',
  (node) => {
    it('gets five mails an hour, however often somebody signs in, and the answer stays the same', async () => {
      const email = await signUp(openBrowser(node))
      for (let i = 0; i < 9; i++) expectProblem(await signIn(openBrowser(node), email), 401, 'sign_in_failed')
      expect(await mails(node, email)).toHaveLength(5)
    })
  },
  { only: 'one', env: { SAMBATAN_EMAIL_VERIFICATION: 'on', SAMBATAN_RATE_LIMIT: 'on' } },
)

onEachNode(
  'behind TLS',
  (node) => {
    it('the session cookie is Secure, and its name says so', async () => {
      const browser = openBrowser(node)
      const email = await signUp(browser)
      const { headers } = await signIn(browser, email)
      expect(String(headers['set-cookie'])).toMatch(
        /^__Secure-sambatan\.session_token=.*; HttpOnly; Secure; SameSite=Lax/,
      )
      expect((await browser.ask('GET', '/auth/whoami')).status).toBe(200)
    })
  },
  { only: 'one', env: { SAMBATAN_PUBLIC_URL: 'https://sambatan.test' } },
)

onEachNode(
  'a node without SAMBATAN_SECRET',
  (node) => {
    it('keeps no accounts and says so; everything else works', async () => {
      const body = { name: 'Rani', email: newEmail(), password }
      expectProblem(await openBrowser(node).ask('POST', '/auth/sign-up', { body }), 503, 'accounts_off')
      expectProblem(await node.ask('GET', '/mailbox', { as: 'operator:budi' }), 503, 'accounts_off')
      expect((await node.ask('GET', '/people/me', { as: 'buyer:ani' })).body.origin).toBe('token')
      const cookie = { cookie: 'sambatan.session_token=x.y' }
      expect((await node.ask('GET', '/campaigns', { as: 'nobody', headers: cookie })).status).toBe(200)
    })
  },
  { only: 'one', env: { SAMBATAN_SECRET: '' } },
)

onEachNode(
  'the tables of accounts',
  (node) => {
    it('are what the library expects', async () => {
      const { options } = await node.services.identity.accounts().library()
      const missingIn = async (schemaName: string) => {
        const database = { ...(options.database as object as { db: never; type: 'postgres' }), schemaName }
        const { toBeCreated, toBeAdded } = await getMigrations({ ...options, database })
        return [...toBeCreated, ...toBeAdded].map(({ table }) => table)
      }
      expect(await missingIn('sambatan')).toEqual([])
      // The control: where they are not, it says so.
      expect((await missingIn('public')).sort()).toEqual([
        'accounts',
        'people',
        'sessions',
        'two_factors',
        'verifications',
      ])
    })
  },
  { only: 'one' },
)

describe('SAMBATAN_SECRET', () => {
  it('can be changed: people sign in again, and their second factors go on, also once the old one is gone', async () => {
    const [first, second] = ['satu', 'dua'].map((name) => `${name}-0123456789-0123456789-0123456789`)
    const database = await makeTestDatabase(inject('postgres') ? 'server' : 'embedded')
    const withNode = async <T>(secret: string, work: (node: TestNode) => Promise<T>) => {
      const node = await nodeOn(database.env, { env: { SAMBATAN_SECRET: secret } })
      return work(node).finally(() => node.close())
    }
    const { email, totp, cookie } = await withNode(first!, async (node) => {
      const browser = openBrowser(node)
      const address = await signUp(browser)
      await signIn(browser, address)
      await node.services.db.query(`update sambatan.people set role = 'seller'`)
      node.services.identity.personChanged((await browser.ask('GET', '/auth/whoami')).body.user_id)
      const { body } = await browser.ask('POST', '/auth/two-factor', { body: { password } })
      const authenticator = URI.parse(body.totp_uri) as TOTP
      await browser.ask('POST', '/auth/two-factor/confirm', {
        body: { code: authenticator.generate({ timestamp: Date.now() - 30_000 }) },
      })
      return { email: address, totp: authenticator, cookie: browser.jar.get('sambatan.session_token')! }
    })
    // Each code is taken once, so the second sign-in comes with the next one.
    for (const [secret, aheadMs] of [
      [`${second},${first}`, 0],
      [second!, 30_000],
    ] as const) {
      await withNode(secret, async (node) => {
        const headers = { cookie: `sambatan.session_token=${cookie}` }
        expectProblem(await node.ask('GET', '/auth/whoami', { as: 'nobody', headers }), 401, 'unauthorized')
        const browser = openBrowser(node)
        expect((await signIn(browser, email)).body.status).toBe('two_factor_required')
        const entered = await browser.ask('POST', '/auth/two-factor/verify', {
          body: { code: totp.generate({ timestamp: Date.now() + aheadMs }) },
        })
        expect(entered.body.status, entered.text).toBe('signed_in')
      })
    }
    // Both were exchanged at once: nobody can read the second factor any more, and everything else must go on.
    const [third, fourth] = ['tiga', 'empat'].map((name) => `${name}-0123456789-0123456789-0123456789`)
    await withNode(`${third},${fourth}`, async (node) => {
      expect((await signIn(openBrowser(node), email)).body.status).toBe('two_factor_required')
    })
    await database.dispose()
  })
})
