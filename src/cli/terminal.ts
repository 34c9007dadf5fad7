/** Standard output carries results, standard error everything else; progress only where somebody watches. */
import { once } from 'node:events'

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

export function warn(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`)
}

/** Standard output was closed by its reader, as `| head` does when it has seen enough. */
export class ReaderLeft extends Error {
  override readonly name = 'ReaderLeft'
}

let readerLeft = false

/** Nobody reads any more: that is no failure, and no reason to die in the middle of something. */
export function expectReaderToLeave(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    readerLeft = true
  })
}

/**
 * Writes, and waits while the reader is slower than we are, so that memory stays bounded.
 * @throws ReaderLeft
 */
export async function printSlowly(text: string): Promise<void> {
  if (readerLeft) throw new ReaderLeft()
  if (process.stdout.write(text)) return
  await once(process.stdout, 'drain').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EPIPE' ? new ReaderLeft() : error
  })
}

export interface Progress {
  show(text: string): void
  /** Clears the line. */
  end(): void
}

const clearLine = '\r\u001b[K'
const repaintMs = 100

/** One line on standard error that is written over; nothing at all when that is not a terminal. */
export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { show: () => undefined, end: () => undefined }
  let paintedAt = Number.NEGATIVE_INFINITY
  return {
    show(text) {
      const at = performance.now()
      if (at - paintedAt < repaintMs) return
      paintedAt = at
      stream.write(`${clearLine}${text}`)
    },
    end: () => void stream.write(clearLine),
  }
}

/** `1 campaign`, `12,000 participations`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : `${noun}s`}`
}

/** `3.4 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`
}
