/**
 * Problems: what callers are told. Each module's `problems.ts` defines those that it refuses with, and so adds them to what
 * can be thrown anywhere: a misspelt code, or a parameter that is missing or too many, does not compile. What they say stands in
 * messages/<language>/problems.json, as `problem_<code>_title` and `problem_<code>_detail`.
 */
import type { z } from 'zod'
import type { Language } from './language.ts'
import type { MessageValue } from './message-format.ts'

/** One field that failed: `path` as the caller wrote it (`shipping_address`, `items.0.quantity`), a sentence why. */
export interface FieldError {
  path: string
  message: string
}

/** A kind of parameter: which values it takes, and how one reads in a sentence. Those there are: problem-parameters.ts. */
export interface Parameter<Value = unknown> {
  schema: z.ZodType<Value>
  /** A number where a sentence may count it. */
  say(value: Value, language: Language): MessageValue
  /** One that the documentation shows. */
  example: Value
  isOptional?: boolean
}

type Parameters = Record<string, Parameter>

type ValueOf<P> = P extends Parameter<infer Value> ? Value : never
type OptionalIn<P> = { [Name in keyof P]: P[Name] extends { isOptional: true } ? Name : never }[keyof P]
type ValuesOf<P> = keyof P extends never
  ? Nothing
  : { [Name in Exclude<keyof P, OptionalIn<P>>]: ValueOf<P[Name]> } & { [Name in OptionalIn<P>]?: ValueOf<P[Name]> }
/** No parameters at all: an object that takes anything would take those of another problem. */
type Nothing = Record<string, never>

interface Written<P> {
  status: number
  params?: P
  /** Parameters that the answer carries beside its sentence, as members of their own. */
  members?: (keyof P)[]
  /** The fields or things at fault, a sentence each, where the one in `path` is not all. */
  errors?: (params: ValuesOf<P>, language: Language) => FieldError[] | undefined
}

/** A problem's definition, whichever it is. */
export interface ProblemDefinition {
  status: number
  params: Parameters
  members?: string[]
  errors?: (params: Record<string, unknown>, language: Language) => FieldError[] | undefined
}

/** `thrownWith` is there for the compiler alone. */
type Defined<P> = { [Code in keyof P]: ProblemDefinition & { thrownWith?: ValuesOf<P[Code]> } }

/**
 * What each problem is thrown with, by its code. `problems.ts` of every module adds its own:
 * `declare module '../../kernel/problem.ts' { interface Problems extends ParametersOf<typeof problems> {} }`
 */
// biome-ignore lint/suspicious/noEmptyInterface: the modules fill it
export interface Problems {}

export type ParametersOf<D extends Record<string, { thrownWith?: unknown }>> = {
  [Code in keyof D]: NonNullable<D[Code]['thrownWith']>
}

export type ProblemCode = keyof Problems

/** Those that need no parameters. */
export type PlainProblemCode = {
  [Code in ProblemCode]: Record<never, never> extends Problems[Code] ? Code : never
}[ProblemCode]

const definitions = new Map<string, ProblemDefinition>()

export function defineProblems<P>(written: { [Code in keyof P]: Written<P[Code]> }): Defined<P> {
  const defined = Object.fromEntries(
    Object.entries<object>(written).map(([code, one]) => [code, { params: {}, ...one } as ProblemDefinition]),
  )
  for (const [code, one] of Object.entries(defined)) definitions.set(code, one)
  return defined as Defined<P>
}

interface ProblemOptions {
  errors?: FieldError[] | undefined
  retryAfterSeconds?: number
  cause?: unknown
}

type Rest<Code extends ProblemCode> =
  Record<never, never> extends Problems[Code]
    ? [params?: Problems[Code], options?: ProblemOptions]
    : [params: Problems[Code], options?: ProblemOptions]

/**
 * Something that a caller is told: a stable machine word and its parameters. The sentences live in the catalogue, so
 * that one problem reads in the language of whoever gets it. What cannot happen is an assertion, not a problem.
 */
export class Problem<Code extends ProblemCode = ProblemCode> extends Error {
  override readonly name = 'Problem'
  readonly code: Code
  readonly params: Problems[Code]
  readonly errors: FieldError[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: Code, ...[params, options = {}]: Rest<Code>) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.params = params ?? ({} as Problems[Code])
    this.errors = options.errors
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/**
 * What an SQL function refused with, which comes as text and JSON.
 * @throws Error when no module in this process knows the word, or its parameters are others: a defect of ours
 */
export function problemFromSql(word: string, params: unknown, cause?: unknown): Problem {
  const definition = definitions.get(word)
  if (definition === undefined) throw new Error(`SQL refuses with "${word}", which is no problem`, { cause })
  const given = (params ?? {}) as Record<string, unknown>
  const read = Object.entries(definition.params).flatMap(([name, { schema, isOptional }]) =>
    isOptional && (given[name] ?? null) === null ? [] : [[name, schema.parse(given[name])] as const],
  )
  return new Problem(word as ProblemCode, Object.fromEntries(read) as Problems[ProblemCode], { cause })
}

export function isProblem(error: unknown): error is Problem
export function isProblem<Code extends ProblemCode>(error: unknown, code: Code): error is Problem<Code>
export function isProblem(error: unknown, code?: string): boolean {
  return error instanceof Problem && (code === undefined || error.code === code)
}
