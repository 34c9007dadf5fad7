/**
 * Watches a read replica and says whether it may be read: it must answer, be a standby of this primary, know the tables
 * of this code, and be no further behind than allowed. Otherwise it rests, and everything is read from the primary.
 *
 * How far behind it is cannot be asked of it alone: the age of its last transaction grows while nobody writes, and one
 * that has lost its primary believes to be up to date. So the primary's position in its log is noted every second, and
 * compared with how far the replica has come (see lag.ts). Nothing is written for this.
 *
 * One that fails is asked again after a pause that doubles up to half a minute, and begins anew once it has been well for
 * as long. One that is only behind is looked at every second: looking costs it nothing. It is read again when it has made
 * up half of what it may lack, so that one at the limit does not come and go.
 */
import { codeOf, isUnavailable } from '../errors.ts'
import type { Inquirer } from './inquirer.ts'
import { createLooks, faultOf, type ReplicaFault } from './look.ts'

export interface ReplicaState {
  /** Whether it is being read. */
  inUse: boolean
  /** Why not; undefined as well until the first verdict. */
  fault: ReplicaFault | undefined
  /** What the fault was seen by. */
  cause: unknown
  /** Everything is there that was committed so long ago, perhaps more; undefined while that is not known. */
  lagSeconds: number | undefined
  /** Reads that the primary answered because the replica failed them. */
  fallbacks: number
}

export interface ReplicaWatch {
  state(): ReplicaState
  /** The state as soon as there is a verdict on it. */
  settled(): Promise<ReplicaState>
  inUse(): boolean
  /** A read failed there, and is done by the primary. */
  failed(error: unknown): void
  /** Calls back should it come to rest, until the function that is returned is called. */
  onRest(callback: () => void): () => void
  close(): void
}

interface Options {
  primary: Inquirer
  replica: Inquirer
  lagSecondsMax: number
  /** The newest migration that this code knows. */
  schemaVersion: number
  /** Told when it comes to rest and when it is read again, the first verdict included. */
  onChange(state: ReplicaState): void
}

const everyMsMax = 1000
const restMsMax = 30_000

export function watchReplica({ primary, replica, lagSecondsMax, schemaVersion, onChange }: Options): ReplicaWatch {
  const lagMsMax = lagSecondsMax * 1000
  const pauses = createPauses(lagMsMax)
  const looks = createLooks({ primary, replica, schemaVersion })
  const firstVerdict = Promise.withResolvers<void>()
  const resting = new Set<() => void>()
  const state: Omit<ReplicaState, 'lagSeconds'> = { inUse: false, fault: undefined, cause: undefined, fallbacks: 0 }
  let settled = false
  /** Counts rests, so that a look that one came in between of is not believed. */
  let rests = 0
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function use(): void {
    if (!state.inUse) {
      Object.assign(state, { inUse: true, fault: undefined, cause: undefined })
      tell()
    }
    lookAfter(pauses.whileWell())
  }

  function rest(fault: ReplicaFault, cause: unknown): void {
    rests++
    const isNews = state.inUse || !settled
    Object.assign(state, { inUse: false, fault, cause })
    for (const callback of [...resting]) callback()
    if (isNews) tell()
    lookAfter(pauses.after(fault))
  }

  function tell(): void {
    settled = true
    firstVerdict.resolve()
    onChange(present())
  }

  function lookAfter(ms: number): void {
    clearTimeout(timer)
    if (closed) return
    timer = setTimeout(async () => {
      const before = rests
      const verdict = await looks.look(state.fault === undefined ? lagMsMax : lagMsMax / 2)
      if (closed || rests !== before) return
      if (verdict === 'fit') use()
      else if (verdict === 'unknown') lookAfter(pauses.everyMs)
      else rest(verdict.fault, verdict.cause)
    }, ms)
    timer.unref()
  }

  function present(): ReplicaState {
    return { ...state, lagSeconds: looks.lagSeconds() }
  }

  lookAfter(0)
  return {
    state: present,
    settled: () => firstVerdict.promise.then(present),
    inUse: () => state.inUse,
    failed(error) {
      state.fallbacks++
      if (state.inUse && isServersFault(error)) rest(faultOf(error), error)
    },
    onRest(callback) {
      resting.add(callback)
      return () => resting.delete(callback)
    },
    close() {
      closed = true
      clearTimeout(timer)
      primary.close()
      replica.close()
    },
  }
}

/** How long to wait for the next look. */
function createPauses(lagMsMax: number) {
  // Several looks fit into what is allowed, or it would be used up between two of them.
  const everyMs = Math.min(everyMsMax, lagMsMax / 4)
  let pauseMs = everyMs
  let wellSinceMs: number | undefined
  return {
    everyMs,
    whileWell(): number {
      wellSinceMs ??= performance.now()
      if (performance.now() - wellSinceMs > restMsMax) pauseMs = everyMs
      return everyMs
    },
    after(fault: ReplicaFault): number {
      wellSinceMs = undefined
      if (fault === 'behind' || fault === 'unmeasured') return everyMs
      const ms = pauseMs
      pauseMs = Math.min(pauseMs * 2, restMsMax)
      return ms
    },
  }
}

/** Whether the next statement would fail as well; a conflict with what is being replayed, or a timeout, is one statement's. */
function isServersFault(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  return isUnavailable(error) || faultOf(error) === 'schema_older' || /^(53|57P|58|XX)/.test(code)
}
