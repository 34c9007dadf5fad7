/**
 * Blobs in a bucket of whatever speaks the S3 protocol, addressed in path style (`<endpoint>/<bucket>/<key>`), which all
 * of them understand. What fails is tried again by whoever asked: a person is waiting, so nothing here takes long.
 */
import { hash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import type { Logger } from '../kernel/logger.ts'
import { Problem } from '../kernel/problem.ts'
import { assertKey, type Storage } from './storage.ts'

export interface BucketConfig {
  /** `https://s3.ap-southeast-3.amazonaws.com`, `http://127.0.0.1:9000`; without a slash at its end. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

interface Options extends BucketConfig {
  log: Logger
  /** How long one request may take, in milliseconds. */
  timeoutMs?: number
}

export function openBucket({ endpoint, bucket, region, accessKeyId, secretAccessKey, log, ...rest }: Options): Storage {
  const { timeoutMs = 10_000 } = rest
  const address = `${endpoint}/${bucket}`
  // One more try for what the service itself calls a passing trouble (5xx, 429).
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 1 })

  async function ask(method: string, key: string, init: RequestInit = {}): Promise<Response> {
    assertKey(key)
    try {
      return await client.fetch(`${address}/${key}`, { ...init, method, signal: AbortSignal.timeout(timeoutMs) })
    } catch (error) {
      throw away(error)
    }
  }

  function away(cause: unknown): Problem {
    log.warn({ err: cause, storage: address }, 'the bucket of blobs failed')
    return new Problem('storage_unavailable', {}, { retryAfterSeconds: 5, cause })
  }

  /** Reads the answer to its end, or the connection could not be used again. */
  async function refused(method: string, answer: Response): Promise<Problem> {
    const text = await answer.text().catch(() => '')
    const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? 'no code'
    return away(new Error(`${method} was answered ${answer.status} (${code})`))
  }

  return {
    name: address,
    async put(key, { bytes, type, isPrivate = false }) {
      const answer = await ask('PUT', key, {
        body: bytes as Uint8Array<ArrayBuffer>,
        headers: {
          'content-type': type,
          'cache-control': isPrivate ? 'private, no-store' : 'public, max-age=31536000, immutable',
          // Signed, so that what arrives is what was sent, also without TLS.
          'x-amz-content-sha256': hash('sha256', bytes, 'hex'),
        },
      })
      if (!answer.ok) throw await refused('PUT', answer)
      await answer.arrayBuffer()
    },
    async get(key) {
      const answer = await ask('GET', key)
      if (answer.status === 404) {
        const text = await answer.text()
        // A bucket that is not there is answered with the same status, and is no missing picture.
        if (!text.includes('NoSuchBucket')) return undefined
        throw away(new Error(`there is no bucket ${bucket}`))
      }
      if (!answer.ok) throw await refused('GET', answer)
      try {
        return Buffer.from(await answer.bytes())
      } catch (error) {
        throw away(error)
      }
    },
    async delete(key) {
      const answer = await ask('DELETE', key)
      if (!answer.ok && answer.status !== 404) throw await refused('DELETE', answer)
      await answer.arrayBuffer()
    },
  }
}
