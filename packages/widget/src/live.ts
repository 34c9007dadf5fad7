/**
 * The progress of a campaign as it happens, while somebody can see it: a stream of events, which the browser takes up
 * again by itself after a break. Where streams do not work (a proxy that holds them back, a node that has too many) the
 * progress is asked for instead, now and then, until they do.
 */
import { fetchJson, type Progress } from './campaign.ts'

export interface Live {
  /** Whether there is anything to follow: the widget is seen and its campaign has not ended. */
  follow(wanted: boolean): void
  stop(): void
}

/** A stream that works says something at once. */
const patienceMs = 10_000
const pollMs = { first: 5000, max: 60_000 }

/** How long to leave a node alone after so many failures. Spread out: one that comes back should not meet all at once. */
export const backoff = (failures: number) => Math.min(pollMs.max, pollMs.first * 2 ** failures) * (0.5 + Math.random())

export function createLive(api: string, language: string, onProgress: (progress: Progress) => void): Live {
  let stream: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined
  let failures = 0
  let following = false

  function close(): void {
    clearTimeout(timer)
    stream?.close()
    stream = undefined
    asking?.abort()
  }

  function open(): void {
    close()
    const source = new EventSource(`${api}/events`)
    stream = source
    const works = () => {
      failures = 0
      clearTimeout(timer)
    }
    timer = setTimeout(retry, patienceMs)
    source.addEventListener('progress', ({ data }) => {
      works()
      onProgress(JSON.parse(data))
    })
    source.addEventListener('error', () => {
      // Otherwise the browser is about to come back by itself.
      if (source.readyState === EventSource.CLOSED) retry()
    })
  }

  function retry(): void {
    close()
    timer = setTimeout(async () => {
      asking = new AbortController()
      const { signal } = asking
      await fetchJson<Progress>(`${api}/progress`, language, signal).then(onProgress, () => {})
      if (following && !signal.aborted) open()
    }, backoff(failures++))
  }

  return {
    follow(wanted) {
      if (wanted === following) return
      following = wanted
      if (wanted) open()
      else close()
    },
    stop() {
      following = false
      close()
    },
  }
}
