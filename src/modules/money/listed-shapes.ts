/** What answers about lists of orders by their codes are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { ofParticipants } from '../participations/index.ts'

const listedOutcomes = [
  'fits',
  'recorded',
  'paid',
  'more_than_due',
  'recorded_before',
  'over',
  'twice',
  'not_of_campaign',
] as const

/** A line of a list of orders, and what becomes, or would become, of it. */
export const listedLine = z
  .object({
    line: z.int().describe('In the list, from 1'),
    code: z.string().describe('Of the order; as it was sent where there is none of it'),
    participation_id: z.uuid().nullable(),
    user_id: z.string().nullable(),
    buyer_name: z.string().nullable().optional().describe(ofParticipants),
    amount: z.int().nullable().describe('As the line has it, else all that is missing'),
    owed: z.int().nullable().describe('What was left to pay before'),
    outcome: z
      .enum(listedOutcomes)
      .describe(
        '`fits`: would be put on record; `recorded`: was; `paid`: nothing is missing. To be recorded with `anyway` alone: `more_than_due`, `recorded_before` (a record of that amount stands for the order already), `over` (the order is over, and what came would be owed back; with an `amount` alone). `twice`: an earlier line is about the same order; `not_of_campaign`: this campaign has no order of that code',
      ),
  })
  .meta({ id: 'ListedLine' })

export type ListedLine = Required<z.infer<typeof listedLine>>

/** What becomes, or would become, of a list of orders. */
export const listedMoney = z
  .object({
    dry_run: z.boolean(),
    lines: listedLine.array(),
    currency: z.string(),
    totals: z.object({ participations: z.int(), amount: z.int() }).describe('Of what was, or would be, put on record'),
  })
  .meta({ id: 'ListedMoney' })
