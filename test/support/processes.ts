import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface Script {
  readonly child: ChildProcess
  /** Everything it has printed so far. */
  output(): string
  /** Resolves once the output matches; rejects when the process ends before. */
  prints(pattern: RegExp): Promise<void>
  /** Ends it with SIGKILL and waits. */
  kill(): Promise<void>
  exited(): Promise<number | null>
}

/** Starts a TypeScript file next to this one as a process of its own. */
export function startScript(name: string, args: string[] = [], env: Record<string, string> = {}): Script {
  const path = fileURLToPath(new URL(name, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  const ended = once(child, 'close')
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  return {
    child,
    output: () => output,
    async prints(pattern) {
      while (!pattern.test(output)) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended, having printed: ${output}`)
        await Promise.race([once(child.stdout, 'data'), ended])
      }
    },
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
