import fc from 'fast-check'
import { expect, it } from 'vitest'
import { codeOf, numberOfCode } from './order-code.ts'

it('gives every number a code of its own, which leads back to it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 887_503_680 }), (number) => {
      const code = codeOf(number)
      expect(code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/)
      expect(numberOfCode(code)).toBe(number)
    }),
    { numRuns: 5000 },
  )
  const codes = new Set(Array.from({ length: 20_000 }, (_, number) => codeOf(number + 1)))
  expect(codes.size).toBe(20_000)
})

it('reads a code as people write it, and nothing else for one', () => {
  const code = codeOf(42)
  expect(numberOfCode(` #${code.toLowerCase()} `)).toBe(42)
  for (const other of ['', 'ABC', 'OOOOOO', '10LI00', 'ABCDEFG', '„ABCDE']) expect(numberOfCode(other)).toBeUndefined()
})

it('lets neighbours look nothing alike', () => {
  for (let number = 1; number < 500; number++) {
    const [one, next] = [codeOf(number), codeOf(number + 1)]
    expect([...one].filter((letter, place) => letter === next[place]).length).toBeLessThan(5)
  }
})
