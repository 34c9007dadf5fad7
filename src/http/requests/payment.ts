/** What requests about how it is paid hold. */
import { z } from 'zod'
import { later } from '../../kernel/messages.ts'
import { accountKinds } from '../../modules/money/index.ts'
import { moneyMethods } from '../../modules/participations/index.ts'
import { money, ownerId, page } from './fields.ts'
import { idOr, line, lines, text } from './texts.ts'

/** Digits as people group them; phone numbers of e-wallets may begin with a plus. */
const accountNumber = line()
  .trim()
  .max(40)
  .refine((number) => /^\+?\d(?:[\d .-]*\d)?$/.test(number), { params: later('validation_account_number') })

const neededOf = {
  bank: ['provider', 'number', 'holder'],
  ewallet: ['provider', 'number'],
  qris: ['picture_id'],
} as const

const account = z
  .strictObject({
    kind: z.enum(accountKinds),
    provider: text(1, 40).nullable().default(null).describe('The bank or e-wallet; needed for both'),
    number: accountNumber.nullable().default(null).describe('Needed for a bank and an e-wallet'),
    holder: text(1, 80).nullable().default(null).describe('Whose name it shows; needed for a bank'),
    picture_id: z
      .guid()
      .nullable()
      .default(null)
      .describe('Of `POST /money/pictures`; needed for `qris`, and for it alone'),
  })
  .superRefine((one, context) => {
    for (const path of neededOf[one.kind]) {
      if (one[path] === null)
        context.addIssue({ code: 'custom', path: [path], params: later('validation_account_part') })
    }
    if (one.kind !== 'qris' && one.picture_id !== null)
      context.addIssue({ code: 'custom', path: ['picture_id'], params: later('validation_account_picture') })
  })

export const instructionsBody = z
  .strictObject({
    accounts: account.array().max(10).describe('In the order in which they are shown'),
    words: lines(0, 1000).default('').describe('What else there is to say'),
    unique_amounts: z
      .boolean()
      .default(false)
      .describe(
        'Orders in IDR that are made from now on come to 1 to 999 rupiah more, by which their exact sums name them; those there are stay as they are',
      ),
  })
  .meta({
    examples: [
      {
        accounts: [{ kind: 'bank', provider: 'BCA', number: '0123456789', holder: 'Rumah Melati' }],
        words: 'Cantumkan kode pesanan.',
      },
    ],
  })

export const privatePictureParams = z.object({ id: idOr('picture_not_found') })

export const claimParams = z.object({ id: idOr('payment_claim_not_found') })

export const claimBody = z
  .strictObject({
    amount: money(1).optional().describe('All that is left to pay when left out'),
    on: z.iso.date().optional().describe('Not in the future; today when left out'),
    note: lines(1, 500).optional(),
    picture_id: z.guid().optional().describe('The proof, of `POST /money/pictures`'),
  })
  .optional()
  .meta({ examples: [{ amount: 398000, on: '2026-11-28', note: 'Dari rekening suami, Budi' }] })

export const confirmClaimBody = z
  .strictObject({
    amount: money(1).optional().describe('What came; what was claimed when left out'),
    method: z.enum(moneyMethods).optional().describe('`other` when left out; of a service `marketplace`'),
    reference: text(1, 120).optional().describe('As the bank has it'),
    on: z.iso.date().optional().describe('As the buyer said when left out'),
    note: lines(1, 500).optional(),
    anyway: z.boolean().optional().describe('Also where it is more than is due'),
  })
  .optional()

export const claimAnswerBody = z.strictObject({ answer: text(1, 240).describe('The buyer reads it') })

const whoseClaims = {
  seller_id: ownerId.optional().describe('Of whose campaigns; a seller asks of their own alone'),
  campaign_id: z.guid().optional(),
}
export const claimTotalsQuery = z.object(whoseClaims)
export const claimsQuery = z.object({
  ...page,
  ...whoseClaims,
  open: z.stringbool().default(true).describe('Those that wait for their seller, or else those that were answered'),
})
