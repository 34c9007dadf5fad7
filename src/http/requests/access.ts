/** What requests about keys and the access log hold. */
import { z } from 'zod'
import { scopes } from '../../modules/identity/index.ts'
import { ownerId, page, time } from './fields.ts'
import { idOr, text } from './texts.ts'

export const apiKeyParams = z.object({ id: idOr('api_key_not_found') })
export const newApiKey = z.strictObject({
  name: text(1, 80).meta({ examples: ['Toko Wangi, backend'] }),
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  expires_at: time.nullable().optional(),
})
export const mailboxQuery = z.object({ ...page, q: text(1, 100).optional() })
export const refusedQuery = z.object({ ...page, q: text(1, 254).optional() })
export const freedAddress = z.strictObject({ address: text(3, 254), reason: text(1, 500) })
export const letterParams = z.object({ id: idOr('letter_not_found') })
export const accessLogQuery = z.object({ ...page, person_id: ownerId.optional() })
