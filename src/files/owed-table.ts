/** For whom money is owed, as a file for whoever settles it. */
import type { Language } from '../kernel/language.ts'
import { type PlainMessageKey, say } from '../kernel/messages.ts'
import { decimalOf } from '../kernel/money.ts'
import { participationStatusWord } from '../kernel/status-words.ts'
import { type Column, timeHeader } from '../kernel/table.ts'
import type { MoneyOwed, OwedDirection } from '../modules/money/index.ts'

/** @param tellsSeller whether it is about the campaigns of several */
export function owedColumns(
  language: Language,
  owed: OwedDirection,
  { tellsSeller }: { tellsSeller: boolean },
): Column<MoneyOwed>[] {
  const column = (head: PlainMessageKey, width: number, value: Column<MoneyOwed>['value']): Column<MoneyOwed> => ({
    header: say(language, head),
    width,
    value,
  })
  return [
    column('file_name', 24, (row) => row.buyer_name),
    column('file_code', 12, (row) => row.code),
    column(owed === 'to_buyers' ? 'file_owed_to_buyer' : 'file_owed_by_buyer', 14, (row) => ({
      decimal: decimalOf(row.amount, row.currency),
    })),
    column('file_currency', 10, (row) => row.currency),
    {
      header: timeHeader(say(language, 'file_owed_since')),
      width: 20,
      value: (row) => new Date(row.since),
    },
    column('file_campaign', 40, (row) => row.campaign_title),
    ...(tellsSeller ? [column('file_seller', 24, (row) => row.seller_name ?? row.seller_id)] : []),
    column('file_status', 18, (row) => participationStatusWord(row.status, language)),
    column('file_payment_status', 18, (row) => say(language, `payment_status_${row.payment_status}`)),
    column('file_not_arrived', 18, (row) => (row.has_open_report ? say(language, 'file_yes') : null)),
    column('file_buyer_id', 38, (row) => row.user_id),
    column('file_participation_id', 38, (row) => row.participation_id),
  ]
}
