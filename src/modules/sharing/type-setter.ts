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

interface Asked {
  resolve(svg: string): void
  reject(error: unknown): void
}

interface Thread {
  worker: Worker
  /** Its own: what one thread has left undone is no concern of the next, which may have begun before the first is gone. */
  waiting: Map<number, Asked>
}

/** Sets text in a thread of its own, which is started when there is something to set. */
export function createTypeSetter(): TypeSetter {
  let thread: Thread | undefined
  let idle: NodeJS.Timeout | undefined
  let lastId = 0

  function start(): Thread {
    const waiting = new Map<number, Asked>()
    const worker = new Worker(new URL('./type-worker.ts', import.meta.url))
    const started = { worker, waiting }
    worker.unref()
    worker.on('message', (answer: TypeAnswer) => {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('svg' in answer) asked?.resolve(answer.svg)
      else asked?.reject(new Error(answer.error))
      if (waiting.size === 0 && thread === started) rest()
    })
    const lost = (error: unknown) => {
      if (thread === started) thread = undefined
      for (const asked of waiting.values()) asked.reject(error)
      waiting.clear()
    }
    worker.on('error', lost)
    worker.on('exit', () => lost(new Error('the thread that sets text has ended')))
    return started
  }

  function rest(): void {
    clearTimeout(idle)
    idle = setTimeout(() => void end(), idleMs)
    idle.unref()
  }

  async function end(): Promise<void> {
    const ending = thread
    thread = undefined
    await ending?.worker.terminate()
  }

  return {
    set(element) {
      clearTimeout(idle)
      thread ??= start()
      const id = ++lastId
      const { promise, resolve, reject } = Promise.withResolvers<string>()
      thread.waiting.set(id, { resolve, reject })
      thread.worker.postMessage({ id, element } satisfies TypeRequest)
      return promise
    },
    async close() {
      clearTimeout(idle)
      await end()
    },
  }
}
