import type { z } from 'zod'
import { problems as database } from '../db/problems.ts'
import { problems as files } from '../files/problems.ts'
import type { Language } from '../kernel/language.ts'
import type { MessageValue } from '../kernel/message-format.ts'
import { render, say } from '../kernel/messages.ts'
import type { Problem, ProblemCode, ProblemDefinition } from '../kernel/problem.ts'
import { problems as audit } from '../modules/audit/index.ts'
import { problems as campaigns } from '../modules/campaigns/index.ts'
import { problems as idempotency } from '../modules/idempotency/index.ts'
import { problems as identity } from '../modules/identity/index.ts'
import { problems as lifecycle } from '../modules/lifecycle/index.ts'
import { problems as mail } from '../modules/mail/index.ts'
import { problems as messaging } from '../modules/messaging/index.ts'
import { problems as money } from '../modules/money/index.ts'
import { problems as notifications } from '../modules/notifications/index.ts'
import { problems as participations } from '../modules/participations/index.ts'
import { problems as people } from '../modules/people/index.ts'
import { problems as photos } from '../modules/photos/index.ts'
import { problems as products } from '../modules/products/index.ts'
import { problems as sellers } from '../modules/sellers/index.ts'
import { problems as statements } from '../modules/statements/index.ts'
import { problems as waiting } from '../modules/waiting/index.ts'
import { problems as webhooks } from '../modules/webhooks/index.ts'
import { problems as storage } from '../storage/index.ts'
import type { problem } from './answers.ts'
import { problems as http } from './problems.ts'

/** Every problem that an answer can carry, by its code. */
export const catalogue: Record<ProblemCode, ProblemDefinition> = {
  ...http,
  ...files,
  ...database,
  ...storage,
  ...audit,
  ...idempotency,
  ...identity,
  ...mail,
  ...products,
  ...sellers,
  ...campaigns,
  ...photos,
  ...participations,
  ...waiting,
  ...money,
  ...statements,
  ...messaging,
  ...people,
  ...lifecycle,
  ...webhooks,
  ...notifications,
}

export const problemCodes = Object.keys(catalogue) as ProblemCode[]

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(catalogue, code)
}

/** An answer of RFC 9457 (`application/problem+json`). */
export type ProblemBody = z.infer<typeof problem>

export function titleOf(code: ProblemCode, language: Language): string {
  return say(language, `problem_${code}_title`)
}

/** A problem's sentence in one language, with each parameter as `value` has it. */
export function detailOf(code: ProblemCode, language: Language, value: (name: string) => MessageValue): string {
  const values = Object.keys(catalogue[code].params).map((name) => [name, value(name)])
  return render(language, `problem_${code}_detail`, Object.fromEntries(values))
}

/** Puts a problem's parameters into its sentence. */
export function describeProblem(problem: Problem, language: Language, instance: string): ProblemBody {
  const { code } = problem
  const definition = catalogue[code]
  const params = problem.params as Record<string, unknown>
  const detail = detailOf(code, language, (name) => {
    const value = params[name]
    // Only what may be missing is, and no sentence names that.
    return value === undefined ? '' : definition.params[name]!.say(value, language)
  })
  const { status } = definition
  const errors =
    problem.errors ??
    definition.errors?.(params, language) ??
    ((status === 422 || status === 413) && typeof params.path === 'string'
      ? [{ path: params.path, message: detail }]
      : undefined)
  return {
    type: `/docs/problems/${code}`,
    title: titleOf(code, language),
    status,
    detail,
    code,
    instance,
    ...(errors ? { errors } : {}),
    ...Object.fromEntries((definition.members ?? []).flatMap((name) => (name in params ? [[name, params[name]]] : []))),
  }
}
