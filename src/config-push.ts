/** SAMBATAN_PUSH_CONTACT: whom a push service writes to when something is wrong with what it is sent (the subject of VAPID, RFC 8292). */
import { z } from 'zod'
import { isLoopback } from './config-addresses.ts'

export const pushContact = z
  .string()
  .refine(isPushContact, {
    error:
      'must be mailto: with an e-mail address, or an https:// address that others reach, such as mailto:halo@sambatan.example',
  })
  .optional()

/** Some services refuse what names nobody. */
function isPushContact(value: string): boolean {
  if (/^mailto:[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value)) return true
  return value.startsWith('https://') && URL.canParse(value) && !isLoopback(new URL(value).hostname)
}

/** The installation itself, where others reach it; at home, where nobody could, a name that says so (RFC 2606). */
export function pushContactOf(publicUrl: string): string {
  return isPushContact(publicUrl) ? publicUrl : 'https://sambatan.invalid'
}
