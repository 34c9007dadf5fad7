/** Whose address it is: the networks that an address is in, as limits count them. */
import type { Networks } from '../modules/identity/index.ts'

/**
 * The networks of an address, the narrowest first: an IPv4 address alone, or the /64, the /56 and the /48 of an IPv6 one.
 * Whoever has one address of a /64 has all of them, and whoever rents a machine often has a /56 or a /48. An address as
 * some proxies write it, with a port, is that address.
 */
export function networksOf(address: string): Networks {
  if (!address.includes(':')) return [address]
  const mapped = /^(?:\[?::ffff:)?(\d+\.\d+\.\d+\.\d+)\]?(?::\d+)?$/i.exec(address)
  if (mapped) return [mapped[1]!]
  const groups = groupsOf(address.replace(/^\[|\](:\d+)?$|%.*$/g, ''))
  const [a, b, c, d] = groups
  return [`${a}:${b}:${c}:${d}`, `${a}:${b}:${c}:${d!.slice(0, -2) || '0'}/56`, `${a}:${b}:${c}/48`]
}

/** The narrowest network of an address. */
export function networkOf(address: string): string {
  return networksOf(address)[0]
}

/** The first half of an IPv6 address, in groups without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  const all = [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail ?? '').split(':')]
  return Array.from({ length: 4 }, (_, i) => (all[i] ?? '0').replace(/^0+(?=.)/, ''))
}
