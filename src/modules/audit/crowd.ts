/**
 * A crowd that joins has the machine first: whoever tells of it can wait a moment, whoever joins cannot. A crowd is known by how many
 * events are written, on whichever node, so that one node does not tell at full speed while another takes the joins.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../db/index.ts'

/** More events a second than this are a crowd. */
const crowdPerSecond = 500
/** Between two looks: shorter ones would count one batch of joins as many. */
const lookEveryMs = 200

export interface Crowd {
  /** Rests for that long if there is a crowd now, or until somebody says to stop; else goes on at once. */
  letPass(restMs: number, stop?: AbortSignal): Promise<void>
}

/** What it knows of how many were written is of the time since it was asked last: so it is asked again and again, also when all is quiet. */
export function watchForCrowd(db: Database): Crowd {
  let last: { written: number; atMs: number } | undefined
  let isHere = false

  async function look(): Promise<void> {
    const atMs = performance.now()
    if (last !== undefined && atMs - last.atMs < lookEveryMs) return
    // Also what is begun and not committed: it is about to be.
    const [row] = await db.query<{ written: number }>('select last_value as written from sambatan.audit_logs_id_seq')
    const { written } = row!
    isHere = last !== undefined && ((written - last.written) / (atMs - last.atMs)) * 1000 > crowdPerSecond
    last = { written, atMs }
  }

  return {
    async letPass(restMs, stop) {
      await look()
      if (isHere) await sleep(restMs, undefined, { signal: stop }).catch(() => {})
    },
  }
}
