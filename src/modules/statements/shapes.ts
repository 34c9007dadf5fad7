/** What answers about bank statements are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { ofParticipants, participation } from '../participations/index.ts'
import { banks } from './columns.ts'
import { matchReasons } from './match.ts'
import { needs } from './read.ts'
import { rowProblems } from './rows.ts'

const lineStates = ['matched', 'choose', 'unmatched', 'recorded', 'pending', 'unreadable'] as const
export type LineState = (typeof lineStates)[number]

const lineEffects = ['pays', 'partly', 'overpays'] as const

const choice = z.object({
  participation_id: z.uuid(),
  campaign_id: z.uuid(),
  campaign_title: z.string(),
  code: participation.shape.code,
  buyer_name: z.string().nullable().optional().describe(`Null where nobody told us a name. ${ofParticipants}`),
  owed: z.int().describe('What the buyer owes now'),
  reasons: z
    .array(z.enum(matchReasons))
    .describe(
      'Why it may be this one: the `code` of the order or the buyer’s `name` stands in the line; it is the `amount`, or that but for less than 1,000 (`rounded`), or the unique amount that was asked for it until not long ago (`formerly`). `earlier`: the line is from before the order',
    ),
  effect: z.enum(lineEffects).describe('What recording it would do: pay all that is owed, a part of it, or more'),
  difference: z.int().describe('By how much it is more than is owed; below 0 by how much it is less'),
})

/** A line of a statement by which money came, and what would be recorded of it. */
export const statementLine = z
  .object({
    place: z.int().describe('The row of the file, from 1'),
    line: z.string().nullable().describe('By what it is known again; null for what cannot be recorded'),
    check: z
      .string()
      .nullable()
      .describe('By what it is seen that day and amount are those of the line; sent back with it. Null as `line` is'),
    on: z.iso.date().nullable(),
    amount: z.int().nullable(),
    remark: z.string().describe('What the bank wrote beside it; it is not stored'),
    state: z
      .enum(lineStates)
      .describe(
        '`matched`: one order is certain. `choose`: it may be one of `choices`, and a person says which. `unmatched`: none that is known. `recorded` before. `pending`: not booked yet. `unreadable`: see `problem`',
      ),
    problem: z.enum(rowProblems).nullable().describe('Why it could not be read'),
    is_contested: z.boolean().describe('Whether another line is as certainly of the same order'),
    choices: z.array(choice).describe('The likeliest first; at most six'),
    more_choices: z.int().describe('How many more there would be'),
    recorded_for: choice
      .pick({ participation_id: true, campaign_id: true, code: true })
      .nullable()
      .describe('Of one that was recorded before: for which order'),
  })
  .meta({ id: 'StatementLine' })

export type StatementLine = z.infer<typeof statementLine>

/** A statement as it was read; nothing of it is stored. */
export const statementPreview = z
  .object({
    bank: z.enum(banks).nullable().describe('Whose export it looks like'),
    account: z
      .string()
      .nullable()
      .describe('By what the account is known again; null where the statement does not say it'),
    account_ending: z.string().nullable().describe('Its last four digits'),
    reference: z
      .string()
      .describe('What to record as the reference: the bank and the end of the account, nobody’s name'),
    needs: z
      .array(z.enum(needs))
      .describe(
        'What nobody can tell without being told: which `columns` are which, how `numbers` are written, the order of `days`',
      ),
    sample: z.array(z.array(z.string())).describe('Its first rows as they stand there'),
    lines: z.array(statementLine).describe('By which money came; in the order of time'),
    debits: z.int().describe('How many lines there are by which money went'),
    totals: z
      .object({ count: z.int(), amount: z.int() })
      .describe('Of all lines by which money came that could be read'),
  })
  .meta({ id: 'StatementPreview' })

export type StatementPreview = z.infer<typeof statementPreview>

/** What became of lines that were to be recorded. */
export const statementRecorded = z
  .object({
    recorded: z
      .object({
        line: z.string(),
        participation_id: z.uuid(),
        campaign_id: z.uuid(),
        amount: z.int(),
        currency: z.string(),
      })
      .array(),
    recorded_before: z.string().array().describe('Lines that are on record already; nothing was recorded again'),
    refused: z.object({ line: z.string(), code: z.string(), detail: z.string() }).array(),
    totals: z.object({ currency: z.string(), amount: z.int() }).array().describe('Of what was recorded, by currency'),
  })
  .meta({ id: 'StatementRecorded' })

export type StatementRecorded = z.infer<typeof statementRecorded>
