/** What requests about money hold: what was received or sent back, and what is asked of the book. */
import { z } from 'zod'
import { later } from '../../kernel/messages.ts'
import { phoneTypedLengthMax } from '../../kernel/phone.ts'
import { accountNumber, owedDirections, providerOf, refundProviders } from '../../modules/money/index.ts'
import { moneyKinds, moneyMethods } from '../../modules/participations/index.ts'
import { money, ownerId, page, reasonText } from './fields.ts'
import { csvForm } from './files.ts'
import { idOr, lines, text } from './texts.ts'

const paid = {
  amount: money(1).optional().describe('In the smallest unit of the currency; all that is owed when left out'),
  reference: text(1, 120).optional().describe('As the bank has it'),
  on: z.iso
    .date()
    .optional()
    .describe('Not in the future, and at most a year before the campaign was made; today when left out'),
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
        nth: z
          .int()
          .min(1)
          .max(9999)
          .optional()
          .describe(
            'The how-manieth sending back to this buyer it is, as a file for the bank has it: where so many are on record it is `already_sent`',
          ),
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

export const listedBody = z
  .strictObject({
    lines: z
      .array(
        z.strictObject({
          code: text(1, 20).describe('Of the order, however it is written'),
          amount: money(1).optional().describe('All that is missing when left out'),
          anyway: z.boolean().optional().describe('Also where it was asked about: see the outcomes'),
        }),
      )
      .min(1)
      .max(500),
    method: method.optional().describe('`other` when left out; of a service `marketplace`'),
    reference: paid.reference,
    on: paid.on,
    dry_run: z.boolean().default(false).describe('Changes nothing, and says what it would'),
  })
  .meta({
    examples: [
      { lines: [{ code: '7K3MXA', amount: 185000 }, { code: '9QWERT' }], method: 'bank_transfer', dry_run: true },
    ],
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

/** As a person would sign: it begins with a letter or a digit, so that no spreadsheet takes it for a formula. */
const holder = text(2, 70)
  .refine((name) => /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,'’()/&-]*$/u.test(name), { params: later('validation_holder') })
  .describe('As the bank has it')
  .meta({ examples: ['Rani Puspitasari'] })

export const refundAccountBody = z
  .strictObject({
    provider: z.enum(refundProviders.map(({ id }) => id)).describe('Of `GET /refund-providers`'),
    number: text(4, phoneTypedLengthMax)
      .describe('However it is written; of an e-wallet a mobile number of Indonesia')
      .meta({ examples: ['123 456 7890'] }),
    holder,
  })
  .superRefine(({ provider, number }, context) => {
    const named = providerOf(provider)!
    if (accountNumber(named, number) !== undefined) return
    const { kind, name, digits } = named
    const [least, most] = digits
    const params =
      kind === 'ewallet'
        ? later('validation_wallet_number', { name })
        : least === most
          ? later('validation_bank_number', { name, count: least })
          : later('validation_bank_number_range', { name, least, most })
    context.addIssue({ code: 'custom', path: ['number'], params })
  })

export const bankFileBody = z
  .strictObject({
    ...filter,
    ...csvForm,
    lang: z.enum(['id', 'en']).optional().describe('Of headers; as Accept-Language says when left out'),
  })
  .optional()
export const bankFileQuery = z.object(filter)
export const readBankFileQuery = z.object({
  seller_id: filter.seller_id,
  method: method.default('bank_transfer'),
  on: paid.on,
  dry_run: z.stringbool().default(false).describe('Changes nothing, and says what it would'),
})
