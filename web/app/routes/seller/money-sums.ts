/** What sums of several campaigns come to together. */
import { money } from '../../format.ts'

interface Total {
  currency: string
  amount: number
  participations: number
}

/** Sums of one currency are added up, those of several stand beside each other. */
export function sumWords(totals: Total[]): string {
  const sums = new Map<string, number>()
  for (const { currency, amount } of totals) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  if (sums.size === 0) return money(0)
  return [...sums].map(([currency, amount]) => money(amount, currency)).join(' + ')
}

export function peopleIn(totals: Total[]): number {
  return totals.reduce((sum, { participations }) => sum + participations, 0)
}
