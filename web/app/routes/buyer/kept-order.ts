/**
 * What somebody has typed of an order, kept in their browser between the steps and while they sign in. A phone is often
 * shared, so it is one person's: whoever typed it signed in, or the first who signs in from the very form that was opened.
 * Until then nothing leads to it but the key in that form's addresses, which is made when it is kept and which nobody can
 * guess. Signing out takes it off the device.
 */
import type { Typed } from './join-state.ts'

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

const maxAgeSeconds = 3_600
/** At most so many campaigns at once: what was begun before is forgotten. */
const campaignsMax = 6
/** Which campaigns something is kept for. Sent to every page, because signing out has to find them all. */
const listName = 'sambatan_begun'
const orderName = 'sambatan_join'

/** The cookies that keep it: sent to this campaign's form only, to no script, and gone after an hour. */
export function keepOrder(request: Request, kept: KeptOrder, secure: boolean): string[] {
  if (!isSlug(kept.slug)) return []
  const value = Buffer.from(JSON.stringify(kept)).toString('base64url')
  const slugs = [kept.slug, ...begunIn(request).filter((slug) => slug !== kept.slug)]
  return [
    orderCookie(kept.slug, value, maxAgeSeconds, secure),
    ...slugs.slice(campaignsMax).map((slug) => orderCookie(slug, '', 0, secure)),
    cookie(listName, slugs.slice(0, campaignsMax).join('.'), { path: '/', maxAgeSeconds, secure }),
  ]
}

/** The cookies that take all of it off the device. */
export function forgetOrders(request: Request, secure: boolean): string[] {
  const slugs = begunIn(request)
  if (slugs.length === 0) return []
  return [
    ...slugs.map((slug) => orderCookie(slug, '', 0, secure)),
    cookie(listName, '', { path: '/', maxAgeSeconds: 0, secure }),
  ]
}

/**
 * What was typed here before by whoever asks, and never what somebody else did at the same device: their own, or what the
 * form with this key was filled in with while nobody was signed in. `person` is whose it was when it was kept.
 */
export function keptOrder(
  request: Request,
  { slug, key, person }: Pick<KeptOrder, 'slug' | 'key' | 'person'>,
): KeptOrder | undefined {
  const value = cookieIn(request, orderName)
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

function isSlug(given: string): boolean {
  return /^[\w-]{1,120}$/.test(given)
}

function begunIn(request: Request): string[] {
  return (cookieIn(request, listName) ?? '').split('.').filter(isSlug).slice(0, campaignsMax)
}

function cookieIn(request: Request, name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([\\w.-]*)`).exec(request.headers.get('cookie') ?? '')?.[1]
}

function orderCookie(slug: string, value: string, maxAgeSeconds: number, secure: boolean): string {
  return cookie(orderName, value, { path: `/c/${slug}/join`, maxAgeSeconds, secure })
}

function cookie(
  name: string,
  value: string,
  { path, maxAgeSeconds, secure }: { path: string; maxAgeSeconds: number; secure: boolean },
): string {
  return `${name}=${value}; Path=${path}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
