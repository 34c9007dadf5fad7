/**
 * The widget that any page can show a campaign with, as one script. It is read when it is asked for, so that one that
 * was built anew needs no new start, and pressed once.
 */
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { Problem } from '../../kernel/problem.ts'
import { type Encoding, encodingFor } from '../encoding.ts'
import { sendKept } from '../kept.ts'
import type { App } from '../types.ts'

const file = fileURLToPath(new URL('../../../packages/widget/dist/widget.js', import.meta.url))

interface Built {
  etag: string
  bodies: Record<Encoding, Buffer>
}

export function widgetRoutes(app: App): void {
  let current: Promise<Built> | undefined
  let mtimeMs = 0

  async function built(): Promise<Built> {
    // Looked at before it is read: one that is built in between is read anew next time.
    const { mtimeMs: now } = await stat(file).catch(() => {
      throw new Problem('not_found')
    })
    if (current === undefined || mtimeMs !== now) {
      mtimeMs = now
      current = readBuilt()
      current.catch(() => {
        current = undefined
      })
    }
    return current
  }

  app.route({
    method: 'GET',
    url: '/widget.js',
    config: { action: 'page.read', crossOrigin: 'read' },
    schema: { hide: true },
    async handler(request, reply) {
      const { etag, bodies } = await built()
      const encoding = encodingFor(request)
      reply.header('vary', 'accept-encoding')
      const kept = {
        etag: `${etag}-${encoding}`,
        cacheControl: 'public, max-age=3600',
        type: 'text/javascript; charset=utf-8',
      }
      return sendKept(request, reply, kept, async () => {
        if (encoding !== 'identity') reply.header('content-encoding', encoding)
        return bodies[encoding]
      })
    },
  })
}

async function readBuilt(): Promise<Built> {
  const identity = await readFile(file)
  const [br, zipped] = await Promise.all([promisify(brotliCompress)(identity), promisify(gzip)(identity)])
  const etag = createHash('sha256').update(identity).digest('base64url').slice(0, 16)
  return { etag, bodies: { identity, br, gzip: zipped } }
}
