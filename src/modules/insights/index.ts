/** What happened and what is about to, counted and put together for those who look after campaigns. Reads only. */
export { sellerAttention } from './attention.ts'
export { type DatabaseFacts, databaseFacts } from './database-facts.ts'
export { campaignPace } from './pace.ts'
export { createSeriesReader, type SeriesReader } from './series.ts'
export { attention, pace, series, stakes, stuck, timeZones } from './shapes.ts'
export { campaignStakes } from './stakes.ts'
export { whatIsStuck } from './stuck.ts'
