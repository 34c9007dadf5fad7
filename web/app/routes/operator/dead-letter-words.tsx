import type { DeadLetter } from '@sambatan/client'
import { m } from '../../paraglide/messages.js'
import { Code } from './frame.tsx'

/** What it was to be told of, and by what. */
export function whatWords({ source, what, channel }: DeadLetter) {
  const by = {
    event: m.operator_dead_event(),
    notification: channel === 'push' ? m.operator_dead_push() : m.operator_dead_email(),
    webhook: m.operator_dead_webhook(),
  }
  return (
    <>
      <Code>{what}</Code>
      <span className="mt-0.5 block font-normal text-soft">{by[source]}</span>
    </>
  )
}

export function recipientWords({ source, recipient }: DeadLetter) {
  if (recipient === null) return m.operator_dead_everybody()
  if (source !== 'notification') return <span className="break-all">{recipient}</span>
  return (
    <a href={`/operator/people/${encodeURIComponent(recipient)}`} className="text-accent break-all">
      {recipient}
    </a>
  )
}
