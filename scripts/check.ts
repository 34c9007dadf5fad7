/**
 * `npm run check`: lint, format, types and generated files, as many at once as the machine can hold. Each says how it ended and
 * how long it took, on standard output, with all that it printed; the last line is the verdict.
 */
import { spawn } from 'node:child_process'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { GENERATORS } from './generators.ts'
import { ROOT } from './sources.ts'

interface Step {
  name: string
  command: string
  args: string[]
  /** What must have passed before. */
  after?: string
}

interface Ended {
  passed: boolean
  /** In words. */
  how: string
  output: string
}

/** What one of the larger steps takes, in bytes: where they do not fit beside each other they run one by one. */
const MEMORY_PER_STEP = 1.5 * 2 ** 30

const pageTypes = 'types of the routes'
// The longest come first, so that none is left over at the end.
const steps: Step[] = [
  { name: pageTypes, command: 'react-router', args: ['typegen', 'web'] },
  { name: 'types', command: 'tsc', args: ['--noEmit', ...incremental('project')] },
  {
    name: 'types of the pages',
    command: 'tsc',
    args: ['--noEmit', '-p', 'web', ...incremental('web')],
    after: pageTypes,
  },
  ...GENERATORS.map((file) => ({
    name: `${file} --check`,
    command: process.execPath,
    // The database that most of them open is read for a moment: its optimized code never pays.
    args: ['--liftoff-only', `scripts/${file}`, '--check'],
  })),
  { name: 'lint and format', command: 'biome', args: ['check', '.'] },
  { name: 'types of the widget', command: 'tsc', args: ['--noEmit', '-p', 'packages/widget'] },
]

/** What was found of files that have not changed since is kept beside the dependencies, and gone with them. */
function incremental(name: string): string[] {
  return ['--incremental', '--tsBuildInfoFile', join(ROOT, `node_modules/.cache/types/${name}.tsbuildinfo`)]
}

const ends = new Map<string, Promise<boolean>>()
const waiting = [...steps]
const atOnce = Math.max(
  1,
  Math.min(availableParallelism(), Math.floor(Math.min(totalmem(), memoryAllowed()) / MEMORY_PER_STEP)),
)
await Promise.all(Array.from({ length: atOnce }, takeSteps))
const passed = await Promise.all([...ends.values()])
const failed = steps.filter((_, index) => !passed[index]).map(({ name }) => name)
console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}.`)
process.exitCode = failed.length === 0 ? 0 : 1

async function takeSteps(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const end = check(step)
    ends.set(step.name, end)
    await end
  }
}

async function check({ name, command, args, after }: Step): Promise<boolean> {
  if (after !== undefined && !(await ends.get(after))) {
    console.log(`${name}: not checked, because of "${after}"`)
    return false
  }
  const start = performance.now()
  const { passed, how, output } = await run(command, args)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${name}: ${how} (${seconds} s)`)
  if (output.trim() !== '') console.log(output.trimEnd())
  return passed
}

function run(command: string, args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: string) => {
      output += chunk
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('error', (error) => resolve({ passed: false, how: `failed: ${error.message}`, output }))
    // What is killed, by a lack of memory for instance, says nothing itself.
    child.on('close', (code, signal) => {
      if (code === 0) resolve({ passed: true, how: 'passed', output })
      else resolve({ passed: false, how: signal ? `failed: ended by ${signal}` : `failed: exit code ${code}`, output })
    })
  })
}

/** Bytes that a container gives, or all. */
function memoryAllowed(): number {
  return process.constrainedMemory() || Number.POSITIVE_INFINITY
}
