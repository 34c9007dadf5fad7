import type { Stakes } from '@sambatan/client'
import { Stat, Stats } from '../../components/stat.tsx'
import { money, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'

/** Whom a cancel or an extension would concern, and how much money. */
export function StakesNumbers({ stakes }: { stakes: Stakes }) {
  const { total, reserved, confirmed, currency } = stakes
  return (
    <Stats>
      <Stat words={m.seller_stake_buyers()} value={number(total.buyers)} />
      <Stat words={m.seller_stake_slots()} value={number(total.slots)} />
      <Stat
        words={m.seller_stake_reserved()}
        value={money(reserved.amount, currency)}
        detail={m.slots({ count: number(reserved.slots) })}
      />
      <Stat
        words={m.seller_stake_confirmed()}
        value={money(confirmed.amount, currency)}
        detail={m.slots({ count: number(confirmed.slots) })}
      />
    </Stats>
  )
}
