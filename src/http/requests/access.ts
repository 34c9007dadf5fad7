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
export const accessLogQuery = z.object({ ...page, person_id: ownerId.optional() })
