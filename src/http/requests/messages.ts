/** What requests about messages to buyers hold. */
import { z } from 'zod'
import { languages } from '../../kernel/language.ts'
import { messageGroups, messageStates, templateNames } from '../../modules/messaging/index.ts'
import { campaignParams, ownerId, page } from './fields.ts'
import { idOr, lines } from './texts.ts'

/** As many as stand on one page of participants. */
const chosenMax = 100
const messageLengthMax = 700

const template = z.enum(templateNames)
const participation = idOr('participation_not_found')
const words = lines(1, messageLengthMax).describe('With placeholders in braces: those of the list of templates')

const whom = {
  template: template.default('payment'),
  group: z
    .enum(messageGroups)
    .default('unpaid')
    .describe(
      '`unpaid`: who has reserved, or is confirmed and has not paid all of it; `all`: who takes part, paid or not; `offered`: who waited, and has an offer to take or to pass on',
    ),
  ids: z
    .preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(z.guid()).max(chosenMax))
    .optional()
    .describe('Chosen participations, in place of a group'),
}

export const messagesQuery = z.object({
  ...page,
  ...whom,
  state: z.enum(messageStates).default('waiting'),
})
export const progressQuery = z.object(whom)
export const openBody = z.strictObject({
  participation_id: participation,
  template,
  after: z
    .int()
    .nullable()
    .describe('`last.id` of the entry as it was shown, or null: what was opened since is refused, not repeated'),
})
export const skipBody = z.strictObject({ participation_id: participation, template })
export const roundBody = z.strictObject({ template })
export const previewBody = z.strictObject({
  participation_id: participation,
  text: words,
  language: z.enum(languages).describe('Of the template'),
})
export const messageParams = campaignParams.extend({
  message_id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'buyer_message_not_found')
    .transform(Number),
})

export const templatesQuery = z.object({
  seller_id: ownerId.optional().describe('Whose, for an operator or a service; left out: one’s own'),
})
export const templateParams = z.object({ template, language: z.enum(languages) })
export const templateBody = z.strictObject({ text: words, seller_id: ownerId.optional() })
