/** What requests about dead letters hold. */
import { z } from 'zod'
import { deadLetterSources } from '../../modules/notifications/index.ts'
import { page } from './fields.ts'
import { text } from './texts.ts'

const source = z.enum(deadLetterSources)
const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)
export const deadLettersQuery = z.object({ ...page, source: source.optional() })
export const retriedLetters = z.strictObject({ source: source.optional() })
export const deadLetterParams = z.object({ source, id })
export const discardedLetter = z.strictObject({ reason: text(1, 500) })
