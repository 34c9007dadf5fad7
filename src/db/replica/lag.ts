/**
 * How far a standby is behind, from positions in the primary's log: a standby that has reached a position has all that
 * was committed before the primary was found there. True also while nobody writes, and when nothing arrives any more.
 */

export interface Lag {
  /** The primary was at `position`, asked at `atMs` (performance.now) or a little later. */
  note(atMs: number, position: bigint): void
  /** The standby has been seen at `position`. */
  reached(position: bigint): void
  /** The moment before which nothing is missing; while none is known, undefined. */
  completeUntilMs(): number | undefined
  /** When looking began: at the first note, and anew with another primary. */
  sinceMs(): number | undefined
}

/** Notes of a standby that is away for long are dropped, the oldest first: that only makes it seem further behind. */
const notesMax = 600

export function createLag(): Lag {
  let notes: { atMs: number; position: bigint }[] = []
  let newest = 0n
  let completeUntilMs: number | undefined
  let sinceMs: number | undefined
  return {
    note(atMs, position) {
      // A log never goes back: it is another server's, which nothing noted before is true of.
      if (position < newest) {
        notes = []
        completeUntilMs = undefined
        sinceMs = undefined
      }
      newest = position
      sinceMs ??= atMs
      notes.push({ atMs, position })
      if (notes.length > notesMax) notes.shift()
    },
    reached(position) {
      while (notes[0] !== undefined && notes[0].position <= position) completeUntilMs = notes.shift()?.atMs
    },
    completeUntilMs: () => completeUntilMs,
    sinceMs: () => sinceMs,
  }
}

/** `16/B374D848`: two halves of 32 bits. */
export function parsePosition(text: string): bigint {
  const [high = '0', low = '0'] = text.split('/')
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`)
}
