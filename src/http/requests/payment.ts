/** What requests about how it is paid hold. */
import { z } from 'zod'
import { later } from '../../kernel/messages.ts'
import { accountKinds } from '../../modules/money/index.ts'
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
