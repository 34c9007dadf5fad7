/** Both kinds of storage keep the same promises; what only one of them can get wrong is tested behind. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/kernel/clock.ts'
import { openBucket, openFolder, type Storage } from '../../src/storage/index.ts'
import { blobOf } from '../support/blobs.ts'
import { openTestBucket, type TestBucket } from '../support/bucket.ts'
import { refusalOf } from '../support/engine.ts'
import { readableLog, silentLog } from '../support/log.ts'
import { startScript } from '../support/processes.ts'
import { canMount, mountSmallDisk } from '../support/small-disk.ts'

const webp = (bytes: string | Uint8Array) => ({ bytes: Buffer.from(bytes as string), type: 'image/webp' })

function promises(open: () => Storage): void {
  it('gives back what it was given, byte for byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 256))
    await open().put('aa11/960.webp', webp(bytes))
    expect(await open().get('aa11/960.webp')).toEqual(bytes)
    await open().put('aa11/480.webp', webp(''))
    expect(await open().get('aa11/480.webp')).toEqual(Buffer.alloc(0))
  })

  it('has nothing where nothing was put', async () => {
    await open().put('bb22/960.webp', webp('x'))
    for (const key of ['bb22/480.webp', 'cc33/960.webp', 'a', 'bb22/deeper/960.webp']) {
      expect(await open().get(key), key).toBeUndefined()
    }
  })

  it('takes the same blob twice, also at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => open().put('dd44/960.webp', webp('the same'))))
    expect(String(await open().get('dd44/960.webp'))).toBe('the same')
  })

  it('removes, and does not mind when there is nothing to remove', async () => {
    await open().put('ee55/480.webp', webp('small'))
    await open().put('ee55/960.webp', webp('large'))
    await open().delete('ee55/480.webp')
    expect(await open().get('ee55/480.webp')).toBeUndefined()
    expect(String(await open().get('ee55/960.webp'))).toBe('large')
    await open().delete('ee55/480.webp')
    await open().delete('ff66/480.webp')
    await open().delete('ee55/960.webp')
    await open().put('ee55/960.webp', webp('again'))
    expect(String(await open().get('ee55/960.webp'))).toBe('again')
  })

  it.each([
    '',
    '.',
    '..',
    '../x',
    'a/../x',
    '/etc/passwd',
    'a//b',
    'a/',
    'A',
    'a b',
    'a\\b',
    '.unfinished/x',
    'a\0b',
    'a?b',
  ])('knows no key %j: that would be a defect of ours', async (key) => {
    for (const attempt of [() => open().get(key), () => open().delete(key), () => open().put(key, webp('x'))]) {
      await expect(attempt()).rejects.toThrow('assertion failed')
    }
  })
}

describe('a folder', () => {
  let dir: string
  let storage: Storage
  const open = () => openFolder({ dir, clock: systemClock, log: silentLog })
  beforeEach(() => {
    dir = join(mkdtempSync(join(tmpdir(), 'sambatan-test-blobs-')), 'deep', 'photos')
    storage = open()
  })
  afterEach(() => rmSync(join(dir, '..', '..'), { recursive: true, force: true }))

  promises(() => storage)

  it('is not made before there is something to keep', async () => {
    expect(await storage.get('aa/480.webp')).toBeUndefined()
    await storage.delete('aa/480.webp')
    expect(existsSync(dir)).toBe(false)
  })

  it('has no folders left over where blobs were', async () => {
    await storage.put('aa/480.webp', webp('x'))
    await storage.delete('aa/480.webp')
    expect(readdirSync(dir)).toEqual(['.unfinished'])
    expect(readdirSync(join(dir, '.unfinished'))).toEqual([])
  })

  it('is killed in the middle of writing: what it said was there is there, and nothing is there by half', async () => {
    const writer = startScript('folder-writer.ts', [dir])
    await writer.prints(/(\/480\.webp\n.*?){12}/s)
    await writer.kill()
    const acknowledged = writer.output().match(/^\S+\/480\.webp$/gm)!
    expect(acknowledged.length).toBeGreaterThanOrEqual(12)
    for (const key of acknowledged) expect((await storage.get(key))!.equals(blobOf(key)), key).toBe(true)
    const present = readdirSync(dir).filter((name) => name !== '.unfinished')
    for (const name of present.filter((folder) => readdirSync(join(dir, folder)).length > 0)) {
      const key = `${name}/480.webp`
      expect(readFileSync(join(dir, key)).equals(blobOf(key)), key).toBe(true)
    }
  })

  it('sweeps away what was left unfinished long ago, and not what somebody is writing', async () => {
    mkdirSync(join(dir, '.unfinished'), { recursive: true })
    const [old, fresh] = [join(dir, '.unfinished', 'old'), join(dir, '.unfinished', 'fresh')]
    for (const file of [old, fresh]) writeFileSync(file, 'half a bl')
    const twoHoursAgo = Date.now() / 1000 - 7_200
    utimesSync(old, twoHoursAgo, twoHoursAgo)
    await storage.put('aa/480.webp', webp('x'))
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true])
  })

  it('that cannot be written is a problem with an end: it works again when it can', async () => {
    // A file where the folder should be: also root cannot make a folder there.
    mkdirSync(join(dir, '..'), { recursive: true })
    writeFileSync(dir, '')
    const { log, lines } = readableLog()
    const blocked = openFolder({ dir, clock: systemClock, log })
    expect(await refusalOf(blocked.put('aa/480.webp', webp('x')))).toBe('storage_unavailable')
    expect(lines.at(-1)).toMatchObject({ msg: 'the folder of blobs fails', storage: dir, err: { code: 'ENOTDIR' } })
    rmSync(dir)
    await blocked.put('aa/480.webp', webp('x'))
    expect(String(await blocked.get('aa/480.webp'))).toBe('x')
  })

  it('whose disk refuses the place of a blob leaves no half of it behind', async () => {
    await storage.put('aa/480.webp', webp('x'))
    mkdirSync(join(dir, 'bb', '480.webp', 'in the way'), { recursive: true })
    expect(await refusalOf(storage.put('bb/480.webp', webp('x')))).toBe('storage_unavailable')
    expect(readdirSync(join(dir, '.unfinished'))).toEqual([])
  })
})

describe('a bucket', () => {
  let bucket: TestBucket
  let storage: Storage
  beforeAll(async () => {
    bucket = await openTestBucket()
    storage = openBucket({ ...bucket.config, log: silentLog })
  })
  afterAll(() => bucket.dispose())

  promises(() => storage)

  it('is told what it is that it keeps', async () => {
    await storage.put('type/960.webp', webp('x'))
    const { headers } = await signedGet('type/960.webp')
    expect(headers.get('content-type')).toBe('image/webp')
  })

  async function signedGet(key: string): Promise<Response> {
    const { AwsClient } = await import('aws4fetch')
    const client = new AwsClient({ ...bucket.config, service: 's3' })
    return client.fetch(`${bucket.config.endpoint}/${bucket.config.bucket}/${key}`)
  }

  it('that refuses the key, or is not there, is a problem, and no missing picture', async () => {
    const { log, lines } = readableLog()
    await storage.put('aa11/960.webp', webp('x'))
    for (const [wrong, reason] of [
      [{ accessKeyId: 'somebody' }, /InvalidAccessKeyId/],
      [{ bucket: 'another-bucket' }, /NoSuchBucket|there is no bucket/],
    ] as const) {
      const refused = openBucket({ ...bucket.config, ...wrong, log })
      for (const attempt of [() => refused.get('aa11/960.webp'), () => refused.put('aa11/480.webp', webp('x'))]) {
        expect(await refusalOf(attempt())).toBe('storage_unavailable')
        expect(JSON.stringify(lines.at(-1))).toMatch(reason)
      }
    }
    expect(JSON.stringify(lines), 'no secret in the log').not.toContain(bucket.config.secretAccessKey)
  })

  it('that is away is a problem with an end: it works again when it is back', async () => {
    await storage.put('away/480.webp', webp('x'))
    await bucket.stop()
    for (const attempt of [
      () => storage.get('away/480.webp'),
      () => storage.put('away/960.webp', webp('x')),
      () => storage.delete('away/480.webp'),
    ]) {
      expect(await refusalOf(attempt())).toBe('storage_unavailable')
    }
    await bucket.start()
    expect(String(await storage.get('away/480.webp'))).toBe('x')
    expect(await storage.get('away/960.webp')).toBeUndefined()
  })
})

describe('a bucket that answers badly', () => {
  let server: Server
  let answer: (path: string, count: number) => { status: number; delayMs?: number; cut?: boolean }
  let count: number
  const open = (timeoutMs = 10_000) =>
    openBucket({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      bucket: 'photos',
      region: 'auto',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      log: silentLog,
      timeoutMs,
    })
  beforeAll(async () => {
    server = createServer((request, response) => {
      count += 1
      const { status, delayMs = 0, cut } = answer(request.url!, count)
      request.resume().on('end', async () => {
        await sleep(delayMs)
        response.writeHead(status, cut ? { 'content-length': '100' } : {})
        if (cut) response.write('half', () => response.destroy())
        else response.end('body')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  beforeEach(() => {
    count = 0
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
  })

  it('once is asked once more', async () => {
    answer = (_path, count) => ({ status: count === 1 ? 503 : 200 })
    await open().put('aa/480.webp', webp('x'))
    expect(count).toBe(2)
  })

  it('every time is a problem', async () => {
    answer = () => ({ status: 500 })
    expect(await refusalOf(open().get('aa/480.webp'))).toBe('storage_unavailable')
    expect(count).toBe(2)
  })

  it('too late, or with half of the blob, is a problem too', async () => {
    answer = () => ({ status: 200, delayMs: 1_500 })
    expect(await refusalOf(open(300).get('aa/480.webp'))).toBe('storage_unavailable')
    answer = () => ({ status: 200, cut: true })
    expect(await refusalOf(open().get('aa/480.webp'))).toBe('storage_unavailable')
  })

  it('is asked in path style, under its own name', async () => {
    let asked = ''
    answer = (path) => {
      asked = path
      return { status: 200 }
    }
    await open().put('aa/480.webp', webp('x'))
    expect(asked).toBe('/photos/aa/480.webp')
  })
})

describe.skipIf(!canMount)('a folder on a full disk', () => {
  it('refuses what is put, says so once, leaves no draft, is read as ever and takes again when there is room', async () => {
    const disk = mountSmallDisk(1)
    try {
      const { log, lines } = readableLog()
      const storage = openFolder({ dir: disk.path, clock: systemClock, log })
      await storage.put('aa11/480.webp', webp('kept'))
      disk.fill()
      for (let i = 0; i < 3; i++) {
        expect(await refusalOf(storage.put('aa11/960.webp', webp('x'.repeat(100_000))))).toBe('storage_unavailable')
      }
      expect(String(await storage.get('aa11/480.webp'))).toBe('kept')
      expect(readdirSync(join(disk.path, '.unfinished'))).toEqual([])
      disk.makeRoom()
      await storage.put('aa11/960.webp', webp('x'.repeat(100_000)))
      expect(lines.map(({ msg }) => msg)).toEqual(['the folder of blobs fails', 'the folder of blobs is well again'])
    } finally {
      disk.remove()
    }
  })
})
