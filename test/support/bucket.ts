/** A bucket on loopback, of a server that speaks the S3 protocol: a real peer, not a mock. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import type { BucketConfig } from '../../src/storage/index.ts'

export interface TestBucket {
  config: BucketConfig
  /** The same as environment variables. */
  env: Record<string, string>
  /** Stops answering, and answers again at the same address. */
  stop(): Promise<void>
  start(): Promise<void>
  dispose(): Promise<void>
}

export async function openTestBucket(): Promise<TestBucket> {
  const directory = mkdtempSync(join(tmpdir(), 'sambatan-test-bucket-'))
  const port = await freePort()
  const name = 'sambatan-photos'
  const make = () =>
    new S3rver({
      address: '127.0.0.1',
      port,
      silent: true,
      directory,
      vhostBuckets: false,
      configureBuckets: [{ name, configs: [] }],
    })
  let server: S3rver | undefined
  const start = async () => {
    server = make()
    await server.run()
  }
  const stop = async () => {
    server?.httpServer.closeAllConnections()
    await server?.close()
    server = undefined
  }
  await start()
  const config = {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: name,
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
  }
  return {
    config,
    env: {
      SAMBATAN_S3_ENDPOINT: config.endpoint,
      SAMBATAN_S3_BUCKET: config.bucket,
      SAMBATAN_S3_REGION: config.region,
      SAMBATAN_S3_ACCESS_KEY_ID: config.accessKeyId,
      SAMBATAN_S3_SECRET_ACCESS_KEY: config.secretAccessKey,
    },
    start,
    stop,
    async dispose() {
      await stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Kept from one start to the next, so it has to be known before the first. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
