/**
 * The shop of the demo: another origin than the node whose campaign it shows, with a policy as strict as they come. As a
 * command: `node packages/widget/demo/serve.ts http://127.0.0.1:3000 <campaign's slug>`, on the port that `PORT` names, or 4000.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Shop {
  url: string
  close(): Promise<void>
}

export interface ShopOptions {
  /** Of the node. */
  base: string
  /** Id or slug. */
  campaign: string
  language?: 'id' | 'en'
  port?: number
  /** Another page than the demo's. */
  html?: string
}

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

export async function openShop({ base, campaign, language = 'id', port = 0, html }: ShopOptions): Promise<Shop> {
  const page = (html ?? read('index.html'))
    .replaceAll('{{base}}', base)
    .replaceAll('{{campaign}}', campaign)
    .replace('<html lang="id"', `<html lang="${language}"`)
  const policy = [
    "default-src 'none'",
    `script-src ${base}/widget.js`,
    "style-src 'self'",
    `img-src ${base}`,
    `connect-src ${base}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]
  const server = createServer((request, response) => {
    if (request.url === '/shop.css') return response.setHeader('content-type', 'text/css').end(read('shop.css'))
    if (request.url === '/favicon.ico') return response.writeHead(204).end()
    response.setHeader('content-security-policy', policy.join('; '))
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

if (import.meta.main) {
  const [base, campaign] = process.argv.slice(2)
  if (base === undefined || campaign === undefined) {
    fail(
      "Say which node and which campaign: node packages/widget/demo/serve.ts http://127.0.0.1:3000 <campaign's slug>",
    )
  } else {
    const port = Number(process.env.PORT ?? 4000)
    try {
      process.stdout.write(`${(await openShop({ base, campaign, port })).url}\n`)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'ERR_SOCKET_BAD_PORT') throw error
      fail(
        `Port ${process.env.PORT ?? port} cannot be listened on (${code}). Stop what listens there, or choose another: PORT=4001.`,
      )
    }
  }
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
