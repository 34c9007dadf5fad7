/** What requests about bank statements hold: how to read one, and what of it is to be put on record. */
import { z } from 'zod'
import { later } from '../../kernel/messages.ts'
import { dayOrders, numberForms } from '../../modules/statements/index.ts'
import { money, ownerId } from './fields.ts'
import { text } from './texts.ts'

const seller_id = ownerId.optional().describe('Whose orders; a seller’s own when left out')
const column = (what: string) =>
  z.coerce.number().int().min(0).max(63).optional().describe(`Which column ${what}, from 0`)
const key = z.string().regex(/^[0-9a-f]{32}$/)

/** Column by column, where a file does not say it itself. */
export const columnNames = ['date', 'remark', 'amount', 'direction', 'in', 'out', 'balance'] as const

export const previewQuery = z
  .object({
    seller_id,
    campaign_id: z.guid().optional().describe('Of one campaign’s orders alone'),
    date_column: column('has the day'),
    remark_column: column('has what the bank wrote'),
    amount_column: column('has the amount, whichever way it went'),
    direction_column: column('says whether it came or went, as CR and DB do'),
    in_column: column('has what came'),
    out_column: column('has what went'),
    balance_column: column('has the balance'),
    numbers: z.enum(numberForms).optional().describe('Which sign stands before the decimals: `comma` as in 1.234,00'),
    days: z.enum(dayOrders).optional(),
  })
  .refine(
    (said) =>
      columnNames.every((name) => said[`${name}_column`] === undefined) ||
      (said.date_column !== undefined && (said.amount_column ?? said.in_column) !== undefined),
    { path: ['date_column'], params: later('validation_statement_columns') },
  )

export const recordBody = z
  .strictObject({
    seller_id,
    account: key.nullable().default(null).describe('As the preview says'),
    reference: text(1, 120).optional().describe('As the preview says'),
    lines: z
      .array(
        z
          .strictObject({
            line: key.describe('As the preview says'),
            check: z
              .string()
              .regex(/^-?\d{0,17}\|\d{1,6}$/)
              .describe('As the preview says: a line with another day or amount than its own is refused'),
            on: z.iso.date(),
            amount: money(1),
            participation_id: z.guid().optional(),
            code: text(6, 7).optional().describe('Of the order, instead of its id'),
            anyway: z.boolean().optional().describe('Also where it is more than is owed'),
          })
          .refine(({ participation_id, code }) => (participation_id === undefined) !== (code === undefined), {
            path: ['participation_id'],
            params: later('validation_statement_order'),
          }),
      )
      .min(1)
      .max(500)
      .refine((all) => new Set(all.map(({ line }) => line)).size === all.length, {
        params: later('validation_statement_line_twice'),
      })
      .describe('Each line once'),
  })
  .meta({
    examples: [
      {
        account: null,
        reference: 'BCA 3850',
        lines: [
          {
            line: '96512ffcee9b34b5bbe979bc14b86e80',
            check: '115012300|1',
            on: '2026-11-28',
            amount: 150123,
            participation_id: '01a20f0d-5805-7000-a7e3-f62fbc3da215',
          },
        ],
      },
    ],
  })
