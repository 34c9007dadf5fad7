/** Processes that go on until they are told to stop: what they say is waited for, and nothing of them outlives the test. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach } from 'vitest'
import { compileCache, nodeFlags } from '../support/processes.ts'
import { main } from './installation.ts'

export interface Running {
  readonly child: ChildProcess
  /** Waits for words, those included that were said before; an end before them is told with all that was said. */
  said(output: 'stdout' | 'stderr', pattern: RegExp): Promise<string>
  /** All that it has said so far. */
  everything(): string
  /** Its exit code; null when a signal ended it. */
  ended(): Promise<number | null>
  /** SIGTERM, and its exit code. */
  stopped(): Promise<number | null>
}

const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) kill(child)
})

/** With all that it has started, where it leads a group of its own. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined) return
  for (const pid of [-child.pid, child.pid]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended, or leads no group.
    }
  }
}

/** Starts `sambatan …` on a free port. */
export function start(args: string[], env: Record<string, string>): Running {
  return run(process.execPath, [...nodeFlags, main, ...args], { env })
}

/** Starts a command with nothing in its environment but what is given. */
export function run(command: string, args: string[], options: SpawnOptions): Running {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(command, args, {
    ...options,
    env: { PATH, HOME, PORT: '0', SAMBATAN_DEMO: 'off', ...compileCache, ...options.env },
    stdio: options.stdio ?? ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  const heard = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      heard[name] += text
    })
  }
  const everything = () => heard.stdout + heard.stderr
  const end = once(child, 'close') as Promise<[number | null]>
  const ended = async () => (await end)[0]
  return {
    child,
    everything,
    ended,
    async said(output, pattern) {
      let over = false
      void end.then(() => {
        over = true
      })
      for (;;) {
        const match = pattern.exec(heard[output])
        if (match) return match[1] ?? match[0]
        if (over) throw new Error(`ended with ${await ended()}: ${everything()}`)
        await Promise.race([once(child[output]!, 'data'), end])
      }
    },
    stopped() {
      child.kill('SIGTERM')
      return ended()
    },
  }
}
