/** Held to the specification by its own library, which signs here what we verify. */
import { Webhook as Signer } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { verifyWebhook, WebhookError, type WebhookHeaders } from './index.ts'

const [secret, other] = ['a', 'b'].map((letter) => `whsec_${btoa(letter.repeat(32))}`) as [string, string]
const now = new Date('2026-11-28T03:00:00Z')
const body = JSON.stringify({ type: 'campaign_full', timestamp: now.toISOString(), data: { metadata: { slots: 10 } } })

function signed(text = body, at = now, by = [secret]): Record<string, string> {
  const signatures = by.map((one) => new Signer(one).sign('whd_1', at, text))
  return {
    'webhook-id': 'whd_1',
    'webhook-timestamp': String(at.getTime() / 1000),
    'webhook-signature': signatures.join(' '),
  }
}

async function faultOf(text: string, headers: WebhookHeaders, by: string | string[] = secret): Promise<string> {
  const fault = await verifyWebhook(text, headers, by, { now }).catch((error) => error)
  expect(fault).toBeInstanceOf(WebhookError)
  return fault.code
}

describe('verifying a webhook', () => {
  it('reads what the library of the specification signed, in whichever form it comes', async () => {
    const headers = signed()
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]))
    const nodes = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))
    for (const form of [headers, new Headers(headers), upper, nodes]) {
      expect(await verifyWebhook(body, form, secret, { now })).toEqual(JSON.parse(body))
    }
    const accents = JSON.stringify({ type: 'webhook_test', data: 'Kopi “Subuh” ☕' })
    const bytes = new TextEncoder().encode(accents)
    expect(await verifyWebhook(bytes, signed(accents), secret, { now })).toEqual(JSON.parse(accents))
  })

  it('takes one of several signatures, and one of several secrets: either side may change first', async () => {
    const both = signed(body, now, [other, secret])
    expect((await verifyWebhook(body, both, secret, { now })).type).toBe('campaign_full')
    expect((await verifyWebhook(body, signed(), [other, secret], { now })).type).toBe('campaign_full')
    const withOthers = { ...signed(), 'webhook-signature': `v1a,xyz v1,!! v2,AAAA ${signed()['webhook-signature']}` }
    expect((await verifyWebhook(body, withOthers, secret, { now })).type).toBe('campaign_full')
  })

  it.each([
    ['another body', `${body} `, signed(), 'signature_wrong'],
    ['another secret', body, signed(body, now, [other]), 'signature_wrong'],
    ['another id', body, { ...signed(), 'webhook-id': 'whd_2' }, 'signature_wrong'],
    ['another time', body, { ...signed(), 'webhook-timestamp': String(now.getTime() / 1000 + 1) }, 'signature_wrong'],
    [
      'half a signature',
      body,
      { ...signed(), 'webhook-signature': signed()['webhook-signature']!.slice(0, 20) },
      'signature_wrong',
    ],
    ['an empty signature', body, { ...signed(), 'webhook-signature': 'v1,' }, 'signature_wrong'],
    ['no signature', body, { ...signed(), 'webhook-signature': '' }, 'headers_missing'],
    ['no headers', body, {}, 'headers_missing'],
    ['a time that is none', body, { ...signed(), 'webhook-timestamp': 'yesterday' }, 'headers_missing'],
    ['one that is old', body, signed(body, new Date(now.getTime() - 301_000)), 'too_old'],
    ['one of the future', body, signed(body, new Date(now.getTime() + 301_000)), 'too_new'],
    ['what is no JSON', 'hello', signed('hello'), 'body_malformed'],
  ])('refuses %s', async (_, text, headers, fault) => {
    expect(await faultOf(text, headers)).toBe(fault)
  })

  it('still takes what is five minutes old, and says when a secret is none', async () => {
    const old = signed(body, new Date(now.getTime() - 300_000))
    expect((await verifyWebhook(body, old, secret, { now })).type).toBe('campaign_full')
    expect(await faultOf(body, signed(), 'secret')).toBe('secret_malformed')
    expect(await faultOf(body, signed(), 'whsec_***')).toBe('secret_malformed')
    expect(await faultOf(body, signed(), [])).toBe('signature_wrong')
  })

  it('tells its events apart by their type', async () => {
    const event = await verifyWebhook(body, signed(), secret, { now })
    if (event.type !== 'campaign_full') throw new Error('it is another')
    const slots: number = event.data.metadata.slots
    expect(slots).toBe(10)
  })
})
