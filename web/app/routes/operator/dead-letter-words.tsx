import type { DeadLetter } from '@sambatan/client'
import { eventWord } from '../../event-words.ts'
import { m } from '../../paraglide/messages.js'
import { kindWord } from './words.ts'

/** The channels of notifications; one that is not here is of a later version. */
export const channelWords: Record<string, () => string> = {
  email: m.operator_dead_email,
  push: m.operator_dead_push,
  whatsapp: m.operator_dead_whatsapp,
}

/** What it was to be told of, and by what. */
export function whatWords({ source, what, channel }: DeadLetter) {
  const by = {
    event: m.operator_dead_event(),
    notification: channel === null ? null : (channelWords[channel]?.() ?? channel),
    webhook: m.operator_dead_webhook(),
  }
  return (
    <>
      {source === 'notification' ? kindWord(what) : eventWord(what)}
      <span className="mt-0.5 block font-normal text-soft">{by[source]}</span>
    </>
  )
}

export function recipientWords({ source, recipient, recipient_name: name }: DeadLetter) {
  if (recipient === null) return m.operator_dead_everybody()
  if (source !== 'notification') return <span className="wrap-anywhere">{recipient}</span>
  return (
    <a href={`/operator/people/${encodeURIComponent(recipient)}`} className="wrap-anywhere text-accent">
      {name ?? recipient}
    </a>
  )
}
