/**
 * Reads that go to the replica while it may be read, and are done again by the primary whenever it fails one: whoever
 * asks gets an answer as long as the primary lives, and is kept waiting no longer than it takes to notice (some three
 * seconds for one that went silent). Each statement is a reading of its own, so nothing can be done twice.
 */
import type { Connections } from '../connections.ts'
import { unavailable } from '../errors.ts'
import type { ReplicaWatch } from './watch.ts'

export function createReplicaReads(primary: Connections, replica: Connections, watch: ReplicaWatch): Connections {
  async function query<R>(text: string, values?: readonly unknown[]) {
    if (watch.inUse()) {
      try {
        return await readUnlessResting<R>(text, values)
      } catch (error) {
        // Whatever it was: on the primary it is no fault of the replica, and the caller's answer.
        watch.failed(error)
      }
    }
    const connection = await primary.acquire()
    try {
      return await connection.query<R>(text, values)
    } finally {
      connection.release()
    }
  }

  /** Gives up on a statement that is under way when the replica comes to rest: it might never be answered. */
  async function readUnlessResting<R>(text: string, values?: readonly unknown[]) {
    const rested = Promise.withResolvers<never>()
    const forget = watch.onRest(() => rested.reject(unavailable(new Error('the replica has come to rest'))))
    rested.promise.catch(() => {}) // it may come to rest after the answer
    const acquired = replica.acquire()
    try {
      const connection = await Promise.race([acquired, rested.promise])
      try {
        return await Promise.race([connection.query<R>(text, values), rested.promise])
      } finally {
        if (watch.inUse()) connection.release()
        else connection.discard()
      }
    } catch (error) {
      void acquired.then((connection) => connection.discard()).catch(() => {})
      throw error
    } finally {
      forget()
    }
  }

  return {
    pool: replica.pool,
    timeoutPerTransactionMs: replica.timeoutPerTransactionMs,
    acquire: async () => ({ query, release: () => {}, discard: () => {} }),
  }
}
