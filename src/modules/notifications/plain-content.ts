/** What a notification of no campaign says, in the language of its reader. */
import type { Language } from '../../kernel/language.ts'
import type { MessageValue } from '../../kernel/message-format.ts'
import { render, say } from '../../kernel/messages.ts'
import { writtenMoney, writtenTime } from '../../kernel/written.ts'
import type { PlainKindDefinition, PlainLead } from './kinds/define.ts'
import type { PlainFacts } from './plain-facts.ts'
import type { Content } from './told.ts'

export function plainContentOf(
  { texts, leadsTo }: PlainKindDefinition,
  facts: PlainFacts,
  language: Language,
): Content {
  const words = plainVocabulary(facts, language)
  const text = (key: string) => render(language, `notice_${key}`, words)
  return {
    title: text(`${facts.kind}_title`),
    paragraphs: (texts?.(facts) ?? [`${facts.kind}_text`]).map(text),
    facts: [],
    action: { label: say(language, `notice_open_${leadsTo}`), path: pathOf(leadsTo, facts) },
  }
}

export function plainVocabulary(
  { metadata, endpoint, standing, claims }: PlainFacts,
  language: Language,
): Record<string, MessageValue> {
  const time = (at: unknown) =>
    at === undefined || at === null ? '' : writtenTime(new Date(at as string), language, { withYear: false })
  return {
    webhook: endpoint?.name ?? String(metadata.host ?? ''),
    failing_since: time(metadata.failing_since),
    count: Number(metadata.count ?? 0),
    dead_letters: standing.dead_letters,
    failing_campaigns: standing.failing_campaigns,
    claims: claims.count,
    // Sums of several currencies stand beside each other.
    claimed: claims.amounts.map(({ currency, amount }) => writtenMoney(amount, currency, language)).join(' + '),
    waiting_since: time(claims.since),
  }
}

function pathOf(lead: PlainLead, { kind, endpoint }: PlainFacts): string {
  if (lead === 'all_claims') return '/sell/claims'
  if (lead !== 'webhook') return `/operator/${lead.replace('_', '-')}`
  const base = kind === 'webhook_disabled' ? '/sell/webhooks' : '/operator/webhooks'
  return endpoint === null ? base : `${base}/${endpoint.id}`
}
