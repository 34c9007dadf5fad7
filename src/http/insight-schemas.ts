/** What the pages of sellers and operators read. */
import { z } from 'zod'
import { campaignStatus } from '../kernel/status.ts'
import { timeOut } from './schemas.ts'

const status = z.enum(campaignStatus.values as [string, ...string[]])

const stake = z
  .object({ participations: z.int(), buyers: z.int(), slots: z.int(), amount: z.int() })
  .meta({ id: 'Stake' })
export const stakes = z
  .object({
    campaign_id: z.uuid(),
    status,
    currency: z.string(),
    reserved: stake,
    confirmed: stake,
    total: stake.describe('Both together; a buyer who has some of each is one'),
    goal_gap_slots: z.int().describe('How many slots are missing to the goal; 0 when it is reached'),
    deadline: timeOut,
  })
  .meta({ id: 'Stakes' })
