/**
 * A made-up statement for sellers of the demo, who have no bank: of what their buyers owe at this moment, so that all that a preview can
 * say of a line is there to be seen.
 */
import type { MoneyOwed } from '@sambatan/client'
import type { Api } from '../../page.ts'

/** The seed gives its sellers such ids; nobody else has one. */
export function isOfDemo(userId: string): boolean {
  return userId.startsWith('demo-seller-')
}

/** What buyers owe to them, as far as the sample is about it; empty where nothing is owed. */
export async function owedForSample(api: Api, sellerId: string): Promise<MoneyOwed[]> {
  const { items } = await api.listOwed({ owed: 'by_buyers', seller_id: sellerId, limit: 20 })
  return items.filter(({ currency }) => currency === 'IDR').slice(0, 4)
}

interface Entry {
  remark: string
  /** Below zero what went out. */
  amount: number
}

/**
 * As BCA writes one.
 * @param today as YYYY-MM-DD: a transfer is of the day itself
 */
export function sampleStatement(owed: MoneyOwed[], today: string): string {
  const nobodys = { remark: 'SETORAN TUNAI', amount: 55_000 }
  const out = { remark: 'BIAYA ADM', amount: -12_500 }
  return written([...owed.map(entryOf), nobodys, out], `${today.slice(8)}/${today.slice(5, 7)}`)
}

/** The first with its code, the second with the buyer's name, the third rounded as people round, the others with nothing but the sum. */
function entryOf({ amount, code, buyer_name: name }: MoneyOwed, place: number): Entry {
  const capitals = (name ?? '').toUpperCase().replace(/[^A-Z ]/g, '')
  if (place === 0) return { remark: `TRSF E-BANKING CR ${code}`, amount }
  if (place === 1) return { remark: `TRSF E-BANKING CR ${capitals}`.trim(), amount }
  if (place === 2) return { remark: 'BI-FAST CR TRANSFER DR 009', amount: amount + 500 }
  return { remark: 'TRSF E-BANKING CR', amount }
}

function written(entries: Entry[], day: string): string {
  const opening = 2_500_000
  let balance = opening
  const rows = entries.map(({ remark, amount }) => {
    balance += amount
    return [`'${day}`, remark, "'0000", `${Math.abs(amount)}.00`, amount > 0 ? 'CR' : 'DB', `${balance}.00`]
  })
  const came = entries.reduce((sum, { amount }) => sum + Math.max(0, amount), 0)
  return [
    ['No. Rekening', '=', "'3850001234"],
    ['Mata Uang', '=', 'IDR'],
    ['Tanggal', 'Keterangan', 'Cabang', 'Jumlah', '', 'Saldo'],
    ...rows,
    ['Saldo Awal', '=', `${opening}.00`],
    ['Kredit', '=', `${came}.00`],
    ['Debet', '=', `${came - (balance - opening)}.00`],
    ['Saldo Akhir', '=', `${balance}.00`],
  ]
    .map((row) => row.map((cell) => `"${cell}"`).join(','))
    .join('\n')
}
