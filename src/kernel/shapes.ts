/** What answers of several modules hold. */
import { z } from 'zod'

export const timeOut = z.iso.datetime()

/** Beside whom something names: left out where nobody told us, and for those who may not read people. */
export const personName = z.string().optional().describe('What that person is called, for those who may read people')

export const locale = z.enum(['id', 'en']).describe('The language of mails')

/** Why something failed, beside `error`, which is stored as it is. */
export const reasonOut = z
  .string()
  .nullable()
  .describe('`error` in the language asked for (`Accept-Language`); what the other side said stands between quotes')
