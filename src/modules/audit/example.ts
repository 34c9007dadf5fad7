/** Made-up events, for whoever reads about them. */
import { type EventName, events } from './catalogue/index.ts'
import type { AuditEvent } from './shapes.ts'

const ids: AuditEvent = {
  campaign_id: '0199a3f0-7c1e-7d52-8a44-5b0e9d3c6f21',
  subject: '',
  subject_id: '0199a3f1-0d7b-7a15-b1c9-2e8f7a6d5c43',
  event: '',
  timestamp: '2026-11-28T03:00:00.000Z',
  metadata: {},
  actor: 'user:rani',
}

/** As the API shows it. */
export function exampleOf(name: EventName): AuditEvent {
  const { subject, example } = events[name]
  const base: AuditEvent = { ...ids, subject, event: name, metadata: { ...example } }
  if (subject === 'campaign') return { ...base, subject_id: base.campaign_id! }
  if (subject === 'participation') return { ...base, metadata: { participation_id: base.subject_id, ...example } }
  return { ...base, campaign_id: null }
}
