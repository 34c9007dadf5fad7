/** Whether PostgreSQL can hold a text in jsonb (neither NUL nor half a surrogate pair) and no control character hides in it. */
export function isStorableText(text: string): boolean {
  if (!text.isWellFormed()) return false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return false
  }
  return true
}
