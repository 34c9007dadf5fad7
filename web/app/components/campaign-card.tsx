import { ago, number, titleWords } from '../format.ts'
import { m } from '../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../shown.ts'
import { Photo } from './photo.tsx'
import { Progress, progressWords } from './progress.tsx'
import { countedOf, decidedBy, isOpen, standingOf, takesWaiting } from './standing.ts'
import { StatusBadge } from './status.tsx'

/** One campaign in a list: what it is, what it costs, how far it is, how long it lasts. */
export function CampaignCard({ campaign, now, eager = false }: { campaign: Campaign; now: string; eager?: boolean }) {
  return (
    <article
      data-live-campaign={campaign.id}
      data-live-status={standingOf(campaign)}
      className="group relative flex min-w-0 flex-wrap content-start gap-4 rounded-lg border border-line bg-surface p-3 transition-shadow hover:shadow-card sm:flex-col sm:flex-nowrap sm:gap-0 sm:p-0"
    >
      <Photo
        of={campaign}
        alt=""
        eager={eager}
        sizes="(min-width: 68rem) 22rem, (min-width: 34rem) 45vw, 7rem"
        className="size-28 shrink-0 rounded-md sm:aspect-4/3 sm:size-auto sm:w-full sm:rounded-b-none sm:rounded-t-lg"
      />
      <div className="flex min-w-0 flex-[1_1_8rem] flex-col sm:flex-1 sm:p-4">
        <div className="flex flex-wrap items-center justify-between gap-x-2 gap-y-1">
          <span className={isOpen(campaign) ? 'max-sm:hidden' : ''}>
            <StatusBadge status={campaign.status} settling={campaign.settling} />
          </span>
          <span className="text-xs text-soft">{timeWords(campaign, now)}</span>
        </div>
        <h2 dir="auto" className="mt-1 font-sans text-base leading-snug font-bold text-wrap sm:text-lg">
          <a href={`/c/${campaign.slug}`} className="no-underline after:absolute after:inset-0 group-hover:text-accent">
            {titleWords(campaign.title)}
          </a>
        </h2>
        {campaign.seller_name && (
          <p dir="auto" className="truncate text-sm text-soft">
            {m.by_seller({ seller: campaign.seller_name })}
          </p>
        )}
        <p className="mt-1 font-bold numbers sm:mt-2">
          {campaign.price} <span className="text-sm font-normal text-soft">{campaign.per}</span>
        </p>
        {campaign.nextStep && <p className="text-xs font-semibold text-good numbers">{campaign.nextStep}</p>}
        <div className="mt-auto pt-2" data-live-region={`card-${campaign.id}`}>
          <Progress campaign={campaign} size="sm" />
          <p className="mt-1.5 flex flex-wrap justify-between gap-x-2 text-xs text-soft numbers">
            <span data-live-taken>{progressWords(campaign)}</span>
            <span>{goalWords(campaign)}</span>
            {takesWaiting(campaign) && (
              <a href={`/c/${campaign.slug}/wait`} className="relative z-10 -my-1 py-1 font-semibold text-accent">
                {m.wait_button()}
                <span className="sr-only">: {campaign.title}</span>
              </a>
            )}
          </p>
        </div>
      </div>
    </article>
  )
}

function timeWords(campaign: Campaign, now: string): string {
  const ended = campaign.completed_at ?? campaign.closed_at
  if (ended) return m.card_ended({ time: ago(ended, now) })
  if (campaign.status === 'scheduled' && campaign.opens_at) return m.card_opens({ time: ago(campaign.opens_at, now) })
  if (campaign.settling) return m.card_decided({ time: ago(decidedBy(campaign), now) })
  return m.card_closes({ time: ago(campaign.deadline, now) })
}

function goalWords(campaign: Campaign): string {
  if (campaign.completed_at || campaign.closed_at || campaign.status === 'scheduled') return ''
  const gap = campaign.minimum_slots - countedOf(campaign)
  const isFull = campaign.slots_remaining === 0 && !campaign.settling
  if (gap > 0 && !(isFull && campaign.waiting_count > 0)) return m.card_goal_gap({ count: number(gap) })
  if (campaign.slots_remaining > 0 || campaign.settling) return m.card_goal_met()
  return campaign.waiting_count > 0 ? m.card_full_waiting({ count: number(campaign.waiting_count) }) : m.card_full()
}
