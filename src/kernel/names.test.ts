import { describe, expect, it } from 'vitest'
import { sellerName } from './names.ts'

describe('the name of a seller', () => {
  it('is what they call themselves', () => {
    expect(sellerName('Wangi Nusantara 1998')).toBe('Wangi Nusantara 1998')
    expect(sellerName(' Toko\u202e Melati ')).toBe('Toko Melati')
  })

  it.each([null, '', '  ', 'rani@example.id', '+62 812-3456-7890', '08123456789'])('is not shown for %j', (name) => {
    expect(sellerName(name)).toBeNull()
  })
})
