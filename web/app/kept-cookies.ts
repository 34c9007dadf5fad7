/**
 * What somebody has typed, kept in their browser while they sign in or go from step to step: in cookies that are sent to the
 * page that it belongs to and to no other, to no script, and that are gone after an hour. Which pages something is kept for
 * stands in a small cookie that is sent everywhere, because signing out has to find all of it.
 */
import { createHash } from 'node:crypto'

export interface Place {
  /** Of the cookie, as `sambatan_join`. */
  name: string
  /** Of the page, and of pages below it. */
  path: string
  /** Whose it is, where it is to go as soon as another person has signed in. */
  person?: string
}

const maxAgeSeconds = 3_600
/** At most so many pages at once: what was begun before is forgotten. */
const placesMax = 6
/** What is longer lies in several cookies: browsers keep none above 4,096 bytes, and proxies take 8,192 of all together. */
const partLength = 3_000
const partsMax = 2
export const keptLengthMax = partLength * partsMax
const listName = 'sambatan_begun'

/** The cookies that keep it; none where it is too long, or no cookie can have that path. */
export function keepAt(request: Request, place: Place, value: string, secure: boolean): string[] {
  if (!isPath(place.path) || value.length > keptLengthMax) return []
  const parts = Array.from({ length: partsMax }, (_, i) => value.slice(i * partLength, (i + 1) * partLength))
  const others = placesIn(request).filter((other) => !isSame(other, place))
  return [
    ...parts.flatMap((part, i) => {
      if (part === '' && cookieIn(request, partName(place, i)) === undefined) return []
      return [cookie(partName(place, i), part, { path: place.path, secure })]
    }),
    ...others.slice(placesMax - 1).flatMap((other) => clear(other, secure)),
    list([{ ...place, mark: markOf(place.person) }, ...others.slice(0, placesMax - 1)], secure),
  ]
}

export function keptAt(request: Request, place: Place): string | undefined {
  const parts = Array.from({ length: partsMax }, (_, i) => cookieIn(request, partName(place, i)) ?? '')
  return parts[0] === '' ? undefined : parts.join('')
}

/** Whether this browser keeps anything for us: after something was kept, one that does not takes no cookies. */
export function hasKept(request: Request): boolean {
  return cookieIn(request, listName) !== undefined
}

/** The cookies that take all of it off the device, or what of it is gone. */
export function forget(
  request: Request,
  secure: boolean,
  isGone: (place: ListedPlace) => boolean = () => true,
): string[] {
  const all = placesIn(request)
  const gone = all.filter(isGone)
  if (gone.length === 0) return []
  const left = all.filter((place) => !gone.includes(place))
  return [...gone.flatMap((place) => clear(place, secure)), list(left, secure)]
}

/** Short, and says nothing about what it was made of. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 10)
}

export function isSame(one: Place, other: Place): boolean {
  return one.name === other.name && one.path === other.path
}

/** Whether another person than this one has left it. */
export function isOthers({ mark }: ListedPlace, person: string): boolean {
  return mark !== '' && mark !== markOf(person)
}

export interface ListedPlace extends Place {
  /** Of whose it is; empty where that was not known yet. */
  mark: string
}

function markOf(person: string | undefined): string {
  return person === undefined ? '' : shortHash(person)
}

/** Attributes of a cookie end with a semicolon, which an address may hold. */
function isPath(given: string): boolean {
  return /^\/[\w\-./%~]{1,200}$/.test(given)
}

/** Whatever a browser sends as a cookie, somebody may have written. */
function placesIn(request: Request): ListedPlace[] {
  return (cookieIn(request, listName) ?? '')
    .split('.')
    .slice(0, placesMax)
    .flatMap((entry) => {
      const [, mark, encoded] = /^([\w-]{10})?~([\w-]+)$/.exec(entry) ?? []
      if (encoded === undefined) return []
      const [, name, path] = /^(sambatan_\w+)(\/.*)$/.exec(Buffer.from(encoded, 'base64url').toString()) ?? []
      return name !== undefined && path !== undefined && isPath(path) ? [{ name, path, mark: mark ?? '' }] : []
    })
}

function list(places: ListedPlace[], secure: boolean): string {
  const entries = places.map(({ mark, name, path }) => `${mark}~${Buffer.from(name + path).toString('base64url')}`)
  return cookie(listName, entries.join('.'), { path: '/', secure })
}

function clear(place: Place, secure: boolean): string[] {
  return Array.from({ length: partsMax }, (_, i) => cookie(partName(place, i), '', { path: place.path, secure }))
}

function partName({ name }: Place, index: number): string {
  return index === 0 ? name : `${name}_${index + 1}`
}

function cookieIn(request: Request, name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([\\w.~-]*)`).exec(request.headers.get('cookie') ?? '')?.[1]
}

function cookie(name: string, value: string, { path, secure }: { path: string; secure: boolean }): string {
  const age = value === '' ? 0 : maxAgeSeconds
  return `${name}=${value}; Path=${path}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
