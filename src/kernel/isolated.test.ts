import { describe, expect, it } from 'vitest'
import { isolated } from './isolated.ts'

describe('a text within a sentence', () => {
  it.each(['עטר יסמין', 'ياسمين', 'Rina ريـنا', 'a\u202eb', '\u{1e900}'])(
    'is parted from it where it would turn it: %j',
    (text) => {
      expect(isolated(text)).toBe(`\u2068${text}\u2069`)
    },
  )

  it.each(['Melati Senja', 'Jum’at 🌙', '茉莉', '', 12, undefined])('stays as it is everywhere else: %j', (value) => {
    expect(isolated(value)).toBe(value)
  })
})
