/** What requests about WhatsApp hold. */
import { z } from 'zod'

export const wishBody = z.strictObject({
  wanted: z.boolean().describe('Recorded with the number of the profile, and by whom'),
})

/** As Meta asks whether an address is ours, before it sends there. */
export const challengeQuery = z.object({
  'hub.mode': z.string().max(100).optional(),
  'hub.verify_token': z.string().max(500).optional(),
  'hub.challenge': z.string().max(500).optional(),
})
