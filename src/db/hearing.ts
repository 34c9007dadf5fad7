/**
 * Whether this process hears what others tell: by a message to itself, sent as all are sent and heard as all are heard. A
 * connection alone proves nothing: one that leads to another database, or through a pooler, stands and hears nobody.
 */
import { randomUUID } from 'node:crypto'
import type { Listener } from './listener.ts'

const channel = 'sambatan_hearing'

/** A message takes a millisecond. */
const heardWithinMs = 1_500

/** So often it is looked at most, as each look is a message to every node: after a good one, and after a bad one. */
const lookEveryMs = { heard: 30_000, unheard: 2_000 }

export interface HearingState {
  isHeard: boolean
  /** Why the connection does not stand; unset where it stands and nothing is heard. */
  cause?: unknown
}

export interface Hearing {
  /** As it was when it was looked at last; not heard, when the connection has ended since. */
  state(): HearingState
  /** As it is, or was a moment ago. */
  settled(): Promise<HearingState>
}

/** @param notify sends as everybody does */
export function createHearing(
  { listen, connected, stands }: Listener,
  notify: (channel: string, payload: string) => Promise<void>,
): Hearing {
  let last: HearingState & { atMs: number } = { isHeard: true, atMs: Number.NEGATIVE_INFINITY }
  let looking: Promise<HearingState> | undefined
  const waiting = new Map<string, () => void>()
  let listening: Promise<unknown> | undefined

  async function look(): Promise<HearingState> {
    const word = randomUUID()
    let timer: NodeJS.Timeout | undefined
    try {
      await connected()
      listening ??= listen(channel, (heard) => waiting.get(heard)?.())
      await listening
      const heard = new Promise<boolean>((resolve) => {
        waiting.set(word, () => resolve(true))
        timer = setTimeout(resolve, heardWithinMs, false)
      })
      await notify(channel, word)
      return { isHeard: await heard }
    } catch (cause) {
      return { isHeard: false, cause }
    } finally {
      clearTimeout(timer)
      waiting.delete(word)
    }
  }

  /** Nothing is heard on a connection that has ended since it was found good. */
  const hasEnded = () => last.isHeard && last.atMs !== Number.NEGATIVE_INFINITY && !stands()

  return {
    state: () => (hasEnded() ? { isHeard: false } : last),
    async settled() {
      const { isHeard, atMs } = last
      if (!hasEnded() && performance.now() - atMs < lookEveryMs[isHeard ? 'heard' : 'unheard']) return last
      looking ??= look()
        .then((state) => {
          last = { ...state, atMs: performance.now() }
          return state
        })
        .finally(() => {
          looking = undefined
        })
      return looking
    },
  }
}
