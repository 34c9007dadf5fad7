import { describe, expect, it } from 'vitest'
import { createLag, parsePosition } from './lag.ts'

describe('how far a standby is behind', () => {
  it('is not known before it has been seen where the primary was', () => {
    const lag = createLag()
    expect([lag.sinceMs(), lag.completeUntilMs()]).toEqual([undefined, undefined])
    lag.note(1000, 50n)
    lag.reached(49n)
    expect([lag.sinceMs(), lag.completeUntilMs()]).toEqual([1000, undefined])
  })

  it('is the age of the newest note that it has reached, however little was written since', () => {
    const lag = createLag()
    lag.note(1000, 50n)
    lag.note(2000, 60n)
    lag.note(3000, 70n)
    lag.reached(65n)
    expect(lag.completeUntilMs()).toBe(2000)
    lag.note(4000, 70n)
    lag.reached(70n)
    expect(lag.completeUntilMs(), 'a quiet primary has nothing that it could lack').toBe(4000)
    lag.reached(70n)
    expect(lag.completeUntilMs(), 'and time that passes without a look is not counted as seen').toBe(4000)
  })

  it('begins anew with another primary, whose log is another', () => {
    const lag = createLag()
    lag.note(1000, 50n)
    lag.reached(50n)
    lag.note(2000, 40n)
    expect([lag.sinceMs(), lag.completeUntilMs()]).toEqual([2000, undefined])
  })

  it('only seems longer when notes of a long absence were dropped', () => {
    const lag = createLag()
    for (let i = 1; i <= 10_000; i++) lag.note(i, BigInt(i))
    lag.reached(5_000n)
    expect(lag.completeUntilMs()).toBeUndefined()
    lag.reached(9_999n)
    expect(lag.completeUntilMs()).toBe(9_999)
  })

  it('reads positions of 64 bits whole', () => {
    expect(parsePosition('FFFFFFFF/FFFFFFFF')).toBe(2n ** 64n - 1n)
    expect(parsePosition('16/B374D848')).toBe(0x16b374d848n)
  })
})
