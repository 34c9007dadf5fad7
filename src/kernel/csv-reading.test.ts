import { describe, expect, it } from 'vitest'
import { csvLine } from './csv.ts'
import { readCsv, textOfCsv } from './csv-reading.ts'

describe('CSV that is read', () => {
  const fieldsOf = (text: string) => readCsv(text).map(({ fields }) => fields)

  it('is what was written, with either separator', () => {
    const rows = [
      ['Nama, gelar', 'Kata "kutip"', 'dua\nbaris', '0012', ''],
      ['a;b', 'c', ' d ', 'e', 'f'],
    ]
    for (const separator of ['comma', 'semicolon'] as const) {
      const text = `\ufeff${csvLine(['A', 'B', 'C', 'D', 'E'], separator)}${rows.map((row) => csvLine(row, separator)).join('')}`
      expect(fieldsOf(text)).toEqual([['A', 'B', 'C', 'D', 'E'], ...rows])
    }
  })

  it('names the line on which a row begins, and leaves out empty ones', () => {
    expect(readCsv('A,B\r\n"x\ny",1\r\n\r\n,\r\nz,2')).toEqual([
      { line: 1, fields: ['A', 'B'] },
      { line: 2, fields: ['x\ny', '1'] },
      { line: 6, fields: ['z', '2'] },
    ])
  })

  it('is text of any program', () => {
    expect(textOfCsv(new TextEncoder().encode('é'))).toBe('é')
    expect(textOfCsv(new Uint8Array([0xe9]))).toBe('é')
    expect(textOfCsv(new Uint8Array([0xff, 0xfe, 0xe9, 0x00]))).toBe('é')
  })
})
