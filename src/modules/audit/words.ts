/**
 * Events in words, for files and the command line. Their names are those of the pages, from the same catalogues. What nobody has
 * words for is shown as it is, so that nothing is lost.
 */
import type { Language } from '../../kernel/language.ts'
import { say, sayIfThere } from '../../kernel/messages.ts'
import { writtenMoney } from '../../kernel/written.ts'

/** `Sambatan dibuat`. */
export function eventInWords(event: string, language: Language): string {
  return sayIfThere(language, `event_${event}`) ?? event
}

/** `Keikutsertaan`. */
export function subjectInWords(subject: string, language: Language): string {
  return sayIfThere(language, `subject_${subject}`) ?? subject
}

/** Who did it: a person by name, where it is known. */
export function actorInWords(actor: string, language: Language, names: ReadonlyMap<string, string>): string {
  if (actor.startsWith('user:')) return names.get(actor.slice('user:'.length)) || actor.slice('user:'.length)
  const machine = actor.replace(/^machine:/, '')
  if (machine.startsWith('key:')) return say(language, 'actor_key', { prefix: machine.slice('key:'.length) })
  if (actor.startsWith('sql:')) return say(language, 'actor_sql', { role: actor.slice('sql:'.length) })
  return sayIfThere(language, `actor_${machine.replaceAll('-', '_')}`) ?? actor
}

/** By its code, which a file of several currencies needs, and with a space that is found by searching. */
export function moneyInWords(amount: number, currency: string, language: Language): string {
  return writtenMoney(amount, currency, language, 'code').replaceAll('\u00a0', ' ')
}
