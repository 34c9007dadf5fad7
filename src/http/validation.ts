/** Validation by zod, and its findings as sentences that name the field. */
import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import type { Language } from '../kernel/language.ts'
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
    const message =
      language === 'id' ? 'Isian ini tidak dikenal; periksa ejaannya.' : 'This field is unknown; check its spelling.'
    return issue.keys.map((key) => ({ path: path === '' ? key : `${path}.${key}`, message }))
  }
  return [{ path: path === '' ? 'body' : path, message: sentence(issue)[language] }]
}

type Sentence = Record<Language, string>

function sentence(issue: z.core.$ZodIssue): Sentence {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? { id: 'Wajib diisi.', en: 'Is required.' } : wrongType(issue.expected)
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return wrongFormat(issue.format)
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return { id: `Harus salah satu dari: ${values}.`, en: `Must be one of: ${values}.` }
    }
    case 'custom':
      return (issue.params as Sentence | undefined) ?? { id: 'Tidak sah.', en: 'Is not valid.' }
    default:
      return { id: 'Tidak sah.', en: 'Is not valid.' }
  }
}

function wrongType(expected: string): Sentence {
  const names: Record<string, Sentence> = {
    string: { id: 'Harus berupa teks.', en: 'Must be text.' },
    number: { id: 'Harus berupa angka.', en: 'Must be a number.' },
    int: { id: 'Harus berupa bilangan bulat.', en: 'Must be a whole number.' },
    boolean: { id: 'Harus true atau false (tanpa tanda kutip).', en: 'Must be true or false (without quotes).' },
    object: { id: 'Harus berupa objek JSON.', en: 'Must be a JSON object.' },
    array: { id: 'Harus berupa daftar.', en: 'Must be a list.' },
  }
  return names[expected] ?? { id: 'Jenisnya tidak cocok.', en: 'Is of the wrong type.' }
}

function tooSmall(issue: z.core.$ZodIssueTooSmall): Sentence {
  const { minimum } = issue
  if (issue.origin !== 'string') return { id: `Paling sedikit ${minimum}.`, en: `Must be at least ${minimum}.` }
  if (Number(minimum) === 1) return { id: 'Wajib diisi.', en: 'Is required.' }
  return { id: `Paling sedikit ${minimum} karakter.`, en: `Must be at least ${minimum} characters.` }
}

function tooBig(issue: z.core.$ZodIssueTooBig): Sentence {
  const { maximum } = issue
  if (issue.origin !== 'string') {
    // Limits have up to sixteen digits.
    const most = (language: string) => maximum.toLocaleString(language)
    return { id: `Paling banyak ${most('id-ID')}.`, en: `Must be at most ${most('en-GB')}.` }
  }
  return { id: `Paling banyak ${maximum} karakter.`, en: `Must be at most ${maximum} characters.` }
}

function wrongFormat(format: string): Sentence {
  const names: Record<string, Sentence> = {
    email: {
      id: 'Harus berupa alamat e-mail, misalnya rani@example.com.',
      en: 'Must be an e-mail address, for example rani@example.com.',
    },
    guid: { id: 'Harus berupa UUID.', en: 'Must be a UUID.' },
    datetime: {
      id: 'Harus berupa waktu ISO 8601 dengan zona waktu, misalnya 2026-12-01T12:00:00Z.',
      en: 'Must be an ISO 8601 time with its zone, for example 2026-12-01T12:00:00Z.',
    },
  }
  return names[format] ?? { id: 'Bentuknya tidak cocok.', en: 'Has the wrong form.' }
}
