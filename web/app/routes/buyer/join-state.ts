/** What somebody has chosen and typed on the way to their slots, between the steps and while they sign in. */
import { cut } from '../../../../src/kernel/text.ts'
import { text } from '../../page.ts'
import { type Wanted, wantedWords } from './join-lines.ts'

/** Where it is sent, and what the seller should know. Personal: it travels in forms and in a cookie, never in an address. */
export interface Typed {
  /** One of the saved addresses, or `new`. */
  choice: string
  address: string
  save: boolean
  label: string
  note: string
  /** The number for their profile: empty to take it off there, null where it stays as it is. */
  phone: string | null
}

export const emptyTyped: Typed = { choice: '', address: '', save: true, label: '', note: '', phone: null }

export const addressLength = { min: 10, max: 240 } as const
export const noteMax = 160
const labelMax = 60

export function typedIn(form: FormData): Typed {
  return {
    choice: text(form, 'choice').slice(0, 60) || 'new',
    address: text(form, 'shipping_address'),
    save: form.get('save') !== null,
    label: cut(text(form, 'label'), labelMax),
    note: text(form, 'note'),
    phone: form.has('phone') ? text(form, 'phone') : null,
  }
}

interface Bounds {
  min: number
  max: number
}

/**
 * How many slots somebody can take now who holds some already; none at all where `max` is below `min`. Where fewer are left
 * than the least a buyer must take, one may take all that is left.
 */
export function boundsOf(
  campaign: { min_per_buyer: number; max_per_buyer: number | null; slots_remaining: number },
  held: number,
): Bounds {
  const max = Math.min(campaign.slots_remaining, (campaign.max_per_buyer ?? Number.POSITIVE_INFINITY) - held)
  const min = Math.max(1, Math.min(campaign.min_per_buyer - held, campaign.slots_remaining))
  return { min, max }
}

/** Whether fewer slots are left than the least this person would have to take: all of them, or none. */
export function isLast({
  campaign,
  held,
}: {
  campaign: { min_per_buyer: number; slots_remaining: number }
  held: number
}) {
  return campaign.slots_remaining < campaign.min_per_buyer - held
}

export function wholeNumber(given: FormDataEntryValue | string | null): number | undefined {
  return typeof given === 'string' && /^-?\d{1,7}$/.test(given.trim()) ? Number(given) : undefined
}

/** How many slots somebody asks for; undefined where what they gave is no such number. */
export function slotsIn(given: FormDataEntryValue | string | null): number | undefined {
  const slots = wholeNumber(given)
  return slots !== undefined && slots >= 1 ? slots : undefined
}

export type Step = 'slots' | 'address' | 'confirm'

/** The address of a step. It holds numbers and a key, and nothing about anybody. */
export function stepAddress(slug: string, step: Step, wanted: Wanted, key: string): string {
  const chosen = `${wantedName(wanted)}=${wantedWords(wanted)}`
  return `${joinPath(slug)}?${step === 'slots' ? '' : `step=${step}&`}${chosen}&key=${key}`
}

export const wantedName = (wanted: Wanted) => (Array.isArray(wanted) ? 'lines' : 'slots')

export function joinPath(slug: string): string {
  return `/c/${encodeURIComponent(slug.toWellFormed())}/join`
}

/** Where somebody sees what they hold of a campaign: the order, or all of theirs where there are several. */
export function ordersPath(ids: string[]): string {
  return ids.length === 1 ? `/me/${ids[0]}` : '/me'
}
