/** What an answer about mail is: the schema that it is documented by, and the type that is made of it. */
import { z } from 'zod'
import { locale, reasonOut, timeOut } from '../../kernel/shapes.ts'

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
    last_error: z.string().nullable().describe('Why it did not go the last time'),
    reason: reasonOut,
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

/** What became of a letter that came back. */
export const bounce = z
  .object({
    outcome: z
      .enum(['refused', 'undelivered', 'no_failure', 'not_ours', 'no_report'])
      .describe(
        '`refused`: nothing is sent to the address any more; `undelivered`: that letter did not arrive, the next may; `no_failure`: it is late, or has arrived; `not_ours`: of no letter that was sent from here lately to somebody who is known here; `no_report`: no delivery status notification. Of all but the first two nothing is recorded',
      ),
    address: z.string().nullable().describe('Whom the letter was for'),
    reason: z.string().nullable().describe('What the mail server said'),
  })
  .meta({ id: 'Bounce' })

export type RefusedAddress = z.infer<typeof refusedAddress>
export type MailboxEntry = z.infer<typeof mailboxEntry>
export type MailboxLetter = z.infer<typeof mailboxLetter>
