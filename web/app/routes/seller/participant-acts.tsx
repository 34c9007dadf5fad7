/** What a seller does about one participant. */
import type { ReactNode } from 'react'
import { m } from '../../paraglide/messages.js'

export interface Actable {
  id: string
  campaign_id: string
  status: string
  buyer_name: string | null
  user_id: string
  owed_by_buyer?: number
  /** Whether its campaign still takes orders. */
  isOpen: boolean
}

export function nameOf({ buyer_name, user_id }: Pick<Actable, 'buyer_name' | 'user_id'>): string {
  return buyer_name ?? user_id
}

export function Acts(participant: Actable) {
  const { id, campaign_id, status } = participant
  const name = nameOf(participant)
  const own = `/sell/campaigns/${campaign_id}/participants/${id}`
  const template = status === 'reserved' ? 'payment' : 'news'
  const isHeld = status === 'reserved' || status === 'confirmed'
  // Whoever was confirmed without having paid can be released too.
  const canRelease = status === 'reserved' || (status === 'confirmed' && (participant.owed_by_buyer ?? 0) > 0)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 md:flex-col md:items-end">
      {status === 'reserved' && (
        <button
          type="submit"
          name="one"
          value={id}
          className="min-h-11 cursor-pointer font-semibold text-accent underline decoration-1 underline-offset-4"
        >
          {m.seller_confirm()}
          <span className="sr-only"> {name}</span>
        </button>
      )}
      <Act to={`/sell/campaigns/${campaign_id}/messages?ids=${id}&template=${template}`} name={name}>
        {m.seller_messages_one()}
      </Act>
      <Act to={`${own}/money`} name={name}>
        {m.book_title()}
      </Act>
      {isHeld && participant.isOpen && (
        <Act to={`${own}/order`} name={name}>
          {m.seller_order_change()}
        </Act>
      )}
      {canRelease && (
        <Act to={`${own}/cancel`} name={name} isGrave>
          {m.seller_release()}
        </Act>
      )}
    </div>
  )
}

function Act({ to, name, isGrave, children }: { to: string; name: string; isGrave?: boolean; children: ReactNode }) {
  const looks = isGrave ? 'text-soft hover:text-bad' : 'font-semibold text-accent'
  return (
    <a href={to} className={`inline-flex min-h-11 items-center ${looks}`}>
      {children}
      <span className="sr-only"> {name}</span>
    </a>
  )
}
