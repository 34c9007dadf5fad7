import { problems as database } from '../db/problems.ts'
import { problems as files } from '../files/problems.ts'
import type { Language } from '../kernel/language.ts'
import type { Problem, ProblemDefinition } from '../kernel/problem.ts'
import { problems as audit } from '../modules/audit/index.ts'
import { problems as campaigns } from '../modules/campaigns/index.ts'
import { problems as idempotency } from '../modules/idempotency/index.ts'
import { problems as identity } from '../modules/identity/index.ts'
import { problems as lifecycle } from '../modules/lifecycle/index.ts'
import { problems as participations } from '../modules/participations/index.ts'
import { problems as people } from '../modules/people/index.ts'
import { problems as photos } from '../modules/photos/index.ts'
import { problems as products } from '../modules/products/index.ts'
import { problems as storage } from '../storage/index.ts'
import { problems as http } from './problems.ts'
import { inWords, obstaclesInWords } from './words.ts'

/** Every problem that an answer can carry, by its code. */
export const catalogue = {
  ...http,
  ...files,
  ...database,
  ...storage,
  ...audit,
  ...idempotency,
  ...identity,
  ...products,
  ...campaigns,
  ...photos,
  ...participations,
  ...people,
  ...lifecycle,
} satisfies Record<string, ProblemDefinition>

export type ProblemCode = keyof typeof catalogue

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(catalogue, code)
}

/** An answer of RFC 9457 (`application/problem+json`). */
export interface ProblemBody {
  type: string
  title: string
  status: number
  detail: string
  code: string
  instance: string
  errors?: { path: string; message: string }[]
}

/** A gap in a sentence: `{name}`, or `{name|slot|slots}` for a number with what it counts, of one and of others. */
export const gapPattern = /\{(\w+)(?:\|([^|}]+)\|([^|}]+))?\}/g

/** Puts a problem's parameters into its sentence. */
export function describeProblem(problem: Problem, language: Language, instance: string): ProblemBody {
  // A code that nobody catalogued is a defect of ours (a test finds it); an answer it must not break.
  const code = isProblemCode(problem.code) ? problem.code : 'internal_error'
  const definition: ProblemDefinition = catalogue[code]
  const text = definition[language]
  const detail = text.detail.replace(gapPattern, (_, name: string, one?: string, other?: string) => {
    const words = inWords(code, name, problem.params[name], language)
    return one === undefined ? words : `${words} ${problem.params[name] === 1 ? one : other}`
  })
  const path = problem.params.path
  const errors =
    problem.errors ??
    obstaclesInWords(problem.params.obstacles, language) ??
    ((definition.status === 422 || definition.status === 413) && typeof path === 'string'
      ? [{ path, message: detail }]
      : undefined)
  return {
    type: `/docs/problems/${code}`,
    title: text.title,
    status: definition.status,
    detail,
    code,
    instance,
    ...(errors ? { errors } : {}),
  }
}
