/** Whether PostgreSQL can hold a text in jsonb (neither NUL nor half a surrogate pair) and no control character hides in it. */
export function isStorableText(text: string): boolean {
  if (!text.isWellFormed()) return false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return false
  }
  return true
}

/**
 * Whether it shows something, and in the order in which it is written: a name of nothing but joiners and fillers names
 * nothing, and U+202E turns what follows it around. The other marks of direction come along when numbers are copied out of
 * a phone's contacts, and are harmless.
 */
export function isReadableText(text: string): boolean {
  return /[^\p{Default_Ignorable_Code_Point}\p{White_Space}\p{C}\u2800]/u.test(text) && !text.includes('\u202e')
}
