/**
 * One stream per browser, whatever the number of tabs: browsers open six connections to a site over HTTP/1.1, and phones pay
 * for each. Of all tabs the one that holds a lock keeps the stream and passes on what it hears; when it is closed the
 * next one gets the lock. Phones freeze tabs that nobody looks at, lock and all: one that says nothing when it is spoken to
 * loses it to the tab that asked. Which campaigns are wanted is the union of what the tabs want. A dashboard beside a campaign's
 * page makes it two streams: one tells which campaigns changed, one how far those that are wanted have come.
 */
export interface Heard {
  /** `lost`: changes are not heard of any more; `back`: they are again. */
  event: 'progress' | 'change' | 'lost' | 'back'
  // biome-ignore lint/suspicious/noExplicitAny: what the API sends, as its documentation says
  data: any
}

type Listener = (heard: Heard) => void
type Message =
  | { kind: 'want'; tab: string; topics: string[] }
  | { kind: 'gone'; tab: string }
  | { kind: 'who' }
  | { kind: 'alive' }
  | { kind: 'heard'; heard: Heard }

/** The id of the last event of a stream whose campaigns have all ended. */
const allEnded = 'ended'
/** As many as the API takes in one stream. */
const campaignsMax = 50
/** Somebody who has not been heard of for so long is gone, however they went. */
const forgetMs = 90_000
const repeatMs = 30_000
/** So soon a tab that holds the stream answers, however busy its phone is. */
const patienceMs = 5_000
const lockName = 'sambatan-live'

const tab = crypto.randomUUID?.() ?? String(Math.random())
const listeners = new Set<Listener>()
let topics: string[] = []
let channel: BroadcastChannel | undefined
let leader: ReturnType<typeof lead> | undefined
let begun = false
let doubt: number | undefined

/**
 * Calls the listener with what happens to campaigns.
 * @param wanted ids of campaigns, or `mine` (a seller's), or `all` (an operator's)
 */
export function listen(wanted: string[], listener: Listener): void {
  listeners.add(listener)
  topics = [...new Set([...topics, ...wanted])]
  if (!('EventSource' in window)) return
  if (!begun) begin()
  say()
}

function begin(): void {
  begun = true
  // Without TLS a browser has no locks: each tab keeps a stream of its own.
  if ('BroadcastChannel' in window && navigator.locks) share()
  else leader = lead()
  setInterval(say, repeatMs)
  document.addEventListener('visibilitychange', say)
  addEventListener('pagehide', () => post({ kind: 'gone', tab }))
  addEventListener('pageshow', say)
}

function share(): void {
  channel = new BroadcastChannel('sambatan-live')
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'heard' || data.kind === 'alive') clearTimeout(doubt)
    if (data.kind === 'heard') tell(data.heard)
    else if (data.kind === 'who') say()
    else if (data.kind !== 'alive' && leader) {
      leader.take(data)
      channel?.postMessage({ kind: 'alive' } satisfies Message)
    }
  }
  compete()
  document.addEventListener('freeze', () => release())
  document.addEventListener('resume', compete)
}

let turn = new AbortController()
let release = () => {}

/** Waits until no other tab holds the stream. */
function compete(): void {
  turn = new AbortController()
  hold({ signal: turn.signal })
}

/** Takes it from a tab that holds it and is frozen. */
function take(): void {
  turn.abort()
  hold({ steal: true })
}

/** Until this tab is closed, frozen, or found to be: then the stream is another's. */
function hold(options: LockOptions): void {
  navigator.locks
    .request(lockName, options, () => {
      clearTimeout(doubt)
      leader = lead()
      say()
      channel?.postMessage({ kind: 'who' } satisfies Message)
      return new Promise<boolean>((resolve) => {
        release = () => resolve(true)
      })
    })
    .then(letGo, () => {
      // Given up while it waited, or taken away while it was held.
      if (leader === undefined) return
      letGo()
      compete()
    })
}

function letGo(): void {
  leader?.close()
  leader = undefined
}

/** A tab that nobody looks at wants nothing; when it is looked at again it is brought up to date by the first event. */
function say(): void {
  if (channel && !leader && !document.hidden) {
    clearTimeout(doubt)
    doubt = window.setTimeout(take, patienceMs)
  }
  post(document.hidden ? { kind: 'gone', tab } : { kind: 'want', tab, topics })
}

function post(message: Message): void {
  channel?.postMessage(message)
  leader?.take(message)
}

function tell(heard: Heard): void {
  for (const listener of listeners) listener(heard)
}

/** Tells this tab and the others. */
function pass(heard: Heard): void {
  channel?.postMessage({ kind: 'heard', heard } satisfies Message)
  tell(heard)
}

function lead() {
  const wanted = new Map<string, { topics: string[]; at: number }>()
  const streams = [
    stream(again, (isLost) => pass({ event: isLost ? 'lost' : 'back', data: {} })),
    stream(again, () => {}),
  ] as const
  let waiting: number | undefined

  function connect(): void {
    waiting = undefined
    for (const [name, { at }] of wanted) if (performance.now() - at > forgetMs) wanted.delete(name)
    const all = new Set([...wanted.values()].flatMap((each) => each.topics))
    const changes = ['all', 'mine'].find((topic) => all.has(topic))
    const campaigns = [...all].filter((topic) => topic !== 'all' && topic !== 'mine').sort()
    streams[0].follow(changes && `${changes}=true`)
    streams[1].follow(campaigns.length > 0 ? `campaigns=${campaigns.slice(0, campaignsMax).join(',')}` : undefined)
  }

  function again(ms: number): void {
    if (waiting === undefined) waiting = window.setTimeout(connect, ms)
  }

  return {
    take(message: Message): void {
      if (message.kind === 'gone') wanted.delete(message.tab)
      if (message.kind === 'want') wanted.set(message.tab, { topics: message.topics, at: performance.now() })
      again(50)
    },
    close(): void {
      clearTimeout(waiting)
      for (const each of streams) each.follow(undefined)
    },
  }
}

/**
 * One stream of the API.
 * @param again asks to be called anew in so many milliseconds
 * @param onLost is told when it breaks off, and when it is there again
 */
function stream(again: (ms: number) => void, onLost: (isLost: boolean) => void) {
  let source: EventSource | undefined
  let open: string | undefined
  let isOver = false
  let isLost = false

  function setLost(is: boolean): void {
    if (is !== isLost) onLost(is)
    isLost = is
  }

  return {
    /** @param query which events; undefined for none */
    follow(query: string | undefined): void {
      // A browser reconnects by itself, but not after an answer that is no stream.
      if (query === open && (isOver || source?.readyState !== EventSource.CLOSED)) return
      source?.close()
      source = undefined
      open = query
      isOver = false
      if (query === undefined) return
      source = new EventSource(`/api/sambatan/events?${query}`)
      for (const event of ['progress', 'change'] as const) {
        source.addEventListener(event, (message) => {
          pass({ event, data: JSON.parse(message.data) })
          if (message.lastEventId !== allEnded) return
          isOver = true
          source?.close()
        })
      }
      source.onopen = () => setLost(false)
      source.onerror = () => {
        setLost(true)
        if (source?.readyState === EventSource.CLOSED) again(5_000 + Math.random() * 10_000)
      }
    },
  }
}
