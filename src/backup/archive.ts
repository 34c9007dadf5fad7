/**
 * The form of a backup: a tar file, which any machine can unpack, of
 *
 *     sambatan-backup.json             what it is, of which release and schema
 *     routines.json.gz                 functions and triggers, to be made again where the release moved on
 *     secrets.json                     only in an encrypted one
 *     blobs/<key>                      pictures, as they lie in the storage
 *     tables/<table>/<n>.ndjson.gz     rows, a line each
 *     end.json                         counts, sequences, and the hash of every byte before it
 *
 * What is cut off has no end.json, and what was changed does not have its hash. Entries are small enough to be held in memory
 * one at a time.
 */
import { createHash } from 'node:crypto'
import { SetupError } from '../db/index.ts'

const block = 512
const nameBytesMax = 100
/** None of ours is nearly so large: a header that says so was damaged. */
const entryBytesMax = 1_000_000_000

export const manifestName = 'sambatan-backup.json'
export const routinesName = 'routines.json.gz'
export const secretsName = 'secrets.json'
export const endName = 'end.json'
export const blobFolder = 'blobs/'
export const tableFolder = 'tables/'

export interface ArchiveWriter {
  add(name: string, bytes: Uint8Array): Promise<void>
  /** Of every byte that was written so far. */
  sha256(): string
  finish(): Promise<void>
}

export function createArchiveWriter(write: (bytes: Uint8Array) => Promise<void>, at: Date): ArchiveWriter {
  const hash = createHash('sha256')
  async function put(bytes: Uint8Array): Promise<void> {
    hash.update(bytes)
    await write(bytes)
  }
  return {
    async add(name, bytes) {
      await put(header(name, bytes.length, at))
      await put(bytes)
      const rest = bytes.length % block
      if (rest > 0) await put(Buffer.alloc(block - rest))
    },
    sha256: () => hash.copy().digest('hex'),
    finish: () => put(Buffer.alloc(2 * block)),
  }
}

function header(name: string, size: number, at: Date): Buffer {
  const bytes = Buffer.alloc(block)
  if (Buffer.byteLength(name) > nameBytesMax) throw new Error(`the name of an entry is too long: ${name}`)
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`
  bytes.write(name, 0)
  bytes.write(octal(0o600, 7), 100)
  bytes.write(octal(0, 7), 108)
  bytes.write(octal(0, 7), 116)
  bytes.write(octal(size, 11), 124)
  bytes.write(octal(Math.floor(at.getTime() / 1000), 11), 136)
  bytes.write('0', 156)
  bytes.write('ustar\u000000', 257)
  bytes.write(`${sumOf(bytes).toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}

/** Of all bytes of a header, those of the sum itself counted as spaces. */
function sumOf(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < block; at++) sum += at >= 148 && at < 156 ? 32 : bytes[at]!
  return sum
}

export interface Entry {
  name: string
  bytes: Buffer
  /** Of every byte before it. */
  before: () => string
}

/**
 * The entries up to and with end.json.
 * @throws SetupError where it is damaged or cut off; whether it is ours at all is seen in the name of the first
 */
export async function* readArchive(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const hash = createHash('sha256')
  const take = taker(chunks)
  for (;;) {
    const head = await take(block)
    const before = hash.copy()
    const { name, size } = parseHeader(head)
    const padded = Math.ceil(size / block) * block
    const body = await take(padded)
    hash.update(head).update(body)
    yield { name, bytes: body.subarray(0, size), before: () => before.digest('hex') }
    if (name === endName) return
  }
}

function parseHeader(head: Buffer): { name: string; size: number } {
  const text = (from: number, to: number) => head.toString('latin1', from, to).replace(/\0.*$/s, '').trim()
  const size = Number.parseInt(text(124, 136), 8)
  const isWhole = text(257, 262) === 'ustar' && Number.parseInt(text(148, 156), 8) === sumOf(head)
  if (!isWhole || !(size >= 0 && size <= entryBytesMax)) throw damaged('what should be the head of an entry is none')
  return { name: text(0, nameBytesMax), size }
}

function taker(chunks: AsyncIterable<Uint8Array>): (count: number) => Promise<Buffer> {
  const iterator = chunks[Symbol.asyncIterator]()
  let waiting: Uint8Array[] = []
  let length = 0
  return async (count) => {
    while (length < count) {
      const { done, value } = await iterator.next()
      if (done) throw cutOff()
      waiting.push(value)
      length += value.length
    }
    const all =
      waiting.length === 1 ? Buffer.from(waiting[0]!.buffer, waiting[0]!.byteOffset, length) : Buffer.concat(waiting)
    waiting = [all.subarray(count)]
    length -= count
    return all.subarray(0, count)
  }
}

export function damaged(why: string, cause?: unknown): SetupError {
  return new SetupError(
    'backup_damaged',
    `The backup is damaged (${why}). Nothing was changed. Fetch the file again from where it is kept, or take another backup.`,
    cause,
  )
}

export function cutOff(cause?: unknown): SetupError {
  return new SetupError(
    'backup_cut_off',
    'The backup is cut off: its end is missing. Nothing was changed. It was copied in part, or its disk was full: fetch the file again, or take another backup.',
    cause,
  )
}
