/** What answers about messages to buyers are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { locale, timeOut } from '../../kernel/shapes.ts'
import { ofParticipants, participation } from '../participations/index.ts'

/** What a seller writes on: an order to be paid, one that is, anything else, what is offered to somebody who waited. */
export const templateNames = ['payment', 'thanks', 'news', 'offer'] as const
export type TemplateName = (typeof templateNames)[number]

/** How somebody stands on the work list. */
export const messageStates = ['waiting', 'messaged', 'skipped', 'unreachable'] as const
export type MessageState = (typeof messageStates)[number]

export const messageGroups = ['unpaid', 'all', 'offered'] as const
export type MessageGroup = (typeof messageGroups)[number]

/** That a chat with a buyer was opened, or that they were skipped. */
export const buyerMessage = z
  .object({
    id: z.int(),
    participation_id: z.uuid(),
    template: z.enum(templateNames),
    kind: z
      .enum(['opened', 'skipped'])
      .describe('`opened`: the chat was opened with the message in it; whether it was sent only WhatsApp knows'),
    actor: z.string(),
    at: timeOut,
    undone_at: timeOut.nullable(),
  })
  .meta({ id: 'BuyerMessage' })

export type BuyerMessage = z.infer<typeof buyerMessage>

const chat = z
  .string()
  .nullable()
  .optional()
  .describe(`Opens WhatsApp with the message; null where there is no number. ${ofParticipants}`)
const text = z.string().optional().describe(`The message. ${ofParticipants}`)

export const openedChat = buyerMessage.extend({ chat, text }).meta({ id: 'OpenedChat' })

/** One buyer of the work list. */
export const messageListEntry = z
  .object({
    participation_id: z.uuid(),
    user_id: z.string(),
    quantity: z.int(),
    amount: z.int(),
    currency: z.string(),
    status: participation.shape.status,
    hold_expires_at: participation.shape.hold_expires_at,
    buyer_name: z.string().nullable().optional().describe(ofParticipants),
    buyer_phone: z.string().nullable().optional().describe(`As the profile has it. ${ofParticipants}`),
    takes_letters: z
      .boolean()
      .describe('Whether notifications reach them by e-mail: an address that is verified and was not refused'),
    language: locale.describe("The buyer's, in which the message is"),
    text,
    chat,
    state: z.enum(messageStates).describe('In this round of the template'),
    here: buyerMessage.nullable().describe('What put it into that state'),
    last: buyerMessage
      .nullable()
      .describe('The last chat that was opened with this buyer about this order, by any template'),
  })
  .meta({ id: 'MessageListEntry' })

export type MessageListEntry = z.infer<typeof messageListEntry>

export const messageProgress = z
  .object({
    waiting: z.int(),
    messaged: z.int(),
    skipped: z.int(),
    unreachable: z.int().describe('Without a number that a chat can be opened with'),
    began_at: timeOut.nullable().describe('When this round of the template began; null: it is the first'),
  })
  .meta({ id: 'MessageProgress' })

export type MessageProgress = z.infer<typeof messageProgress>

export const messageTemplate = z
  .object({
    template: z.enum(templateNames),
    language: locale,
    text: z.string(),
    is_default: z.boolean().describe('Whether these are our words; false: the seller has their own'),
    placeholders: z.array(z.object({ placeholder: z.string(), means: z.string() })),
    updated_at: timeOut.nullable(),
  })
  .meta({ id: 'MessageTemplate' })

export type MessageTemplate = z.infer<typeof messageTemplate>

export const messagePreview = z.object({ text: z.string() }).meta({ id: 'MessagePreview' })
