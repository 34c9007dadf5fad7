/** What requests of several kinds hold: the validation and the OpenAPI document come from the same lines. */
import { z } from 'zod'
import { isReservedId } from '../../kernel/ids.ts'
import { later } from '../../kernel/messages.ts'
import { pictureAddress } from '../picture-address.ts'
import { idOr, text } from './texts.ts'

const slotsMax = 1_000_000
export const moneyMax = Number.MAX_SAFE_INTEGER

export const count = (max = slotsMax) => z.int().min(1).max(max)
export const money = (min: number) => z.int().min(min).max(moneyMax)

/** Whose something is, to look for it: a person's id, or a machine's, which sells under its own name. */
export const ownerId = text(1, 128).refine((id) => id !== 'me', {
  params: later('validation_not_me'),
})
export const personId = ownerId
  .refine((id) => !isReservedId(id), {
    params: later('validation_reserved_id'),
  })
  .describe("An account's id or, when a service acts, the marketplace's own id for its user")

const timesFrom = Date.parse('2000-01-01T00:00:00Z')
const timesUntil = Date.parse('9999-01-01T00:00:00Z')

/** A time that PostgreSQL, JavaScript and every client hold alike; year 9998 is late enough for any deadline. */
export const time = z.iso
  // What is no time at all is told so, and nothing of years.
  .datetime({ offset: true, abort: true })
  .refine((value) => Date.parse(value) >= timesFrom && Date.parse(value) < timesUntil, {
    params: later('validation_years'),
  })
  .transform((value) => new Date(value))

/**
 * The same in an address, where the plus of `+07:00` means a space unless it is written as `%2B`: what was meant is plain.
 */
export const timeInQuery = z.preprocess(
  (value) => (typeof value === 'string' ? value.replace(/ (?=\d\d:?\d\d$)/, '+') : value),
  time,
)

export const productParams = z.object({ id: idOr('product_not_found') })
export const participationParams = z.object({ id: idOr('participation_not_found') })
export const campaignParams = z.object({
  id: z
    .string()
    .regex(/^[0-9A-Za-z-]{1,100}$/, 'campaign_not_found')
    .describe('id or slug'),
})

export const page = {
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('How many at most'),
  cursor: z.string().max(500).optional().describe('From the Link header of the page before'),
}

export const pageQuery = z.object(page)

export const pictureUrl = text(1, 500)
  .pipe(pictureAddress)
  .describe('A web address (https://…), or that of a picture on this server')

export const quantity = count()
  .describe('How many slots')
  .meta({ examples: [2] })

export const reasonText = text(1, 240).describe('Shown to those it concerns')
export const reasonBody = z.strictObject({ reason: reasonText.optional() }).optional()
export const reasonQuery = z.object({ reason: reasonText.optional() })
export const emptyBody = z.strictObject({}).optional()

/** `status=active,full` or `status=active&status=full`. */
export const statusList = <Status extends string>(values: Status[]) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split(',') : value),
      z.array(z.enum(values as [Status, ...Status[]])).max(10),
    )
    .optional()
