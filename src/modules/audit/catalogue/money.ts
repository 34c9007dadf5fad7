/** What happens to the money of participations: what changed hands outside, and what is said of it. */
import { z } from 'zod'
import { amount, count, event, reason, time } from './define.ts'

const kind = z.enum(['received', 'sent_back', 'waived', 'given_up'])
const day = z.iso.date()
const record = { record_id: z.uuid(), amount, happened_on: day }
const method = z
  .enum(['bank_transfer', 'qris', 'ewallet', 'cash', 'marketplace', 'other'])
  .optional()
  .describe('Missing where nothing changed hands: of what was waived or given up')

const example = {
  record_id: '0199a3f0-8e21-7c44-9f0a-3d5b7e1c2a90',
  kind: 'received' as const,
  amount: 398_000,
  method: 'bank_transfer' as const,
  happened_on: '2026-11-28',
}

const unpaid = {
  participations: count.describe('That are not paid, and of which no buyer says that they are'),
  amount: amount.describe('What is left to pay for them'),
  pay_until: time,
  due_at: time,
}

export const moneyEvents = {
  money_recorded: event({
    subject: 'participation',
    seenBy: 'participant',
    description:
      'Money was put on record: received or sent back by the seller, not asked for any more (`waived`), or not wanted back (`given_up`).',
    metadata: { ...record, kind, method },
    example,
  }),
  money_reversed: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'A record of money was taken back, by one that counts against it.',
    metadata: { ...record, kind, method, reverses: z.uuid().describe('The record that was taken back'), reason },
    example: {
      ...example,
      reverses: '0199a3f0-8e21-7c44-9f0a-3d5b7e1c2a91',
      reason: 'Salah catat, milik pembeli lain',
    },
  }),
  money_not_arrived: event({
    subject: 'participation',
    seenBy: 'participant',
    description:
      'A buyer said that money has not arrived which a record says was sent back, or contradicted the reversal of what they had paid.',
    metadata: { ...record, kind: z.enum(['received', 'sent_back']) },
    example: { record_id: example.record_id, kind: 'sent_back', amount: 398_000, happened_on: '2026-11-28' },
  }),
  payment_claimed: event({
    subject: 'participation',
    seenBy: 'participant',
    description:
      'A buyer said that they have paid, or corrected what they had said. No money is on record by it; a hold that ran may have got a later end.',
    metadata: {
      claim_id: z.uuid(),
      amount,
      happened_on: day,
      has_proof: z.boolean(),
      hold_expires_at: time.optional().describe('The new end of the hold, where it moved'),
    },
    example: {
      claim_id: '0199a3f0-8e21-7c44-9f0a-3d5b7e1c2a92',
      amount: 398_000,
      happened_on: '2026-11-28',
      has_proof: true,
      hold_expires_at: '2026-12-02T03:00:00+00:00',
    },
  }),
  payment_claim_answered: event({
    subject: 'participation',
    seenBy: 'participant',
    description:
      'A buyer who said that they have paid was answered in words; where the money had come it is put on record instead.',
    metadata: { claim_id: z.uuid(), amount, happened_on: day, answer: z.string() },
    example: {
      claim_id: '0199a3f0-8e21-7c44-9f0a-3d5b7e1c2a92',
      amount: 398_000,
      happened_on: '2026-11-28',
      answer: 'Belum ada yang masuk di BCA. Cek lagi nomor tujuannya, ya.',
    },
  }),
  claims_waiting: event({
    subject: 'seller',
    seenBy: 'seller',
    description:
      'Buyers who said that they have paid have waited a day for an answer of their seller. Once a day for each seller, of all of their campaigns together.',
    metadata: {
      claims: z.int().min(1).describe('How many wait'),
      amounts: z
        .array(z.strictObject({ currency: z.string(), amount }))
        .min(1)
        .describe('What they say they have paid'),
      since: time.describe('Who has waited longest'),
    },
    example: {
      claims: 3,
      amounts: [{ currency: 'IDR', amount: 1_194_000 }],
      since: '2026-11-27T03:00:00+00:00',
    },
  }),
  payment_due_soon: event({
    subject: 'campaign',
    seenBy: 'seller',
    description:
      'Orders of a completed campaign are not paid, and the time to pay (`payment_days`) is over in a day; where it is a single day, in half of it.',
    metadata: unpaid,
    example: {
      ...{ participations: 2, amount: 398_000 },
      ...{ pay_until: '2026-12-05T10:00:00+00:00', due_at: '2026-12-04T10:00:00+00:00' },
    },
  }),
  payment_overdue: event({
    subject: 'campaign',
    seenBy: 'seller',
    description: 'Orders of a completed campaign are still not paid a day after the time to pay was over.',
    metadata: unpaid,
    example: {
      ...{ participations: 1, amount: 199_000 },
      ...{ pay_until: '2026-12-05T10:00:00+00:00', due_at: '2026-12-06T10:00:00+00:00' },
    },
  }),
  payment_instructions_changed: event({
    subject: 'campaign',
    seenBy: 'participant',
    description:
      'The seller says how the campaign is paid, or says it otherwise. The accounts themselves are in no event: who has joined reads them at `GET /participations/{id}/payment-instructions`.',
    metadata: { first: z.boolean().describe('Whether nothing was said before') },
    example: { first: false },
  }),
  refund_account_changed: event({
    subject: 'participation',
    seenBy: 'participant',
    description:
      'A buyer to whom something is owed said where it goes, changed that, or took it back. What the account is no event says.',
    metadata: { change: z.enum(['given', 'changed', 'removed']) },
    example: { change: 'given' },
  }),
  refund_account_shown: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'Whoever owes a buyer something was shown to which account it goes.',
    metadata: { way: z.enum(['one', 'file']).describe('By itself, or with others in a file for the bank') },
    example: { way: 'file' },
  }),
  money_answered: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'A buyer who said that money has not arrived was answered.',
    metadata: { ...record, kind: z.enum(['received', 'sent_back']), answer: z.string() },
    example: {
      record_id: example.record_id,
      kind: 'sent_back',
      amount: 398_000,
      happened_on: '2026-11-28',
      answer: 'Sudah masuk menurut bank, cek rekening BCA-mu',
    },
  }),
}
