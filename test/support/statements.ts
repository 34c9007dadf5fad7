/** Bank statements as BCA writes them; everybody in them is made up. */
export interface Entry {
  /** As DD/MM. */
  day: string
  /** Below zero what went out. */
  amount: number
  remark?: string
}

/** What it comes to is in its last rows, as the bank has it. */
export function bcaStatement(entries: Entry[], { opening = 1_000_000, account = '3850001234' } = {}): string {
  let balance = opening
  const rows = entries.map(({ day, amount, remark = 'TRSF E-BANKING CR' }) => {
    balance += amount
    return [`'${day}`, remark, "'0000", `${Math.abs(amount)}.00`, amount > 0 ? 'CR' : 'DB', `${balance}.00`]
  })
  const came = entries.reduce((sum, { amount }) => sum + Math.max(0, amount), 0)
  const table = [
    ['No. Rekening', '=', `'${account}`],
    ['Nama', '=', 'RUMAH MELATI'],
    ['Mata Uang', '=', 'IDR'],
    ['Tanggal', 'Keterangan', 'Cabang', 'Jumlah', '', 'Saldo'],
    ...rows,
    ['Saldo Awal', '=', `${opening}.00`],
    ['Kredit', '=', `${came}.00`],
    ['Debet', '=', `${came - (balance - opening)}.00`],
    ['Saldo Akhir', '=', `${balance}.00`],
  ]
  return `${table.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')}\n`
}
