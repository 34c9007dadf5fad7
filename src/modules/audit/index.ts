export { circles, subjects } from './catalogue/define.ts'
export { definitionOf, type EventName, eventNames, events } from './catalogue/index.ts'
export {
  type AuditEvent,
  type CampaignLog,
  campaignLogs,
  inWordsOf,
  presentCampaignLog,
  presentEvent,
  recordEvent,
} from './events.ts'
export { type AuditEntry, type AuditFilter, allAudit, exploreAudit } from './explore.ts'
export { problems } from './problems.ts'
export { participationTimeline, type TimelineEntry, timelineOrders } from './timeline.ts'
export { actorInWords, eventInWords, metadataInWords, subjectInWords } from './words.ts'
