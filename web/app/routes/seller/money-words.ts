/** How money is spoken of on the pages of those who keep the book. */
import type { MoneyRecord } from '@sambatan/client'
import { localInput } from '../../local-time.ts'
import { m } from '../../paraglide/messages.js'

export const methods = ['bank_transfer', 'qris', 'ewallet', 'cash', 'marketplace', 'other'] as const

export type Method = (typeof methods)[number]

export function methodWord(method: MoneyRecord['method']): string {
  if (method === null) return ''
  const words = m[`money_method_${method}` as keyof typeof m] as unknown as () => string
  return words()
}

export function methodChoices(): [value: string, words: string][] {
  return methods.map((method) => {
    const words = methodWord(method)
    return [method, words.charAt(0).toUpperCase() + words.slice(1)]
  })
}

export function methodIn(given: string): Method | undefined {
  return methods.find((method) => method === given)
}

/** The day that it is where pages are read, as a date field has it. */
export function dayOf(now: string): string {
  return localInput(now).slice(0, 10)
}

/** A day that was typed; what is none is today. */
export function dayIn(typed: string): string | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(typed) ? typed : undefined
}

export function nameOf({ buyer_name, user_id }: { buyer_name?: string | null; user_id: string }): string {
  return buyer_name || user_id
}

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Participations that an address names. */
export function idsIn(given: URLSearchParams): string[] {
  return given.getAll('ids').filter((each) => id.test(each))
}
