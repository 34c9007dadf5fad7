/** Letters on their way: to a mail server that takes, refuses, puts off, stalls and hangs up, on each kind of database. */
import type { ConnectionOptions } from 'node:tls'
import type { SMTPServerOptions } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languages } from '../../src/kernel/language.ts'
import { parseSecrets } from '../../src/kernel/secrets.ts'
import {
  accountContent,
  accountTemplates,
  createMail,
  type Letter,
  type Mail,
  type SmtpConfig,
} from '../../src/modules/mail/index.ts'
import { openSmtp } from '../../src/modules/mail/smtp.ts'
import { accountSecret } from '../support/accounts.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { readableLog } from '../support/log.ts'
import { addressesOf, type MailServer, openMailServer } from '../support/mail-server.ts'

const publicUrl = 'https://sambatan.test'
const secrets = parseSecrets(accountSecret)
const link = `${publicUrl}/account/reset-password?token=abcdefghijklmnopqrstuvwxyz-0123456789`

const smtpTo = (port: number): SmtpConfig => ({
  host: '127.0.0.1',
  port,
  secure: false,
  startTls: 'never',
  auth: undefined,
  from: { name: 'Sambatan', address: 'halo@sambatan.test' },
  bouncesTo: undefined,
})

const letterTo = (to: string, wish: Partial<Letter> = {}): Letter => ({
  to,
  language: 'id',
  content: {
    subject: 'Kamu ikut:\nKopi Gayo <b>',
    preview: 'Tiga slot',
    paragraphs: ['Slotmu tercatat & aman.'],
    facts: [{ label: 'Jumlah', value: 'Rp 360.000' }],
    action: { label: 'Lihat pesanan', url: `${publicUrl}/me/1` },
    closing: ['Sampai jumpa.'],
  },
  template: 'joined',
  personId: 'buyer-1',
  sealed: false,
  ...wish,
})

onEachDatabase('mail', (test) => {
  let server: MailServer
  let mail: Mail
  const { log, lines } = readableLog()
  const options = (smtp: SmtpConfig | undefined, copies = false) => ({
    ...{ db: test.db, secrets, log, copies, showLinks: false, publicUrl },
    smtp,
  })
  const lying = () =>
    test.db.query<{ recipient: string; state: string; attempts: number; last_error: string | null; template: string }>(
      'select recipient, state, attempts, last_error, template from sambatan.mailbox order by id',
    )
  const suppressed = async () =>
    (await test.db.query<{ address: string }>('select address from sambatan.email_suppressions order by 1')).map(
      ({ address }) => address,
    )
  async function post(to: string): Promise<void> {
    const expiresAt = new Date(Date.now() + 86_400_000)
    await mail.post({ personId: 'buyer-1', to, language: 'id', template: 'reset_password', link, expiresAt })
  }
  const arrivedAt = (to: string) => server.arrived.filter((one) => addressesOf(one.to).includes(to))

  beforeAll(async () => {
    server = await openMailServer()
    mail = createMail(options(smtpTo(server.port)))
  })
  afterAll(async () => {
    await mail?.close()
    await server?.close()
  })

  it('arrives as HTML and as text, from the sender, with an id that is the same each time', async () => {
    const unsubscribe = `${publicUrl}/unsubscribe?token=abc`
    const letter = letterTo('rani@example.com', { replyTo: 'budi@example.com', messageId: 'delivery-7', unsubscribe })
    expect(await mail.send(letter)).toEqual({ outcome: 'sent', reference: expect.stringMatching(/^250/) })
    await mail.send(letter)
    const [first, second] = arrivedAt('rani@example.com')
    expect(first!.subject).toBe('Kamu ikut: Kopi Gayo <b>')
    expect(first!.from!.text).toBe('"Sambatan" <halo@sambatan.test>')
    expect(addressesOf(first!.replyTo)).toEqual(['budi@example.com'])
    expect([first!.messageId, second!.messageId]).toEqual(Array(2).fill('<delivery-7@sambatan.test>'))
    expect(first!.text).toContain(`Lihat pesanan:\n${publicUrl}/me/1`)
    expect(first!.text).toContain('Jumlah: Rp 360.000')
    expect(first!.html).toMatch(/<html dir="ltr" lang="id">/)
    expect(first!.html).toContain('Slotmu tercatat &amp; aman.')
    expect(first!.html).not.toMatch(/<img|<b>/)
    const raw = new Map(first!.headerLines.map(({ key, line }) => [key, line]))
    expect(raw.get('list-unsubscribe')).toBe(`List-Unsubscribe: <${unsubscribe}>`)
    expect(raw.get('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(raw.get('auto-submitted')).toBe('Auto-Submitted: auto-generated')
  })

  it('without a way to unsubscribe names none', async () => {
    await mail.send(letterTo('plain@example.com'))
    const [arrived] = arrivedAt('plain@example.com')
    expect(arrived!.headerLines.filter(({ key }) => key.startsWith('list-'))).toEqual([])
  })

  describe('that a server', () => {
    it.each([
      ['unknown', { outcome: 'dead', bounced: true, error: '550 5.1.1 No such user here' }],
      ['nobody', { outcome: 'dead', bounced: true, error: expect.stringMatching(/^550 Requested/) }],
      ['spam', { outcome: 'dead', bounced: false, error: expect.stringMatching(/^554/) }],
      // What is about us, or may pass, is tried again.
      ['relay', { outcome: 'failed', error: '554 5.7.1 Relay access denied' }],
      ['untrusted', { outcome: 'failed', error: expect.stringMatching(/^550 5\.7\.26/) }],
      ['stuffed', { outcome: 'failed', error: '552 5.2.2 Mailbox full' }],
      ['dropped', { outcome: 'failed', error: expect.stringMatching(/closed the connection/) }],
    ])('treats as of %s@', async (name, outcome) => {
      expect(await mail.send(letterTo(`${name}@example.com`))).toEqual(outcome)
      expect((await suppressed()).includes(`${name}@example.com`)).toBe('bounced' in outcome && outcome.bounced)
    })

    it('does not answer is tried again', async () => {
      const timeouts = { connectMs: 5_000, greetingMs: 5_000, silentMs: 100 }
      const impatient = createMail({ ...options(smtpTo(server.port)), timeouts })
      expect(await impatient.send(letterTo('stalled@example.com'))).toMatchObject({
        outcome: 'failed',
        error: expect.stringMatching(/silent for too long/),
      })
      await impatient.close()
    })

    it('puts off arrives when it is tried again', async () => {
      const letter = letterTo('greylisted@example.com')
      expect(await mail.send(letter)).toMatchObject({ outcome: 'failed', error: expect.stringMatching(/^451 4\.7\.1/) })
      expect(await mail.send(letter)).toMatchObject({ outcome: 'sent' })
      expect(arrivedAt('greylisted@example.com')).toHaveLength(1)
    })

    it('does not take because nobody is there is tried again', async () => {
      const gone = createMail(options(smtpTo(1)))
      expect(await gone.send(letterTo('rani@example.com'))).toMatchObject({ outcome: 'failed' })
      await gone.close()
    })
  })

  it('to an address that was refused for good is not tried again, however it is written', async () => {
    await mail.send(letterTo('unknown@Example.com'))
    const tries = server.tries.get('unknown@Example.com') ?? 0
    expect(await mail.send(letterTo('Unknown@Example.COM'))).toMatchObject({ outcome: 'dead', bounced: true })
    expect(server.tries.get('Unknown@Example.COM')).toBeUndefined()
    expect(server.tries.get('unknown@Example.com') ?? 0).toBe(tries)
  })

  describe('about an account', () => {
    it('is written down at once, sealed, and leaves nothing behind when it has gone', async () => {
      await post('sari@example.com')
      expect(server.tries.get('sari@example.com')).toBeUndefined()
      expect(await lying()).toMatchObject([{ recipient: 'sari@example.com', state: 'pending', attempts: 0 }])
      const [{ row }] = (await test.db.query<{ row: string }>(
        `select row_to_json(m)::text as row from sambatan.mailbox m`,
      )) as [{ row: string }]
      expect(row).not.toContain('token=')
      // Two nodes at once.
      const other = createMail(options(smtpTo(server.port)))
      await Promise.all([mail.sendPosted(), other.sendPosted()])
      await other.close()
      const [letter, ...more] = arrivedAt('sari@example.com')
      expect(more).toEqual([])
      expect(letter!.text).toContain(link)
      expect(letter!.html).toContain(link)
      expect(letter!.messageId).toMatch(/^<account-[0-9a-f-]{36}@sambatan\.test>$/)
      expect(await lying()).toEqual([])
    })

    it('is tried again with growing pauses, and arrives once', async () => {
      await post('greylisted@sekali.example')
      await mail.sendPosted()
      expect(await lying()).toMatchObject([
        { state: 'pending', attempts: 1, last_error: expect.stringMatching(/^451/) },
      ])
      await mail.sendPosted()
      expect(server.tries.get('greylisted@sekali.example')).toBe(1)
      await advanceClock(test.db, 5_000)
      await mail.sendPosted()
      expect(arrivedAt('greylisted@sekali.example')).toHaveLength(1)
      expect(await lying()).toEqual([])
    })

    it('that a node took and died with is taken by another', async () => {
      await post('dewi@example.com')
      await test.db.query(
        `update sambatan.mailbox set attempts = 1, next_attempt_at = sambatan.now() + interval '300 seconds'`,
      )
      await mail.sendPosted()
      expect(arrivedAt('dewi@example.com')).toEqual([])
      await advanceClock(test.db, 301_000)
      await mail.sendPosted()
      expect(arrivedAt('dewi@example.com')).toHaveLength(1)
    })

    it('waits for another node where this one is told to stop, after what it has begun', async () => {
      for (let nth = 0; nth < 7; nth++) await post(`antre-${nth}@example.com`)
      await mail.sendPosted(AbortSignal.abort())
      expect(await lying()).toHaveLength(2)
      await mail.sendPosted()
      expect(await lying()).toEqual([])
    })

    it('that is refused for good lies in the mailbox with the reason', async () => {
      await post('unknown@tiada.example')
      await mail.sendPosted()
      expect(await lying()).toMatchObject([{ state: 'dead', last_error: '550 5.1.1 No such user here' }])
      expect(await suppressed()).toContain('unknown@tiada.example')
      expect(lines.filter(({ msg }) => /refused for good/.test(String(msg)))).toHaveLength(1)
      await test.db.query('delete from sambatan.mailbox')
    })

    it.each(languages.flatMap((language) => accountTemplates.map((template) => [language, template] as const)))(
      'in %s: %s says all of it in both forms',
      async (language, template) => {
        const to = `${template}-${language}@example.com`
        await mail.post({
          personId: 'buyer-1',
          to,
          language,
          template,
          link,
          expiresAt: new Date(Date.now() + 86_400_000),
        })
        await mail.sendPosted()
        const [letter] = arrivedAt(to)
        const content = accountContent({ template, language, link })
        expect(letter!.subject).toBe(content.subject)
        const html = letter!.html || ''
        for (const words of [...content.paragraphs, ...content.closing!, content.action!.label]) {
          expect(letter!.text).toContain(words)
          expect(html).toContain(words.replaceAll("'", '&#x27;'))
        }
        expect(html).toContain(`lang="${language}"`)
      },
    )
  })

  describe('where no mail server is configured', () => {
    it('stays in the mailbox, once however often it is tried', async () => {
      const here = createMail(options(undefined))
      const letter = letterTo('rani@example.com', { messageId: 'delivery-8', eventId: 12 })
      expect(await here.send(letter)).toMatchObject({ outcome: 'sent', reference: expect.stringMatching(/^mailbox:/) })
      await here.send(letter)
      expect(await lying()).toMatchObject([{ recipient: 'rani@example.com', state: 'kept', template: 'joined' }])
      await here.sendPosted()
      expect(await lying()).toHaveLength(1)
      await test.db.query('delete from sambatan.mailbox')
    })
  })

  it('to one of the demo stays in the mailbox, for no mail server knows anybody there', async () => {
    const to = 'rani@demo.sambatan.test'
    expect(await mail.send(letterTo(to, { messageId: 'delivery-10' }))).toMatchObject({ outcome: 'sent' })
    await post(to)
    await mail.sendPosted()
    expect(await lying()).toMatchObject([
      { recipient: to, state: 'kept', template: 'joined' },
      { recipient: to, state: 'kept', template: 'reset_password' },
    ])
    expect(arrivedAt(to)).toEqual([])
    await test.db.query('delete from sambatan.mailbox')
  })

  it('that was sent is copied into the mailbox where copies are asked for', async () => {
    const copying = createMail(options(smtpTo(server.port), true))
    await copying.send(letterTo('rani@example.com', { messageId: 'delivery-9' }))
    await copying.post({
      ...{ personId: 'buyer-1', to: 'ayu@example.com', language: 'id', template: 'verify_email' as const, link },
      expiresAt: new Date(Date.now() + 86_400_000),
    })
    await copying.sendPosted()
    await copying.close()
    expect(await lying()).toMatchObject([
      { template: 'joined', state: 'sent' },
      { template: 'verify_email', state: 'sent' },
    ])
    expect(arrivedAt('ayu@example.com')).toHaveLength(1)
  })
})

describe('a mail server with TLS', () => {
  it('is spoken to in secret where it can, and not at all where it must and cannot, or cannot be trusted', async () => {
    const { log } = readableLog()
    const isSecret: boolean[] = []
    const onMailFrom: SMTPServerOptions['onMailFrom'] = (_, session, answer) => {
      isSecret.push(session.secure)
      answer()
    }
    const plain = await openMailServer({ onMailFrom })
    const offering = await openMailServer({ onMailFrom, disabledCommands: [] })
    const secret = await openMailServer({ onMailFrom, secure: true })
    const rendered = { subject: 'Halo', html: '<p>Halo</p>', text: 'Halo' }
    async function outcomeAt(config: SmtpConfig, tls?: ConnectionOptions) {
      const smtp = openSmtp({ config, log, ...(tls && { tls }) })
      const { outcome } = await smtp.deliver(letterTo('rani@example.com'), rendered)
      await smtp.close()
      return outcome
    }
    // The certificate of the test's server is nobody's.
    const trusting = { rejectUnauthorized: false }
    try {
      expect(await outcomeAt({ ...smtpTo(plain.port), startTls: 'offered' })).toBe('sent')
      expect(await outcomeAt({ ...smtpTo(offering.port), startTls: 'offered' }, trusting)).toBe('sent')
      expect(await outcomeAt({ ...smtpTo(secret.port), secure: true }, trusting)).toBe('sent')
      expect(isSecret).toEqual([false, true, true])
      expect(await outcomeAt({ ...smtpTo(plain.port), startTls: 'required' })).toBe('failed')
      expect(await outcomeAt({ ...smtpTo(offering.port), startTls: 'offered' })).toBe('failed')
      expect(await outcomeAt({ ...smtpTo(secret.port), secure: true })).toBe('failed')
      expect(isSecret).toHaveLength(3)
    } finally {
      await Promise.all([plain, offering, secret].map((one) => one.close()))
    }
  })
})

describe('a mail server that wants a password', () => {
  it('is signed in to, and one that knows it no longer makes no letter bounce', async () => {
    const { log } = readableLog()
    const server = await openMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _, answer) {
        if (username === 'sambatan' && password === 'rahasia dapur') answer(null, { user: 'sambatan' })
        else answer(Object.assign(new Error('5.7.8 Authentication failed'), { responseCode: 535 }))
      },
    })
    const good = openSmtp({
      config: { ...smtpTo(server.port), auth: { user: 'sambatan', pass: 'rahasia dapur' } },
      log,
    })
    const bad = openSmtp({ config: { ...smtpTo(server.port), auth: { user: 'sambatan', pass: 'lama' } }, log })
    try {
      await good.verify()
      const rendered = { subject: 'Halo', html: '<p>Halo</p>', text: 'Halo' }
      expect(await good.deliver(letterTo('rani@example.com'), rendered)).toMatchObject({ outcome: 'sent' })
      await expect(bad.verify()).rejects.toMatchObject({ code: 'EAUTH' })
      expect(await bad.deliver(letterTo('rani@example.com'), rendered)).toMatchObject({
        outcome: 'failed',
        error: expect.stringMatching(/^535/),
      })
    } finally {
      await Promise.all([good.close(), bad.close()])
      await server.close()
    }
  })
})
