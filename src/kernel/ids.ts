import { randomFillSync } from 'node:crypto'

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

// Random bytes are drawn in blocks: one system call per id costs more than everything else here together.
const block = Buffer.alloc(16 * 256)
let offset = block.length

// Two ids made in one millisecond by one process must still sort in the order they were made: lists page by id.
let lastMs = 0
let sequence = 0

/**
 * A UUID version 7 (RFC 9562, section 5.7; method 1 of section 6.2): 48 bits of Unix milliseconds, 12 bits of a
 * counter that starts anew each millisecond, 62 random bits. Ids of one process sort by the time they were made. Our own because each join
 * takes one: 0.8 µs, and 5 to 6 with the package `uuid`.
 */
export function uuidv7(): string {
  if (offset === block.length) {
    randomFillSync(block)
    offset = 0
  }
  const bytes = block.subarray(offset, offset + 16)
  offset += 16
  const nowMs = Date.now()
  if (nowMs > lastMs) {
    lastMs = nowMs
    sequence = 0
  } else if (++sequence > 0xfff) {
    // More than 4,096 ids in a millisecond, or a clock that went back: borrow from the next millisecond.
    lastMs += 1
    sequence = 0
  }
  bytes.writeUIntBE(lastMs, 0, 6)
  bytes[6] = 0x70 | (sequence >> 8)
  bytes[7] = sequence & 0xff
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/**
 * Whether an id is of a machine or a guest: no account, no user of a marketplace and no subject of a token may be named so, or
 * it would own what they own. `sambatan.is_reserved_id` says the same.
 */
export function isReservedId(id: string): boolean {
  return id.startsWith('machine:') || id.startsWith('guest:')
}

/** Whether a text is a UUID of any version, so that it may be sent to the database as one. */
export function isUuid(text: string): boolean {
  return pattern.test(text)
}
