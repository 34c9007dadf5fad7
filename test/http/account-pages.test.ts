/** The pages that mails of accounts lead to, as a browser without scripts uses them. */
import { describe, expect, it } from 'vitest'
import { signedIn } from '../support/accounts.ts'
import { Device, fieldsOf } from './device.ts'
import { expectProblem, onEachNode, type TestNode } from './node.ts'

const password = 'kopi subuh di teras'
const newPassword = 'teh sore di beranda'

type Headers = Record<string, string>
type Shown = Awaited<ReturnType<typeof open>>

let people = 0

/** Somebody who has signed up and has not opened a mail yet. */
async function signUp(node: TestNode): Promise<string> {
  const email = `halaman-${++people}@sambatan.test`
  const body = { name: 'Rani', email, password }
  const answer = await node.ask('POST', '/auth/sign-up', { as: 'nobody', body })
  expect(answer.body).toEqual({ status: 'confirm_email' })
  return email
}

function signIn(node: TestNode, email: string, secret: string) {
  return node.ask('POST', '/auth/sign-in', { as: 'nobody', body: { email, password: secret } })
}

/** The address, without its host, that the newest mail of a kind asks to open. */
async function mailedLink(node: TestNode, to: string, template: string): Promise<string> {
  const { body } = await node.ask('GET', '/mailbox?limit=100', { as: 'operator:budi' })
  const mail = body.find((each: { to: string; template: string }) => each.to === to && each.template === template)
  const link = new URL(/http\S+/.exec(mail.text)![0])
  expect(link.host).toBe('sambatan.test')
  return link.pathname + link.search
}

async function open(node: TestNode, url: string, headers: Headers = {}) {
  const response = await node.app.inject({ url, headers })
  return page(response)
}

/** Sends the form of a page as browsers do: what it holds already, and what was typed. */
async function submit(node: TestNode, { html }: { html: string }, typed: Headers = {}, headers: Headers = {}) {
  const form = formIn(html)!
  const action = /action="([^"]+)"/.exec(form)![1]!
  const hidden = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"\/>/g)].map((m) => [m[1]!, m[2]!])
  return send(node, action, { ...Object.fromEntries(hidden), ...typed }, headers)
}

async function send(node: TestNode, url: string, form: Headers, headers: Headers = {}) {
  return page(await node.app.inject(formRequest(url, form, headers)))
}

function formRequest(url: string, form: Headers, headers: Headers = {}) {
  return {
    method: 'POST' as const,
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
    payload: new URLSearchParams(form).toString(),
  }
}

/** The page's own form: the other one, of language and appearance, is on every page. */
function formIn(html: string): string | undefined {
  return /<form[^>]*action="\/account\/[\s\S]*?<\/form>/.exec(html)?.[0]
}

/** What is promised of every one of these pages, whatever it says. */
function page({ statusCode, headers, body }: Awaited<ReturnType<TestNode['app']['inject']>>) {
  // React parts texts that were put together.
  const html = body.replaceAll('<!-- -->', '')
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(headers['cache-control']).toBe('no-store')
  expect(headers.vary).toContain('accept-language')
  expect(headers['referrer-policy']).toBe('strict-origin')
  expect(html).toContain(`<html lang="${headers['content-language']}">`)
  expect(html).toContain('<meta name="robots" content="noindex"/>')
  expect(html).toContain('name="viewport"')
  expect(html).toMatch(/<title>[^<]+ · Sambatan<\/title>/)
  expect(html, 'what the content security policy would stop').not.toMatch(
    /<script(?! type="module" src="\/static\/)|<style|\sstyle=|\son\w+=/,
  )
  expect(html).not.toMatch(/undefined|\[object|NaN/)
  for (const [, id] of html.matchAll(/<label for="(\w+)"/g)) expect(html).toContain(`<input id="${id}"`)
  expect(html, 'a token that a link of the page would carry on').not.toMatch(/href="[^"]*token/)
  for (const [, ids] of html.matchAll(/aria-describedby="([^"]+)"/g)) {
    for (const id of ids!.split(' ')) expect(html).toContain(`id="${id}"`)
  }
  return { status: statusCode, headers, html, heading: /<h1[^>]*>([^<]+)/.exec(html)![1] }
}

/** The error at a field, if the field is linked with it. */
function errorAt({ html }: Shown, field: string): string | undefined {
  const input = new RegExp(`<input id="${field}"[^>]*>`).exec(html)![0]
  if (!input.includes('aria-invalid="true"')) return undefined
  expect(input).toContain(`aria-describedby="${field}-error `)
  return new RegExp(`id="${field}-error"[^>]*>([^<]+)<`).exec(html)?.[1]
}

const english = { 'accept-language': 'en' }

onEachNode(
  'the pages of accounts',
  (node) => {
    describe('for signing in and up', () => {
      it.each(['sign-in', 'sign-up'])('%s says that an address waits only to whoever has given one', async (path) => {
        const shown = async (next: string) => (await open(node, `/${path}?next=${encodeURIComponent(next)}`)).html
        expect(await shown('/c/melati/join?step=confirm&slots=2&key=12345678')).toContain('Slot dan alamat')
        for (const next of ['/c/melati/join', '/c/melati/join?step=address&slots=2&key=12345678']) {
          expect(await shown(next)).toContain('langsung kembali ke sambatannya')
          expect(await shown(next)).not.toContain('Slot dan alamat')
        }
      })

      it('asks nobody on the way from a campaign for a code of operators', async () => {
        expect((await open(node, '/sign-up')).html).toContain('name="operator_code"')
        expect((await open(node, '/sign-up?next=%2Fc%2Fmelati%2Fjoin')).html).not.toContain('operator_code')
      })
    })

    describe('that say to look for a letter', () => {
      const form = (email: string) => ({ name: 'Rani', email, password, next: '/c/melati/join?step=confirm&slots=2' })
      const again = (node: TestNode, email: string, headers: Headers = {}) =>
        send(node, '/sign-up', { intent: 'again', email, next: '/c/melati/join?step=confirm&slots=2' }, headers)
      const lettersTo = async (email: string) => {
        const { body } = await node.ask('GET', '/mailbox?limit=100', { as: 'operator:budi' })
        return body.flatMap((each: { to: string; template: string }) => (each.to === email ? each.template : []))
      }

      it('send it again, so often and no oftener, and say when', async () => {
        const email = `lagi-${++people}@sambatan.test`
        const shown = await send(node, '/sign-up', form(email))
        expect(shown.html, 'where no letter leaves').not.toContain('value="again"')
        for (let count = 2; count <= 5; count++) {
          const sent = await again(node, email)
          expect(sent.status).toBe(200)
          expect(sent.html).toContain(`Sudah kami kirim lagi ke ${email}`)
          expect(sent.html, 'where it leads on').toContain('next=%2Fc%2Fmelati%2Fjoin')
          expect(await lettersTo(email)).toEqual(Array(count).fill('verify_email'))
        }
        const often = await again(node, email)
        expect(often.status).toBe(429)
        expect(Number(often.headers['retry-after'])).toBeGreaterThan(60)
        expect(often.html).toMatch(/Kali ini tidak kami kirim lagi\. [^<]*kira-kira \d+ menit lagi/)
        expect((await again(node, email, english)).html).toMatch(/ask again in about \d+ minutes/)
        expect(await lettersTo(email)).toHaveLength(5)
        // Any of them confirms.
        await submit(node, await open(node, await mailedLink(node, email, 'verify_email')))
        expect((await signIn(node, email, password)).body.status).toBe('signed_in')
      })

      it('tell nobody whether there is an account', async () => {
        const [nobody, known] = [`tak-ada-${++people}@sambatan.test`, `kenal-${++people}@sambatan.test`]
        await send(node, '/sign-up', form(known))
        await submit(node, await open(node, await mailedLink(node, known, 'verify_email')))
        for (const email of [nobody, known]) {
          const shown = await again(node, email)
          expect(shown.status).toBe(200)
          expect(shown.html).toContain(`Sudah kami kirim lagi ke ${email}`)
        }
        expect(await lettersTo(nobody)).toEqual([])
        expect((await lettersTo(known)).toSorted()).toEqual(['account_exists', 'verify_email'])
        for (const email of ['', 'rani di rumah']) expect((await again(node, email)).status).toBe(422)
      })
    })

    describe('for confirming an address', () => {
      it('do it when the button is pressed, not when a mail scanner opens the link', async () => {
        const email = await signUp(node)
        const link = await mailedLink(node, email, 'verify_email')
        const form = await open(node, link)
        expect(form).toMatchObject({ status: 200, heading: 'Konfirmasi alamat e‑mail' })
        await node.app.inject({ method: 'HEAD', url: link })
        expect((await signIn(node, email, password)).status).toBe(401)

        const done = await submit(node, form)
        expect(done).toMatchObject({ status: 200, heading: 'Terima kasih, alamatmu sudah dikonfirmasi' })
        expect((await signIn(node, email, password)).body.status).toBe('signed_in')

        expect((await submit(node, form)).status, 'a second press is no mistake').toBe(200)
      })

      it('lead to a new password where the link is wrong or was cut off', async () => {
        for (const shown of [
          await send(node, '/account/verify-email', { token: 'salah' }),
          await send(node, '/account/verify-email', {}),
          await send(node, '/account/verify-email', { token: 'x'.repeat(3000) }),
          await open(node, '/account/verify-email'),
          await open(node, '/account/verify-email?token='),
          await open(node, '/account/verify-email?token=a&token=b'),
        ]) {
          expect(shown.status).toBe(422)
          expect(shown.html).toContain('Tautan tidak berlaku')
          expect(shown.html).toMatch(/<a [^>]*href="\/account\/forgot-password">Minta kata sandi baru<\/a>/)
          expect(formIn(shown.html)).toBeUndefined()
        }
      })
    })

    describe('for a new password', () => {
      it('lead from a forgotten one to a new one, and sign everybody out', async () => {
        const email = await signUp(node)
        await submit(node, await open(node, await mailedLink(node, email, 'verify_email')))
        const { headers } = await signIn(node, email, password)
        const cookie = String(headers['set-cookie']).split(';')[0]!
        const whoami = () => node.ask('GET', '/auth/whoami', { as: 'nobody', headers: { cookie } })
        expect((await whoami()).status).toBe(200)

        const asked = await submit(node, await open(node, '/account/forgot-password', english), { email }, english)
        expect(asked).toMatchObject({ status: 200, heading: 'Ask those who run this site' })
        expect(asked.html).toContain(email)

        const link = await mailedLink(node, email, 'reset_password')
        const form = await open(node, link)
        expect(form.heading).toBe('Buat kata sandi baru')
        expect(form.html).toContain('10 sampai 128 karakter')
        expect(form.html).toMatch(
          /<input id="password" [^>]*minLength="10" type="password" autoComplete="new-password" maxLength="128" required="" name="password"/,
        )

        const short = await submit(node, form, { password: 'pendek' })
        expect(short.status).toBe(422)
        expect(errorAt(short, 'password')).toBe('Paling sedikit 10 karakter.')
        expect(short.html, 'a password is not shown again').not.toContain('"pendek"')

        const done = await submit(node, short, { password: newPassword })
        expect(done).toMatchObject({ status: 200, heading: 'Kata sandimu sudah diganti' })
        expect(done.html).toContain('semua perangkat sudah dikeluarkan')
        expect(done.html).not.toContain(newPassword)
        expect((await whoami()).status).toBe(401)
        expect((await signIn(node, email, password)).status).toBe(401)
        expect((await signIn(node, email, newPassword)).body.status).toBe('signed_in')

        const used = await submit(node, await open(node, link), { password: 'sirup siang di dapur' })
        expect(used.status).toBe(422)
        expect(used.html).toContain('Tautan ini sudah dipakai atau sudah kedaluwarsa.')
        expect(used.html).toMatch(/href="\/account\/forgot-password">Minta kata sandi baru<\/a>/)
        const again = await submit(node, form, { password: 'sirup siang di dapur' }, english)
        expect(again.status).toBe(422)
        expect(again.html).toContain('<title>Link no longer valid · Choose a new password · Sambatan</title>')
        expect(again.html).toContain('href="/account/forgot-password">Ask for a new password</a>')
        expect((await signIn(node, email, newPassword)).status).toBe(200)
      })

      it('do not tell whether there is such an account', async () => {
        const email = 'tidak-ada@sambatan.test'
        const shown = await send(node, '/account/forgot-password', { email })
        expect(shown).toMatchObject({ status: 200, heading: 'Hubungi pengelola situs ini' })
      })

      it('show what is wrong at its field, and keep the address that was typed', async () => {
        const wrong = await send(node, '/account/forgot-password', { email: 'rani di rumah' })
        expect(wrong.status).toBe(422)
        expect(errorAt(wrong, 'email')).toBe('Harus berupa alamat email, misalnya rani@example.com.')
        expect(wrong.html).toContain('value="rani di rumah"')
        const empty = await send(node, '/account/forgot-password', { email: '' }, english)
        expect(errorAt(empty, 'email')).toBe('Must be an e-mail address, for example rani@example.com.')
        expect(empty.html).toContain('<title>Some fields are not right · Ask for a new password · Sambatan</title>')
      })

      it('say how long to wait after too many requests, and keep the form', async () => {
        const form = { email: 'sering@sambatan.test' }
        for (let i = 0; i < 5; i++) expect((await send(node, '/account/forgot-password', form)).status).toBe(200)
        expect((await send(node, '/account/forgot-password', form)).status, 'sends nothing, and tells nothing').toBe(
          200,
        )
        await node.services.db.query('update sambatan.attempts set count = 1000000')
        const shown = await send(node, '/account/forgot-password', form)
        expect(shown.status).toBe(429)
        expect(Number(shown.headers['retry-after'])).toBeGreaterThan(0)
        expect(shown.html).toContain('Terlalu banyak percobaan')
        expect(shown.html).toContain('value="sering@sambatan.test"')
        await node.services.db.query('delete from sambatan.attempts')
      })
    })

    describe('against others', () => {
      it('take no form that another site sends', async () => {
        const email = await signUp(node)
        const link = await mailedLink(node, email, 'verify_email')
        const form = await open(node, link)
        for (const site of ['cross-site', 'same-site']) {
          const token = /name="token" value="([^"]*)"/.exec(form.html)![1]!
          for (const [url, fields] of [
            ['/account/verify-email', { token }],
            ['/account/forgot-password', { email }],
            ['/sign-in', { email, password }],
          ] as const) {
            const refused = await node.app.inject(formRequest(url, fields, { 'sec-fetch-site': site }))
            expect(refused.statusCode, url).toBe(403)
            expect(refused.body).toContain('situs lain')
            expect(refused.headers['set-cookie']).toBeUndefined()
          }
        }
        expect((await signIn(node, email, password)).status).toBe(401)
      })

      it('show what was sent to them as text', async () => {
        const attack = '"><script>alert(1)</script>'
        const escaped = '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;'
        const { body } = await node.app.inject(`/account/reset-password?token=${encodeURIComponent(attack)}`)
        expect(body).toContain(`name="token" value="${escaped}"`)
        expect(body).not.toContain('<script>')
        for (const [path, fields] of [
          ['/account/forgot-password', { email: attack }],
          ['/account/reset-password', { token: attack, password: 'pendek' }],
          ['/account/reset-password', { token: attack, password: attack.repeat(10) }],
        ] as const) {
          const shown = await send(node, path, fields)
          expect(shown.status).toBe(422)
          expect(shown.html).toContain(`value="${escaped}"`)
          expect(shown.html).not.toContain('<script>')
        }
      })

      it('take forms of the usual size and nothing else', async () => {
        const request = { method: 'POST', url: '/account/forgot-password' } as const
        const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' }
        const large = await node.app.inject({
          ...request,
          headers: urlencoded,
          payload: `email=${'x'.repeat(300_000)}`,
        })
        expect(large.statusCode).toBe(413)
        const text = await node.app.inject({ ...request, headers: { 'content-type': 'text/plain' }, payload: 'x' })
        expect(text.statusCode).toBe(415)
        const elsewhere = { ...request, url: '/api/sambatan/auth/forgot-password', headers: urlencoded }
        expect((await node.app.inject({ ...elsewhere, payload: 'email=x' })).statusCode).toBe(415)
      })
    })

    describe('for signing in', () => {
      it('lead on to where somebody was going, and nowhere else', async () => {
        const email = await signUp(node)
        await submit(node, await open(node, await mailedLink(node, email, 'verify_email')))
        for (const [next, location] of [
          ['/c/melati/join?step=confirm&slots=2', '/c/melati/join?step=confirm&slots=2'],
          ['https://evil.example', '/me'],
          ['//evil.example', '/me'],
          ['/\\\\evil.example', '/me'],
          ['/sign-in?next=/sign-in', '/me'],
        ] as const) {
          const answer = await node.app.inject(formRequest('/sign-in', { email, password, next, remember: 'on' }))
          expect(answer.statusCode).toBe(303)
          expect(String(answer.headers['set-cookie'])).toContain('HttpOnly')
          // By a page that looks whether the browser has kept the session.
          const cookie = [answer.headers['set-cookie']]
            .flat()
            .map((set) => String(set).split(';')[0])
            .join('; ')
          const known = await node.app.inject({ url: String(answer.headers.location), headers: { cookie } })
          expect([known.statusCode, known.headers.location]).toEqual([303, location])
          const unknown = await node.app.inject(String(answer.headers.location))
          expect(unknown.statusCode).toBe(200)
          expect(unknown.body).toContain('Browser ini tidak menyimpan cookie')
        }
        const coded = await node.app.inject('/sign-in/code?done=in&next=%2Fme')
        expect([coded.statusCode, coded.headers.location]).toEqual([303, '/sign-in?done=in&next=%2Fme'])
      })

      it('keep the address, never the password, and say no more than the API does', async () => {
        const email = await signUp(node)
        const texts = []
        for (const address of [email, 'tidak-ada@sambatan.test']) {
          const refused = await send(node, '/sign-in', { email: address, password: 'salah semua' })
          expect(refused.status).toBe(422)
          expect(refused.html).toContain(`value="${address}"`)
          expect(refused.html).not.toContain('salah semua')
          texts.push(refused.html.replaceAll(address, ''))
        }
        expect(texts[0]).toBe(texts[1])
      })

      it('ask somebody new to look into their mail, and send them on from there', async () => {
        const email = `halaman-${++people}@sambatan.test`
        const next = '/c/melati/join?step=confirm&slots=2'
        const sent = await node.app.inject(formRequest('/sign-up', { name: 'Rani', email, password, next }))
        const shown = page(sent)
        expect(shown).toMatchObject({ status: 200, heading: 'Hubungi pengelola situs ini' })
        expect(shown.html).not.toContain(password)
        const cookie = String(sent.headers['set-cookie'])
        expect(cookie).toMatch(/^sambatan_next=[^;]+; Path=\/account; .*HttpOnly; SameSite=Lax$/)
        const form = await open(node, await mailedLink(node, email, 'verify_email'))
        const done = await submit(node, form, {}, { cookie: cookie.split(';')[0]! })
        expect(done.html).toContain(`href="/sign-in?next=${encodeURIComponent(next)}"`)
      })
    })

    describe('for a copy of one’s data', () => {
      const people = async () => {
        const { id, headers } = await signedIn(node.services.db)
        const device = new Device(node)
        device.use(headers.cookie)
        return { id, headers, device }
      }
      const file = '/me/privacy/data.json'

      it('make one when they are asked by their form, and none for whoever only opens its address', async () => {
        const { id, device } = await people()
        const made = await device.send(file, fieldsOf(await device.open('/me/privacy'), file))
        expect([made.status, JSON.parse(made.html).profile.id]).toEqual([200, id])
        expect(made.headers['content-disposition']).toBe('attachment; filename="dataku-sambatan.json"')
        const opened = await device.open(file)
        expect([opened.status, opened.headers.allow]).toEqual([405, 'POST'])
        expect(opened.html).toContain('Berkas ini dibuat dengan tombol')
        expect(opened.html).toContain('href="/me/privacy"')
        const rows = await recorded(id)
        expect(rows).toEqual([{ actor: `user:${id}` }])
      })

      it('lead whoever is not signed in any more to the page with the form', async () => {
        const { device } = await people()
        const fields = fieldsOf(await device.open('/me/privacy'), file)
        device.use(undefined)
        expect((await device.send(file, fields)).location).toBe(`/sign-in?next=${encodeURIComponent('/me/privacy')}`)
      })

      it('make none for who has not opened the form, and have a way back to it', async () => {
        const [first, second] = [await people(), await people()]
        const fields = fieldsOf(await first.device.open('/me/privacy'), file)
        first.device.use(second.headers.cookie)
        const refused = await first.device.send(file, fields)
        expect(refused.status).toBe(409)
        expect(refused.html).toContain('href="/me/privacy"')
        expect(await recorded(second.id)).toEqual([])
      })

      it('make five an hour, for each who asks for them', async () => {
        const { id, device } = await people()
        const fields = fieldsOf(await device.open('/me/privacy'), file)
        const statuses = await Promise.all(
          Array.from({ length: 7 }, async () => (await device.send(file, fields)).status),
        )
        expect(statuses.sort()).toEqual([200, 200, 200, 200, 200, 429, 429])
        const refused = await device.send(file, fields)
        expect(refused.html).toMatch(/5 kali dalam satu jam.*coba lagi dalam (59|60) menit/)
        expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_000)
        expect(await recorded(id)).toHaveLength(5)
        expect((await node.ask('POST', `/people/${id}/export`, { as: 'operator:budi' })).status).toBe(200)
      })

      const recorded = (id: string) =>
        node.services.db.query<{ actor: string }>(
          `select actor from sambatan.access_logs where event = 'data_exported' and person_id = $1`,
          [id],
        )
    })

    it('keep the link for later when there were too many from one network', async () => {
      expect((await send(node, '/account/verify-email', { token: 'salah' })).status).toBe(422)
      await node.services.db.query('update sambatan.attempts set count = 1000000')
      const shown = await send(node, '/account/verify-email', { token: 'mungkin' })
      expect(shown.status).toBe(429)
      expect(shown.html).toContain('name="token" value="mungkin"')
      expect(Number(shown.headers['retry-after'])).toBeGreaterThan(0)
      await node.services.db.query('delete from sambatan.attempts')
      expect((await submit(node, shown)).status).toBe(422)
    })
  },
  { only: 'one', env: { SAMBATAN_EMAIL_VERIFICATION: 'on', SAMBATAN_RATE_LIMIT: 'on' } },
)

onEachNode(
  'letters while the mail server is away',
  (node) => {
    it('wait for it: a sign-up neither fails nor knows of it, and its page sends to the inbox', async () => {
      const form = { name: 'Rani', email: 'rani@sambatan.test', password, next: '' }
      const shown = await send(node, '/sign-up', form, { 'accept-language': 'en' })
      expect(shown).toMatchObject({ status: 200, heading: 'Check your inbox' })
      expect(shown.html).toMatch(/name="intent" value="again"[\s\S]*name="email" value="rani@sambatan\.test"/)
      expect(shown.html).toContain('Send the letter again')
      const asked = await send(node, '/account/forgot-password', { email: form.email }, { 'accept-language': 'en' })
      expect(asked).toMatchObject({ status: 200, heading: 'Check your inbox' })
      await node.services.mail!.sendPosted()
      const { body: stuck } = await node.ask('GET', '/dashboard/stuck', { as: 'operator:budi' })
      expect(stuck.mail).toMatchObject({
        is_missing: false,
        waiting: 2,
        failing: 2,
        refused: 0,
        oldest_at: expect.any(String),
      })
      const rows = await node.services.db.query<{ state: string; last_error: string }>(
        'select state, last_error from sambatan.mailbox order by id',
      )
      expect(rows).toEqual(Array(2).fill({ state: 'pending', last_error: expect.stringMatching(/ECONNREFUSED/) }))
    })
  },
  {
    only: 'one',
    env: {
      SAMBATAN_EMAIL_VERIFICATION: 'on',
      SMTP_URL: 'smtp://127.0.0.1:1',
      SMTP_FROM: 'halo@sambatan.test',
    },
  },
)

onEachNode(
  'the mailbox in production',
  (node) => {
    const operator = { as: 'operator:budi' as const }

    it('finds letters by recipient, subject and kind, and shows no link that opens an account', async () => {
      await signUp(node)
      const email = await signUp(node)
      await send(node, '/account/forgot-password', { email })
      const found = async (q: string) =>
        (await node.ask('GET', `/mailbox?q=${encodeURIComponent(q)}`, operator)).body.map(
          (one: { id: string }) => one.id,
        )
      const { body: all } = await node.ask('GET', '/mailbox', operator)
      expect(all).toHaveLength(3)
      expect(all.map(({ state }: { state: string }) => state)).toEqual(['kept', 'kept', 'kept'])
      const [reset] = all
      expect(await found(`${email.toUpperCase()} reset`)).toEqual([reset.id])
      expect(await found('kata SANDI baru')).toEqual([reset.id])
      expect(await found('% _')).toEqual([])
      const { body: letter } = await node.ask('GET', `/mailbox/${reset.id}`, operator)
      expect(letter).toMatchObject({ to: email, template: 'reset_password', event: null, last_error: null })
      expect(letter.source).toMatch(/^From: Sambatan <mailbox@localhost>\r?$/m)
      expect(letter.html).toContain('<html dir="ltr" lang="id">')
      const whole = JSON.stringify([all, letter]) + Buffer.from(letter.source, 'base64').toString()
      expect(whole).not.toMatch(/token=/)
      expect(letter.text).toContain('Tautannya tidak ditampilkan')
      expectProblem(
        await node.ask('GET', '/mailbox/00000000-0000-7000-8000-000000000000', operator),
        404,
        'letter_not_found',
      )
    })

    it('shows the HTML of a letter where nothing runs, and only in a frame of ours', async () => {
      const { headers: signed } = await signedIn(node.services.db, 'operator')
      const headers = { cookie: `__Secure-${signed.cookie}` }
      const [letter] = (await node.ask('GET', '/mailbox', operator)).body
      const shown = await node.app.inject({ url: `/operator/mailbox/${letter.id}`, headers })
      expect(shown.body).toContain(`<iframe src="/operator/mailbox/${letter.id}/letter"`)
      expect(shown.body).toMatch(/sandbox="allow-popups allow-popups-to-escape-sandbox"/)
      const answer = await node.app.inject({
        url: `/operator/mailbox/${letter.id}/letter`,
        headers,
      })
      expect(answer.statusCode).toBe(200)
      expect(answer.body).toMatch(/^<!DOCTYPE html/)
      expect(answer.headers['content-security-policy']).toMatch(
        /^default-src 'none'; .*frame-ancestors 'self'; sandbox allow-popups/,
      )
      expect(answer.headers['x-frame-options']).toBe('SAMEORIGIN')
    })
  },
  { only: 'one', env: { NODE_ENV: 'production', SAMBATAN_PUBLIC_URL: 'https://sambatan.test' } },
)
