/** What a campaign sells, each with what it costs now and what comes next, and what the volume brings: in one glance. */
import { hasEnded } from '../../../src/kernel/status.ts'
import { dateTime, number } from '../format.ts'
import { m } from '../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../shown.ts'
import type { ShownItem } from '../sold.ts'
import { Photo } from './photo.tsx'

export function Items({ campaign }: { campaign: Campaign }) {
  const [only, ...others] = campaign.items
  if (only && others.length === 0) return <Only item={only} campaign={campaign} />
  return (
    <ul aria-label={m.items_title()} className="mt-2 divide-y divide-line border-y border-line md:mt-4">
      {campaign.items.map((item) => (
        <Item key={item.id} item={item} campaign={campaign} />
      ))}
    </ul>
  )
}

/** The one thing that a campaign sells needs no name of its own. */
function Only({ item, campaign }: { item: ShownItem; campaign: Campaign }) {
  const isOver = hasEnded(campaign)
  const isGone = item.dropped || (!isOver && item.most === 0 && campaign.status === 'active')
  return (
    <div className="mt-2 md:mt-4">
      <p className="flex flex-wrap items-baseline gap-x-2 numbers">
        {item.compareAt && !isOver && <Struck price={item.compareAt} />}
        <span className="min-w-0 text-xl font-extrabold wrap-anywhere">{item.finalPrice ?? item.price}</span>
        <span className="text-soft">{campaign.per}</span>
      </p>
      {item.description && (
        <p dir="auto" className="text-sm text-soft">
          {item.description}
        </p>
      )}
      <p className="text-sm text-soft numbers empty:hidden">
        <Aside of={item} isGone={isGone} says={isOver ? undefined : stepWords(item)} />
      </p>
      <Danger item={item} />
    </div>
  )
}

function Item({ item, campaign }: { item: ShownItem; campaign: Campaign }) {
  const photo = campaign.photos.findIndex(({ id }) => id === item.photo)
  const isOver = hasEnded(campaign)
  const isGone = item.dropped || (!isOver && item.most === 0 && campaign.status === 'active')
  const says = isOver ? undefined : stepWords(item)
  return (
    <li className="flex gap-3 py-2">
      {photo >= 0 && <Photo of={campaign} index={photo} alt="" sizes="3rem" className="size-12 shrink-0 rounded-sm" />}
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span dir="auto" className={`min-w-0 font-semibold wrap-anywhere ${isGone ? 'text-soft' : ''}`}>
            {item.name}
          </span>
          <span className="ml-auto text-right numbers">
            {item.compareAt && !isOver && <Struck price={item.compareAt} />}
            <span className={`text-lg font-extrabold ${isGone ? 'text-soft line-through' : ''}`}>
              {item.finalPrice ?? item.price}
            </span>
          </span>
        </p>
        {item.description && (
          <p dir="auto" className="text-sm text-soft max-md:truncate">
            {item.description}
          </p>
        )}
        <p className="text-sm text-soft numbers empty:hidden">
          <Aside of={item} isGone={isGone} says={says} />
        </p>
        <Danger item={item} />
      </div>
    </li>
  )
}

function Struck({ price }: { price: string }) {
  return (
    <s className="mr-2 text-sm text-soft">
      <span className="sr-only">{m.item_was({ price: '' })}</span>
      {price}
    </s>
  )
}

/** Where it takes two lines, the second begins with words, and none ends with a mark between them. */
function Aside({ of: item, isGone, says }: { of: ShownItem; isGone: boolean; says: string | undefined }) {
  if (item.dropped) return m.item_dropped()
  if (isGone) return item.onSale ? m.item_none() : m.item_off()
  const slots = item.slots > 1 && m.item_slots({ slots: m.slots({ count: number(item.slots) }) })
  if (!says || !slots) return says || slots || null
  return (
    <span className="-mr-3 flex flex-wrap overflow-hidden">
      <span className="min-w-0 pr-3">{says}</span>
      <span className="relative -ml-3 pl-3 before:absolute before:left-1 before:content-['·']">{slots}</span>
    </span>
  )
}

/** How many are left at the price of now, until when, and what comes after it. */
export function stepWords({ left, until, after, most }: ShownItem): string | undefined {
  if (after !== null) {
    const words = { count: number(left ?? 0), price: after, time: until ? dateTime(until) : '' }
    if (left === null) return m.item_until_then(words)
    return until ? m.item_left_until_then(words) : m.item_left_then(words)
  }
  return left !== null && most > 0 ? m.item_left_only({ count: number(left) }) : undefined
}

/** What it means for whoever orders it that too few have so far. */
export function Danger({ item: { danger } }: { item: Pick<ShownItem, 'danger'> }) {
  if (!danger) return null
  return (
    <p className="mt-1 rounded-sm bg-warn-tint px-2 py-1 text-sm text-warn numbers">
      {danger.byConfirmed
        ? m.item_danger_confirmed({ taken: number(danger.counted), minimum: number(danger.minimum) })
        : m.item_danger({ taken: number(danger.counted), minimum: number(danger.minimum) })}
    </p>
  )
}

/** How many slots bring the price down for all, and to what. */
export function Volume({ campaign }: { campaign: Campaign }) {
  const { volume } = campaign
  if (!volume || hasEnded(campaign) || campaign.settling) return null
  const { reached, next, later } = volume
  const slots = (count: number) => m.slots({ count: number(count) })
  return (
    <div className="mt-2 rounded-md bg-good-tint px-3 py-2 text-sm numbers md:mt-3">
      {reached && (
        <p className={next ? 'text-soft' : 'font-semibold text-good'}>
          {m.volume_reached({ slots: slots(reached.from), price: reached.price ?? reached.prices })}
        </p>
      )}
      {next && (
        <p className="font-semibold text-good">
          {next.price === null
            ? m.volume_next_many({ slots: slots(next.more), prices: next.prices })
            : m.volume_next({ slots: slots(next.more), price: next.price })}
        </p>
      )}
      {later.map((step) => (
        <p key={step.from} className="text-soft">
          {m.volume_later({ slots: slots(step.from), price: step.price ?? step.prices })}
        </p>
      ))}
    </div>
  )
}
