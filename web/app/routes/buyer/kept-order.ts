/**
 * What somebody has typed of an order, kept in their browser between the steps and while they sign in. A phone is often
 * shared, so it is one person's: whoever typed it signed in, or the first who signs in from the very form that was opened.
 * Until then nothing leads to it but the key in that form's addresses, which is made when it is kept and which nobody can
 * guess. Signing out takes it off the device.
 */
import { keepAt, keptAt, type Place } from '../../kept-cookies.ts'
import { joinPath, type Typed } from './join-state.ts'

/** The last order that was made of this form, so that going back to it does not look like a new one. */
interface Made {
  key: string
  id: string
}

export interface KeptOrder extends Typed {
  slug: string
  /** Of the form that was opened; it is also the key under which the order is made once. */
  key: string
  /** Whose it is; nobody's as long as they have not signed in. */
  person: string | null
  made: Made | null
}

/** The cookies that keep it: sent to this campaign's form only, to no script, and gone after an hour. */
export function keepOrder(request: Request, kept: KeptOrder, secure: boolean): string[] {
  return keepAt(request, placeOf(kept.slug), Buffer.from(JSON.stringify(kept)).toString('base64url'), secure)
}

function placeOf(slug: string): Place {
  return { name: 'sambatan_join', path: joinPath(slug) }
}

/**
 * What was typed here before by whoever asks, and never what somebody else did at the same device: their own, or what the
 * form with this key was filled in with while nobody was signed in. `person` is whose it was when it was kept.
 */
export function keptOrder(
  request: Request,
  { slug, key, person }: Pick<KeptOrder, 'slug' | 'key' | 'person'>,
): KeptOrder | undefined {
  const value = keptAt(request, placeOf(slug))
  if (!value) return undefined
  try {
    const kept = JSON.parse(Buffer.from(value, 'base64url').toString()) as Partial<KeptOrder>
    if (!isWhole(kept) || kept.slug !== slug) return undefined
    if (kept.person === null ? kept.key !== key : kept.person !== person) return undefined
    const { choice, address, save, label, note, made } = kept
    const isMade = typeof made?.key === 'string' && typeof made.id === 'string'
    return { slug, key: kept.key, person: kept.person, choice, address, save, label, note, made: isMade ? made : null }
  } catch {
    return undefined
  }
}

/** Whatever a browser sends as a cookie, somebody may have written. */
function isWhole(kept: Partial<KeptOrder>): kept is KeptOrder {
  const { person, save } = kept
  const texts = [kept.slug, kept.key, kept.choice, kept.address, kept.label, kept.note]
  return (
    texts.every((each) => typeof each === 'string') &&
    (person === null || typeof person === 'string') &&
    typeof save === 'boolean'
  )
}
