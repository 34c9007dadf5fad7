/** Texts as people and programs send them, cleaned on their way in. */
import { z } from 'zod'
import { plainLine } from '../../kernel/line.ts'
import { later } from '../../kernel/messages.ts'
import type { PlainProblemCode } from '../../kernel/problem.ts'
import { isReadableText, isStorableText, onOneLine, withLineBreaks } from '../../kernel/text.ts'

const unclean = {
  params: later('validation_unstorable'),
}

const unreadable = {
  params: later('validation_unreadable'),
}

const written = (typed: z.ZodString, min: number, max: number) =>
  typed
    .trim()
    .min(min)
    .max(max)
    .refine(isStorableText, unclean)
    .refine((value) => value === '' || isReadableText(value), unreadable)

/** What people write on one line, as names and titles. */
export const text = (min: number, max: number) => written(z.string().overwrite(onOneLine), min, max)

/** What may have several lines, as stories and addresses. */
export const lines = (min: number, max: number) => written(z.string().overwrite(withLineBreaks), min, max)

/** What is typed or pasted into one line and read by machines. */
export const line = () => z.string().overwrite(plainLine)

/** An id in an address. One that cannot exist is one that does not exist: the message is the problem's code. */
export const idOr = (missing: PlainProblemCode) => z.guid(missing)
