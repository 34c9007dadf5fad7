import { expect, it } from 'vitest'
import { digitsOfCode, foldedCode, plainLine } from './line.ts'
import { phoneDigits, phoneNumber, shownPhone, whatsAppChat } from './phone.ts'

it.each([
  ['0812-3456-7890', 'as it is written within Indonesia'],
  ['62812 3456 7890', 'as wa.me has it'],
  ['0062 812 3456 7890', 'with the zeros that many dial for the plus'],
  ['+62 (0) 812 3456 7890', 'with the zero that is left out abroad'],
  ['0812.3456.7890', 'with points'],
  ['0812\u00a03456\u00a07890', 'with spaces that do not break'],
  ['0812\u20103456\u20117890', 'with other hyphens'],
  ['0812\u20133456\u22127890', 'with a dash and a minus'],
  ['\u202a+62 812\u20113456\u20117890\u202c', 'out of the contacts of a phone'],
  ['\ufeff0812\u200b34567890\u200e', 'with marks that nobody sees'],
  ['０８１２３４５６７８９０', 'in wide digits'],
  ['0812·3456·7890', 'with middle dots'],
  ['0812 • 3456 ‧ 7890', 'with other dots'],
  ['0812_3456_7890', 'with strokes'],
  ['tel:+62-812-3456-7890', 'as a link to call'],
  ['tel:081234567890', 'as a link to call without a country'],
  ['wa.me/6281234567890', 'as a link to a chat'],
  ['https://wa.me/6281234567890?text=Halo', 'as a link to a chat with words'],
  ['https://wa.me/+6281234567890', 'as a link with the plus that it should not have'],
  ['https://api.whatsapp.com/send?phone=6281234567890&text=Halo', 'as the long link to a chat'],
  ['WA 0812 3456 7890', 'with what it is for'],
  ['No. HP/WA: 0812-3456-7890', 'with what it is for, as forms say it'],
  ['0812 3456 7890 (WA)', 'with what it is for behind it'],
  ['0812 3456 7890 WA', 'with what it is for behind it, bare'],
  ['Telp. (0812) 3456 7890', 'as letterheads say it'],
])('takes %j, %s', (typed) => {
  expect(phoneNumber(typed)).toBe('+6281234567890')
})

it('takes numbers of other countries, and refuses what no phone has', () => {
  expect(phoneNumber('+65 9123 4567')).toBe('+6591234567')
  expect(phoneNumber('(0274) 555 123')).toBe('+62274555123')
  expect(phoneNumber('https://wa.me/6591234567')).toBe('+6591234567')
  for (const wrong of [
    '',
    '-',
    'telepon',
    '112',
    '0812',
    '0812 3456 7890 ext. 5',
    '081234567890 / 081234567891',
    'WA 081234567890, HP 081234567891',
    'https://wa.me/message/ABCDEF',
    'https://toko.example/6281234567890',
    '+999 1234567',
  ])
    expect(phoneNumber(wrong), wrong).toBeUndefined()
  expect(phoneNumber('08123456789012345678')).toBeUndefined()
})

it('finds a number by any run of its digits, and words by none', () => {
  expect(phoneDigits('0812-3456')).toBe('8123456')
  expect(phoneDigits('\u202a+62 812')).toBe('62812')
  for (const word of ['081', 'Jl. Melati 1234', '', '+', 'p-1234']) expect(phoneDigits(word), word).toBeUndefined()
})

it('opens a chat with what is a number, and shows an older one as it was kept', () => {
  expect(whatsAppChat('+6281234567890')).toBe('https://wa.me/6281234567890')
  expect(shownPhone('+6281234567890')).toEqual({ words: '+62 812 3456 7890', chat: 'https://wa.me/6281234567890' })
  expect(shownPhone('12-34')).toEqual({ words: '12-34', chat: null })
  expect(shownPhone(null)).toBeNull()
})

it('reads what was pasted into one line without the marks that came along', () => {
  expect(plainLine('\ufeff \u202arani@example.com\u202c\u200b\u00a0')).toBe('rani@example.com')
  expect(digitsOfCode('\u200e123\u00a0456 ')).toBe('123456')
  expect(digitsOfCode('123\u2011456')).toBe('123456')
  expect(foldedCode('abcde-fghio')).toBe(foldedCode('\u202aABCDE FGHI0\u202c'))
  expect(foldedCode('abcde-fghij')).not.toBe(foldedCode('abcde-fghik'))
})
