/** What an answer about mail is: the schema that it is documented by, and the type that is made of it. */
import { z } from 'zod'
import { locale, timeOut } from '../../kernel/shapes.ts'

export const mailboxEntry = z
  .object({
    id: z.uuid(),
    to: z.string(),
    template: z.string(),
    locale,
    subject: z.string(),
    text: z.string(),
    created_at: timeOut,
    expires_at: timeOut,
  })
  .meta({ id: 'MailboxEntry' })

export type MailboxEntry = z.infer<typeof mailboxEntry>
