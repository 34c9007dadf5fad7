import { number } from '../format.ts'
import { m } from '../paraglide/messages.js'
import { type Counts, countedOf, isSplit, takenOf } from './standing.ts'

/** How full a campaign is, in words; scripts fill in the same template. */
export function progressWords(
  campaign: Counts,
  shown?: { taken: string; confirmed: string; reserved: string },
): string {
  const taken = takenOf(campaign)
  const confirmed = campaign.slots_confirmed
  const counts = shown ?? { taken: number(taken), confirmed: number(confirmed), reserved: number(taken - confirmed) }
  const total = number(campaign.total_slots)
  if (!isSplit(campaign)) return m.progress_label({ taken: counts.taken, total })
  return m.progress_split({
    confirmed: counts.confirmed,
    reserved: counts.reserved,
    slots: m.slots({ count: total }),
  })
}

const placeholders = { taken: '{taken}', confirmed: '{confirmed}', reserved: '{reserved}' }

/**
 * How full a campaign is, with a mark where its goal lies; where confirmed slots alone count, those that are only reserved
 * are hatched. The bar is a picture (SVG), so that its width needs no inline style, which the content security policy forbids.
 */
export function Progress({ campaign, size = 'md' }: { campaign: Counts; size?: 'sm' | 'md' }) {
  const taken = takenOf(campaign)
  const counted = countedOf(campaign)
  const { total_slots: total, minimum_slots: goal } = campaign
  const at = (slots: number) => (Math.min(slots, total) / total) * 100
  const label = progressWords(campaign)
  const isMet = counted >= goal
  return (
    <div
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={counted}
      aria-valuetext={label}
      aria-label={label}
      data-live-bar
      data-goal={goal}
      data-counts={isSplit(campaign) ? 'confirmed' : 'claims'}
      data-template={progressWords(campaign, placeholders)}
      className={`relative overflow-hidden rounded-full bg-line ${size === 'md' ? 'h-3.5' : 'h-2'}`}
    >
      <svg className="size-full" preserveAspectRatio="none" viewBox="0 0 100 10" aria-hidden="true">
        {isSplit(campaign) && (
          <line
            x1={at(counted)}
            x2={at(taken)}
            y1="5"
            y2="5"
            strokeWidth="10"
            strokeDasharray="0.6 0.9"
            data-live-reserved-bar
            className={isMet ? 'stroke-good' : 'stroke-accent'}
          />
        )}
        <rect
          width={Math.max(at(counted), counted > 0 ? 1.2 : 0)}
          height="10"
          data-live-fill
          className={isMet ? 'fill-good' : 'fill-accent'}
        />
        {goal < total && (
          <rect x={at(goal) - 0.5} width="1" height="10" className="fill-ink stroke-paper stroke-[0.4]" />
        )}
      </svg>
    </div>
  )
}
