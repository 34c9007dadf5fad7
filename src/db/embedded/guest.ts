/**
 * An embedded database that another process of this machine has: its socket is in a private folder that the lock file names, so
 * that a command of the same user can work beside the node. Its transactions hold up all others of the node, as everybody's do.
 */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../kernel/clock.ts'
import type { Backend } from '../backend.ts'
import { createConnections } from '../connections.ts'
import { SetupError } from '../errors.ts'
import { watchShortage } from '../shortage.ts'
import { type Holder, isKnownDead, parseHolder, thisProcess } from './holder.ts'
import { socketPool } from './socket.ts'
import { messagesInProcess } from './start.ts'

const POOL_MAX = 2
/** A node renews its lock every second. One that is only slow must not lose its folder to a command, so much more is waited for. */
const SILENCE_MS = 60_000

/**
 * Undefined where nobody has it.
 * @throws SetupError where somebody may have it who does not answer here, as in another container
 */
export async function connectToHolder(dataDir: string): Promise<Backend | undefined> {
  const holder = readHolder(dataDir)
  if (holder === undefined) return undefined
  const pool = socketPool(holder.socket, POOL_MAX)
  const shortage = watchShortage(() => {})
  const connections = createConnections(pool, undefined, { onError: () => {}, onShortage: shortage.notice })
  try {
    const connection = await connections.acquire()
    connection.release()
  } catch (error) {
    await pool.end()
    if (isKnownDead(holder, thisProcess('', '')) || isSilent(dataDir)) return undefined
    throw unreachable(dataDir, holder, error)
  }
  return {
    kind: 'embedded',
    primary: connections,
    replica: connections,
    replicaWatch: undefined,
    hearing: undefined,
    shortage,
    ...messagesInProcess(),
    announceClose: () => undefined,
    close: () => pool.end(),
  }
}

function isSilent(dataDir: string): boolean {
  const found = statSync(join(dataDir, 'lock'), { throwIfNoEntry: false })
  return found === undefined || systemClock.now().getTime() - found.mtimeMs > SILENCE_MS
}

function unreachable(dataDir: string, { pid }: Holder, cause: unknown): SetupError {
  return new SetupError(
    'data_folder_in_use',
    `The folder ${dataDir} is in use by process ${pid}, which does not answer here. Where that is in another container, run this command in it (docker exec); where the machine is busy, try again; or stop that process first.`,
    cause,
  )
}

function readHolder(dataDir: string): Holder | undefined {
  try {
    return parseHolder(readFileSync(join(dataDir, 'lock'), 'utf8'))
  } catch {
    return undefined
  }
}
