/** What requests about money hold: what was received or sent back, and what is asked of the book. */
import { z } from 'zod'
import { later } from '../../kernel/messages.ts'
import { owedDirections } from '../../modules/money/index.ts'
import { moneyKinds, moneyMethods } from '../../modules/participations/index.ts'
import { money, ownerId, page, reasonText } from './fields.ts'
import { csvForm } from './files.ts'
import { idOr, lines, text } from './texts.ts'

const paid = {
  amount: money(1).optional().describe('In the smallest unit of the currency; all that is owed when left out'),
  reference: text(1, 120).optional().describe('As the bank has it'),
  on: z.iso.date().optional().describe('Not in the future; today when left out'),
  note: lines(1, 500).optional(),
}
const method = z.enum(moneyMethods)
const anyway = z.boolean().optional().describe('Also where it is more than is due')

export const payment = z
  .strictObject({
    ...paid,
    method: method.optional().describe('`other` when left out; of a service `marketplace`'),
    anyway,
  })
  .nullable()
  .optional()
  .describe(
    'What was received: all that is missing when left out. With a smaller `amount` the rest stays owed. Null: nothing is put on record, and all stays owed',
  )
export const waive = z.boolean().optional().describe('What is missing still is not asked for any more')

export const recordParams = z.object({ id: idOr('money_record_not_found') })
export const moneyBody = z
  .strictObject({ kind: z.enum(moneyKinds), ...paid, method: method.optional(), anyway })
  .meta({ examples: [{ kind: 'received', amount: 398000, method: 'bank_transfer', reference: 'BCA 0412' }] })
export const reverseBody = z.strictObject({ reason: reasonText })
export const reportBody = z.strictObject({ note: lines(1, 500).optional() }).optional()
export const answerBody = z.strictObject({ answer: text(1, 240).describe('The buyer reads it') })

export const sentBackBody = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        participation_id: z.guid(),
        amount: money(1).optional().describe('All that is owed when left out'),
        reference: paid.reference,
      }),
    )
    .min(1)
    .max(500)
    .refine((all) => new Set(all.map(({ participation_id }) => participation_id.toLowerCase())).size === all.length, {
      params: later('validation_participation_twice'),
    })
    .describe('Each participation once'),
  method: method.default('bank_transfer'),
  on: paid.on,
  dry_run: z.boolean().default(false).describe('Changes nothing, and says what it would'),
})

const filter = {
  seller_id: ownerId.optional().describe('Of whose campaigns; a seller asks of their own alone'),
  campaign_id: z.guid().optional(),
}
export const owedDirection = z.enum(owedDirections)
const owed = owedDirection.default('to_buyers').describe('Owed to whom, or by whom')
export const owedQuery = z.object({ ...page, ...filter, owed })
export const owedFileQuery = z.object({
  ...filter,
  owed,
  lang: z.enum(['id', 'en']).optional().describe('Of headers and words; as Accept-Language says when left out'),
})
export const owedCsvQuery = owedFileQuery.extend(csvForm)
export const totalsQuery = z.object({ ...filter, owed })
export const reportsQuery = z.object({
  ...page,
  ...filter,
  open: z.stringbool().default(true).describe('Those that were not answered, or else those that were'),
})
