/** What operators read in files of roles, keys, runs and the access log: as on their pages, from the same catalogue. */
import type { Language } from '../kernel/language.ts'
import { sayIfThere } from '../kernel/messages.ts'
import { actorInWords } from '../modules/audit/index.ts'

export function triggerInWords(trigger: string, language: Language): string {
  return sayIfThere(language, `operator_trigger_${trigger}`) ?? trigger
}

export function accessInWords(event: string, language: Language): string {
  return sayIfThere(language, `operator_access_${event}`) ?? event
}

/** Who did it; whoever has no name here by their whole id, for what looks it up. */
export function byInWords(actor: string, name: string | undefined, language: Language): string {
  return actorInWords(actor, language, new Map(name ? [[actor.replace(/^user:/, ''), name]] : []))
}
