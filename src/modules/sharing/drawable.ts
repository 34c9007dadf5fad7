/**
 * What can be written with the fonts that ship with us, and with nothing that a machine may or may not have installed:
 * Latin letters and common signs. test/sharing/drawable.test.ts holds this against the fonts themselves.
 */
const drawable =
  /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u0148\u014a-\u017e\u0218-\u021b\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u2032\u2033\u2039\u203a\u20ac\u2122\u2212]*$/

export function isDrawable(text: string): boolean {
  return drawable.test(text)
}

/**
 * A text as far as it can be written: letters in fancy dress (`𝓜𝓮𝓵𝓪𝓽𝓲`) become plain ones, accents that the fonts do not
 * have are dropped, pictograms and other scripts left out. Empty when nothing remains.
 */
export function drawableText(text: string): string {
  const plain = [...text.normalize('NFKC')].map((character) => {
    if (isDrawable(character)) return character
    const bare = character.normalize('NFD').replace(/\p{M}/gu, '')
    return isDrawable(bare) ? bare : ' '
  })
  // What stood between two things that are gone says nothing any more.
  return plain
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/^[\s\-–—·•:,;|&+]+|[\s\-–—·•:,;|&+]+$/g, '')
}
