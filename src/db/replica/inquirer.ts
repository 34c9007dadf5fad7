/**
 * One connection of its own that is asked small questions, each with a deadline: neither a pool that is used up nor a
 * server that went silent without a word can hold it up. It is opened when it is first needed, and anew after a failure.
 */
import pg from 'pg'

export interface Inquirer {
  /** @throws what pg throws, also when there was no answer in time */
  ask<R extends pg.QueryResultRow>(text: string): Promise<R | undefined>
  close(): void
}

export function createInquirer(config: pg.ClientConfig, withinMs: number): Inquirer {
  let client: pg.Client | undefined

  function connected(): pg.Client {
    const next = new pg.Client({ ...config, query_timeout: withinMs })
    // What ends while nobody asks is opened again by the next question.
    next.on('error', () => {})
    next.on('end', () => {
      if (client === next) client = undefined
    })
    next.connect().catch(() => {}) // the question that waits behind it fails with the same error
    client = next
    return next
  }

  function drop(): void {
    const last = client
    client = undefined
    // Not `end`, which says good-bye and waits: whoever is silent does not answer that either.
    ;(last as unknown as { connection: { stream: { destroy(): void } } } | undefined)?.connection.stream.destroy()
  }

  return {
    async ask<R extends pg.QueryResultRow>(text: string) {
      try {
        return (await (client ?? connected()).query<R>(text)).rows[0]
      } catch (error) {
        drop()
        throw error
      }
    },
    close: drop,
  }
}
