/** What happened and what is about to, counted and put together for those who look after campaigns. Reads only. */
export { campaignStakes, type Stakes } from './stakes.ts'
