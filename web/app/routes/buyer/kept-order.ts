/**
 * What somebody has typed of an order, kept in their browser between the steps and while they sign in. A phone is often
 * shared, so it is one person's: whoever typed it signed in, or the first who signs in on the way that leads on from the very
 * form that was opened. Until then nothing leads to it but the key in that form's addresses, which is made when it is kept and
 * which nobody can guess. An address stays in a browser's history, so a session that began elsewhere finds nothing there.
 * Signing out takes it off the device.
 */
import { keepAt, keptAt, type Place, shortHash } from '../../kept-cookies.ts'
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

const arrivedName = 'sambatan_arrived'
const arrivedSeconds = 3_600

/**
 * The cookie that lets somebody who has just signed in take along what the form with this key was filled in with: where
 * signing in leads on to that form. It names the session that began by it, and is of no use to another.
 * @param next where they go on to
 * @param cookies what the answer sets, the session among it
 */
export function arriveAt(next: string, cookies: string[], secure: boolean): string[] {
  const [, path, query = ''] = /^(\/c\/[^/?;]+\/join)\?(.*)$/.exec(next) ?? []
  const key = new URLSearchParams(query).get('key') ?? ''
  const session = cookies.map(sessionIn).findLast((each) => each !== undefined)
  if (path === undefined || !/^[\w-]{1,64}$/.test(key) || session === undefined) return []
  return [
    `${arrivedName}=${markOf(key, session)}; Path=${path}; Max-Age=${arrivedSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
  ]
}

function hasArrived({ headers }: Request, key: string): boolean {
  const cookie = headers.get('cookie') ?? ''
  const session = sessionIn(cookie)
  const given = new RegExp(`(?:^|;\\s*)${arrivedName}=([\\w-]+)`).exec(cookie)?.[1]
  return session !== undefined && given === markOf(key, session)
}

/** The token of a session, as it stands in a cookie. */
function sessionIn(cookie: string): string | undefined {
  return /(?:^|;\s*)(?:__Secure-)?sambatan\.session_token=([^;\s]+)/.exec(cookie)?.[1]
}

const markOf = (key: string, session: string) => shortHash(`${key}\n${session}`)

/**
 * What was typed here before by whoever asks, and never what somebody else did at the same device: their own, or what the
 * form with this key was filled in with while nobody was signed in, by nobody still or by who has signed in from there.
 * `person` is whose it was when it was kept.
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
    const isTheirs =
      kept.person === null ? kept.key === key && (person === null || hasArrived(request, key)) : kept.person === person
    if (!isTheirs) return undefined
    const { choice, address, save, label, note, made } = kept
    const phone = kept.phone ?? null
    const isMade = typeof made?.key === 'string' && typeof made.id === 'string'
    const typed = { choice, address, save, label, note, phone }
    return { slug, key: kept.key, person: kept.person, ...typed, made: isMade ? made : null }
  } catch {
    return undefined
  }
}

/** Whatever a browser sends as a cookie, somebody may have written. */
function isWhole(kept: Partial<KeptOrder>): kept is KeptOrder {
  const { person, save, phone = null } = kept
  const texts = [kept.slug, kept.key, kept.choice, kept.address, kept.label, kept.note]
  return (
    texts.every((each) => typeof each === 'string') &&
    [person, phone].every((each) => each === null || typeof each === 'string') &&
    typeof save === 'boolean'
  )
}
