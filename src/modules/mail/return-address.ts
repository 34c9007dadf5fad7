/**
 * Where a letter comes back to when it does not arrive: an address of its own for each, as `bounces+<delivery>-<day>-<signature>@`. The
 * signature is of the recipient, the delivery and the day, so a report that was sent there is of a letter that we sent to that
 * recipient, and nobody else can make one: it stands in the envelope alone, which the recipient's mail server sees, and not in the
 * letter, which people answer and pass on. Mail servers know the two ideas as VERP and BATV.
 */
import type { Secrets } from '../../kernel/secrets.ts'
import { isShortSignature, shortSignature } from '../../kernel/signing.ts'
import type { Letter } from './letter.ts'

const purpose = 'bounce'
const dayMs = 86_400_000

/** Mail servers try for five days, and report soon after. */
const goodForDays = 14

/** What stands behind the `+` is at most so long; the whole part before the @ may have 64 characters (RFC 5321). */
const suffixMax = 38
export const localPartMax = 64 - suffixMax

/** @param bouncesTo the address that is configured for them; what stands behind a `+` in it is delivered there */
export function returnAddress(
  secrets: Secrets,
  bouncesTo: string,
  { to, deliveryId = 0 }: Pick<Letter, 'to' | 'deliveryId'>,
  now: Date,
): string {
  const { local, domain } = partsOf(bouncesTo)
  const named = `${deliveryId.toString(36)}-${Math.floor(now.getTime() / dayMs).toString(36)}`
  return `${local}+${named}-${shortSignature(secrets, purpose, signed(named, to))}@${domain}`
}

/** The letter that a report is about, known by where it was sent. */
export interface Returned {
  to: string
  /** Undefined: it carried no notification. */
  deliveryId: number | undefined
}

/**
 * @param sentTo where the report was sent, as far as it says
 * @param recipients whom it may be about, as far as it says
 * @returns undefined for a report of no letter of ours, or of one that is long gone
 */
export function returnedLetter(
  secrets: Secrets,
  bouncesTo: string,
  { sentTo, recipients }: { sentTo: string[]; recipients: string[] },
  now: Date,
): Returned | undefined {
  const { local, domain } = partsOf(bouncesTo)
  for (const address of sentTo) {
    const given = partsOf(address.toLowerCase())
    const [, named, delivery, day, signature] =
      /^(([0-9a-z]{1,11})-([0-9a-z]{1,5}))-([0-9a-f]{20})$/.exec(given.local.slice(local.length + 1)) ?? []
    const isThere = given.local.startsWith(`${local.toLowerCase()}+`) && given.domain === domain.toLowerCase()
    if (!isThere || named === undefined || isLongGone(day!, now)) continue
    const to = recipients.find((one) => isShortSignature(secrets, purpose, signed(named, one), signature!))
    if (to !== undefined) return { to, deliveryId: Number.parseInt(delivery!, 36) || undefined }
  }
  return undefined
}

function isLongGone(day: string, now: Date): boolean {
  return now.getTime() - Number.parseInt(day, 36) * dayMs > goodForDays * dayMs
}

const signed = (named: string, to: string) => `${named}\n${to.toLowerCase()}`

function partsOf(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf('@')
  return { local: address.slice(0, at), domain: address.slice(at + 1) }
}
