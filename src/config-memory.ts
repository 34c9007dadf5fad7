import { totalmem } from 'node:os'

/** Above what is left of 1.5 GB, and below what is left of 2 GB when the machine's kernel has taken its own. */
const SMALL_BYTES = 1.75 * 2 ** 30

/** What this process may use: the machine's memory, or what its container or service is limited to. */
export function memoryBytes(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity)
}

/** Whether the embedded database should spare memory where nobody has said: see db/embedded/compiler.ts. */
export function isSmall(bytes: number): boolean {
  return bytes < SMALL_BYTES
}
