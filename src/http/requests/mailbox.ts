/** What requests about the mailbox hold. */
import { z } from 'zod'
import { page } from './fields.ts'
import { idOr, text } from './texts.ts'

export const mailboxQuery = z.object({ ...page, q: text(1, 100).optional() })
export const refusedQuery = z.object({ ...page, q: text(1, 254).optional() })
export const freedAddress = z.strictObject({ address: text(3, 254), reason: text(1, 500) })
export const letterParams = z.object({ id: idOr('letter_not_found') })
