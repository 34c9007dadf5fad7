import { expect, it } from 'vitest'
import { cut, firstCharacter, onOneLine, withLineBreaks } from './text.ts'

const family = '👩‍👩‍👧‍👦'

it('ends lines in one way, whatever they were copied out of', () => {
  expect(withLineBreaks('a\vb\fc\r\nd\re\u0085f\u2028g\u2029h\ni')).toBe('a\nb\nc\nd\ne\nf\ng\nh\ni')
})

it('keeps words apart that lines kept apart, where there is one line alone', () => {
  expect(onOneLine('Melati \r\n Senja,\r\n\r\n batch 2 \t')).toBe('Melati Senja, batch 2 ')
  expect(onOneLine('a\vb\fc\r\nd\re\u0085f\u2028g\u2029h\n\r\ni\tj  k')).toBe('a b c d e f g h i j  k')
})

it.each([
  ['Melati', 'M'],
  [`${family} Melati`, family],
  ['🇮🇩 batch', '🇮🇩'],
  ['e\u0301clat', 'e\u0301'],
  ['', ''],
])('takes the first character of %s whole', (text, first) => {
  expect(firstCharacter(text)).toBe(first)
})

it.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc'],
  [`ab${family}`, 5, 'ab'],
  ['ab😀', 3, 'ab'],
  ['abe\u0301', 3, 'ab'],
])('cuts %s to %i code units without half a character', (text, max, short) => {
  expect(cut(text, max)).toBe(short)
})
