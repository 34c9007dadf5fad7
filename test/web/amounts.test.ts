/** What people type as an amount is taken for what it says, or not at all: never for a thousandth of it. */
import { describe, expect, it } from 'vitest'
import { money } from '../../packages/widget/src/format.ts'
import { currencies, fractionDigits } from '../../src/kernel/money.ts'
import { amountOf, countOf } from '../../web/app/amounts.ts'

describe('an amount of rupiah', () => {
  it.each([
    ['185000', 185_000],
    ['185.000', 185_000],
    ['185,000', 185_000],
    ['185 000', 185_000],
    ['Rp185.000', 185_000],
    ['Rp. 185.000,-', 185_000],
    ['IDR 1.250.000', 1_250_000],
    ['185.000,00', 185_000],
    ['185rb', 185_000],
    ['185k', 185_000],
    ['185 ribu', 185_000],
    ['1,5 juta', 1_500_000],
    ['Rp 1.5jt', 1_500_000],
    ['185.000 rupiah', 185_000],
    ['185 ribu rupiah', 185_000],
    ['1.250rb', 1_250_000],
    ['150.000 IDR', 150_000],
    ['Rp 150.000.-', 150_000],
    ['Rp\u00a0150.000,-', 150_000],
    ['\u200e150.000\u202c', 150_000],
    ['\ufeffRp\u202f1.250.000', 1_250_000],
    ['Rp. 150.000,—', 150_000],
    ['150.000,--', 150_000],
    ['150.000.\u2212', 150_000],
    ['１５０.０００', 150_000],
    ['Ｒｐ　１５０，０００', 150_000],
    ['150’000', 150_000],
    ["1'250'000", 1_250_000],
    ['0', 0],
  ])('%s is %d', (typed, amount) => expect(amountOf(typed, 0)).toBe(amount))

  it.each([
    '',
    'Rp',
    'murah',
    '-185000',
    '1e12',
    '185.50',
    '185.00',
    '185.000,50',
    '1.85.000',
    '1.250,000',
    '1.250.00',
    '1.250 juta',
    '1.250k',
    '1,250rb',
    'rupiah',
    '185 m',
    "1'50.000",
    '—150.000',
    '15’0000',
    '185 constructor',
    '99999999999999',
  ])('%s is none', (typed) => expect(amountOf(typed, 0)).toBeUndefined())
})

it.each([
  ['12.50', 1250],
  ['12,5', 1250],
  ['1.250', 125_000],
  ['1,250.75', 125_075],
  ['$12', 1200],
  ['1,5 juta', 150_000_000],
])('%s has hundredths in currencies that count them', (typed, amount) => expect(amountOf(typed, 2)).toBe(amount))

it.each([
  ['12.345', 12_345],
  ['12,5', 12_500],
  ['1.250,500', 1_250_500],
  ['1250', 1_250_000],
])('%s has thousandths in currencies that count them', (typed, amount) => expect(amountOf(typed, 3)).toBe(amount))

it.each([
  ['50', 50],
  ['1.250', 1250],
  ['1 250', 1250],
  ['1,250', 1250],
  ['１２', 12],
  ['1,5', undefined],
  ['10.5', undefined],
  ['-5', undefined],
  ['0', undefined],
  ['1e3', undefined],
  ['1.2500', undefined],
])('%s slots are %s', (typed, count) => expect(countOf(typed)).toBe(count))

it('has as many digits behind the point in the widget, which is published by itself, as everywhere else, in every currency', () => {
  const shown = (currency: string) => /\.(\d+)/.exec(money('en', 123_456, currency))?.[1]?.length ?? 0
  const differ = [...currencies].filter((currency) => shown(currency) !== fractionDigits(currency))
  expect(differ).toEqual([])
  expect(new Set([...currencies].map(shown))).toEqual(new Set([0, 2, 3]))
})
