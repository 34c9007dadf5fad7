/** What somebody has chosen and typed on the way to their slots, between the steps and while they sign in. */
import { cut } from '../../../../src/kernel/text.ts'
import { text } from '../../page.ts'

/** Where it is sent, and what the seller should know. Personal: it travels in forms and in a cookie, never in an address. */
export interface Typed {
  /** One of the saved addresses, or `new`. */
  choice: string
  address: string
  save: boolean
  label: string
  note: string
}

/** The last order that was made of this form, so that going back to it does not look like a new one. */
interface Made {
  key: string
  id: string
}

export interface Kept extends Typed {
  slug: string
  /** Whose it is; nobody's as long as they have not signed in. */
  person: string | null
  made: Made | null
}

export const emptyTyped: Typed = { choice: '', address: '', save: true, label: '', note: '' }

const maxAgeSeconds = 3_600
export const addressLength = { min: 10, max: 240 } as const
export const noteMax = 160
const labelMax = 60

export function typedIn(form: FormData): Typed {
  return {
    choice: text(form, 'choice') || 'new',
    address: text(form, 'shipping_address'),
    save: form.get('save') !== null,
    label: cut(text(form, 'label'), labelMax),
    note: text(form, 'note'),
  }
}

/** Sent to this campaign's form only, to no script, and gone after an hour. */
export function keepTyped(kept: Kept, secure: boolean): string {
  const value = Buffer.from(JSON.stringify(kept)).toString('base64url')
  return `sambatan_join=${value}; Path=/c/${kept.slug}/join; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** What this person typed here before; never what somebody else did at the same device. */
export function keptTyped(request: Request, slug: string, person: string | null): Kept | undefined {
  const value = /(?:^|;\s*)sambatan_join=([\w-]*)/.exec(request.headers.get('cookie') ?? '')?.[1]
  if (!value) return undefined
  try {
    const kept = JSON.parse(Buffer.from(value, 'base64url').toString()) as Partial<Kept>
    if (kept.slug !== slug || (kept.person !== null && kept.person !== person)) return undefined
    const { choice, address, save, label, note, made } = kept
    if (
      typeof choice !== 'string' ||
      typeof address !== 'string' ||
      typeof label !== 'string' ||
      typeof note !== 'string'
    )
      return undefined
    const isMade = typeof made?.key === 'string' && typeof made.id === 'string'
    return { slug, person, choice, address, save: save === true, label, note, made: isMade ? made : null }
  } catch {
    return undefined
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

/** The key under which an order is taken once, however often it is sent. */
export function keyIn(given: FormDataEntryValue | string | null): string {
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID()
}

export type Step = 'slots' | 'address' | 'confirm'

/** The address of a step. It holds numbers and a key, and nothing about anybody. */
export function stepAddress(slug: string, step: Step, slots: number | '', key: string): string {
  return `/c/${slug}/join?${step === 'slots' ? '' : `step=${step}&`}slots=${slots}&key=${key}`
}
