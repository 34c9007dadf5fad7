/** What a lifecycle run would change, or what one has changed. */
import type { LifecyclePreview } from '@sambatan/client'
import { Table } from '../../components/table.tsx'
import { dateTime, money, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'

type PreviewedTransition = LifecyclePreview['transitions'][number]

/**
 * "3 perubahan, menyangkut 12 keikutsertaan". Neither buyers, of whom one may be in several campaigns, nor money, which is
 * kept in some and goes back in others, can be added up.
 */
export function effectTotals(transitions: PreviewedTransition[]): string {
  return m.operator_run_totals({
    changes: m.operator_change_count({ count: number(transitions.length) }),
    orders: m.operator_participations({ count: number(transitions.reduce((sum, one) => sum + one.participations, 0)) }),
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
  campaign_settling: m.operator_effect_settling,
  campaign_completed: m.operator_effect_completed,
  campaign_failed: m.operator_effect_failed,
  hold_expired: m.operator_effect_hold_expired,
  offer_expired: m.operator_effect_offer_expired,
  item_dropped: m.operator_effect_item_dropped,
  price_settled: m.operator_effect_price_settled,
}

/** It has not happened yet. */
const titles: Record<PreviewedTransition['event'], () => string> = {
  campaign_opened: m.operator_will_open,
  campaign_settling: m.operator_will_settle,
  campaign_completed: m.operator_will_complete,
  campaign_failed: m.operator_will_fail,
  hold_expired: m.operator_will_lapse,
  offer_expired: m.operator_will_offer_expire,
  item_dropped: m.operator_will_drop,
  price_settled: m.operator_will_settle_prices,
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
                cell: (one: PreviewedTransition) => (
                  <>
                    {/* Reservations lapse one by one, each at its own time, and so do offers. */}
                    {/^(hold|offer)_expired$/.test(one.event) && one.participations > 1 && `${m.operator_run_from()} `}
                    <time dateTime={one.due_at}>{dateTime(one.due_at)}</time>
                  </>
                ),
              },
            ]
          : []),
        {
          key: 'event',
          header: m.operator_what_happens(),
          cell: (one) => (
            <>
              <span className="font-semibold">{titles[one.event]()}</span>
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
