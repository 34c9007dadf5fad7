/** What happened and what is about to, counted and put together for those who look after campaigns. Reads only. */
export { type Attention, attentionCodes, sellerAttention } from './attention.ts'
export { type DatabaseFacts, databaseFacts } from './database-facts.ts'
export { campaignPace, type Pace } from './pace.ts'
export { createSeriesReader, type Series, type SeriesReader, timeZones } from './series.ts'
export { campaignStakes, type Stakes } from './stakes.ts'
export { type Stuck, whatIsStuck } from './stuck.ts'
