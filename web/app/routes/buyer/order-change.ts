/**
 * What a form sends of a changed order. Nobody changes it without having seen what it comes to: what was agreed to counts for just the
 * lines that it was shown for, and where nothing was, the API answers with what it would be, and changes nothing.
 */
import type { Campaign } from '@sambatan/client'
import { money } from '../../format.ts'
import { type Api, attempt, type Problem, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { quotedOf } from '../../shown.ts'
import { linesIn, type OrderLine, wantedWords } from './join-lines.ts'
import { keptUnits } from './order-units.ts'

/** The names of the hidden fields: for which lines an amount was shown, and which. */
export const agreed = { lines: 'agreed', amount: 'expected' } as const

type Lines = Parameters<typeof keptUnits>[0]

/** What is asked to be agreed to: the order as it would be, and what was agreed to before where somebody was faster. */
export interface Offer {
  quote: ReturnType<typeof quotedOf>
  lines: string
  /** In words; null where nothing had been shown for these lines yet. */
  before: string | null
}

export type Changed = { ok: true } | { ok: false; problem?: Problem; offer?: Offer; typed: OrderLine[] | undefined }

export async function sendChange(
  api: Api,
  order: { id: string; lines: Lines; campaign: Campaign },
  form: FormData,
  reason?: string,
): Promise<Changed> {
  const { id, campaign } = order
  const lines = linesIn(form, campaign.items)
  const wrong = (code: string, detail: string): Changed => ({
    ok: false,
    problem: { status: 422, code, title: m.problem_title(), detail, errors: [] },
    typed: lines,
  })
  if (!lines || lines.length === 0) return wrong('nothing', m.buyer_items_nothing())
  if (isSame(lines, keptUnits(order.lines))) return wrong('same', m.buyer_order_change_same())
  const said = text(form, agreed.amount)
  const shown = text(form, agreed.lines) === wantedWords(lines) && /^\d{1,15}$/.test(said) ? Number(said) : undefined
  // Nothing costs nothing: what nobody has been shown yet is never made.
  const body = { lines, expected_amount: shown ?? 0, ...(reason !== undefined && { reason }) }
  const answer = await attempt(api.changeOrder({ id, body }))
  if (answer.ok) return { ok: true }
  const { problem } = answer
  if (problem.code !== 'price_changed' || problem.quote === undefined) return { ok: false, problem, typed: lines }
  const offer = {
    quote: quotedOf(problem.quote, campaign),
    lines: wantedWords(lines),
    before: shown === undefined ? null : money(shown, campaign.currency),
  }
  return { ok: false, offer, typed: lines }
}

function isSame(one: OrderLine[], other: OrderLine[]): boolean {
  const unitsOf = (item: string) => other.find(({ item_id }) => item_id === item)?.units
  return one.length === other.length && one.every(({ item_id, units }) => unitsOf(item_id) === units)
}
