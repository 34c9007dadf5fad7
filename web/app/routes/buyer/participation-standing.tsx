/** What stands above an order that is not as most are. */
import { Notice } from '../../components/notice.tsx'
import { decidedBy } from '../../components/standing.ts'
import { dateTime } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { amountOf, type Mine, mayLeave } from './words.ts'

interface Props {
  mine: Mine
  /** Who made it, where the story's first line is on the page. */
  joinedBy: string | undefined
  /** What is to be done before it lapses, of one that is reserved when its deadline has passed. */
  waitsFor: string | undefined
  now: string
}

/** What is not as with most orders: who made it, what its deadline's passing means, and what its moving has given. */
export function Standing({ mine, joinedBy, waitsFor, now }: Props) {
  const { campaign, status } = mine
  const isLive = status === 'reserved' || status === 'confirmed'
  return (
    <>
      {isLive && campaign.settling && (
        <Notice tone="warn" silent title={m.state_settling_title()}>
          {status === 'reserved' && waitsFor !== undefined
            ? waitsFor
            : m.buyer_settling_confirmed({ time: dateTime(decidedBy(campaign)) })}
        </Notice>
      )}
      {mayLeave(mine, now) && mine.may_leave_until !== null && (
        <Notice silent title={m.buyer_leave_until({ time: dateTime(mine.may_leave_until) })}>
          {status === 'confirmed' ? m.buyer_leave_confirmed({ amount: amountOf(mine) }) : m.buyer_leave_reserved()}{' '}
          <a className="font-semibold text-accent" href={`/me/${mine.id}/cancel`}>
            {m.buyer_leave_link()}
          </a>
        </Notice>
      )}
      {mine.on_behalf && (
        <Notice silent title={joinedBy === 'seller' ? m.buyer_on_behalf_seller() : m.buyer_on_behalf()}>
          {isLive && status === 'reserved' ? m.buyer_on_behalf_detail() : m.buyer_on_behalf_ask()}
        </Notice>
      )}
    </>
  )
}
