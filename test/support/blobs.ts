import { hash } from 'node:crypto'

/** Some megabytes that follow from the key, so that half of them is not mistaken for all. */
export function blobOf(key: string): Buffer {
  const line = hash('sha256', key, 'hex')
  return Buffer.from(line.repeat(40_000) + line.split('').reverse().join(''))
}
