/**
 * LISTEN on a connection of its own, past any pooler (a pooled connection would hear other people's messages, or
 * none). It comes back by itself within a second of the server's return and asks again for every channel.
 */
import pg from 'pg'

const BACKOFF_MIN_MS = 100
const BACKOFF_MAX_MS = 1000

export interface Subscription {
  close(): Promise<void>
}

interface Subscriber {
  channel: string
  onMessage: (payload: string) => void
  onReconnect: (() => void) | undefined
}

export interface Listener {
  listen(channel: string, onMessage: (payload: string) => void, onReconnect?: () => void): Promise<Subscription>
  /** Connects, or throws why that cannot be. */
  connected(): Promise<void>
  /** Whether the connection stands, as far as is known. */
  stands(): boolean
  close(): Promise<void>
}

export function createListener(config: pg.ClientConfig, onError: (error: unknown) => void): Listener {
  const subscribers = new Set<Subscriber>()
  let client: pg.Client | undefined
  let connecting: Promise<void> | undefined
  let retry: NodeJS.Timeout | undefined
  let backoffMs = BACKOFF_MIN_MS
  let closed = false

  async function connect(): Promise<void> {
    const next = new pg.Client(config)
    next.on('error', onError)
    next.on('notification', ({ channel, payload }) => {
      for (const subscriber of subscribers) if (subscriber.channel === channel) subscriber.onMessage(payload ?? '')
    })
    try {
      await next.connect()
      for (const channel of new Set([...subscribers].map((subscriber) => subscriber.channel))) {
        await next.query(`listen ${pg.escapeIdentifier(channel)}`)
      }
    } catch (error) {
      next.end().catch(() => {})
      throw error
    }
    if (closed) return void next.end().catch(() => {})
    next.on('end', () => lost(next))
    client = next
    backoffMs = BACKOFF_MIN_MS
  }

  function lost(which: pg.Client): void {
    if (client !== which) return
    client = undefined
    if (!closed) retryLater()
  }

  function retryLater(): void {
    retry = setTimeout(async () => {
      try {
        await ensureConnected()
        for (const subscriber of subscribers) subscriber.onReconnect?.()
      } catch (error) {
        onError(error)
        if (!closed) retryLater()
      }
    }, backoffMs)
    backoffMs = Math.min(backoffMs * 2, BACKOFF_MAX_MS)
  }

  function ensureConnected(): Promise<void> {
    if (client !== undefined) return Promise.resolve()
    connecting ??= connect().finally(() => {
      connecting = undefined
    })
    return connecting
  }

  return {
    async listen(channel, onMessage, onReconnect) {
      const subscriber = { channel, onMessage, onReconnect }
      subscribers.add(subscriber)
      try {
        await ensureConnected()
        await client?.query(`listen ${pg.escapeIdentifier(channel)}`)
      } catch (error) {
        // The database is away: the subscription stands, and begins when the database returns.
        onError(error)
        if (client === undefined && !retry) retryLater()
      }
      return {
        close: async () => {
          subscribers.delete(subscriber)
          if (![...subscribers].some((other) => other.channel === channel)) {
            await client?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => {})
          }
        },
      }
    },
    connected: ensureConnected,
    stands: () => client !== undefined,
    async close() {
      closed = true
      clearTimeout(retry)
      await connecting?.catch(() => {})
      await client?.end().catch(() => {})
    },
  }
}
