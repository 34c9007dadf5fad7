import { BlockList, isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

/** Loopback, and networks that nobody reaches from outside. */
const ours = new BlockList()
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  ours.addSubnet(network, prefix, 'ipv4')
}
ours.addAddress('::1', 'ipv6')
ours.addSubnet('fc00::', 7, 'ipv6')
ours.addSubnet('fe80::', 10, 'ipv6')

/** What proxies add that do not name every address in X-Forwarded-For. */
const passedBy = ['forwarded', 'via', 'x-real-ip', 'cf-connecting-ip', 'true-client-ip']

/**
 * Whether a request comes from this machine or its private network, and from nobody behind it: a proxy that brings the
 * public names it in X-Forwarded-For, whether or not that is believed otherwise.
 */
export function isNeighbour({ raw, headers }: FastifyRequest): boolean {
  if (!isPrivate(raw.socket.remoteAddress ?? '')) return false
  const forwarded = headers['x-forwarded-for']
  if (forwarded === undefined) return passedBy.every((name) => headers[name] === undefined)
  return [forwarded]
    .flat()
    .join(',')
    .split(',')
    .every((address) => isPrivate(address.trim()))
}

export function isPrivate(address: string): boolean {
  return isWithin(ours, address)
}

/** Also of an IPv4 address as a socket for both families writes it (`::ffff:10.0.0.1`), and of one with its interface. */
export function isWithin(networks: BlockList, address: string): boolean {
  const version = isIP(address)
  return version !== 0 && networks.check(address, version === 4 ? 'ipv4' : 'ipv6')
}
