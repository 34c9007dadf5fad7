/** What answers about money are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { timeOut } from '../../kernel/shapes.ts'
import { moneyKinds, moneyMethods, ofParticipants, ofPayments, participation } from '../participations/index.ts'

const report = z.object({
  note: z.string().nullable().optional().describe(`What the buyer wrote. ${ofParticipants}`),
  created_at: timeOut,
  answer: z.string().nullable(),
  answered_at: timeOut.nullable().describe('Null: it is open'),
})

/** What changed hands outside, as somebody put it on record. */
export const moneyRecord = z
  .object({
    id: z.uuid(),
    participation_id: z.uuid(),
    campaign_id: z.uuid(),
    kind: z.enum(moneyKinds),
    amount: z.int().describe('Of a reversal it counts against'),
    currency: z.string(),
    method: z.enum(moneyMethods).nullable().describe('Null where nothing changed hands: waived, given up'),
    reference: z.string().nullable(),
    happened_on: z.iso.date().describe('In the zone of pages and files'),
    note: z.string().nullable().optional().describe(ofParticipants),
    recorded_by: z.enum(['buyer', 'seller', 'service', 'other']).describe('What whoever recorded it is to the order'),
    before_the_book: z.boolean().describe('Written when the book began, of what had been confirmed before'),
    reverses: z.uuid().nullable().describe('The record that this one takes back'),
    reversed_by: z.uuid().nullable().describe('The record that takes this one back'),
    reason: z.string().nullable().describe('Of a reversal'),
    report: report.nullable().describe('The last time that its buyer said it has not arrived'),
    created_at: timeOut,
  })
  .meta({ id: 'MoneyRecord' })

export type MoneyRecord = Required<Omit<z.infer<typeof moneyRecord>, 'report'>> & {
  report: Required<z.infer<typeof report>> | null
}

/** Whose money it is about. */
const whose = {
  participation_id: z.uuid(),
  campaign_id: z.uuid(),
  campaign_title: z.string(),
  campaign_slug: z.string(),
  seller_id: z.string(),
  seller_name: z.string().nullable().describe('Null where nobody told us one'),
  user_id: z.string(),
  code: participation.shape.code,
  buyer_name: z.string().nullable().optional().describe(`Null where nobody told us a name. ${ofParticipants}`),
  currency: z.string(),
}

const provider = z.string().describe('Of `GET /refund-providers`')
const providerKind = z.enum(['bank', 'ewallet'])
const providerName = z.string().describe('As people know it')
const providerCode = z
  .string()
  .describe('Of a bank the three digits that transfers name it by; of an e-wallet its name in capitals')
const changedAt = timeOut.describe('Since when it is this one')

/** A bank or an e-wallet to which money can be sent back. */
export const refundProvider = z
  .object({
    id: z.string(),
    kind: providerKind,
    name: providerName,
    code: providerCode,
    digits: z.tuple([z.int(), z.int()]).describe('How many digits a number of it has, at least and at most'),
  })
  .meta({ id: 'RefundProvider' })

export type RefundProvider = z.infer<typeof refundProvider>

const ofProvider = { provider, kind: providerKind, name: providerName, code: providerCode }

/** Where a person wants what is owed to them, as it is shown back. */
export const refundAccount = z
  .object({
    ...ofProvider,
    holder_initial: z.string(),
    number_ends: z.string().describe('The last four digits of its number'),
    changed_at: changedAt,
  })
  .meta({ id: 'RefundAccount' })

export type RefundAccount = z.infer<typeof refundAccount>

/** The same, whole: in a copy of all that is kept of somebody, which they made themselves. */
export const refundAccountInExport = refundAccount
  .extend({
    number: z.string().optional().describe('In a copy that its person made themselves'),
    holder: z.string().optional(),
  })
  .meta({ id: 'RefundAccountInExport' })

export type RefundAccountInFull = RefundAccount & { number: string; holder: string }

/** To where the money of a participation goes, for who must pay it. */
export const accountToPay = z
  .object({
    participation_id: z.uuid(),
    ...ofProvider,
    holder: z.string(),
    number: z.string().describe('As apps of banks and e-wallets take it'),
    changed_at: changedAt,
    amount: z.int().describe('What is owed'),
    currency: z.string(),
  })
  .meta({ id: 'AccountToPay' })

export type AccountToPay = z.infer<typeof accountToPay>

const inFile = z.object({
  participations: z.int(),
  totals: z.object({ currency: z.string(), amount: z.int() }).array().describe('By currency'),
})

/** What a file for the bank would hold. */
export const bankFileContent = z
  .object({
    with_account: inFile.describe('Those whose buyers have said where to'),
    without_account: inFile.describe('Those whose buyers have not: they are not in the file'),
    lines_max: z.int().describe('How many a file holds at most: whoever joined first first'),
  })
  .meta({ id: 'BankFileContent' })

export type BankFileContent = z.infer<typeof bankFileContent>

export const readOutcomes = [
  'fits',
  'sent_back',
  'amount_differs',
  'account_changed',
  'already_sent',
  'unknown',
  'unreadable',
] as const

/** A line of a file that was read back, and what becomes, or would become, of it. */
export const readLine = z
  .object({
    line: z.int().describe('In the file; 1 are its headers'),
    participation_id: z.uuid().nullable(),
    buyer_name: z.string().nullable().optional().describe(ofParticipants),
    code: z.string().nullable().describe('Of the order'),
    currency: z.string().nullable(),
    amount: z.int().nullable().describe('As the file has it'),
    owed: z.int().nullable().describe('What is owed at this moment'),
    reference: z.string().nullable(),
    nth: z.int().nullable().describe('The how-manieth sending back it is, for `POST /money/sent-back`'),
    outcome: z
      .enum(readOutcomes)
      .describe(
        '`fits`: would be put on record; `sent_back`: was; `amount_differs`: another amount is owed by now; `account_changed`: the buyer has given another account since, or a spreadsheet has altered the number; `already_sent`: is on record, or stands in the file twice; `unknown`: no participation of yours; `unreadable`: id, amount or reference cannot be read',
      ),
  })
  .meta({ id: 'BankFileLine' })

export type ReadLine = Required<z.infer<typeof readLine>>

/** A file for the bank, read back. */
export const bankFileRead = z
  .object({
    dry_run: z.boolean(),
    lines: readLine.array(),
    totals: z
      .object({ currency: z.string(), amount: z.int() })
      .array()
      .describe('Of what was, or would be, put on record, by currency'),
  })
  .meta({ id: 'BankFileRead' })

/** A participation for which money is owed. */
export const moneyOwed = z
  .object({
    ...whose,
    status: participation.shape.status,
    payment_status: participation.shape.payment_status,
    amount: z.int().describe('What is owed, to the buyer or by them as was asked'),
    since: timeOut.describe('Since when it is owed without a break'),
    has_open_report: z
      .boolean()
      .describe('Whether its buyer says that something has not arrived, and was not answered'),
    refund_account: z
      .object({ provider, name: providerName, changed_at: changedAt })
      .nullable()
      .describe(
        'Of what is owed to buyers: whether they have said where to; number and holder have an address of their own (`POST /participations/{id}/refund-account`)',
      ),
  })
  .meta({ id: 'MoneyOwed' })

export type MoneyOwed = Required<z.infer<typeof moneyOwed>>

/** What is owed in one campaign. */
export const moneyTotal = z
  .object({
    campaign_id: z.uuid(),
    campaign_title: z.string(),
    campaign_slug: z.string(),
    seller_id: z.string(),
    seller_name: z.string().nullable(),
    currency: z.string(),
    amount: z.int(),
    participations: z.int(),
    without_account: z.int().describe('Of what is owed to buyers: how many have not said where to'),
  })
  .meta({ id: 'MoneyTotal' })

export type MoneyTotal = z.infer<typeof moneyTotal>

/** A buyer says that money has not arrived. */
export const moneyReport = z
  .object({
    ...whose,
    record_id: z.uuid(),
    kind: z.enum(moneyKinds),
    amount: z.int(),
    happened_on: z.iso.date(),
    reference: z.string().nullable(),
    ...report.shape,
  })
  .meta({ id: 'MoneyReport' })

export type MoneyReport = Required<z.infer<typeof moneyReport>>

/** The money of a campaign at a glance. */
export const campaignMoney = z
  .object({
    currency: z.string(),
    agreed: z.int().describe('What those who take part are to pay, in the end once that is known'),
    received: z.int(),
    sent_back: z.int(),
    waived: z.int(),
    given_up: z.int(),
    owed_to_buyers: z.int(),
    owed_by_buyers: z.int(),
    open_reports: z.int().describe('How many say that money has not arrived, and were not answered'),
    owing_participations: z.int().describe('Of how many something is left to pay'),
    participations: z
      .object({
        return_owed: z.int(),
        returned: z.int(),
        waived: z.int(),
        paid: z.int(),
        partly_paid: z.int(),
        unpaid: z.int(),
      })
      .describe('How many there are of each payment status'),
  })
  .meta({ id: 'CampaignMoney' })

export type CampaignMoney = z.infer<typeof campaignMoney>

export const accountKinds = ['bank', 'ewallet', 'qris'] as const

/** A picture that has no public address: `GET /money/pictures/{id}` gives it to those whom it concerns. */
export const privatePicture = z.object({ id: z.uuid(), width: z.int(), height: z.int() }).meta({ id: 'PrivatePicture' })

/** Where money can be sent. */
export const paymentAccount = z
  .object({
    kind: z.enum(accountKinds),
    provider: z.string().nullable().describe('The bank or e-wallet; null for a code that all of them read'),
    number: z.string().nullable().describe('Null where a code is scanned instead'),
    holder: z.string().nullable().describe('Whose name it shows'),
    picture: privatePicture.nullable().describe('The code to scan'),
  })
  .meta({ id: 'PaymentAccount' })

export type PaymentAccount = z.infer<typeof paymentAccount>

const said = {
  accounts: paymentAccount.array(),
  words: z.string().describe('What the seller adds; may be empty'),
  changed_at: timeOut.nullable().describe('When this last became another; null where nothing is said'),
}

/** How a seller is paid, as they say. */
export const paymentInstructions = z
  .object({
    of: z
      .enum(['seller', 'campaign', 'nobody'])
      .describe('Said for all campaigns of the seller, or for this one alone; `nobody` says anything yet'),
    unique_amounts: z
      .boolean()
      .describe('Whether each new order in IDR comes to 1 to 999 rupiah more, by which its exact sum names it'),
    ...said,
  })
  .meta({ id: 'PaymentInstructions' })

export type PaymentInstructions = z.infer<typeof paymentInstructions>

/** The same in a seller's own data, with the campaign that it is about. */
export const ownInstructions = paymentInstructions
  .extend({ campaign_id: z.uuid().nullable() })
  .meta({ id: 'OwnPaymentInstructions' })

export type OwnInstructions = z.infer<typeof ownInstructions>

/** What a buyer is to pay, and how. */
export const howToPaySchema = z
  .object({
    participation_id: z.uuid(),
    code: participation.shape.code,
    amount_to_pay: z.int().describe('Exactly'),
    currency: z.string(),
    unique_part: z
      .int()
      .nullable()
      .describe('The rupiah in it that name the order, while nothing is paid; null: there are none'),
    pay_until: timeOut.nullable().describe('Null: nothing is to be paid, or no time is set'),
    ...said,
  })
  .meta({ id: 'HowToPay' })

export type HowToPay = z.infer<typeof howToPaySchema>

/** A buyer says that they have paid. */
export const paymentClaim = z
  .object({
    id: z.uuid(),
    ...whose,
    amount: z.int(),
    owed_by_buyer: z.int().optional().describe(`What is due and was not paid. ${ofPayments}`),
    happened_on: z.iso.date().describe('As the buyer says'),
    note: z.string().nullable().optional().describe(ofParticipants),
    has_proof: z.boolean(),
    picture: privatePicture.nullable().describe('The proof; null where there is none, or it was forgotten'),
    hold_extended_to: timeOut
      .nullable()
      .describe('Until when the reservation is held because of it; null: it moved nothing'),
    created_at: timeOut,
    answered_at: timeOut.nullable().describe('Null: it waits for its seller'),
    answer: z.string().nullable().describe('In words; null where a record answers it'),
    record_id: z.uuid().nullable().describe('The record of what came'),
  })
  .meta({ id: 'PaymentClaim' })

export type PaymentClaim = Required<z.infer<typeof paymentClaim>>

/** What becomes, or would become, of lines that say what was sent back. */
export const sentBack = z
  .object({
    dry_run: z.boolean(),
    sent_back: z
      .object({
        participation_id: z.uuid(),
        campaign_id: z.uuid(),
        amount: z.int(),
        currency: z.string(),
        still_owed: z.int().describe('What is left to send back'),
      })
      .array(),
    refused: z.object({ participation_id: z.uuid(), code: z.string(), detail: z.string() }).array(),
    totals: z.object({ currency: z.string(), amount: z.int() }).array().describe('By currency'),
  })
  .meta({ id: 'SentBack' })

export type SentBack = z.infer<typeof sentBack>

/** What buyers of one campaign say that they have paid, and wait to be answered about. */
export const claimTotal = moneyTotal
  .omit({ without_account: true })
  .extend({ since: timeOut.describe('When the first of them said so') })
  .meta({ id: 'PaymentClaimTotal' })

export type ClaimTotal = z.infer<typeof claimTotal>
