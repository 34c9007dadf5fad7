/**
 * The cookies of accounts, read in one way for all. Two readers that disagree on which of two equal names counts would let
 * one request be somebody to the one and somebody else to the other: so the library that keeps accounts gets a header that
 * is written here, with each of its cookies once.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** `__Secure-` behind TLS: browsers then keep it to encrypted connections. */
function prefixOf(publicUrl: string): string {
  return `${publicUrl.startsWith('https:') ? '__Secure-' : ''}sambatan.`
}

export function sessionCookieName(publicUrl: string): string {
  return `${prefixOf(publicUrl)}session_token`
}

export function twoFactorCookieName(publicUrl: string): string {
  return `${prefixOf(publicUrl)}two_factor`
}

/** By which a device is known that has signed in before. */
export function deviceCookieName(publicUrl: string): string {
  return `${prefixOf(publicUrl)}device`
}

/** The first cookie of that name, as it came: what is signed is its encoded form, and the package `cookie` would have to be told not to decode. */
export function cookieValue(cookies: string, name: string): string | undefined {
  for (const pair of cookies.split(';')) {
    const equals = pair.indexOf('=')
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return undefined
}

/** A value with its signature, as better-auth writes it: `value.signature`, HMAC-SHA-256 in base64, percent-encoded. */
export function signed(value: string, secret: string): string {
  return encodeURIComponent(`${value}.${signatureOf(value, secret)}`)
}

function signatureOf(value: string, secret: string): string {
  return createHmac('sha256', secret).update(value).digest('base64')
}

/** What is in a signed cookie; undefined unless its signature was made with our secret. */
export function signedValue(cookie: string | undefined, secret: string): string | undefined {
  const whole = decoded(cookie ?? '')
  const dot = whole?.lastIndexOf('.') ?? -1
  if (whole === undefined || dot < 1) return undefined
  const value = whole.slice(0, dot)
  const given = Buffer.from(whole.slice(dot + 1))
  const expected = Buffer.from(signatureOf(value, secret))
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}

/** The cookies of accounts in a Cookie header, each once and nothing else. */
export function accountCookies(cookies: string, publicUrl: string, withSession: boolean): string {
  const names = ['two_factor', 'trust_device', 'dont_remember', ...(withSession ? ['session_token'] : [])]
  return names
    .flatMap((name) => {
      const value = cookieValue(cookies, prefixOf(publicUrl) + name)
      return value === undefined ? [] : [`${prefixOf(publicUrl)}${name}=${value}`]
    })
    .join('; ')
}
