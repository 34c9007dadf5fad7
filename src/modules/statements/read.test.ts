/** Statements as the banks write them, and every mistake that is made in reading them. All of them are made up. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/universal'
import { isProblem } from '../../kernel/problem.ts'
import { withKeys } from './keys.ts'
import { readStatement, type Said, sumsDiffer } from './read.ts'
import { openStatement } from './table.ts'

const today = '2026-11-29'
const read = (text: string, said: Said = {}, on = today) => readStatement(text, said, on)
const short = (text: string, said?: Said, on?: string) =>
  read(text, said, on).rows.map(({ on, signed, problem }) => [on, signed === null ? null : signed / 100, problem])

const bca = `"No. Rekening","=","'3850001234"
"Nama","=","TOKO MELATI"
"Mata Uang","=","IDR"

"Tanggal","Keterangan","Cabang","Jumlah","","Saldo"
"'27/11","TRSF E-BANKING CR 2711/FTSCY/WS95031 150123.00 RANI PUSPITASARI","'0000","150123.00","CR","1150123.00"
"'27/11","BIAYA ADM, BULANAN","'0000","15000.00","DB","1135123.00"
"'28/11","SWITCHING CR TRANSFER DR 008 BAGAS NUGROHO","'0998","150456.00","CR","1285579.00"
"Saldo Awal","=","1000000.00"
"Kredit","=","300579.00"
"Debet","=","15000.00"
"Saldo Akhir","=","1285579.00"
`

const mandiri = `No;Tanggal;Keterangan;Dana Masuk (IDR);Dana Keluar (IDR);Saldo (IDR)
No;Date;Remarks;Incoming Transactions (IDR);Outgoing Transactions (IDR);Balance (IDR)
1;01 Nov 2026;"Transfer dari BANK LAIN
SITI AMINAH";41.920,00;0,00;1.041.920,00
;09:39:37 WIB;"ref ABC234";;;
2;02 Nov 2026;Biaya transfer;;2.500,00;1.039.420,00
;10:00:01 WIB;;;;
`

const bri = `NOREK,TGL_TRAN,MUTASI_DEBET,MUTASI_KREDIT,SALDO_AKHIR_MUTASI,DESK_TRAN,SEQ
003401000123456,2026-11-27 08:15:10,0.00,150123.00,950123.00,"BFST RANI, PUSPITASARI",1
003401000123456,2026-11-28 09:15:10,25000.00,0.00,925123.00,"TRF KELUAR",2
`

const bni = `Tanggal Uraian Transaksi Tipe Nominal Saldo Akhir
27/11/2026 TRANSFER DARI | Sdr RANI PUSPITASARI Cr. 150.123,00 2.150.123,00
berita: melati
28/11/2026 BIAYA LAYANAN Db. 5.000,00 2.145.123,00
`

describe('exports', () => {
  it('of BCA: preamble, a column without a name, days without a year, a footer that adds up', () => {
    const statement = read(bca)
    expect(statement).toMatchObject({ bank: 'bca', needs: [], notes: { account: '3850001234', currency: 'IDR' } })
    expect(short(bca)).toEqual([
      ['2026-11-27', 150_123, null],
      ['2026-11-27', -15_000, null],
      ['2026-11-28', 150_456, null],
    ])
    expect(statement.rows[1]!.remark).toBe('BIAYA ADM, BULANAN')
    expect(sumsDiffer(statement)).toBeUndefined()
  })

  it('of BCA as it is newly written: semicolons, and rupiah before the sums', () => {
    const newer = `Tanggal;Keterangan;Cabang;Jumlah;;Saldo
28/11/2026;TRSF DINI;0000; Rp800,000.00 ;CR; Rp1,800,000.00 
28/11/2026;TARIK;0000; Rp50,000.00 ;DB; Rp1,750,000.00 `
    expect(read(newer).bank).toBe('bca')
    expect(short(newer)).toEqual([
      ['2026-11-28', 800_000, null],
      ['2026-11-28', -50_000, null],
    ])
  })

  it('of Mandiri: a header in two languages, transactions over two rows, remarks over several lines', () => {
    const statement = read(mandiri)
    expect(statement.bank).toBe('mandiri')
    expect(short(mandiri)).toEqual([
      ['2026-11-01', 41_920, null],
      ['2026-11-02', -2_500, null],
    ])
    expect(statement.rows[0]!.remark).toBe('Transfer dari BANK LAIN SITI AMINAH ref ABC234')
  })

  it('of Mandiri as a workbook, where sums may be numbers', async () => {
    const rows = [
      ['Nomor Rekening', '1370001234567'],
      ['No', 'Tanggal', 'Keterangan', 'Dana Masuk (IDR)', 'Dana Keluar (IDR)', 'Saldo (IDR)'],
      ['1', '27 Nov 2026', 'Transfer <SITI> & rekan', 150_123, null, 1_150_123],
      ['2', '28 Nov 2026', 'Transfer', '150.456,00', '0,00', '1.300.579,00'],
    ]
    const blob = await writeExcelFile(rows.map((row) => row.map((value) => ({ value: value ?? undefined })))).toBlob()
    const content = await openStatement(Buffer.from(await blob.arrayBuffer()))
    const statement = readStatement(content, {}, today)
    expect(statement).toMatchObject({ bank: 'mandiri', notes: { account: '1370001234567' } })
    expect(statement.rows).toMatchObject([
      { on: '2026-11-27', signed: 15_012_300, balance: 115_012_300, remark: 'Transfer <SITI> & rekan' },
      { on: '2026-11-28', signed: 15_045_600, problem: null },
    ])
  })

  it('of BRI: two columns of sums, the account in every row', () => {
    const statement = read(bri)
    expect(statement).toMatchObject({ bank: 'bri', notes: { account: '003401000123456' } })
    expect(short(bri)).toEqual([
      ['2026-11-27', 150_123, null],
      ['2026-11-28', -25_000, null],
    ])
  })

  it('of BNI as it is copied from a PDF', () => {
    const statement = read(bni)
    expect(statement.bank).toBe('bni')
    expect(short(bni)).toEqual([
      ['2026-11-27', 150_123, null],
      ['2026-11-28', -5000, null],
    ])
    expect(statement.rows[0]!.remark).toContain('RANI PUSPITASARI berita: melati')
  })

  it('as they are copied from a screen, with CR or DB behind the sum', () => {
    expect(short('28/11/2026 TRSF DARI RANI 150,123.00 CR\n28/11/2026 BELANJA 20,000.00 DB 130,123.00')).toEqual([
      ['2026-11-28', 150_123, null],
      ['2026-11-28', -20_000, null],
    ])
  })

  it('of any other bank, as somebody says which column is which', () => {
    const other = 'Kapan|Apa|Berapa|Arah\n2026-11-28|Rani|150123|K\n2026-11-28|Pulsa|20000|D'
    expect(read(other)).toMatchObject({
      rows: [],
      needs: ['columns'],
      sample: [['Kapan', 'Apa', 'Berapa', 'Arah'], {}, {}],
    })
    expect(short(other, { columns: { date: 0, remark: 1, amount: 2, direction: 3 } })).toEqual([
      ['2026-11-28', 150_123, null],
      ['2026-11-28', -20_000, null],
    ])
  })
})

const dated = (rows: string, period = '') => `${period}Tanggal,Keterangan,Cabang,Jumlah,,Saldo\n${rows}`

describe('what is not guessed', () => {
  it('a year: December imported in January was last year, and a day that is still to come is of no year', () => {
    const rows = dated(`'31/12,A,0,10000.00,CR,1.00\n'02/01,B,0,20000.00,CR,2.00`)
    expect(short(rows, {}, '2027-01-05')).toEqual([
      ['2026-12-31', 10_000, null],
      ['2027-01-02', 20_000, null],
    ])
    expect(short(dated(`'30/11,A,0,10000.00,CR,1.00`))).toEqual([[null, 10_000, 'year_unclear']])
    const period = 'Periode,=,01/12/2024 - 31/12/2024\n'
    for (const said of [period, 'Periode : 01/12/2024 s/d 31/12/2024\n', 'Periode;01 Des 2024 - 31 Des 2024\n'])
      expect(short(dated(`'31/12,A,0,10000.00,CR,1.00`, said))).toEqual([['2024-12-31', 10_000, null]])
    expect(short(dated(`'15/11,A,0,10000.00,CR,1.00`, period))).toEqual([[null, 10_000, 'year_unclear']])
    expect(short(dated(`29/02/2027,A,0,10000.00,CR,1.00\n01/12/2026,A,0,10000.00,CR,1.00`))).toEqual([
      [null, 10_000, 'date_unreadable'],
      [null, 10_000, 'date_future'],
    ])
  })

  it('the order of day and month, where nothing says it', () => {
    const columns = { date: 0, in: 1 }
    const two = '03/04/2026,10000,x\n05/06/2026,20000,x'
    expect(short(two, { columns })).toEqual([
      [null, 10_000, 'date_two_readings'],
      [null, 20_000, 'date_two_readings'],
    ])
    expect(read(two, { columns }).needs).toEqual(['days'])
    expect(short(two, { columns, days: 'month_first' })[0]).toEqual(['2026-03-04', 10_000, null])
    expect(short(`${two}\n06/25/2026,30000,x`, { columns })[0]).toEqual(['2026-03-04', 10_000, null])
  })

  it('whether money came or went', () => {
    expect(short(dated(`'28/11,A,0,10000.00,,1.00\n'28/11,B,0,10000.00,CR,1.00`))).toEqual([
      ['2026-11-28', null, 'direction_missing'],
      ['2026-11-28', 10_000, null],
    ])
    expect(short(`${bri}003401000123456,2026-11-28,100.00,100.00,1.00,X,3`).at(-1)).toEqual([
      '2026-11-28',
      null,
      'direction_missing',
    ])
  })

  it('a sum below zero that is said to have come, as when a bank takes a transfer back', () => {
    const row = (sum: string, mark: string) => `"30/10/2026","KOREKSI","0000","${sum}","${mark}","500,000.00"`
    const head = '"Tanggal","Keterangan","Cabang","Jumlah","","Saldo"'
    expect(
      short([head, row('-100,000.00', 'CR'), row('100,000.00-', 'CR'), row('-100,000.00', 'DB')].join('\n')),
    ).toEqual([
      ['2026-10-30', null, 'direction_missing'],
      ['2026-10-30', null, 'direction_missing'],
      ['2026-10-30', -100_000, null],
    ])
    expect(short([head, row('-100,000.00 CR', '')].join('\n'))).toEqual([['2026-10-30', null, 'direction_missing']])
    const columns = 'Tanggal;Keterangan;Dana Masuk;Dana Keluar;Saldo'
    expect(
      short(`${columns}\n30/10/2026;KOREKSI;-41.920,00;;1.041.920,00\n30/10/2026;BIAYA;;-2.500,00;1.039.420,00`),
    ).toEqual([
      ['2026-10-30', null, 'direction_missing'],
      ['2026-10-30', -2500, null],
    ])
  })

  it('a row of a day whose sum is written as none is', () => {
    const head = '"Tanggal","Keterangan","Cabang","Jumlah","","Saldo"'
    expect(short(`${head}\n"30/10/2026","KOREKSI","0000","(100,000.00)","CR","500,000.00"`)).toEqual([
      ['2026-10-30', null, 'amount_unreadable'],
    ])
  })

  it('what a sum means that can be read in two ways, unless the file has one that cannot', () => {
    const sums = (amount: string, other: string) =>
      short(`Tanggal;Keterangan;Cabang;Jumlah;;Saldo\n28/11/2026;A;0;${amount};CR;\n28/11/2026;B;0;${other};CR;`)
    expect(sums('150.123', '200.000')).toEqual([
      ['2026-11-28', null, 'amount_two_readings'],
      ['2026-11-28', null, 'amount_two_readings'],
    ])
    expect(sums('150.123', '1.200.000')[0]).toEqual(['2026-11-28', 150_123, null])
    expect(sums('150,123', '200,000.00')[0]).toEqual(['2026-11-28', 150_123, null])
    // In a file that writes 1,234.00 this has three decimals.
    expect(sums('150.123', '200,000.00')[0]).toEqual(['2026-11-28', null, 'amount_unreadable'])
    expect(sums('1,50,123.00', '1.00')[0]).toEqual(['2026-11-28', null, 'amount_unreadable'])
    expect(read(`Tanggal;Keterangan;Jumlah;Tipe\n28/11/2026;A;150.123;CR`, { numbers: 'comma' }).rows).toMatchObject([
      { signed: 15_012_300 },
    ])
  })

  it('a row with a quote in it that is of no pair: each row is read, or told of', () => {
    const head = 'Tanggal,Keterangan,Cabang,Jumlah,,Saldo'
    const rows = (...lines: string[]) => short([head, ...lines].join('\n'))
    expect(rows(`28/11/2026,"TRSF RANI,0,100.50,CR,1.00`, `28/11/2026,TRSF BUDI,0,200.50,CR,1.00`)).toEqual([
      ['2026-11-28', 100.5, null],
      ['2026-11-28', 200.5, null],
    ])
    expect(rows(`28/11/2026,"TRSF "RANI, BUDI" X",0,100.50,CR,1.00`, `28/11/2026,"A",0,200.50,CR,1.00`)).toEqual([
      [null, null, 'cells_differ'],
      ['2026-11-28', 200.5, null],
    ])
    expect(rows(`28/11/2026,"TRSF`, `DARI "RANI" X",0,100.50,CR,1.00`, `28/11/2026,A,0,200.50,CR,1.00`)).toEqual([
      [null, null, 'cells_differ'],
      ['2026-11-28', 200.5, null],
    ])
  })

  it('a row that was torn apart at the comma of its sum', () => {
    expect(short(dated(`'28/11,A,0,150,123.00,CR,1.00`))).toEqual([[null, null, 'cells_differ']])
  })

  it('what is pending: its day is still to come', () => {
    const [row] = withKeys(read(dated(`PEND,TRSF RANI,0,150123.00,CR,1.00`)).rows)
    expect(row).toMatchObject({ isPending: true, on: null, key: null, problem: null })
  })

  it('sums that do not come out: opening and all rows is closing', () => {
    expect(sumsDiffer(read(bca.replace('"1285579.00"\n"Saldo Awal"', '"1.00"\n"Saldo Awal"')))).toBeUndefined()
    expect(sumsDiffer(read(bca.replace('"150456.00","CR"', '"150465.00","CR"')))).toEqual({
      said: 28_557_900,
      found: 28_558_800,
    })
  })

  it('sums are kept to the last sen, and never as fractions', () => {
    const interest = dated(`'28/11,BUNGA,0,1234.56,CR,1.00\n'28/11,BESAR,0,90071992547409.91,CR,1.00`)
    expect(read(interest).rows.map(({ signed }) => signed)).toEqual([123_456, 9_007_199_254_740_991])
  })
})

describe('files', () => {
  const problemOf = async (bytes: Buffer) => {
    try {
      await openStatement(bytes)
    } catch (error) {
      if (isProblem(error)) return error.code
      throw error
    }
    return undefined
  }

  it('that cannot be read are refused with what to do instead', async () => {
    expect(await problemOf(Buffer.from(''))).toBe('statement_empty')
    expect(await problemOf(Buffer.from(' \n '))).toBe('statement_empty')
    expect(await problemOf(Buffer.from('%PDF-1.7 …'))).toBe('statement_pdf')
    const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    expect(await problemOf(old)).toBe('statement_old_workbook')
    expect(await problemOf(Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('statement_locked')
    expect(await problemOf(Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]))).toBe('statement_unreadable')
    expect(await problemOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]))).toBe('statement_unreadable')
    expect(() => read(dated(`'28/11,A,0,1.00,CR,1.00\n`.repeat(5001)))).toThrow('statement_too_long')
  })

  it('come in the encodings of Excel', async () => {
    const text = `\ufeff${bca}`
    for (const bytes of [Buffer.from(text), Buffer.from(text, 'utf16le')]) {
      expect(readStatement(await openStatement(bytes), {}, today).rows).toHaveLength(3)
    }
    const ansi = Buffer.from(bca.replace('RANI', 'RENÉE'), 'latin1')
    expect(readStatement(await openStatement(ansi), {}, today).rows[0]!.remark).toContain('RENÉE')
  })
})

describe('keys', () => {
  it('do not know the remark, which differs between the day itself and the next', () => {
    const keys = (text: string) => withKeys(read(text).rows).map(({ key }) => key)
    expect(keys(bri.replace('BFST RANI, PUSPITASARI', 'NBMB RANI'))).toEqual(keys(bri))
    expect(new Set(keys(bca)).size).toBe(3)
  })

  it('are the same from the newest down as from the oldest up, of rows that are alike too', () => {
    const rows = [
      `'28/11,A,0,100.00,CR,500.00`,
      `'28/11,B,0,100.00,DB,400.00`,
      `'28/11,C,0,100.00,CR,500.00`,
      `'28/11,D,0,50.00,CR,550.00`,
    ]
    const keys = (some: string[]) => withKeys(read(dated(some.join('\n'))).rows).map(({ key, remark }) => [remark, key])
    const all = keys(rows)
    expect(keys(rows.toReversed())).toEqual(all)
    expect(new Set(all.map(([, key]) => key)).size).toBe(4)
    // What is cut off later in the day counts alike.
    expect(keys(rows.slice(0, 2))).toEqual(all.slice(0, 2))
  })
})

it('knows every line again in any cut that begins with a day, whichever end comes first', () => {
  const entry = fc.record({ day: fc.integer({ min: 20, max: 24 }), amount: fc.constantFrom(-100, 100, 50, 150_123) })
  const cut = fc.record({ from: fc.integer({ min: 19, max: 25 }), length: fc.nat(20), isNewestFirst: fc.boolean() })
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 20 }), fc.array(cut, { maxLength: 4 }), (entries, cuts) => {
      const ordered = entries.toSorted((a, b) => a.day - b.day)
      let balance = 1000
      const rows = ordered.map(({ day, amount }) => {
        balance += amount
        return `'${day}/11,X,0,${Math.abs(amount)}.00,${amount > 0 ? 'CR' : 'DB'},${balance}.00`
      })
      const keys = (some: string[]) => withKeys(read(dated(some.join('\n'))).rows).map(({ key }) => key)
      const all = new Set(keys(rows))
      expect(all.size).toBe(rows.length)
      for (const { from, length, isNewestFirst } of cuts) {
        const start = ordered.findIndex(({ day }) => day >= from)
        const some = start < 0 ? [] : rows.slice(start, start + length)
        const found = new Set(keys(isNewestFirst ? some.toReversed() : some))
        expect(found.size).toBe(some.length)
        expect([...found].filter((key) => !all.has(key))).toEqual([])
      }
    }),
  )
})
