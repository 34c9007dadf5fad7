/** Which order a line is about: what is proposed, and what a person has to say. */
import { expect, it } from 'vitest'
import { matchLines, type OpenOrder, type Transfer } from './match.ts'

const order = (code: string, owed: number, buyer_name: string | null = null, since = '2026-11-01'): OpenOrder => ({
  participation_id: `p-${code}`,
  code,
  buyer_name,
  owed,
  formerly: [],
  since,
})
const line = (amount: number, remark = 'TRSF', on = '2026-11-28'): Transfer => ({ on, amount, remark })
const short = (lines: Transfer[], orders: OpenOrder[]) =>
  matchLines(lines, orders).map(({ isCertain, choices }) => [
    isCertain,
    ...choices.map(({ order, reasons }) => `${order.code} ${reasons.join('+')}`),
  ])

const rani = order('RANI22', 150_123, 'Rani Puspitasari')
const bagas = order('BAGAS2', 150_456, 'Bagas Nugroho')

it('proposes an order whose sum is owed by nobody else', () => {
  expect(short([line(150_123), line(99)], [rani, bagas])).toEqual([[true, 'RANI22 amount'], [false]])
})

it('leaves two orders of one sum to a person, unless the line has the code of one', () => {
  const twins = [order('AAAA22', 150_000, 'Ayu Lestari'), order('BBBB22', 150_000)]
  expect(short([line(150_000)], twins)).toEqual([[false, 'AAAA22 amount', 'BBBB22 amount']])
  expect(short([line(150_000, 'pesanan #bbbb22')], twins)).toEqual([[true, 'BBBB22 code+amount', 'AAAA22 amount']])
  expect(short([line(150_000, 'DARI AYU LESTARI')], twins)).toEqual([[false, 'AAAA22 amount+name', 'BBBB22 amount']])
})

it('names who was asked for just that formerly, and takes it for nobody else’s', () => {
  const over = { ...order('OVER22', 0), formerly: [150_777] }
  expect(short([line(150_777)], [rani, over])).toEqual([[false, 'OVER22 formerly']])
  const plain = order('PLAIN2', 150_777)
  expect(short([line(150_777)], [plain, over])).toEqual([[false, 'PLAIN2 amount', 'OVER22 formerly']])
  expect(short([line(150_000)], [over]), 'nothing is rounded to what is not owed').toEqual([[false]])
  const changed = { ...order('CHNG22', 300_123), formerly: [150_123] }
  expect(short([line(150_123)], [changed])).toEqual([[false, 'CHNG22 formerly']])
})

it('leaves two lines of one order to a person', () => {
  const [first, second] = matchLines([line(150_123), line(150_123)], [rani])
  expect([first, second]).toMatchObject([
    { isCertain: false, isContested: true },
    { isCertain: false, isContested: true },
  ])
})

it('does not offer for a rounded line whom another line pays to the rupiah', () => {
  const lines = [line(150_000), line(150_123)]
  expect(short(lines, [rani, bagas])).toEqual([
    [false, 'BAGAS2 rounded'],
    [true, 'RANI22 amount'],
  ])
  const named = [line(150_000, 'DARI RANI PUSPITASARI'), line(150_123)]
  expect(short(named, [rani, bagas])[0], 'who is named may have paid twice').toEqual([false, 'RANI22 name+rounded'])
})

it('offers for a rounded line that names somebody nobody who is merely near', () => {
  expect(short([line(150_000, 'DARI BAGAS NUGROHO')], [rani, bagas])).toEqual([[false, 'BAGAS2 name+rounded']])
  expect(short([line(150_000)], [rani, bagas])).toEqual([[false, 'BAGAS2 rounded', 'RANI22 rounded']])
})

it('believes neither the sum nor the code where they contradict each other', () => {
  expect(short([line(150_123, 'BAGAS2')], [rani, bagas])).toEqual([[false, 'BAGAS2 code', 'RANI22 amount']])
})

it('suggests who is named, also with a name that the bank has cut off, and never takes it', () => {
  expect(short([line(200_000, 'TRSF E-BANKING CR RANI PUSPIT')], [rani, bagas])).toEqual([[false, 'RANI22 name']])
  expect(short([line(200_000, 'TRSF DARI RANIA PUSPITASARI')], [rani])).toEqual([[false]])
  expect(short([line(200_000, 'BI-FAST CR ADI')], [order('ADII22', 9, 'Adi')])).toEqual([[false]])
  expect(short([line(200_000, 'RENE D ARC')], [order('RENE22', 9, 'René d’Arc')])).toEqual([[false, 'RENE22 name']])
})

it('suggests a sum that was rounded, and never takes it', () => {
  expect(short([line(150_000)], [rani])).toEqual([[false, 'RANI22 rounded']])
  expect(short([line(149_000)], [rani])).toEqual([[false]])
})

it('proposes no order that is younger than the transfer', () => {
  const young = order('MUDA22', 150_123, null, '2026-11-29')
  expect(short([line(150_123)], [young])).toEqual([[false, 'MUDA22 amount+earlier']])
})

it('shows six of very many, and says how many more', () => {
  const all = Array.from({ length: 60 }, (_, at) => order(`Q${String(at).padStart(5, '2')}`, 150_001 + at))
  const [match] = matchLines([line(150_000)], all)
  expect(match!.choices).toHaveLength(6)
  expect(match!.more).toBe(54)
})
