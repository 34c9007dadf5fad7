/** What is written on share images can be written with the fonts that ship with us. */
import { describe, expect, it } from 'vitest'
import { drawableText, isDrawable } from '../../src/modules/sharing/drawable.ts'
import { charactersOf } from '../support/fonts.ts'

const families = {
  display: [
    'young-serif/files/young-serif-latin-400-normal.woff',
    'young-serif/files/young-serif-latin-ext-400-normal.woff',
  ],
  sans500: [
    'plus-jakarta-sans/files/plus-jakarta-sans-latin-500-normal.woff',
    'plus-jakarta-sans/files/plus-jakarta-sans-latin-ext-500-normal.woff',
  ],
  sans700: [
    'plus-jakarta-sans/files/plus-jakarta-sans-latin-700-normal.woff',
    'plus-jakarta-sans/files/plus-jakarta-sans-latin-ext-700-normal.woff',
  ],
}

describe('what counts as drawable', () => {
  it.each(Object.entries(families))('is in the fonts: %s', (_, files) => {
    const has = new Set(files.flatMap((file) => [...charactersOf(file)]))
    expect(has.size).toBeGreaterThan(400)
    const missing = []
    for (let code = 0x20; code < 0x10000; code++) {
      const character = String.fromCharCode(code)
      if (character.isWellFormed() && isDrawable(character) && !has.has(code)) missing.push(code.toString(16))
    }
    expect(missing).toEqual([])
  })

  it.each([
    ['Melati Senja – Batch Kedua', 'Melati Senja – Batch Kedua'],
    ['🌺🌺 Melati  Senja 🌸', 'Melati Senja'],
    ['𝓜𝓮𝓵𝓪𝓽𝓲 Ｓｅｎｊａ ﬁnal', 'Melati Senja final'],
    ['Łódź, Ñandú, Çay, Ştefan, Kaffeeröstung', 'Łódź, Ñandú, Çay, Ştefan, Kaffeeröstung'],
    ['Phở Hà Nội', 'Pho Hà Noi'],
    ['香水 – Parfum', 'Parfum'],
    ['Parfum (香水)', 'Parfum ( )'],
    ['ꦩꦼꦭꦠꦶ', ''],
    ['☕️ · 🫖', ''],
    ['  "Kopi" & teh  ', '"Kopi" & teh'],
    ['a\u200bb\u202ec\ud800d', 'a b c d'],
    ['', ''],
  ])('of %j is %j', (text, wanted) => {
    expect(drawableText(text)).toBe(wanted)
    expect(isDrawable(drawableText(text))).toBe(true)
  })
})
