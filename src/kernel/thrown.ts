/**
 * What something that was thrown or emitted says. Libraries do that with plain objects too: of one its message, and nothing
 * else that may hang on it.
 */
export function messageOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return String(thrown)
  const { message, name = 'an object' } = thrown as { message?: unknown; name?: unknown }
  return typeof message === 'string' && message !== '' ? message : `${name} without a message`
}
