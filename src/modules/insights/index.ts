/** What happened and what is about to, counted and put together for those who look after campaigns. Reads only. */
export { sellerAttention } from './attention.ts'
export { databaseFacts } from './database-facts.ts'
export { countEndpoints } from './endpoints.ts'
export { campaignPace } from './pace.ts'
export { createSeriesReader, type SeriesReader } from './series.ts'
export { attention, type JobQueue, pace, series, stakes, stuck, system, timeZones } from './shapes.ts'
export { campaignStakes } from './stakes.ts'
export { whatIsStuck } from './stuck.ts'
