/** Events and what they are about, in words. What a later version has written, and no catalogue knows, is shown by its name. */
import labels from '../../messages/id/events.json' with { type: 'json' }
import { m } from './paraglide/messages.js'

type Words = (() => string) | undefined

export const eventNames = Object.keys(labels).flatMap((key) => (key.startsWith('event_') ? [key.slice(6)] : []))

export function eventWord(event: string): string {
  const words = m[`event_${event}` as keyof typeof m] as Words
  return words?.() ?? event
}

export function subjectWord(subject: string): string {
  const words = m[`subject_${subject}` as keyof typeof m] as Words
  return words?.() ?? subject
}
