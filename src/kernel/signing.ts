/** Texts that we hand out and must know again as ours, as in links of letters: readable, and signed with the installation's secrets. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Secrets } from './secrets.ts'

/** @param purpose what it is for: what was signed for one is nothing for another */
export function sign({ current }: Secrets, purpose: string, text: string): string {
  return `${Buffer.from(text).toString('base64url')}.${signatureOf(current, purpose, text).toString('base64url')}`
}

/** The text; undefined unless one of the secrets signed it for this. */
export function signedText({ versions }: Secrets, purpose: string, signed: string): string | undefined {
  const [body = '', signature = '', ...rest] = signed.split('.')
  if (rest.length > 0) return undefined
  const text = Buffer.from(body, 'base64url').toString()
  const given = Buffer.from(signature, 'base64url')
  const isOurs = versions.some(({ value }) => {
    const expected = signatureOf(value, purpose, text)
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
  return isOurs ? text : undefined
}

/**
 * For places that are short and mind no case, as the part of an e-mail address before the @: 80 bits, in hexadecimal digits, which whoever
 * guesses has to guess here, one by one.
 */
export function shortSignature({ current }: Secrets, purpose: string, text: string): string {
  return shortOf(current, purpose, text)
}

export function isShortSignature({ versions }: Secrets, purpose: string, text: string, given: string): boolean {
  return versions.some(({ value }) => {
    const expected = Buffer.from(shortOf(value, purpose, text))
    return given.length === expected.length && timingSafeEqual(Buffer.from(given), expected)
  })
}

function shortOf(secret: string, purpose: string, text: string): string {
  return signatureOf(secret, purpose, text).toString('hex', 0, 10)
}

function signatureOf(secret: string, purpose: string, text: string): Buffer {
  return createHmac('sha256', secret).update(`${purpose}\n${text}`).digest()
}
