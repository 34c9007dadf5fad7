/** A list of codes as people paste it: each line is read for what it says, or not at all. */
import { describe, expect, it } from 'vitest'
import { codeOf } from '../../src/kernel/order-code.ts'
import { linesOf } from '../../web/app/routes/seller/pasted-list.ts'

const read = (text: string, currency = 'IDR') => linesOf(text, currency).map(({ text: _, ...line }) => line)

describe('a line of a list of codes', () => {
  it.each([
    ['7K3MXA', { code: '7K3MXA' }],
    ['#7k3mxa', { code: '7K3MXA' }],
    ['7K3MXA 185.000', { code: '7K3MXA', amount: 185_000 }],
    ['7K3MXA: Rp185.000,-', { code: '7K3MXA', amount: 185_000 }],
    ['1. 7K3MXA - Rani - 185rb', { code: '7K3MXA', amount: 185_000 }],
    ['(2) 7K3MXA 1,5 juta ✅', { code: '7K3MXA', amount: 1_500_000 }],
    ['Rahmat 7K3MXA 185000', { code: '7K3MXA', amount: 185_000 }],
    ['7K3MXA 28/11 jam 10:15 Rp 185.000', { code: '7K3MXA', amount: 185_000 }],
    ['rahmat MXKPQA', { code: 'MXKPQA' }],
    ['Rahmat #Wahyus', { code: 'WAHYUS' }],
    ['234567 185.000', { code: '234567', amount: 185_000 }],
    ['7K3MXA 234567', { code: '7K3MXA', amount: 234_567 }],
  ])('%s', (text, expected) => expect(read(text)).toEqual([expected]))

  it.each([
    ['7K3MXA 185', 'amount'],
    ['7K3MXA 2 slot 185.000', 'amount'],
    ['7K3MXA 28/11', 'amount'],
    ['7K3MXA 1.85', 'amount'],
    ['7K3MXA Rp 185.000 + Rp 20.000', 'amount'],
    ['7K3MXA -185.000', 'amount'],
    ['7K3MXA 081234567890', 'amount'],
    ['Bu Sri 185.000', 'no_code'],
    ['234.567', 'no_code'],
    ['7K3MXA 9QWERT', 'which_code'],
    ['7K3MX0', 'no_code'],
  ])('%s is not read', (text, problem) => expect(read(text)[0]).toMatchObject({ problem }))

  it('reads the digits of its currency, and leaves empty lines out', () => {
    expect(read(' 7K3MXA 12.50\r\n\n9QWERT\n', 'USD')).toEqual([{ code: '7K3MXA', amount: 1250 }, { code: '9QWERT' }])
  })

  it('finds every code by itself', () => {
    for (let number = 1; number < 2000; number++) expect(read(codeOf(number))).toEqual([{ code: codeOf(number) }])
  })
})
