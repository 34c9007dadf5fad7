/** What goes in and out about accounts, people and keys; the rest is in schemas.ts. */
import { z } from 'zod'
import { digitsOfCode, plainLine } from '../kernel/line.ts'
import { isPhoneNumber, phoneNumber, phoneTypedLengthMax } from '../kernel/phone.ts'
import { isStorableText } from '../kernel/text.ts'
import { passwordLengthMax, passwordLengthMin, scopes } from '../modules/identity/index.ts'
import { product } from '../modules/products/index.ts'
import { sellerWording } from '../modules/wordings/index.ts'
import { auditEvent } from './audit-schemas.ts'
import {
  campaign,
  emptyBody,
  joinBody,
  ofParticipants,
  ownerId,
  page,
  participation,
  personName,
  pictureUrl,
  time,
  timeOut,
} from './schemas.ts'
import { idOr, line, text } from './text-schemas.ts'

// Never trimmed: a space at the end of a password belongs to it. No rules but length (NIST SP 800-63B, 3.1.1.2).
const newPassword = z
  .string()
  .min(passwordLengthMin)
  .max(passwordLengthMax)
  .describe(`${passwordLengthMin} to ${passwordLengthMax} characters of any kind`)
  .meta({ examples: ['kopi subuh di teras'] })
const password = z.string().min(1).max(passwordLengthMax)
const email = line()
  .toLowerCase()
  .max(254)
  .pipe(z.email())
  .meta({ examples: ['rani@example.com'] })
const token = z.string().min(1).max(2000).describe('From the mailed link')
const code = z
  .string()
  .max(60)
  .overwrite(digitsOfCode)
  .regex(/^\d{6}$/)
  .describe('Six digits of the authenticator, in groups or not')
const phone = z
  .string()
  .max(phoneTypedLengthMax)
  .overwrite((typed) => phoneNumber(typed) ?? plainLine(typed))
  .refine(isPhoneNumber, {
    params: {
      id: 'Bukan nomor telepon. Tulis misalnya 0812 3456 7890, atau dengan kode negara: +65 9123 4567.',
      en: 'Is not a phone number. Write for example 0812 3456 7890, or with a country code: +65 9123 4567.',
    },
  })
  .describe('However it is written; kept in E.164. Without a country code it is of Indonesia')
  .meta({ examples: ['0812 3456 7890'] })
const locale = z.enum(['id', 'en']).describe('The language of mails')
const role = z.enum(['buyer', 'seller', 'operator'])
const scope = z.enum(scopes)
const name = text(1, 120)

// Accounts

export const signUp = z.strictObject({
  name: name.meta({ examples: ['Rani Puspitasari'] }),
  email,
  password: newPassword,
  locale: locale.optional(),
  operator_code: line()
    .min(1)
    .max(60)
    .optional()
    .describe('The one-time code printed at start: the first account of an installation becomes its operator'),
})
export const signedUp = z
  .object({
    status: z
      .enum(['confirm_email', 'ready'])
      .describe(
        '`confirm_email`: a link was mailed; `ready`: the account can be used. The same for an address that has one',
      ),
  })
  .meta({ id: 'SignedUp' })
export const signIn = z.strictObject({
  email,
  password,
  remember: z.boolean().optional().describe('false: only until the browser is closed'),
})
export const signedIn = z
  .object({
    status: z.enum(['signed_in', 'two_factor_required']),
    user_id: z.string().nullable().describe('null as long as the second factor is missing, as is the role'),
    role: role.nullable(),
  })
  .meta({ id: 'SignedIn' })
export const secondFactor = z
  .strictObject({
    code: code.optional(),
    recovery_code: line()
      .min(1)
      .max(60)
      .optional()
      .describe('Instead of the code, in any case, with its dash or not; each works once'),
  })
  .refine((body) => (body.code === undefined) !== (body.recovery_code === undefined), {
    path: ['code'],
    params: { id: 'Isi code atau recovery_code, salah satu saja.', en: 'Send code or recovery_code, one of them.' },
  })
export const emailOnly = z.strictObject({ email })
export const tokenOnly = z.strictObject({ token })
export const passwordReset = z.strictObject({ token, password: newPassword })
export const passwordChange = z.strictObject({ current_password: password, password: newPassword })
export const passwordOnly = z.strictObject({ password })
export const codeOnly = z.strictObject({ code })
export const nothing = emptyBody
export const accepted = z
  .object({ status: z.literal('accepted').describe('The same whether or not there is such an account') })
  .meta({ id: 'Accepted' })
export const twoFactorSetup = z
  .object({
    totp_uri: z.string().describe('otpauth://…, for the QR code'),
    recovery_codes: z.array(z.string()).describe('Shown now and never again; each opens the account once'),
  })
  .meta({ id: 'TwoFactorSetup' })
export const recoveryCodes = z.object({ recovery_codes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' })
export const sessionParams = z.object({ id: idOr('session_not_found') })
export const session = z
  .object({
    id: z.uuid(),
    user_agent: z.string().nullable(),
    created_at: timeOut,
    expires_at: timeOut,
    current: z.boolean(),
  })
  .meta({ id: 'Session' })
export const whoami = z
  .object({
    kind: z.enum(['user', 'service']),
    user_id: z.string().nullable(),
    role: z.enum(['buyer', 'seller', 'operator', 'service']),
    scopes: z.array(scope).nullable().describe('Of an API key; null: no limit but the role'),
    session_id: z.uuid().nullable(),
  })
  .meta({ id: 'Whoami' })

// People

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
    anonymous: z.boolean().describe('Show neither name nor initial among recent joiners'),
  })
  .partial()
export const profile = z
  .object({
    id: z.string(),
    origin: z.enum(['account', 'token', 'service']).describe('Where it comes from'),
    name: z.string(),
    email: z.string().nullable(),
    email_verified: z.boolean(),
    role: role.nullable().describe('Of accounts; null where the role comes with each token'),
    two_factor_enabled: z.boolean(),
    locale,
    phone: z.string().nullable().describe('E.164; kept as it was where an older one could not be read'),
    avatar_url: z.string().nullable(),
    anonymous: z.boolean(),
    created_at: timeOut,
    updated_at: timeOut,
  })
  .meta({ id: 'Profile' })
export const roleBody = z.strictObject({ role })
const addressFields = {
  label: text(1, 60).meta({ examples: ['Rumah'] }),
  shipping_address: joinBody.shape.shipping_address,
  is_default: z.boolean().optional(),
}
export const newAddress = z.strictObject(addressFields)
export const addressPatch = z.strictObject(addressFields).partial()
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
export const erasure = z
  .strictObject({ password: password.optional().describe('Needed to erase an account by its own session') })
  .optional()
export const joinersQuery = z.object({ limit: z.coerce.number().int().min(1).max(50).default(12) })
export const joiner = z
  .object({
    name: z.string().nullable().describe('First name and initial; null: shows none'),
    quantity: z.int(),
    joined_at: timeOut,
  })
  .meta({ id: 'Joiner' })

// Keys, mailbox, access log

export const apiKeyParams = z.object({ id: idOr('api_key_not_found') })
export const newApiKey = z.strictObject({
  name: text(1, 80).meta({ examples: ['Toko Wangi, backend'] }),
  scopes: z.array(scope).min(1).max(scopes.length),
  expires_at: time.nullable().optional(),
})
export const apiKey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().describe('How the key begins; the rest is not stored'),
    scopes: z.array(scope),
    created_by: z.string(),
    created_by_name: personName,
    created_at: timeOut,
    expires_at: timeOut.nullable(),
    last_used_at: timeOut.nullable().describe('Written every half a minute'),
    revoked_at: timeOut.nullable(),
  })
  .meta({ id: 'ApiKey' })
export const createdApiKey = apiKey
  .extend({ key: z.string().nullable().describe('Told now and never again; null in the answer to a repeat') })
  .meta({ id: 'CreatedApiKey' })
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
export const accessLogQuery = z.object({ ...page, person_id: ownerId.optional() })
export const accessLogEntry = z
  .object({
    event: z.string(),
    timestamp: timeOut,
    actor: z.string(),
    actor_name: personName,
    person_id: z.string().nullable(),
    person_name: personName,
    metadata: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AccessLogEntry' })

// Everything about a person

export const personExport = z
  .object({
    exported_at: timeOut,
    profile: profile.nullable(),
    addresses: z.array(address),
    sessions: z.array(session.omit({ id: true, current: true })),
    participations: z.array(participation.extend({ campaign_title: z.string() })),
    products: z.array(product),
    campaigns: z.array(campaign),
    wordings: z.array(sellerWording),
    events: z.array(auditEvent),
    access: z.array(accessLogEntry),
  })
  .meta({ id: 'PersonExport' })
