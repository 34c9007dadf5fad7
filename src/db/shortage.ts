/**
 * Whether the database has room to write. Reads go on on a full disk, so that what succeeds proves nothing; a shortage
 * is over when nothing has been refused for it for half a minute. Everything that works in the background writes every
 * few seconds, so that one that lasts is not forgotten. Emits each change once: an outage of hours is two lines of a
 * log, however many requests it refuses.
 */
const QUIET_MS = 30_000

export interface Shortage {
  /** Something was refused. */
  notice(cause: unknown): void
  lasts(): boolean
  close(): void
}

/** `onChange` is told the first refusal when a shortage begins, and undefined when it is over. */
export function watchShortage(onChange: (cause: unknown) => void): Shortage {
  let quiet: NodeJS.Timeout | undefined
  return {
    notice(cause) {
      const begins = quiet === undefined
      clearTimeout(quiet)
      quiet = setTimeout(() => {
        quiet = undefined
        onChange(undefined)
      }, QUIET_MS)
      quiet.unref()
      if (begins) onChange(cause)
    },
    lasts: () => quiet !== undefined,
    close() {
      clearTimeout(quiet)
      quiet = undefined
    },
  }
}
