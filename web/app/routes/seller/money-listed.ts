/** A pasted list beside what the API says of it: one row a line, in the order of the list. */
import type { ListedLine, ListedMoney } from '@sambatan/client'
import { said } from '../../said.ts'
import type { PastedLine } from './pasted-list.ts'

export type RowOutcome = ListedLine['outcome'] | NonNullable<PastedLine['problem']>

export interface ListedRow {
  /** In the list, from 1. */
  place: number
  /** As it stands there. */
  text: string
  code: string | undefined
  name: string | undefined
  participationId: string | undefined
  amount: number | undefined
  owed: number | undefined
  outcome: RowOutcome
}

/** Asked about: recorded where they are ticked alone. */
const asking = ['more_than_due', 'recorded_before', 'over']

/** Whether somebody may say that it is to be recorded all the same: of what is over with an amount alone. */
export function isAsked({ outcome, amount }: ListedRow): boolean {
  return asking.includes(outcome) && Boolean(amount)
}

export function shownOf(pasted: PastedLine[], { lines }: ListedMoney): ListedRow[] {
  const answers = lines[Symbol.iterator]()
  return pasted.map(({ text, code, problem }, at) => {
    const shown = {
      place: at + 1,
      text,
      code,
      name: undefined,
      participationId: undefined,
      amount: undefined,
      owed: undefined,
    }
    if (problem !== undefined) return { ...shown, outcome: problem }
    const one: ListedLine = answers.next().value!
    return {
      ...shown,
      name: one.participation_id === null ? undefined : one.buyer_name || (one.user_id ?? undefined),
      participationId: one.participation_id ?? undefined,
      amount: one.amount ?? undefined,
      owed: one.owed ?? undefined,
      outcome: one.outcome,
    }
  })
}

/** What would be recorded, each with its sum: where one of these is another by now it is asked about once more. */
export function saidOf(lines: ListedLine[], ticked: string[]): string[] {
  return lines
    .filter(({ outcome, code }) => outcome === 'fits' || (asking.includes(outcome) && ticked.includes(code)))
    .map(({ code, amount, owed }) => said(code, amount, owed))
}
