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
 * Every way of ending a line as the one that everything here has: forms send CRLF, and Word copies a line break as U+000B.
 */
export function withLineBreaks(text: string): string {
  return text.replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
}

/**
 * The same for what has one line alone, as a name: a break there keeps two words apart, and so does the one space in its place, also
 * where spaces stood around it. Spaces alone stay as they were typed.
 */
export function onOneLine(text: string): string {
  return text.replace(/[ \t\n\r\v\f\u0085\u2028\u2029]+/g, (between) => (/^ +$/.test(between) ? between : ' '))
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** What a reader takes for the first character: an emoji may be eleven code units. Empty where the text is. */
export function firstCharacter(text: string): string {
  for (const { segment } of graphemes.segment(text)) return segment
  return ''
}

/** The beginning of a text, at most so many code units long, as forms and columns count them, without half a character. */
export function cut(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text
  let end = 0
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > lengthMax) break
    end = index + segment.length
  }
  return text.slice(0, end)
}

/**
 * Whether it shows something, and in the order in which it is written: a name of nothing but joiners and fillers names
 * nothing, and U+202E turns what follows it around. The other marks of direction come along when numbers are copied out of
 * a phone's contacts, and are harmless.
 */
export function isReadableText(text: string): boolean {
  return /[^\p{Default_Ignorable_Code_Point}\p{White_Space}\p{C}\u2800]/u.test(text) && !text.includes('\u202e')
}
