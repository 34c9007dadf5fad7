/** What answers about sellers are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { timeOut } from '../../kernel/shapes.ts'

/** A seller as everybody sees them. */
export const seller = z
  .object({
    seller_id: z.string(),
    slug: z.string().describe('Of their page, `/s/{slug}`; it stays when they rename themselves'),
    name: z.string().nullable().describe('As they call themselves'),
    about: z.string().describe('What they say about themselves; may be empty'),
    avatar_url: z.string().nullable(),
    since: timeOut.nullable().describe('When their first campaign was published'),
    record: z
      .object({ completed: z.int(), failed: z.int(), cancelled: z.int() })
      .describe('How their batches ended, counted from the audit trail'),
  })
  .meta({ id: 'Seller' })

export type Seller = z.infer<typeof seller>

/** A seller whose next batch somebody wants to hear of. */
export const followed = z
  .object({ seller_id: z.string(), slug: z.string(), name: z.string().nullable(), since: timeOut })
  .meta({ id: 'FollowedSeller' })

export type Followed = z.infer<typeof followed>

export const following = z.object({ following: z.boolean() }).meta({ id: 'Following' })
