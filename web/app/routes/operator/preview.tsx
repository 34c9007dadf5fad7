/** What a lifecycle run would change, or what one has changed. */
import type { LifecyclePreview } from '@sambatan/client'
import { Table } from '../../components/table.tsx'
import { dateTime, money, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { eventWord } from './words.ts'

type PreviewedTransition = LifecyclePreview['transitions'][number]

/** "3 perubahan: 12 pembeli, 20 slot, Rp 3.700.000" */
export function effectTotals(transitions: PreviewedTransition[]): string {
  const sum = (of: (one: PreviewedTransition) => number) => transitions.reduce((total, one) => total + of(one), 0)
  return m.operator_run_totals({
    changes: m.operator_change_count({ count: number(transitions.length) }),
    buyers: m.operator_buyer_count({ count: number(sum((one) => one.buyers)) }),
    slots: m.slots({ count: number(sum((one) => one.slots)) }),
    amount: amountOf(transitions),
  })
}

/** Money of different kinds cannot be added, only told side by side. */
export function amountOf(amounts: { currency: string; amount: number }[]): string {
  const sums = new Map<string, number>()
  for (const { currency, amount } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  if (sums.size === 0) return money(0)
  return [...sums].map(([currency, amount]) => money(amount, currency)).join(' + ')
}

/** What becomes of the money and the slots of those it concerns. */
const consequences: Record<string, () => string> = {
  campaign_opened: m.operator_effect_opened,
  campaign_completed: m.operator_effect_completed,
  campaign_failed: m.operator_effect_failed,
  hold_expired: m.operator_effect_hold_expired,
}

interface Props {
  transitions: PreviewedTransition[]
  caption: string
  /** Whether when it happens is worth saying: not for what is due already. */
  withTimes?: boolean
}

export function Preview({ transitions, caption, withTimes = false }: Props) {
  return (
    <Table
      caption={caption}
      rows={transitions}
      rowKey={(one) => `${one.campaign_id} ${one.event}`}
      columns={[
        {
          key: 'campaign',
          header: m.operator_campaign(),
          main: true,
          cell: (one) => (
            <a href={`/sell/campaigns/${one.campaign_id}`} className="text-accent">
              {one.title}
            </a>
          ),
        },
        ...(withTimes
          ? [
              {
                key: 'time',
                header: m.operator_time(),
                cell: (one: PreviewedTransition) => <time dateTime={one.due_at}>{dateTime(one.due_at)}</time>,
              },
            ]
          : []),
        {
          key: 'event',
          header: m.operator_what_happens(),
          cell: (one) => (
            <>
              <span className="font-semibold">{eventWord(one.event)}</span>
              <span className="block text-soft">{consequences[one.event]?.()}</span>
            </>
          ),
        },
        {
          key: 'buyers',
          header: m.operator_buyers(),
          numeric: true,
          cell: (one) => one.buyers > 0 && number(one.buyers),
        },
        { key: 'slots', header: m.operator_slots(), numeric: true, cell: (one) => one.slots > 0 && number(one.slots) },
        {
          key: 'amount',
          header: m.operator_amount(),
          numeric: true,
          cell: (one) => one.amount > 0 && money(one.amount, one.currency),
        },
      ]}
    />
  )
}
