import type { Language } from './language.ts'

/** One field that failed: `path` as the caller wrote it (`shipping_address`, `items.0.quantity`), a sentence why. */
export interface FieldError {
  path: string
  message: string
}

/** How a problem reads in one language; `{name}` in the detail stands for a parameter of the problem. */
export interface ProblemText {
  title: string
  detail: string
}

export type ProblemDefinition = { status: number } & Record<Language, ProblemText>

/** Keeps a module's codes as literal types, so that a misspelt code does not compile. */
export function defineProblems<Code extends string>(
  definitions: Record<Code, ProblemDefinition>,
): Record<Code, ProblemDefinition> {
  return definitions
}

interface ProblemOptions {
  errors?: FieldError[]
  retryAfterSeconds?: number
  cause?: unknown
}

/**
 * Something that a caller is told: a stable machine word and its parameters. The sentences live in the catalogue, so
 * that one problem reads in the language of whoever gets it. What cannot happen is an assertion, not a problem.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly params: Record<string, unknown>
  readonly errors: FieldError[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: string, params: Record<string, unknown> = {}, options: ProblemOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.params = params
    this.errors = options.errors
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

export function isProblem(error: unknown, code?: string): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code)
}
