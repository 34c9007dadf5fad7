/**
 * A file that is made whole, as a workbook is, lies in memory until whoever asked for it has taken all of it, and they may take a
 * byte a second. So it has a place (`places.ts`) from the moment in which it is asked for, and an end. CSV that is streamed has
 * none: of that a page of the list is there at a time, read in no transaction, and no connection waits for who takes it.
 */

import type { ProblemCode } from '../kernel/problem.ts'
import { Problem } from '../kernel/problem.ts'
import { type Asker, createPlaces } from './places.ts'

/** Some 3 MB each. One is being made and eight wait at most (`workbook.ts`), so the others are being taken. */
export const filesAtOnce = 24
/** Of these one person's: a browser loads one, and perhaps another that was asked for by mistake. */
export const filesOfOne = 3
/** So long it is kept whoever else comes: 3 MB come at 17 kB a second in that time. */
const ownMs = 180_000
/** After so long it ends in any case: 3 MB come at 2 kB a second. */
const takenMs = 30 * 60_000

/** What whoever asks for a file that is made whole may be refused with. */
export const fileRefusals = ['exports_at_once', 'export_busy'] satisfies ProblemCode[]

export interface FileTimes {
  /** How long a file keeps its place whoever else comes, in milliseconds. */
  ownMs?: number | undefined
  /** How long it may take until all of it is taken, in milliseconds. */
  takenMs?: number | undefined
}

/**
 * Counts a file until its answer has ended; to be called before anything of it is made.
 * @throws Problem exports_at_once when the person has their places, export_busy when everybody has
 */
export type FileLimit = (asker: Asker) => void

export function createFileLimit({ ownMs: own = ownMs, takenMs: taken = takenMs }: FileTimes = {}): FileLimit {
  const places = createPlaces({
    atOnce: filesAtOnce,
    perPerson: filesOfOne,
    ownMs: own,
    ownTaken: () => new Problem('exports_at_once', { maximum: filesOfOne }, { retryAfterSeconds: 5 }),
    allTaken: () => new Problem('export_busy', {}, { retryAfterSeconds: 5 }),
  })

  return (asker) => {
    const { answer } = asker
    places.take(asker, {
      giveWay() {
        // What is still being made takes a second or two.
        if (!answer.headersSent) return false
        answer.destroy()
        return true
      },
    })
    const timer = setTimeout(() => answer.destroy(), taken)
    timer.unref()
    answer.once('close', () => clearTimeout(timer))
  }
}
