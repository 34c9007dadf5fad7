export { type CampaignLog, campaignLogs, presentEvent, presentMetadata, recordEvent } from './events.ts'
export { type AuditEntry, type AuditFilter, allAudit, exploreAudit } from './explore.ts'
export { problems } from './problems.ts'
export { participationTimeline, type TimelineEntry, timelineOrders } from './timeline.ts'
