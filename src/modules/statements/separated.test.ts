import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readSeparated } from './separated.ts'

it('reads whatever is written by the rules', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', ' ', '1') })
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(rows, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'), (table, separator, end) => {
      const text = table.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator)).join(end)
      expect(readSeparated(text, separator)).toEqual(table)
    }),
  )
})

it('reads plain cells, empty ones, and an end of lines of any kind', () => {
  expect(readSeparated('a,b\r\n,\rc,"d, ""e"""\n', ',')).toEqual([
    ['a', 'b'],
    ['', ''],
    ['c', 'd, "e"'],
  ])
})
