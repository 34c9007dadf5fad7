/**
 * What is typed or pasted into one line and read by machines: an e-mail address, a number, a code. Copied out of a chat, a
 * contact or a web page it brings along marks that nobody sees (U+200E and U+202A around a number of a phone's contacts,
 * U+200B, U+FEFF) and spaces that do not break. They mean nothing there, and whoever is told of them cannot find them.
 * Names and other texts keep theirs: joiners belong to emoji and to whole scripts.
 */
export function plainLine(typed: string): string {
  return typed
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\s/gu, ' ')
    .trim()
}

/** The wide digits and signs of keyboards for Chinese and Japanese as those that everybody else types. */
export function inNarrowSigns(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
}

/** A code of digits, which apps show and people type in groups: `123 456`, `123-456`. */
export function digitsOfCode(typed: string): string {
  return inNarrowSigns(plainLine(typed)).replace(/[ .\p{Pd}]/gu, '')
}

/**
 * Whether a code of letters and digits is meant is asked of this: in any case, with or without dashes and spaces, an O for
 * a zero. What differs in nothing else is the same code.
 */
export function foldedCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}
