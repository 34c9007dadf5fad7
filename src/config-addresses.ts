/** Addresses as the environment gives them: what can be listened on, linked to and believed. */
import { isIP } from 'node:net'
import { z } from 'zod'

/** Whose X-Forwarded-For is believed: nobody's, a list of addresses, or that of the nearest hops. */
export type Trust = false | string | ((address: string, hop: number) => boolean)

export const webUrl = z.string().refine((value) => /^https?:\/\/\S+$/.test(value) && URL.canParse(value), {
  error: 'must be a web address such as https://sambatan.example',
})

/** Encrypted on its way, or never leaving this machine. */
export function isSafeUrl(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || isLoopback(hostname)
}

/** Whether only this machine reaches it: a host as it is listened on, or as it stands in an address. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host)
}

/** What can be listened on: an address, or a name. */
export function isHost(value: string): boolean {
  return isIP(value) > 0 || (/^[\p{L}\p{N}_.-]+$/u.test(value) && URL.canParse(`http://${value}`))
}

export function isOrigin({ pathname, username, password, href }: URL): boolean {
  return /^\/*$/.test(pathname) && username === '' && password === '' && !/[?#]/.test(href)
}

/** What Fastify can tell a proxy by. */
export function isTrust(value: string): boolean {
  if (/^(on|true|off|false|\d+)$/.test(value)) return true
  return value.split(',').every((each) => {
    const [address = '', mask, ...more] = each.trim().split('/')
    if (mask === undefined) return ['loopback', 'linklocal', 'uniquelocal'].includes(address) || isIP(address) > 0
    const bits = { 4: 32, 6: 128 }[isIP(address)] ?? 0
    const length = bits === 32 && isIP(mask) === 4 ? lengthOfNetmask(mask) : Number(/^\d+$/.exec(mask)?.[0])
    return more.length === 0 && length >= 1 && length <= bits
  })
}

/** 255.255.0.0 is 16; NaN for what is no netmask. */
function lengthOfNetmask(mask: string): number {
  const bits = mask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : Number.NaN
}

export function trustProxy(value: string | undefined): Trust {
  if (value === undefined || value === 'off' || value === 'false' || /^0+$/.test(value)) return false
  // Of several addresses in the header only the last was written by a proxy of ours: the others are what the client sent
  // along, and would give it as many budgets as it can think of.
  const isOn = value === 'on' || value === 'true'
  if (!isOn && !/^\d+$/.test(value)) return value
  const hops = isOn ? 1 : Number(value)
  return (_address, hop) => hop < hops
}
