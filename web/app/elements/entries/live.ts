/**
 * Makes public pages move: progress and countdowns. Without it, or without a connection, the page shows what was true when it
 * was loaded.
 */
import { copyButtons } from '../copy.ts'
import { startCountdowns } from '../countdown.ts'
import { followCampaigns } from '../follow.ts'

startCountdowns()
copyButtons()
followCampaigns()
