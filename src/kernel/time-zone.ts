/** Time zones by their IANA names. */

/** Whether it is one that both we and PostgreSQL read alike: by its name. An offset PostgreSQL takes the other way round. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
