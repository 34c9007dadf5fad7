import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** What processes of ours are compiled to is kept from one to the next, as `npm start` does: they start in a third of the time. */
export const compileCache = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/compile', import.meta.url)),
}

/** A port of 127.0.0.1 on which somebody else listens until the test is over. */
export async function busyPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** How processes of ours are started: PGlite's optimized code pays only after a test is over; see vitest.config.ts. */
export const nodeFlags = ['--liftoff-only']

export interface Script {
  readonly child: ChildProcess
  /** Everything it has printed so far. */
  output(): string
  /** Everything it has said on standard error so far. */
  said(): string
  /** Resolves once the output matches; rejects when the process ends before. */
  prints(pattern: RegExp): Promise<void>
  /** The same for standard error. */
  says(pattern: RegExp): Promise<void>
  /** Ends it with SIGKILL and waits. */
  kill(): Promise<void>
  exited(): Promise<number | null>
}

/** Starts a TypeScript file next to this one as a process of its own; `through` is a command that starts it. */
export function startScript(
  name: string,
  args: string[] = [],
  env: Record<string, string> = {},
  through: string[] = [],
): Script {
  const path = fileURLToPath(new URL(name, import.meta.url))
  const [command, ...rest] = [...through, process.execPath, ...nodeFlags, path, ...args]
  const child = spawn(command as string, rest, {
    env: { ...process.env, ...compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  const ended = once(child, 'close')
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  async function until(pattern: RegExp, stream: Readable, text: () => string): Promise<void> {
    while (!pattern.test(text())) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`it ended, having printed: ${output}\nand said: ${errors}`)
      }
      await Promise.race([once(stream, 'data'), ended])
    }
  }
  return {
    child,
    output: () => output,
    said: () => errors,
    prints: (pattern) => until(pattern, child.stdout, () => output),
    says: (pattern) => until(pattern, child.stderr, () => errors),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async exited() {
      await ended
      return child.exitCode
    },
  }
}
