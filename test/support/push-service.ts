/**
 * A push service of our own: a real HTTP server on loopback that does what those of browsers do. It takes what is signed with the key
 * that its browser was asked for with (RFC 8292), opens it as that browser would (RFC 8291, RFC 8188), and answers as the test says.
 */
import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Pushed {
  browser: string
  headers: IncomingHttpHeaders
  bytes: number
  message: { title: string; text: string; path: string; tag: string; language: string; at: number }
}

export interface PushService {
  url: string
  /** What browsers were shown, in its order; what was refused is not among it. */
  pushed: Pushed[]
  /** How often something was sent to a browser, taken or not. */
  asked(browser: string): number
  /** A browser that was asked for with a public key, as `PushSubscription.toJSON()` has it. */
  subscribe(browser: string, publicKey: string): { endpoint: string; keys: { p256dh: string; auth: string } }
  /** How it answers for a browser from now on: a status, or by hand. */
  answer(browser: string, how: number | ((response: ServerResponse) => void)): void
  [Symbol.asyncDispose](): Promise<void>
}

interface Browser {
  keys: ECDH
  auth: Buffer
  publicKey: string
}

export async function openPushService(): Promise<PushService> {
  const browsers = new Map<string, Browser>()
  const answers = new Map<string, Parameters<PushService['answer']>[1]>()
  const asked: string[] = []
  const pushed: Pushed[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const name = request.url!.slice('/push/'.length)
    asked.push(name)
    const how = answers.get(name) ?? 201
    if (typeof how === 'function') return how(response)
    const browser = browsers.get(name)
    if (browser === undefined) return response.writeHead(404).end()
    if (how >= 300) return response.writeHead(how).end(`answered ${how}`)
    if (body.length > 4096) return response.writeHead(413).end()
    if (!isSignedBy(browser.publicKey, request.headers.authorization ?? '', origin))
      return response.writeHead(403).end()
    const message = JSON.parse(opened(body, browser))
    pushed.push({ browser: name, headers: request.headers, bytes: body.length, message })
    return response.writeHead(how).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: origin,
    pushed,
    asked: (browser) => asked.filter((one) => one === browser).length,
    subscribe(name, publicKey) {
      const keys = createECDH('prime256v1')
      const auth = randomBytes(16)
      const p256dh = keys.generateKeys('base64url')
      browsers.set(name, { keys, auth, publicKey })
      return { endpoint: `${origin}/push/${name}`, keys: { p256dh, auth: auth.toString('base64url') } }
    },
    answer: (browser, how) => answers.set(browser, how),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** `vapid t=<JWT>, k=<public key>`: by whom the browser was asked for, for this service, not for longer than a day, with a contact. */
function isSignedBy(publicKey: string, authorization: string, origin: string): boolean {
  const [, token = '', key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? []
  if (key !== publicKey) return false
  const [head = '', claims = '', signature = ''] = token.split('.')
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString() || '{}')
  const point = Buffer.from(publicKey, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const signedWith = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const
  const { aud, exp, sub } = read(claims)
  const left = exp - Date.now() / 1000
  return (
    read(head).alg === 'ES256' &&
    verify('sha256', Buffer.from(`${head}.${claims}`), signedWith, Buffer.from(signature, 'base64url')) &&
    aud === origin &&
    left > 0 &&
    left <= 86_400 &&
    /^(mailto:.+@|https:\/\/)/.test(sub)
  )
}

/** One record of aes128gcm, with the keys of a browser. */
function opened(body: Buffer, { keys, auth }: Browser): string {
  const [salt, idLength] = [body.subarray(0, 16), body[20]!]
  const sender = body.subarray(21, 21 + idLength)
  const sealed = body.subarray(21 + idLength)
  const derive = (secret: Buffer, by: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, by, info, length))
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender])
  const secret = derive(keys.computeSecret(sender), auth, about, 32)
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  // What follows the last byte that is not zero is padding, and that byte says that it was the last record.
  const end = padded.findLastIndex((byte) => byte !== 0)
  if (padded[end] !== 2) throw new Error('this is not the last record')
  return padded.subarray(0, end).toString()
}
