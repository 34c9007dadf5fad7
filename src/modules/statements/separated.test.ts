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

it('takes a quote that opens nothing for a sign like any other, and never a row for a part of another', () => {
  const rows = (...lines: string[]) => readSeparated(lines.join('\n'), ',')
  const next = '28/11/2026,TRSF BUDI,0,200.00,CR,700.00'
  const plain = next.split(',')
  expect(rows('27/11/2026,"TRSF RANI,0,100.00,CR,500.00', next)).toEqual([
    ['27/11/2026', '"TRSF RANI', '0', '100.00', 'CR', '500.00'],
    plain,
  ])
  // Closed by the next one of the kind, or at the end of a cell of another row.
  expect(rows('27/11/2026,"TRSF RANI,0,100.00,CR,500.00', '28/11/2026,"TRSF BUDI,0,200.00,CR,700.00', next)).toEqual([
    ['27/11/2026', '"TRSF RANI', '0', '100.00', 'CR', '500.00'],
    ['28/11/2026', '"TRSF BUDI', '0', '200.00', 'CR', '700.00'],
    plain,
  ])
  expect(rows('27/11/2026,"TRSF RANI,0,100.00,CR,500.00', '28/11/2026,TRSF BUDI",0,200.00,CR,700.00')).toEqual([
    ['27/11/2026', '"TRSF RANI', '0', '100.00', 'CR', '500.00'],
    ['28/11/2026', 'TRSF BUDI"', '0', '200.00', 'CR', '700.00'],
  ])
  expect(rows('27/11/2026,"TRSF\nDARI ""RANI"", 28/11",0,1.00,CR,5.00', next)).toEqual([
    ['27/11/2026', 'TRSF\nDARI "RANI", 28/11', '0', '1.00', 'CR', '5.00'],
    plain,
  ])
})

it('reads plain cells, empty ones, and an end of lines of any kind', () => {
  expect(readSeparated('a,b\r\n,\rc,"d, ""e"""\n', ',')).toEqual([
    ['a', 'b'],
    ['', ''],
    ['c', 'd, "e"'],
  ])
})
