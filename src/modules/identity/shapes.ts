/** What answers about access are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { personName, timeOut } from '../../kernel/shapes.ts'
import { personRoles, scopes } from './policy.ts'

const role = z.enum(personRoles)
const scope = z.enum(scopes)

export const signedUp = z
  .object({
    status: z
      .enum(['confirm_email', 'ready'])
      .describe(
        '`confirm_email`: a link was mailed, or lies in the operators’ mailbox where no mail server is configured; `ready`: the account can be used. The same for an address that has one',
      ),
  })
  .meta({ id: 'SignedUp' })

export type SignedUp = z.infer<typeof signedUp>

export const signedIn = z
  .object({
    status: z.enum(['signed_in', 'two_factor_required']),
    user_id: z.string().nullable().describe('null as long as the second factor is missing, as is the role'),
    role: role.nullable(),
  })
  .meta({ id: 'SignedIn' })

/** `signed_in`: the cookies hold the session; `two_factor_required`: they hold the question for the second factor. */
export type SignedIn = z.infer<typeof signedIn>

export const twoFactorSetup = z
  .object({
    totp_uri: z.string().describe('otpauth://…, for the QR code'),
    recovery_codes: z.array(z.string()).describe('Shown now and never again; each opens the account once'),
  })
  .meta({ id: 'TwoFactorSetup' })

export type TwoFactorSetup = z.infer<typeof twoFactorSetup>

export const recoveryCodes = z.object({ recovery_codes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' })

export type RecoveryCodes = z.infer<typeof recoveryCodes>

/** One place where somebody is signed in. */
export const session = z
  .object({
    id: z.uuid(),
    user_agent: z.string().nullable(),
    created_at: timeOut,
    expires_at: timeOut,
    current: z.boolean(),
  })
  .meta({ id: 'Session' })

export type Session = z.infer<typeof session>

export const whoami = z
  .object({
    kind: z.enum(['user', 'service']),
    user_id: z.string().nullable(),
    role: z.enum([...personRoles, 'service']),
    scopes: z.array(scope).nullable().describe('Of an API key; null: no limit but the role'),
    session_id: z.uuid().nullable(),
  })
  .meta({ id: 'Whoami' })

export type Whoami = z.infer<typeof whoami>

/** All but the key itself. */
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

export type ApiKey = z.infer<typeof apiKey>

export const createdApiKey = apiKey
  .extend({ key: z.string().nullable().describe('Told now and never again; null in the answer to a repeat') })
  .meta({ id: 'CreatedApiKey' })

/** Of a person the id is on record alone; names are looked up for whoever may read them. */
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

export type AccessLogEntry = z.infer<typeof accessLogEntry>
