/** What operators read in files of roles, keys, runs and the access log: as on their pages, from the same catalogue. */
import { isolated } from '../kernel/isolated.ts'
import type { Language } from '../kernel/language.ts'
import { say, sayIfThere } from '../kernel/messages.ts'
import { actorInWords } from '../modules/audit/index.ts'

/** @param role null where it comes with each token of another platform */
export function roleInWords(role: string | null, language: Language): string {
  if (role === null) return say(language, 'operator_role_elsewhere')
  return sayIfThere(language, `operator_role_${role}`) ?? role
}

export function scopesInWords(scopes: unknown[], language: Language): string {
  return scopes.map((scope) => sayIfThere(language, `operator_scope_${scope}`) ?? String(scope)).join(', ')
}

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

/** What an event about access says beside its name. */
export function accessDetails(metadata: Record<string, unknown>, language: Language): string {
  const { from, to, name, prefix, scopes, ...rest } = metadata
  const parts: string[] = []
  if (typeof from === 'string' && typeof to === 'string') {
    const roles = { from: roleInWords(from, language), to: roleInWords(to, language) }
    parts.push(say(language, 'operator_meta_status', roles))
  }
  if (typeof name === 'string') parts.push(typeof prefix === 'string' ? `${isolated(name)} (${prefix}…)` : name)
  if (Array.isArray(scopes)) parts.push(scopesInWords(scopes, language))
  for (const [key, value] of Object.entries(rest))
    parts.push(`${key}: ${isolated(typeof value === 'object' ? JSON.stringify(value) : String(value))}`)
  return parts.join(' · ')
}
