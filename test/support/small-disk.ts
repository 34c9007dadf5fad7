/** A small file system of its own in memory, for what happens when it is full; gone afterwards, also when tests are killed. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { appendFileSync, chownSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unprivilegedUser } from './postgres.ts'

export interface SmallDisk {
  /** A folder that takes up to the size of the disk, for our user and for the user of test servers. */
  readonly path: string
  freeBytes(): number
  /** Leaves not one byte. */
  fill(): void
  /** Takes away what `fill` put there. */
  makeRoom(): void
  remove(): void
}

/** Whether this user may mount anything: root on Linux. */
export const canMount = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', tmpdir()]).status === 0

export function mountSmallDisk(megabytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'sambatan-test-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', path])
  if (mounted.status !== 0) {
    rmSync(path, { recursive: true })
    throw new Error(`nothing can be mounted: ${mounted.stderr}`)
  }
  const user = unprivilegedUser()
  if (user !== undefined) chownSync(path, user.uid, user.gid)
  const guardian = guard(path)
  const ballast = join(path, 'ballast')
  const freeBytes = () => {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize
  }
  return {
    path,
    freeBytes,
    fill() {
      try {
        appendFileSync(ballast, Buffer.alloc(freeBytes() + 1))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    remove() {
      guardian.kill('SIGKILL')
      spawnSync('umount', ['--lazy', path])
      rmSync(path, { recursive: true, force: true })
    },
  }
}

/** Its end of the pipe closes when this process ends, however it does. */
function guard(path: string): ChildProcess {
  const script = 'cat > /dev/null; umount --lazy "$1"; rmdir "$1"'
  const guardian = spawn('sh', ['-c', script, 'sh', path], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  guardian.unref()
  ;(guardian.stdin as unknown as { unref?: () => void } | null)?.unref?.()
  return guardian
}
