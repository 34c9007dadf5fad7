/** Validation by zod, and its findings as sentences that name the field. */
import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import type { Language } from '../kernel/language.ts'
import { later, type PlainMessageKey, type Sayable, say, sayLater } from '../kernel/messages.ts'
import { type FieldError, Problem } from '../kernel/problem.ts'

/** What zod found; turned into a problem in the caller's language where the answer is made. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError'
  readonly issues: z.core.$ZodIssue[]

  constructor(issues: z.core.$ZodIssue[]) {
    super('validation failed')
    this.issues = issues
  }
}

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (data) => {
    // Fastify hands over null where there is no body.
    const given = httpPart === 'body' && data === null ? undefined : data
    // With what was given, a field that is missing can be told from one of the wrong type.
    const result = schema.safeParse(given, { reportInput: true })
    return result.success ? { value: result.data } : { error: new ValidationError(result.error.issues) }
  }

export function validationProblem(error: ValidationError, language: Language): Problem {
  // One sentence a field: of several about one number the last is the narrowest.
  const byPath = new Map<string, FieldError>()
  for (const issue of error.issues) {
    for (const fieldError of fieldErrors(issue, language)) byPath.set(fieldError.path, fieldError)
  }
  return new Problem('validation_failed', {}, { errors: [...byPath.values()] })
}

function fieldErrors(issue: z.core.$ZodIssue, language: Language): FieldError[] {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    const message = say(language, 'validation_unknown_field')
    return issue.keys.map((key) => ({ path: path === '' ? key : `${path}.${key}`, message }))
  }
  return [{ path: path === '' ? 'body' : path, message: sayLater(language, sentence(issue)) }]
}

function sentence(issue: z.core.$ZodIssue): Sayable {
  switch (issue.code) {
    case 'invalid_type':
      return later(issue.input === undefined ? 'validation_required' : (types[issue.expected] ?? 'validation_type'))
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return later(formats[issue.format] ?? 'validation_form')
    case 'invalid_value':
      return later('validation_one_of', { values: issue.values.map(String).join(', ') })
    case 'custom':
      return (issue.params as Sayable | undefined) ?? later('validation_invalid')
    default:
      return later('validation_invalid')
  }
}

const types: Record<string, PlainMessageKey> = {
  string: 'validation_type_string',
  number: 'validation_type_number',
  int: 'validation_type_int',
  boolean: 'validation_type_boolean',
  object: 'validation_type_object',
  array: 'validation_type_array',
}

const formats: Record<string, PlainMessageKey> = {
  email: 'validation_form_email',
  guid: 'validation_uuid',
  datetime: 'validation_form_datetime',
}

function tooSmall({ minimum, origin }: z.core.$ZodIssueTooSmall): Sayable {
  if (origin !== 'string') return later('validation_at_least', { minimum: String(minimum) })
  if (Number(minimum) === 1) return later('validation_required')
  return later('validation_longer', { minimum: String(minimum) })
}

function tooBig({ maximum, origin }: z.core.$ZodIssueTooBig): Sayable {
  if (origin === 'string') return later('validation_shorter', { maximum: String(maximum) })
  // Limits have up to sixteen digits, which are written in groups.
  return later('validation_at_most', { maximum: Number(maximum) })
}
