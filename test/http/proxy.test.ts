/** A proxy in front that nobody told the node of: all visitors are one address then, which must not stay unnoticed. */
import { expect, it } from 'vitest'
import { readableLog } from '../support/log.ts'
import { onEachNode, type TestNode } from './node.ts'

const operator = { as: 'operator:budi' } as const

async function isIgnored(node: TestNode): Promise<boolean> {
  return (await node.ask('GET', '/operations/system', operator)).body.node.proxy_ignored
}

function knock(node: TestNode, remoteAddress: string, headers: Record<string, string>) {
  return node.app.inject({ url: '/healthz', remoteAddress, headers })
}

const plain = readableLog()
const warnings = ({ lines }: typeof plain) => lines.filter(({ msg }) => String(msg).includes('TRUST_PROXY'))

onEachNode(
  'a node that believes no proxy',
  (node) => {
    it('notices one beside it, and says so once', async () => {
      await knock(node, '10.0.0.2', {})
      await knock(node, '203.0.113.5', { 'x-forwarded-for': '198.51.100.7' })
      expect(await isIgnored(node), 'from far away anybody may write what proxies write').toBe(false)
      expect(warnings(plain)).toEqual([])
      await knock(node, '::ffff:10.0.0.2', { 'x-forwarded-for': '198.51.100.7' })
      expect(await isIgnored(node)).toBe(true)
      await knock(node, '10.0.0.2', { forwarded: 'for=198.51.100.7' })
      expect(warnings(plain)).toMatchObject([{ level: 40 }])
      expect(JSON.stringify(warnings(plain)), 'and no address').not.toContain('198.51.100.7')
    })
  },
  { only: 'one', log: plain.log },
)

const elsewhere = readableLog()
onEachNode(
  'a node that believes another proxy',
  (node) => {
    it('notices the one that it does not know', async () => {
      await knock(node, '10.0.0.9', { 'x-forwarded-for': '198.51.100.7' })
      expect(await isIgnored(node)).toBe(false)
      await knock(node, '172.17.0.1', { 'x-forwarded-for': '198.51.100.7' })
      expect(await isIgnored(node)).toBe(true)
      expect(warnings(elsewhere)).toHaveLength(1)
    })
  },
  { only: 'one', log: elsewhere.log, env: { TRUST_PROXY: '10.0.0.0/24' } },
)

onEachNode(
  'a node that believes the proxy in front',
  (node) => {
    it('has nothing to notice', async () => {
      await knock(node, '10.0.0.2', { 'x-forwarded-for': '198.51.100.7' })
      expect(await isIgnored(node)).toBe(false)
    })
  },
  { only: 'one', env: { TRUST_PROXY: '1', SAMBATAN_PUBLIC_URL: 'https://sambatan.test' } },
)

onEachNode(
  'a node that people reach by https and that believes no proxy',
  (node) => {
    it('need not wait for the first header: itself it speaks none', async () => {
      expect(await isIgnored(node)).toBe(true)
    })
  },
  { only: 'one', env: { SAMBATAN_PUBLIC_URL: 'https://sambatan.test' } },
)
