/**
 * Who holds a data folder, and what can be known about them. A pid means something only within its pid namespace, and
 * that only until the machine starts anew: two containers may well have the same host name and the same pids. So a
 * holder is known to be dead only where boot and namespace are our own; everywhere else its heartbeat has to tell.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { systemClock } from '../../kernel/clock.ts'

export interface Holder {
  pid: number
  startedAt: string
  host: string
  /** Of the kernel that runs it, and of the pids that it counts in; only Linux tells. */
  bootId?: string | undefined
  pidNamespace?: string | undefined
  /** Start of the process in the kernel's count: a pid alone may have been given out again. */
  processStart?: string | undefined
  socket: string
  token: string
}

export function thisProcess(socket: string, token: string): Holder {
  return {
    pid: process.pid,
    startedAt: systemClock.now().toISOString(),
    host: hostname(),
    bootId: told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: told(() => readlinkSync('/proc/self/ns/pid')),
    processStart: statOf(process.pid)?.start,
    socket,
    token,
  }
}

/** Undefined for half a file: one that is just being written, or whose writer died in the middle. */
export function parseHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder> | null
    return typeof holder?.token === 'string' && typeof holder.pid === 'number' ? (holder as Holder) : undefined
  } catch {
    return undefined
  }
}

/** False means unknown, not alive. */
export function isKnownDead(holder: Holder, own: Holder): boolean {
  if (!isNeighbour(holder, own)) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    // Any other refusal comes from a process that is there and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
  const found = statOf(holder.pid)
  if (found === undefined) return false
  if (holder.processStart !== undefined && holder.processStart !== found.start) return true
  return (found.state === 'Z' || found.state === 'X') && !hasThreads(holder.pid)
}

/** Where it is, for the sentence that a person reads; empty when its pid is one that this person can see. */
export function whereabouts(holder: Holder, own: Holder): string {
  if (isNeighbour(holder, own)) return ''
  const sameMachine = holder.bootId !== undefined && holder.bootId === own.bootId
  if (sameMachine && holder.host === own.host) return ' of another container on this machine'
  if (sameMachine) return ` of the container ${holder.host} on this machine`
  // Without a boot to compare (not Linux, or a lock of an earlier version) the host name is the best that there is.
  if (holder.host === own.host && (holder.bootId === undefined || own.bootId === undefined)) return ''
  return holder.host === own.host ? ` on another machine, also named ${holder.host}` : ` on ${holder.host}`
}

function isNeighbour(holder: Holder, own: Holder): boolean {
  if (holder.bootId === undefined || holder.pidNamespace === undefined) return false
  return holder.bootId === own.bootId && holder.pidNamespace === own.pidNamespace
}

/** Fields 3 and 22 of /proc/<pid>/stat; the name before them may hold spaces and parentheses. */
function statOf(pid: number): { state: string | undefined; start: string | undefined } | undefined {
  return told(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0], start: fields[19] }
  })
}

/** A killed process is a zombie as soon as its first thread has ended, while another may still be in a write. */
function hasThreads(pid: number): boolean {
  return (told(() => readdirSync(`/proc/${pid}/task`).length) ?? 1) > 1
}

function told<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined // not Linux, or hidden from us
  }
}
