import { describe, expect, it } from 'vitest'
import { csvLine } from './csv.ts'

describe('a line of CSV', () => {
  it('quotes what would break it and doubles quotes', () => {
    expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines', ' edge'])).toBe(
      'a,"b,c","say ""hi""","two\nlines"," edge"\r\n',
    )
  })

  it('leaves nothing for null and writes numbers as they are, negative ones too', () => {
    expect(csvLine([null, 0, -5, 179000, ''])).toBe(',0,-5,179000,\r\n')
  })

  it.each(['=1+1', '+62812', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\n@x'])(
    'keeps the text %j from being a formula',
    (text) => {
      const [field] = csvLine([text]).split('\r\n')
      expect(field?.replace(/^"/, '').startsWith("'")).toBe(true)
    },
  )

  it('keeps fields apart with semicolons for whoever expects them, and quotes both separators for either', () => {
    expect(csvLine(['a', 'b,c', 'd;e', 5, null], 'semicolon')).toBe('a;"b,c";"d;e";5;\r\n')
    expect(csvLine(['a', 'b,c', 'd;e'])).toBe('a,"b,c","d;e"\r\n')
  })

  it('leaves ordinary text alone', () => {
    expect(csvLine(['Jl. Kaliurang Km 5-6', 'a=b', 'rani@example.id'])).toBe(
      'Jl. Kaliurang Km 5-6,a=b,rani@example.id\r\n',
    )
  })
})
