/** Where somebody was going when they signed up, for the page that the mailed link opens, on the same device. */
import { localPath } from '../../page.ts'
import { onwards } from './sheet.tsx'

const maxAgeSeconds = 86_400

/** Sent to that page only, and to no script. */
export function nextCookie(next: string, secure: boolean): string {
  return `sambatan_next=${encodeURIComponent(next)}; Path=/account; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

export function forgetNext(secure: boolean): string {
  return `sambatan_next=; Path=/account; Max-Age=0; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

export function nextOf(request: Request): string {
  const given = /(?:^|;\s*)sambatan_next=([^;]*)/.exec(request.headers.get('cookie') ?? '')?.[1]
  try {
    return onwards(localPath(decodeURIComponent(given ?? '')))
  } catch {
    return '/'
  }
}
