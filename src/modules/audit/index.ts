export { type CampaignLog, campaignLogs, presentEvent, presentMetadata, recordEvent } from './events.ts'
export { problems } from './problems.ts'
export { participationTimeline, type TimelineEntry } from './timeline.ts'
