/** What requests about accounts hold. */
import { z } from 'zod'
import { digitsOfCode } from '../../kernel/line.ts'
import { later } from '../../kernel/messages.ts'
import { locale } from '../../kernel/shapes.ts'
import { passwordLengthMax, passwordLengthMin } from '../../modules/identity/index.ts'
import { idOr, line, text } from './texts.ts'

// Never trimmed: a space at the end of a password belongs to it. No rules but length (NIST SP 800-63B, 3.1.1.2).
const newPassword = z
  .string()
  .min(passwordLengthMin)
  .max(passwordLengthMax)
  .describe(`${passwordLengthMin} to ${passwordLengthMax} characters of any kind`)
  .meta({ examples: ['kopi subuh di teras'] })
export const password = z.string().min(1).max(passwordLengthMax)
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
export const name = text(1, 120)

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
export const signIn = z.strictObject({
  email,
  password,
  remember: z.boolean().optional().describe('false: only until the browser is closed'),
})
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
    params: later('validation_one_code'),
  })
export const emailOnly = z.strictObject({ email })
export const tokenOnly = z.strictObject({ token })
export const passwordReset = z.strictObject({ token, password: newPassword })
export const passwordChange = z.strictObject({ current_password: password, password: newPassword })
export const passwordOnly = z.strictObject({ password })
export const codeOnly = z.strictObject({ code })
export const sessionParams = z.object({ id: idOr('session_not_found') })
