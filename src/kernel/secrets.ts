import { hash } from 'node:crypto'

/**
 * The secrets that sign sessions and encrypt what must not lie open in the database. The first signs and encrypts; those
 * behind it only decrypt, so that a secret can be changed without losing what it has encrypted.
 */
export interface Secrets {
  current: string
  /** Newest first, each with a number that what it encrypted carries along. */
  versions: { version: number; value: string }[]
}

/** Reads `new,old`. A secret's number is taken from its hash: it is the same on every node and after every change. */
export function parseSecrets(text: string): Secrets {
  const values = text.split(',').map((value) => value.trim())
  const versions = values.map((value) => ({ value, version: hash('sha256', value, 'buffer').readUInt32BE() >>> 1 }))
  return { current: values[0]!, versions }
}
