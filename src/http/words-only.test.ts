import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { wordsOnly } from './words-only.ts'

const type = 'multipart/form-data; boundary=AaB'
const field = (name: string, value: string) =>
  `--AaB\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (name: string, value: string) =>
  `--AaB\r\ncontent-disposition: form-data; name="${name}"; filename="foto.jpg"\r\ncontent-type: image/jpeg\r\n\r\n${value}\r\n`

async function through(body: string, { size = body.length, bytesMax = 10_000, contentType = type } = {}) {
  const bytes = Buffer.from(body)
  const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  )
  const words = wordsOnly(contentType, bytesMax)
  const out = await buffer(Readable.from(parts).pipe(words))
  expect(words.receivedEncodedLength).toBe(bytes.length)
  return out
}

async function formOf(bytes: Buffer): Promise<[string, string][]> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const entries = [...form].map(([name, value]) => [
    name,
    typeof value === 'string' ? value : `${value.name} of ${value.size}`,
  ])
  return entries as [string, string][]
}

describe('the words of a form', () => {
  const body = `${field('title', 'Melati')}${file('photos', 'x\r\n--AaC\r\n\r\n--Aa--\r\ny')}${field('kosong', '')}${file('photos', '')}${field('story', 'baris\r\n--A\r\nbaris')}--AaB--\r\n`

  it.each([1, 2, 3, 5, 7, 11, 64, 10_000])(
    'go on however they come, and no byte of a file (%i at once)',
    async (size) => {
      const out = await through(body, { size })
      expect(await formOf(out)).toEqual([
        ['title', 'Melati'],
        ['photos', 'foto.jpg of 0'],
        ['kosong', ''],
        ['photos', 'foto.jpg of 0'],
        ['story', 'baris\r\n--A\r\nbaris'],
      ])
    },
  )

  it('break off where they are too many, or have no end of a head', async () => {
    const many = await through(`${field('a', 'x'.repeat(300)).repeat(100)}--AaB--\r\n`, {
      size: 1_000,
      bytesMax: 5_000,
    })
    expect(many.length).toBeLessThanOrEqual(5_000)
    expect((await through(`--AaB\r\n${'x'.repeat(50_000)}`, { size: 1_000, bytesMax: 100_000 })).length).toBeLessThan(
      100,
    )
  })

  it('are none where nothing says what parts them, or nothing does', async () => {
    expect((await through(body, { contentType: 'multipart/form-data' })).length).toBe(0)
    expect((await through('y'.repeat(30_000), { size: 999 })).length).toBe(0)
  })
})
