import { describe, expect, it } from 'vitest'
import { publicName } from './rules.ts'

describe('the public name', () => {
  it.each([
    ['Rani Puspitasari', 'Rani P.'],
    ['  Andi Baso   Mappasessu ', 'Andi M.'],
    ['I Putu Yoga Pratama', 'I Putu P.'],
    ['Ni Made', 'Ni Made'],
    ['Sukarno', 'Sukarno'],
    ['Łukasz żak', 'Łukasz Ż.'],
    ['', undefined],
    ['rani@example.test', undefined],
    ['Rani 0812-3456', undefined],
    ['evil.example/promo Rani', undefined],
    ['evil.example Rani', undefined],
    ['\u202eRani Puspita', 'Rani P.'],
    ['\u200b', undefined],
    ['M. Yusuf Ali', 'M. Yusuf A.'],
    ['Eko 😀', 'Eko'],
    ['😀 Eko Prasetyo ✨', 'Eko P.'],
    ['Eko (Prasetyo)', 'Eko P.'],
    ['😀', undefined],
  ])('of %j is %j', (name, shown) => {
    expect(publicName(name)).toBe(shown)
  })
})
