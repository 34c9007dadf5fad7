/** What answers about people are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { locale, timeOut } from '../../kernel/shapes.ts'
import { auditEvent } from '../audit/index.ts'
import { campaign } from '../campaigns/index.ts'
import { accessLogEntry, personRoles, session } from '../identity/index.ts'
import { buyerMessage, messageTemplate } from '../messaging/index.ts'
import {
  type MoneyRecord,
  moneyRecord,
  type OwnInstructions,
  ownInstructions,
  type PaymentClaim,
  paymentClaim,
  refundAccountInExport,
} from '../money/index.ts'
import { notification, notificationPreferences, pushBrowser, whatsAppConsent } from '../notifications/index.ts'
import { ofParticipants, ofPayments, type Participation, participation } from '../participations/index.ts'
import { product } from '../products/index.ts'
import { followed } from '../sellers/index.ts'
import { type WaitingEntry, waitingEntry } from '../waiting/index.ts'
import { sellerWording } from '../wordings/index.ts'

/** A person as themselves, operators and services see them. */
export const profile = z
  .object({
    id: z.string(),
    origin: z.enum(['account', 'token', 'service']).describe('Where it comes from'),
    name: z.string(),
    email: z.string().nullable(),
    email_verified: z.boolean(),
    email_refused_since: timeOut
      .nullable()
      .describe('Since when nothing is sent there, because a mail server refused it for good'),
    role: z.enum(personRoles).nullable().describe('Of accounts; null where the role comes with each token'),
    two_factor_enabled: z.boolean(),
    locale,
    time_zone: z.string().describe('IANA; what can wait is not sent at night there'),
    phone: z.string().nullable().describe('E.164; kept as it was where an older one could not be read'),
    avatar_url: z.string().nullable(),
    anonymous: z.boolean(),
    created_at: timeOut,
    updated_at: timeOut,
  })
  .meta({ id: 'Profile' })

export type Profile = z.infer<typeof profile>

/** An address that a person keeps, to join with. */
export const address = z
  .object({
    id: z.uuid(),
    label: z.string(),
    shipping_address: z.string().optional().describe(ofParticipants),
    is_default: z.boolean().describe('Offered first'),
    created_at: timeOut,
    updated_at: timeOut,
  })
  .meta({ id: 'Address' })

/** Whole: what a scope does not reach is left out of the answer at the door (`withinScopes`). */
export type Address = Required<z.infer<typeof address>>

/** Somebody who joined, as everybody may see: no id, no full name. */
export const joiner = z
  .object({
    name: z.string().nullable().describe('First name and initial; null: shows none'),
    quantity: z.int(),
    joined_at: timeOut,
  })
  .meta({ id: 'Joiner' })

export type Joiner = z.infer<typeof joiner>

/** All that is stored about a person (UU 27/2022, articles 7 and 13; GDPR, articles 15 and 20). */
export const personExport = z
  .object({
    exported_at: timeOut,
    profile: profile.nullable(),
    addresses: z.array(address),
    sessions: z.array(session.omit({ id: true, current: true })),
    participations: z.array(participation.extend({ campaign_title: z.string() })),
    waiting: z.array(waitingEntry).describe('Their places on waiting lists, also those that ended'),
    money: z
      .array(moneyRecord)
      .optional()
      .describe(`What is on record of the money of these participations. ${ofPayments}`),
    payment_claims: paymentClaim.array().optional().describe(`When they said that they have paid. ${ofPayments}`),
    payment_instructions: ownInstructions
      .array()
      .optional()
      .describe(`What they say as a seller of how they are paid. ${ofPayments}`),
    refund_account: refundAccountInExport
      .nullable()
      .optional()
      .describe(`Where what is owed to them goes: whole in a copy that they made themselves. ${ofPayments}`),
    products: z.array(product),
    campaigns: z.array(campaign),
    wordings: z.array(sellerWording),
    events: z.array(auditEvent),
    messages: z.array(buyerMessage).describe('When sellers opened a chat with them about an order'),
    message_templates: z.array(messageTemplate).describe('What they wrote for messages to buyers of their own'),
    whatsapp_consents: z.array(whatsAppConsent),
    notifications: z.array(notification),
    push_browsers: z.array(pushBrowser.omit({ current: true })),
    notification_preferences: notificationPreferences.shape.preferences.describe('None of somebody without a profile'),
    follows: z.array(followed),
    access: z.array(accessLogEntry),
  })
  .meta({ id: 'PersonExport' })

/** Whole, as its parts are. */
export type PersonExport = z.infer<typeof personExport> & {
  addresses: Address[]
  participations: Participation[]
  waiting: WaitingEntry[]
  money: MoneyRecord[]
  payment_claims: PaymentClaim[]
  payment_instructions: OwnInstructions[]
}
