/**
 * Phone numbers as people type and paste them, kept in E.164. Nothing of this runs in browsers: the numbering plans of the
 * world are 80 kB.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { plainLine } from './line.ts'

const e164 = /^\+[1-9]\d{6,14}$/

/** What one types may be longer than a number: with marks around it, or a link to a chat with its first words. */
export const phoneTypedLengthMax = 300

/**
 * `0812-3456-7890`, `62812.3456.7890` and `+62 (812) 3456 7890` are +6281234567890; without a country it is of Indonesia.
 * Undefined where no phone has such a number. Numbers of a length that its country has are taken, also of ranges that are
 * newer than what is known here.
 */
export function phoneNumber(typed: string): string | undefined {
  // 00 begins no number within Indonesia, and is what many dial for the plus.
  const plain = bareNumber(typed).replace(/^00\s*(?=[1-9])/, '+')
  const found = parsePhoneNumberFromString(plain, { defaultCountry: 'ID', extract: false })
  // An extension would be lost, and whoever calls would reach somebody else.
  if (!found?.isPossible() || found.ext !== undefined) return undefined
  return isPhoneNumber(found.number) ? found.number : undefined
}

/** How a link to WhatsApp begins; the number in it has its country, and no plus. */
const chatLink =
  /^(?:(?:https?:\/\/)?(?:wa\.me\/|(?:api\.|www\.)?whatsapp\.com\/send\/?\?phone=)|whatsapp:\/\/send\/?\?phone=)(?:%2b|\+)?/i

/** What people write beside a number to say what it is. */
const label =
  '(?:whats ?app|wa|no(?:mor)?|hp|handphone|ponsel|tel(?:p|epon|ephone|\\.? ?hp)?|tlp|phone|mobile|call|chat)'
const before = new RegExp(`^(?:\\(?${label}\\)?[.:/\\s]+)+(?=[+(\\d])`, 'i')
const after = new RegExp(`[\\s,:]*(?:\\(${label}(?: ?/ ?${label})*\\)|(?<=\\s)${label})$`, 'i')

/** The number of a link to a chat or a call, or without the words that say what it is, and with a space for dots and strokes. */
function bareNumber(typed: string): string {
  const plain = plainLine(typed)
  if (chatLink.test(plain))
    return plain
      .replace(chatLink, '')
      .replace(/[?&#/].*$/, '')
      .replace(/^(?=[1-9])/, '+')
  return plain
    .replace(/^tel:/i, '')
    .replace(before, '')
    .replace(after, '')
    .replace(/[·•∙⋅‧・･_]/g, ' ')
}

export function isPhoneNumber(text: string): boolean {
  return e164.test(text)
}

/** The digits by which a number that is being looked for is found, however much of it was typed; undefined for other words. */
export function phoneDigits(typed: string): string | undefined {
  const plain = plainLine(typed)
  if (!/^\+?[\d\s().\p{Pd}]+$/u.test(plain)) return undefined
  const digits = plain.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 4 ? digits : undefined
}

/** Opens a chat with that number in WhatsApp; null for what was kept before numbers were checked, and could be none. */
export function whatsAppChat(stored: string | null): string | null {
  return stored !== null && isPhoneNumber(stored) ? `https://wa.me/${stored.slice(1)}` : null
}

/** A number as it is shown to people: `+62 812 3456 7890`, or as it was kept. */
export interface ShownPhone {
  words: string
  chat: string | null
}

export function shownPhone(stored: string | null): ShownPhone | null {
  if (stored === null) return null
  return {
    words: parsePhoneNumberFromString(stored)?.formatInternational() ?? stored,
    chat: whatsAppChat(stored),
  }
}
