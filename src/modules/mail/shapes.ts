/** What an answer about mail is: the schema that it is documented by, and the type that is made of it. */
import { z } from 'zod'
import { locale, timeOut } from '../../kernel/shapes.ts'

export const letterStates = ['kept', 'pending', 'sent', 'dead'] as const

export const mailboxEntry = z
  .object({
    id: z.uuid(),
    to: z.string(),
    template: z.string(),
    locale,
    subject: z.string(),
    text: z.string().describe('In production without the link, where that opens an account'),
    state: z
      .enum(letterStates)
      .describe(
        '`kept`: it stays here, no mail server is configured; `pending`: it waits for the mail server; `sent`: a copy of one that went; `dead`: refused for good',
      ),
    attempts: z.int(),
    last_error: z.string().nullable().describe('What the mail server said last'),
    event: z
      .object({ id: z.int(), name: z.string(), campaign_id: z.uuid().nullable() })
      .nullable()
      .describe('What it tells of'),
    created_at: timeOut,
    expires_at: timeOut,
  })
  .meta({ id: 'MailboxEntry' })

export const mailboxLetter = z
  .object({ ...mailboxEntry.shape, html: z.string(), source: z.string().describe('As it is sent, headers and all') })
  .meta({ id: 'MailboxLetter' })

/** Where nothing is sent any more. */
export const refusedAddress = z
  .object({
    address: z.string(),
    reason: z.string().describe('What the mail server said'),
    since: timeOut,
    person_id: z.string().nullable().describe("Whose it is; null where it is nobody's who is known here"),
    person_name: z.string().nullable(),
  })
  .meta({ id: 'RefusedAddress' })

export type RefusedAddress = z.infer<typeof refusedAddress>
export type MailboxEntry = z.infer<typeof mailboxEntry>
export type MailboxLetter = z.infer<typeof mailboxLetter>
