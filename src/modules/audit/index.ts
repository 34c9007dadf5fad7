export { type CampaignLog, campaignLogs, presentEvent, presentMetadata, recordEvent } from './events.ts'
export { problems } from './problems.ts'
