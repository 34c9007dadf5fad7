/**
 * By what a line of a statement is known again: its day, its amount, the balance after it, and which of several that are alike in
 * all of these it is. Not by what the bank wrote beside it: that differs between the day itself and the next. A key says none of
 * it: it is a hash.
 */
import { hash } from 'node:crypto'
import type { Row } from './rows.ts'

export interface Known {
  key: string | null
  /** What its key is made of beside its day and its amount: with them it shows that they are the line's. */
  check: string | null
}

/** @param rows oldest first, so that one that is cut off later counts alike */
export function withKeys(rows: Row[]): (Row & Known)[] {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    if (row.on === null || row.signed === null || row.problem !== null) return { ...row, key: null, check: null }
    const facts = `${row.on}|${row.signed}|${row.balance ?? ''}`
    const ordinal = (seen.get(facts) ?? 0) + 1
    seen.set(facts, ordinal)
    const check = `${row.balance ?? ''}|${ordinal}`
    return { ...row, key: keyOf(row.on, row.signed, check), check }
  })
}

/** @param signed in hundredths */
export function keyOf(on: string, signed: number, check: string): string {
  return hash('sha256', `${on}|${signed}|${check}`, 'hex').slice(0, 32)
}

/** An account is known by a hash too; null where the statement does not say which it is. */
export function accountKey(sellerId: string, account: string | null): string | null {
  return account === null ? null : hash('sha256', `${sellerId}|${account}`, 'hex').slice(0, 32)
}
