import { describe, expect, it } from 'vitest'
import { money, percent, timeLeft } from './format.ts'
import { type Language, languageOf, say, texts } from './texts.ts'

const plain = (text: string) => text.replace(/\u00a0/g, ' ')

describe('the catalogue', () => {
  it('says everything in both languages, with the same gaps', () => {
    expect(Object.keys(texts.en)).toEqual(Object.keys(texts.id))
    const gapsOf = (text: string | readonly string[]) => String(text).match(/\{\w+/g) ?? []
    for (const [key, text] of Object.entries(texts.id)) {
      expect(gapsOf(texts.en[key as keyof typeof texts.en]), key).toEqual(gapsOf(text))
    }
  })

  it('has a word for a status that it does not know', () => {
    expect(say('id', 'paused' as 'full')).toBe('paused')
  })

  it('is filled in with text alone', () => {
    expect(say('en', 'by', { seller: '{total} $& <b>' })).toBe('From {total} $& <b>')
  })

  it('follows the language of a page', () => {
    const given = ['en', 'en-GB', 'EN-us', 'id', 'id-ID', 'jv', 'ent', '', null, undefined]
    expect(given.map(languageOf)).toEqual(['en', 'en', 'en', 'id', 'id', 'id', 'id', 'id', 'id', 'id'])
  })
})

describe('the time that is left', () => {
  const ms = ({ d = 0, h = 0, m = 0, s = 0 }) => (((d * 24 + h) * 60 + m) * 60 + s) * 1000

  it.each<[Language, object, string]>([
    ['id', { d: 12, h: 4, m: 59 }, '12 hari 4 jam'],
    ['en', { d: 1, h: 1 }, '1 day 1 hour'],
    ['en', { d: 2, m: 5 }, '2 days'],
    ['id', { h: 23, m: 59, s: 59 }, '23 jam 59 mnt'],
    ['en', { m: 59, s: 1 }, '59 min 1 s'],
    ['id', { m: 1 }, '1 mnt'],
    ['id', { s: 9 }, '9 dtk'],
    ['en', { d: 1234 }, '1,234 days'],
  ])('in %s of %o is %s', (language, left, words) => {
    expect(timeLeft(language, ms(left))).toBe(words)
  })

  it('is not nothing before it is over', () => {
    expect(timeLeft('id', 1)).toBe('1 dtk')
    expect(timeLeft('id', 0)).toBeUndefined()
    expect(timeLeft('id', -1)).toBeUndefined()
  })
})

describe('numbers', () => {
  it('of money are as the currency is used', () => {
    expect(plain(money('id', 185_000, 'IDR'))).toBe('Rp 185.000')
    expect(plain(money('en', 185_000, 'IDR'))).toBe('Rp 185,000')
    expect(plain(money('en', 1999, 'USD'))).toBe('$19.99')
    expect(plain(money('id', 1999, 'EUR'))).toBe('€19,99')
    expect(plain(money('en', 500, 'JPY'))).toBe('¥500')
  })

  it('of progress are never rounded up to the whole', () => {
    expect(plain(percent('en', 0.999))).toBe('99%')
    expect(plain(percent('en', 1))).toBe('100%')
  })
})
