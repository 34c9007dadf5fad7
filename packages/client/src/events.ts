/** Reads `text/event-stream` (HTML standard, 9.2): chunks that end anywhere, three kinds of line ends. */
export interface ServerEvent {
  /** Its name; `message` when the server gave none. */
  event: string
  data: string
  /** The last id that was given, by this event or one before it. */
  id: string
}

export interface StreamReader {
  /** The events that this chunk completes. */
  push(chunk: string): ServerEvent[]
  /** What the server asked to wait before coming back, if it did. */
  readonly retryMs: number | undefined
  /** What to say when coming back: also an id that came without an event. */
  readonly lastEventId: string | undefined
}

export function createStreamReader(): StreamReader {
  let rest = ''
  let id = ''
  let event = ''
  let data: string[] = []
  let retryMs: number | undefined
  let lastEventId: string | undefined

  function take(line: string): ServerEvent | undefined {
    if (line === '') {
      const complete = data.length > 0 ? { event: event || 'message', data: data.join('\n'), id } : undefined
      event = ''
      data = []
      if (id !== '') lastEventId = id
      return complete
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') data.push(value)
    else if (field === 'event') event = value
    else if (field === 'id' && !value.includes('\0')) id = value
    else if (field === 'retry' && /^\d+$/.test(value)) retryMs = Number(value)
    return undefined
  }

  return {
    get retryMs() {
      return retryMs
    },
    get lastEventId() {
      return lastEventId
    },
    push(chunk) {
      rest += chunk
      // A CR at the very end may be the first half of a CRLF.
      const lines = rest.split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop()!
      return lines.map(take).filter((complete) => complete !== undefined)
    },
  }
}
