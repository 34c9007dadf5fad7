/**
 * The cookies of accounts, read in one way for all. Two readers that disagree on which of two equal names counts would let
 * one request be somebody to the one and somebody else to the other: so the library that keeps accounts gets a header that
 * is written here, with each of its cookies once.
 */

/** `__Secure-` behind TLS: browsers then keep it to encrypted connections. */
function prefixOf(publicUrl: string): string {
  return `${publicUrl.startsWith('https:') ? '__Secure-' : ''}sambatan.`
}

export function sessionCookieName(publicUrl: string): string {
  return `${prefixOf(publicUrl)}session_token`
}

/** The first cookie of that name, as it came. */
export function cookieValue(cookies: string, name: string): string | undefined {
  for (const pair of cookies.split(';')) {
    const equals = pair.indexOf('=')
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return undefined
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
