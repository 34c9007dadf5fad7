export { cancelCampaign, extendCampaign, publishCampaign } from './change-status.ts'
export { createCampaign, type NewCampaign } from './create-campaign.ts'
export { indexRenamed } from './index-renamed.ts'
export type { ItemWish, SaidVolume } from './items.ts'
export { type PhotoRow, presentPhoto } from './photos.ts'
export { problems } from './problems.ts'
export {
  type CampaignFilter,
  campaignProgress,
  findCampaign,
  findCampaigns,
  findCampaignsNamed,
  listCampaigns,
  progressOf,
  resolveCampaignId,
} from './queries.ts'
export { completions, goalCountings, isPublic, personDefaults, serviceDefaults } from './rules.ts'
export {
  type Campaign,
  type CampaignPhoto,
  campaign,
  dashboardSummary,
  type Progress,
  photo,
  progress,
} from './shapes.ts'
export { summarizeCampaigns } from './summary.ts'
export { type CampaignPatch, updateCampaign } from './update-campaign.ts'
