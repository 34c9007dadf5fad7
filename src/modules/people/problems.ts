import { z } from 'zod'
import type { Language } from '../../kernel/language.ts'
import { say } from '../../kernel/messages.ts'
import { defineProblems, type Parameter, type ParametersOf } from '../../kernel/problem.ts'
import {
  anyStatus,
  campaignIs,
  campaignStatus,
  count,
  field,
  optional,
  participationIs,
  text,
} from '../../kernel/problem-parameters.ts'
import { writtenMoney } from '../../kernel/written.ts'

/** Something that must be settled before a person can be erased, as SQL names it. */
const obstacle = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('participation'),
    id: z.string(),
    title: z.string(),
    status: z.enum(['pending_payment', 'confirmed']),
  }),
  z.object({ kind: z.literal('campaign'), id: z.string(), title: z.string(), status: campaignStatus.schema }),
  z.object({
    kind: z.enum(['money_owed', 'money_due', 'money_to_return']),
    id: z.string(),
    title: z.string(),
    status: anyStatus.schema,
    amount: z.number(),
    currency: z.string(),
  }),
])

type Obstacle = z.infer<typeof obstacle>

const obstacles: Parameter<Obstacle[]> = {
  schema: z.array(obstacle),
  say: (value) => value.map(({ title }) => title).join(', '),
  example: [{ kind: 'participation', id: text.example, title: 'Melati', status: 'confirmed' }],
}

/** How it stands, and what settles it: only a reservation can be cancelled by its buyer. */
function inWords(one: Obstacle, language: Language): string {
  const { title } = one
  if (one.kind === 'campaign') {
    const state = campaignIs(one.status, language)
    return say(language, 'obstacle_campaign', { title, state, next: say(language, 'settle_campaign') })
  }
  if (one.kind !== 'participation') {
    return say(language, `obstacle_${one.kind}`, { title, amount: writtenMoney(one.amount, one.currency, language) })
  }
  const state = participationIs(one.status, language)
  const next = say(language, one.status === 'confirmed' ? 'settle_confirmed' : 'settle_reserved')
  return say(language, 'obstacle_participation', { title, state, next })
}

/** Where what is in the way is found: by a participation's id, or a campaign's. */
const places: Record<Obstacle['kind'], string> = {
  participation: 'participations',
  campaign: 'campaigns',
  money_owed: 'participations',
  money_due: 'participations',
  money_to_return: 'campaigns',
}

export const problems = defineProblems({
  person_not_found: {
    status: 404,
    params: { person_id: optional(text) },
  },
  address_not_found: {
    status: 404,
    params: { address_id: optional(text) },
  },
  address_limit: {
    status: 409,
    params: { maximum: count },
  },
  export_limit: {
    status: 429,
    params: { maximum: count, minutes: count },
  },
  erasure_blocked: {
    status: 409,
    params: { obstacles, count },
    errors: (params, language) =>
      params.obstacles.map((one) => ({ path: `${places[one.kind]}.${one.id}`, message: inWords(one, language) })),
  },
  password_required: {
    status: 422,
    params: { path: field },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
