import type { LookupAddress } from 'node:dns'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { faultOfUrl, guardedLookup, isPublicAddress } from './guard.ts'

const outside = { allowPrivate: false, httpsOnly: false }

describe('which addresses a webhook may call', () => {
  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine by another number', '127.8.9.10'],
    ['no address at all', '0.0.0.0'],
    ['a private network', '10.1.2.3'],
    ['a private network', '172.16.0.1'],
    ['a private network', '192.168.1.1'],
    ["a cloud's metadata", '169.254.169.254'],
    ['what is behind a carrier', '100.64.0.1'],
    ["Alibaba's platform", '100.100.100.200'],
    ['protocol assignments', '192.0.0.1'],
    ["Oracle's platform", '192.0.0.192'],
    ["Azure's platform", '168.63.129.16'],
    ["Azure's platform, IPv4 mapped", '::ffff:168.63.129.16'],
    ["Azure's platform by NAT64", '64:ff9b::a83f:8110'],
    ["AWS's platform", 'fd00:ec2::254'],
    ["Google's platform", 'fd20:ce::254'],
    ["Tencent's platform", '169.254.0.23'],
    ['relays of 6to4', '192.88.99.1'],
    ['documentation', '192.0.2.1'],
    ['benchmarks', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['everybody', '255.255.255.255'],
    ['this machine', '::1'],
    ['no address at all', '::'],
    ['IPv4 in its old place', '::7f00:1'],
    ['IPv4 mapped', '::ffff:127.0.0.1'],
    ['IPv4 mapped, in hexadecimal', '::ffff:a9fe:a9fe'],
    ['IPv4 translated', '::ffff:0:7f00:1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64', '64:ff9b::10.0.0.1'],
    ["a network's own NAT64", '64:ff9b:1::8.8.8.8'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['unique local', 'fd00::1'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['documentation', '2001:db8::1'],
    ['no address', 'sambatan.example'],
    ['nothing', ''],
  ])('not %s (%s)', (_, address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['8.8.8.8', '168.63.129.17', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    'but %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it.each([
    ['http://127.0.0.1/', 'private'],
    ['http://127.0.0.1./', 'private'],
    ['http://0x7f.1/', 'private'],
    ['http://0X7F000001/', 'private'],
    ['http://2130706433/', 'private'],
    ['http://017700000001/', 'private'],
    ['http://127.1/', 'private'],
    ['http://１２７．０．０．１/', 'private'],
    ['http://169.254.169.254/latest/meta-data', 'private'],
    ['http://168.63.129.16/machine?comp=goalstate', 'private'],
    ['http://[::1]:8080/', 'private'],
    ['http://[::]/', 'private'],
    ['http://[::127.0.0.1]/', 'private'],
    ['http://[::ffff:127.0.0.1]/', 'private'],
    ['http://[64:ff9b::127.0.0.1]/', 'private'],
    ['http://[fe80::1%25eth0]/', 'not_an_address'],
    ['http://localhost:3000/', 'private'],
    ['http://LOCALHOST./', 'private'],
    ['http://app.localhost/', 'private'],
    ['http://user:secret@toko.example/', 'credentials'],
    ['http://user@toko.example/', 'credentials'],
    ['https://toko.example/hook#rahasia', 'fragment'],
    ['https://toko.example/hook#', 'fragment'],
    ['ftp://toko.example/', 'not_an_address'],
    ['gopher://toko.example/', 'not_an_address'],
    ['toko.example/hook', 'not_an_address'],
  ])('refuses %s', (url, fault) => {
    expect(faultOfUrl(url, outside)).toBe(fault)
  })

  it('takes what leads outside, and by https alone where that is the rule', () => {
    for (const url of ['https://toko.example/hook?a=1', 'http://8.8.8.8:8080/', 'http://[2606:4700::1111]/']) {
      expect(faultOfUrl(url, outside)).toBeUndefined()
    }
    expect(faultOfUrl('http://toko.example/', { ...outside, httpsOnly: true })).toBe('not_https')
    expect(faultOfUrl('https://toko.example/', { ...outside, httpsOnly: true })).toBeUndefined()
  })

  it('lets an installation that says so call itself, and never with a password', () => {
    const inside = { allowPrivate: true, httpsOnly: false }
    for (const url of ['http://localhost:1/', 'http://10.0.0.1/', 'http://[::1]/']) {
      expect(faultOfUrl(url, inside)).toBeUndefined()
    }
    expect(faultOfUrl('http://a:b@localhost/', inside)).toBe('credentials')
  })
})

describe('looking up a name for a connection', () => {
  const resolved = (found: LookupAddress[] | string, all: boolean) =>
    new Promise<{ gives: unknown; logged: Record<string, unknown>[] }>((resolve) => {
      const error = typeof found === 'string' ? Object.assign(new Error(found), { code: found }) : null
      // biome-ignore lint/suspicious/noExplicitAny: dns.lookup has many signatures
      const look = ((_name: string, _options: unknown, done: any) => done(error, found)) as any
      const logged: Record<string, unknown>[] = []
      const log = pino({}, { write: (line: string) => void logged.push(JSON.parse(line)) })
      guardedLookup(log, look)('toko.example', { all }, (refused, address) =>
        resolve({ gives: refused?.message ?? address, logged }),
      )
    })
  const outer = { address: '203.0.114.7', family: 4 }
  const inner = { address: '10.0.0.1', family: 4 }

  it('gives public addresses as they are asked for', async () => {
    expect(await resolved([outer], true)).toEqual({ gives: [outer], logged: [] })
    expect(await resolved([outer], false)).toEqual({ gives: outer.address, logged: [] })
  })

  it('refuses a name that leads inside with one of its addresses, in the words of one that is not known; the log alone says more', async () => {
    const gives = 'toko.example leads to no public address'
    for (const found of [[inner], [outer, inner]]) {
      for (const all of [true, false]) {
        const { logged, ...told } = await resolved(found, all)
        expect(told).toEqual({ gives })
        expect(logged).toMatchObject([{ host: 'toko.example', address: '10.0.0.1' }])
      }
    }
    for (const found of [[], 'ENOTFOUND', 'EAI_AGAIN']) expect((await resolved(found, true)).gives).toBe(gives)
    expect((await resolved('EAI_AGAIN', true)).logged).toMatchObject([{ host: 'toko.example', code: 'EAI_AGAIN' }])
  })
})
