/** What requests about people hold. */
import { z } from 'zod'
import { plainLine } from '../../kernel/line.ts'
import { later } from '../../kernel/messages.ts'
import { isPhoneNumber, phoneNumber, phoneTypedLengthMax } from '../../kernel/phone.ts'
import { locale } from '../../kernel/shapes.ts'
import { isStorableText } from '../../kernel/text.ts'
import { isTimeZone } from '../../kernel/time-zone.ts'
import { personRoles } from '../../modules/identity/index.ts'
import { name, password } from './accounts.ts'
import { page, pictureUrl } from './fields.ts'
import { joinBody } from './participations.ts'
import { idOr, text } from './texts.ts'

const phone = z
  .string()
  .max(phoneTypedLengthMax)
  .overwrite((typed) => phoneNumber(typed) ?? plainLine(typed))
  .refine(isPhoneNumber, {
    params: later('validation_phone'),
  })
  .describe('However it is written; kept in E.164. Without a country code it is of Indonesia')
  .meta({ examples: ['0812 3456 7890'] })
const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, { params: later('validation_time_zone') })
  .describe('IANA; what can wait is not sent between 21:00 and 7:00 there')
  .meta({ examples: ['Asia/Jakarta'] })
const role = z.enum(personRoles)

export const personParams = z.object({
  id: z
    .string()
    .trim()
    .min(1, 'person_not_found')
    .max(128, 'person_not_found')
    .refine(isStorableText, 'person_not_found')
    .describe('`me`, or the id of a person'),
})
export const addressParams = personParams.extend({ address_id: idOr('address_not_found') })
export const peopleQuery = z.object({
  ...page,
  q: text(1, 100)
    .optional()
    .describe(
      'Words of the name or the e-mail address, or their beginnings: all of them; or part of a phone number; or an id',
    ),
  role: role.optional(),
})
export const profilePatch = z
  .strictObject({
    name,
    locale,
    phone: phone.nullable(),
    avatar_url: pictureUrl.nullable(),
    time_zone: timeZone,
    anonymous: z.boolean().describe('Show neither name nor initial among recent joiners'),
  })
  .partial()
export const roleBody = z.strictObject({ role })
const addressFields = {
  label: text(1, 60).meta({ examples: ['Rumah'] }),
  shipping_address: joinBody.shape.shipping_address,
  is_default: z.boolean().optional(),
}
export const newAddress = z.strictObject(addressFields)
export const addressPatch = z.strictObject(addressFields).partial()
export const erasure = z
  .strictObject({ password: password.optional().describe('Needed to erase an account by its own session') })
  .optional()
export const joinersQuery = z.object({ limit: z.coerce.number().int().min(1).max(50).default(12) })
