/**
 * What the holder of a data folder has in its hand: it renews the lock file every second, and asks it before every
 * write and every answer. A process that was frozen (SIGSTOP, a paused container, a sleeping laptop) while another took
 * the folder over wakes in the middle of anything; the first thing that it asks then tells it to stop.
 *
 * A claim is plain data, so that the thread of the database has it as well.
 */
import { fstatSync, futimesSync, readFileSync, statSync, writeSync } from 'node:fs'
import { systemClock } from '../../kernel/clock.ts'
import { parseHolder } from './holder.ts'

export const HEARTBEAT_MS = 1000
/** A holder whose lock file did not change for so long is believed to be gone. */
export const SILENCE_MS = 5000
/** Nobody takes over before this, so that a file system that cannot be asked for a moment stops nobody. */
const UNASKED_MS_MAX = SILENCE_MS - 2 * HEARTBEAT_MS

export interface Claim {
  path: string
  token: string
  text: string
  /** Of the lock file. Kept open, so that its inode is given to no other file while we compare with it. */
  fd: number
  dev: bigint
  ino: bigint
}

export function claimOf(path: string, fd: number, text: string, token: string): Claim {
  const { dev, ino } = fstatSync(fd, { bigint: true })
  return { path, fd, text, token, dev, ino }
}

/** Answers a function that tells whether the folder is still ours: one `stat` of a file, about two microseconds. */
export function createCheck(claim: Claim): () => boolean {
  const asked = { monotonic: performance.now(), wall: systemClock.now().getTime() }

  /** The longer of both: one clock stands still while a machine sleeps, the other can be set. */
  function sinceAsked(): number {
    return Math.max(performance.now() - asked.monotonic, systemClock.now().getTime() - asked.wall)
  }

  return () => {
    const silent = sinceAsked()
    try {
      // After a pause the file itself is read: what a network file system knows about a file may be old then.
      if (silent > HEARTBEAT_MS ? !isReadAsOurs(claim) : !isSameFile(claim) && !isReadAsOurs(claim)) return false
    } catch {
      return silent < UNASKED_MS_MAX
    }
    asked.monotonic = performance.now()
    asked.wall = systemClock.now().getTime()
    return true
  }
}

/** Through the open file: should another have taken the folder over, its lock file is not touched. */
export function renew(claim: Claim): void {
  const now = systemClock.now()
  try {
    futimesSync(claim.fd, now, now)
  } catch {
    // Some mounts let nobody set times; writing the same again changes them as well. That may fail on a full disk,
    // and then the database will say so, and louder.
    rewrite(claim)
  }
}

function rewrite(claim: Claim): void {
  try {
    writeSync(claim.fd, claim.text, 0)
  } catch {
    // Others see silence, and this process learns what they made of it when it asks next.
  }
}

function isSameFile(claim: Claim): boolean {
  const found = statSync(claim.path, { bigint: true, throwIfNoEntry: false })
  return found !== undefined && found.ino === claim.ino && found.dev === claim.dev
}

/** Some file systems number their files anew now and then, so a number that differs is not yet a loss. */
function isReadAsOurs(claim: Claim): boolean {
  try {
    return parseHolder(readFileSync(claim.path, 'utf8'))?.token === claim.token
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
