import { expect, it } from 'vitest'
import { fromAcceptLanguage, languageOf } from './language.ts'

it.each([
  ['id', 'id'],
  ['id-ID', 'id'],
  ['id_ID', 'id'],
  ['in-ID', 'id'],
  ['in', 'id'],
  ['EN_us', 'en'],
  ['en-GB', 'en'],
  ['ido', undefined],
  ['inh', undefined],
  ['enm', undefined],
])('reads the tag %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language)
})

it.each([
  ['in-ID,en-US;q=0.8', 'id'],
  ['en-US,in;q=0.9', 'en'],
  ['jv,in_ID;q=0.7,en;q=0.5', 'id'],
  ['fr', 'id'],
  [undefined, 'id'],
])('chooses from the header %s', (header, language) => {
  expect(fromAcceptLanguage(header)).toBe(language)
})
