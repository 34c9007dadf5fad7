/**
 * Which addresses that others chose are called: those of webhooks and of push services. Whoever writes one down has this node ask it from
 * the inside of a network; so only public addresses are called, unless the configuration allows others. An address is checked when it is
 * written down, and at every connection: of a name the addresses that it has at that very moment, because its owner can change them in between.
 */
import { lookup as lookUp } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Logger } from '../../kernel/logger.ts'
import { say } from '../../kernel/messages.ts'
import { wordOf } from '../../kernel/problem-parameters.ts'
import { reason } from '../../kernel/reasons.ts'

/** Why an address is none that is called, as it reads behind a colon. */
export const urlFault = wordOf(
  ['not_an_address', 'not_https', 'credentials', 'fragment', 'private', 'public_demo'],
  (fault, language) => say(language, `called_url_${fault}`),
  'private',
)

type UrlFault = (typeof urlFault)['example']

export interface Rules {
  /** Lets this machine and private networks be called. */
  allowPrivate: boolean
  /** Outside development nothing travels in the open. */
  httpsOnly: boolean
  /** A public demo calls no address, because anybody writes them. */
  callsNobody?: boolean
}

/**
 * What Azure's platform answers at within its own network alone, though it looks public: it hands out certificates and settings of
 * machines. That of others is link-local, unique local (AWS, Google), of carriers (Alibaba) or of protocols (Oracle).
 */
const azurePlatform = '168.63.129.16'

/** Whether an address is one of the public internet. What only leads to another, as IPv4 within IPv6, is as public as that. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed instanceof ipaddr.IPv6) {
    if (parsed.isIPv4MappedAddress()) return isPublicAddress(parsed.toIPv4Address().toString())
    // NAT64 (RFC 6052): the last four bytes are where it leads. Not its local-use prefix, which is a network's own business.
    if (parsed.match(ipaddr.parse('64:ff9b::') as ipaddr.IPv6, 96)) {
      return isPublicAddress(parsed.toByteArray().slice(12).join('.'))
    }
    // All that was ever given out; what lies outside, as IPv4 in its first place within IPv6, leads who knows where.
    return parsed.match(ipaddr.parse('2000::') as ipaddr.IPv6, 3) && parsed.range() === 'unicast'
  }
  return parsed.range() === 'unicast' && parsed.toString() !== azurePlatform
}

/**
 * What is wrong with an address to be called; undefined when nothing is. Odd ways to write IPv4 (`0x7f.1`, `2130706433`) are read as
 * whoever connects reads them. Of a name nothing is known here: it is looked up when it is called.
 */
export function faultOfUrl(text: string, { allowPrivate, httpsOnly, callsNobody }: Rules): UrlFault | undefined {
  if (callsNobody) return 'public_demo'
  if (!URL.canParse(text)) return 'not_an_address'
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not_an_address'
  if (url.username !== '' || url.password !== '') return 'credentials'
  // Whoever connects leaves it out, so two that differ in it alone are one.
  if (text.includes('#')) return 'fragment'
  if (httpsOnly && url.protocol !== 'https:') return 'not_https'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isPrivate = ipaddr.isValid(host) ? !isPublicAddress(host) : /^(.*\.)?localhost\.?$/.test(host)
  return isPrivate && !allowPrivate ? 'private' : undefined
}

/**
 * Looks a name up for a connection, and refuses it when any of its addresses is not public. Why is said in the same words for a name that
 * leads inside and for one that nobody knows, however that shows: whoever chose it reads them, and could try out which names and
 * addresses there are within this network. The log says what was found.
 */
export function guardedLookup(log: Logger, look: typeof lookUp = lookUp): LookupFunction {
  return (hostname, options, done) => {
    look(hostname, { ...options, all: true }, (error, addresses) => {
      const inner = error ? undefined : addresses.find(({ address }) => !isPublicAddress(address))?.address
      if (error || inner !== undefined || addresses.length === 0) {
        log.info(
          { host: hostname, address: inner, code: error?.code },
          'a name that somebody chose leads to no public address',
        )
        return done(new NoPublicAddress(reason('no_public_address', { host: hostname })), [])
      }
      if (options.all) done(null, addresses)
      else done(null, addresses[0]!.address, addresses[0]!.family)
    })
  }
}

export class NoPublicAddress extends Error {
  override readonly name = 'NoPublicAddress'
  readonly code = 'NO_PUBLIC_ADDRESS'
}
