import { Worker } from 'node:worker_threads'
import type { Element } from './layout.ts'
import type { TypeAnswer, TypeRequest } from './type-worker.ts'

export interface TypeSetter {
  /** The text as an SVG of paths. */
  set(element: Element): Promise<string>
  close(): Promise<void>
}

/** The thread is ended after so long without work, and gives back its 60 MB. */
const idleMs = 120_000

/** Sets text in a thread of its own, which is started when there is something to set. */
export function createTypeSetter(): TypeSetter {
  const waiting = new Map<number, { resolve(svg: string): void; reject(error: unknown): void }>()
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let lastId = 0

  function start(): Worker {
    const started = new Worker(new URL('./type-worker.ts', import.meta.url))
    started.unref()
    started.on('message', (answer: TypeAnswer) => {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('svg' in answer) asked?.resolve(answer.svg)
      else asked?.reject(new Error(answer.error))
      if (waiting.size === 0) rest()
    })
    const lost = (error: unknown) => {
      if (worker === started) worker = undefined
      for (const asked of waiting.values()) asked.reject(error)
      waiting.clear()
    }
    started.on('error', lost)
    started.on('exit', () => lost(new Error('the thread that sets text has ended')))
    return started
  }

  function rest(): void {
    clearTimeout(idle)
    idle = setTimeout(() => void end(), idleMs)
    idle.unref()
  }

  async function end(): Promise<void> {
    const ending = worker
    worker = undefined
    await ending?.terminate()
  }

  return {
    set(element) {
      clearTimeout(idle)
      worker ??= start()
      const id = ++lastId
      const { promise, resolve, reject } = Promise.withResolvers<string>()
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, element } satisfies TypeRequest)
      return promise
    },
    async close() {
      clearTimeout(idle)
      await end()
    },
  }
}
