export { circles, subjects } from './catalogue/define.ts'
export { definitionOf, type EventName, eventNames, events, eventsSeenBy } from './catalogue/index.ts'
export { type Crowd, watchForCrowd } from './crowd.ts'
export {
  type CampaignEvent,
  campaignLogs,
  inWordsOf,
  presentCampaignEvent,
  presentEvent,
  recordEvent,
} from './events.ts'
export { exampleOf } from './example.ts'
export { type AuditFilter, allAudit, exploreAudit } from './explore.ts'
export { problems } from './problems.ts'
export {
  type AuditEntry,
  type AuditEvent,
  auditEntry,
  auditEvent,
  campaignLog,
  timelineEntry,
} from './shapes.ts'
export { participationTimeline, timelineOrders } from './timeline.ts'
export { actorInWords, eventInWords, moneyInWords, subjectInWords } from './words.ts'
