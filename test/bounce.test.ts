import { describe, expect, it } from 'vitest'
import { parseSecrets } from '../src/kernel/secrets.ts'
import { readBounce } from '../src/modules/mail/bounce.ts'
import { localPartMax, returnAddress } from '../src/modules/mail/return-address.ts'
import { type ReportWish, reportWriters } from './support/delivery-reports.ts'

const secrets = parseSecrets('a-secret-of-at-least-thirty-two-characters')
const bouncesTo = 'bounces@sambatan.test'
const to = 'rani@tujuan.example'
const now = new Date('2026-11-28T13:00:00Z')
const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
const returnTo = returnAddress(secrets, bouncesTo, { to, deliveryId: 123 }, now)

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (letter: string, at = now) => readBounce(secrets, bouncesTo, bytes(letter), at)
const { Postfix, Gmail, Exim, Exchange } = reportWriters
const wish = (more: Partial<ReportWish> = {}): ReportWish => ({ returnTo, to, ...more })

describe('a letter that came back', () => {
  it.each(Object.entries(reportWriters))('is read as %s reports it', async (_, writer) => {
    expect(await read(writer(wish()))).toEqual({
      outcome: 'refused',
      to,
      deliveryId: 123,
      reason: expect.stringMatching(/^550[ -]/),
    })
  })

  it('says in one line what the mail server answered', async () => {
    const reason = '550 5.1.1 <rani@tujuan.example>: Recipient address rejected: User unknown'
    expect(await read(Postfix(wish()))).toMatchObject({ reason })
    const answer = '550 5.1.1 no\0such\0user'
    expect(await read(Postfix(wish({ answer }))), 'which PostgreSQL can keep').toMatchObject({
      reason: '550 5.1.1 no such user',
    })
  })

  it('is of the address that it was sent to, wherever that passed it on to', async () => {
    for (const writer of [Postfix, Gmail, Exim, Exchange]) {
      expect(await read(writer(wish({ final: 'pindah@lain.example' })))).toMatchObject({ outcome: 'refused', to })
    }
  })

  it.each<[string, (wish: ReportWish) => string, Partial<ReportWish>]>([
    ['our letters are not trusted', Postfix, { status: '5.7.26', answer: '550 5.7.26 SPF and DKIM did not pass' }],
    ['the mailbox is full', Gmail, { status: '5.2.2', answer: '552 5.2.2 The mailbox is full' }],
    ['it was tried for days', Postfix, { status: '4.4.1', answer: 'connect to mx.tujuan.example: timed out' }],
    ['the content was refused', Exim, { step: 'end of data', answer: '550 High probability of spam' }],
    ['the content was refused', Postfix, { status: '5.0.0', step: 'end of DATA', answer: '550 Looks like spam' }],
    ['the sender is refused', Postfix, { status: '5.1.8', answer: '550 5.1.8 Bad sender' }],
    ['nothing is said', Exchange, { status: '5.0.0', answer: '' }],
  ])('leaves its address alone where %s', async (_, writer, more) => {
    expect(await read(writer(wish(more)))).toMatchObject({ outcome: 'undelivered', to, deliveryId: 123 })
  })

  it.each(['delayed', 'delivered', 'relayed', 'expanded'])('that is only reported as %s has not', async (action) => {
    const late = { action, status: '4.7.1', answer: '451 4.7.1 Greylisted' }
    expect(await read(Postfix(wish(late)))).toMatchObject({ outcome: 'no_failure', to })
  })

  it('is known by an address that mail servers may write in capitals, for two weeks', async () => {
    expect(await read(Postfix(wish({ returnTo: returnTo.toUpperCase() })))).toMatchObject({ outcome: 'refused', to })
    expect(await read(Postfix(wish()), days(13))).toMatchObject({ outcome: 'refused' })
    expect(await read(Postfix(wish()), days(16))).toEqual({ outcome: 'not_ours' })
  })

  it('is known after the secret was changed, as long as the old one is kept', async () => {
    const [value] = secrets.versions.map((one) => one.value)
    const renewed = parseSecrets(`another-secret-of-thirty-two-characters,${value}`)
    expect(await readBounce(renewed, bouncesTo, bytes(Gmail(wish())), now)).toMatchObject({ outcome: 'refused' })
  })

  it('has a return address that is no longer than one may be', () => {
    const longest = `${'b'.repeat(localPartMax)}@sambatan.test`
    const address = returnAddress(secrets, longest, { to, deliveryId: 10 ** 15 }, new Date('2100-01-01'))
    expect(address.indexOf('@')).toBeLessThanOrEqual(64)
  })
})

describe('a report that anybody may have made', () => {
  it.each<[string, Partial<ReportWish>]>([
    ['of somebody else', { to: 'budi@tujuan.example' }],
    ['that was sent to the address as it is configured', { returnTo: bouncesTo }],
    ['with a signature that was guessed', { returnTo: returnTo.replace(/-[0-9a-f]{20}@/, `-${'0'.repeat(20)}@`) }],
    ['of another delivery', { returnTo: returnTo.replace('+', '+1') }],
    [
      'of another day',
      { returnTo: returnTo.replace(/-(\w+)-/, (_, day) => `-${(Number.parseInt(day, 36) + 1).toString(36)}-`) },
    ],
    ['of another domain', { returnTo: returnTo.replace('sambatan.test', 'sambatan.example') }],
  ])('%s mutes nobody', async (_, more) => {
    for (const writer of Object.values(reportWriters)) {
      expect(await read(writer(wish(more)))).toEqual({ outcome: 'not_ours' })
    }
  })

  it('mutes nobody where letters have no return address of their own', async () => {
    expect(await readBounce(secrets, undefined, bytes(Postfix(wish())), now)).toEqual({ outcome: 'not_ours' })
  })

  it('names an address of another in vain beside the one that its letter was for', async () => {
    const both = Postfix(wish({ final: 'budi@tujuan.example' }))
    expect(await read(both)).toMatchObject({ to })
  })
})

describe('what is no report', () => {
  const nested = (depth: number) =>
    Array.from({ length: depth }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`).join(
      '',
    )
  const head = `To: ${returnTo}\r\n`
  it.each<[string, string]>([
    ['nothing', ''],
    ['bytes of no letter', '\u0000\uFFFD\r\r\n\n::'.repeat(1000)],
    ['an answer of a person', `${head}Subject: Halo\r\n\r\nKapan kopinya dikirim?`],
    [
      'a note that somebody is away',
      `${head}Auto-Submitted: auto-replied\r\nContent-Type: text/plain\r\n\r\nSaya cuti.`,
    ],
    [
      'a report without its parts',
      `${head}Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n`,
    ],
    ['parts without an end', `${head}${nested(5_000)}`],
    ['a header without an end', `${head}X: ${'a'.repeat(900_000)}`],
    ['headers without an end', `${head}${'X: a\r\n'.repeat(100_000)}`],
    ['a charset that there is not', `${head}Content-Type: text/plain; charset=x-tidak-ada\r\n\r\n\u00FF`],
  ])('is told so: %s', async (_, letter) => {
    expect(await read(letter)).toEqual({ outcome: 'no_report' })
  })

  it.each<[string, string]>([
    ['fields without an end', `Final-Recipient: rfc822; ${'a@'.repeat(100_000)}`],
    ['groups without an end', 'Final-Recipient: rfc822; a@b.example\r\n\r\n'.repeat(20_000)],
    ['an answer without an end', `Final-Recipient: rfc822; a@b.example\r\nDiagnostic-Code: ;${' ;'.repeat(100_000)}`],
    ['letters within letters', `\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n${nested(300)}`],
  ])('is none of ours with %s in it', async (_, status) => {
    const letter = `${head}Content-Type: multipart/report; boundary="x"\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n${status}`
    expect(await read(letter)).toMatchObject({ outcome: expect.stringMatching(/^(not_ours|no_report)$/) })
  })
})
