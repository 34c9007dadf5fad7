/** The page before something that cannot be taken back: whom it concerns, how much money, and one clear button. */
import type { Stakes } from '@sambatan/client'
import type { ReactNode } from 'react'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { Stat, Stats } from '../../components/stat.tsx'
import { money, number } from '../../format.ts'
import type { Problem } from '../../page.ts'
import { m } from '../../paraglide/messages.js'

interface Props {
  /** What happens, in sentences. */
  effects: string[]
  problem?: Problem | undefined
  formKey: string
  button: string
  danger?: boolean
  back: { href: string; words: string }
  children?: ReactNode
}

export function Decide({ effects, problem, formKey, button, danger = false, back, children }: Props) {
  return (
    <>
      {problem && (
        <Notice tone="bad" title={problem.title}>
          {problem.detail}
        </Notice>
      )}
      <section aria-labelledby="effects">
        <h2 id="effects" className="text-xl">
          {m.seller_decide_effects()}
        </h2>
        <ul className="measure mt-3 list-disc space-y-2 pl-5 marker:text-soft">
          {effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      </section>
      <form method="post" noValidate className="space-y-6">
        <input type="hidden" name="key" value={formKey} />
        {children}
        <div className="flex flex-wrap gap-3">
          <Button variant={danger ? 'danger' : 'primary'}>{button}</Button>
          <ButtonLink href={back.href} variant="quiet">
            {back.words}
          </ButtonLink>
        </div>
      </form>
    </>
  )
}

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
