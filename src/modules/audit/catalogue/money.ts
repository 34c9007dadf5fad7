/** What happens to the money of participations: what changed hands outside, and what is said of it. */
import { z } from 'zod'
import { amount, event, reason } from './define.ts'

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
