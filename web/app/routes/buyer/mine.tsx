import { ButtonLink } from '../../components/button.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { Empty } from '../../components/empty.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { Photo } from '../../components/photo.tsx'
import { Progress, progressWords } from '../../components/progress.tsx'
import { StatusBadge } from '../../components/status.tsx'
import { number, titleWords } from '../../format.ts'
import { listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown } from '../../shown.ts'
import type { Route } from './+types/mine.ts'
import { MeFrame, meMeta } from './me-frame.tsx'
import { Offer } from './offer.tsx'
import { aheadWords, orderWords } from './wait-words.ts'
import { amountOf, type Group, groupOf, type Mine, nowWords, slotWords } from './words.ts'

export const loader = page(async ({ api, url }) => {
  const [{ items, next }, places] = await Promise.all([
    listed(url, (from) => api.listParticipations({ limit: 50, ...from })),
    api.listMyPlaces({}),
  ])
  const waits = url.searchParams.has('cursor') ? [] : places.filter(({ outcome, offer }) => outcome === null && !offer)
  return {
    offers: items.filter(({ offer }) => offer !== null),
    items: items.filter(({ offer }) => offer === null),
    waits: await Promise.all(
      waits.map(async (place) => ({ place, campaign: shown(await api.readCampaign({ id: place.campaign_id })) })),
    ),
    next,
    /** Of a list that goes on, nobody knows how many there are. */
    isWhole: next === undefined && !url.searchParams.has('cursor'),
    here: url.pathname + url.search,
    done: url.searchParams.get('done'),
    key: crypto.randomUUID(),
    now: new Date().toISOString(),
  }
})

export function meta() {
  return meMeta(m.buyer_nav_mine())
}

export default function MinePage({ loaderData }: Route.ComponentProps) {
  const { offers, items, waits, next, isWhole, here, done, now, key } = loaderData
  const titles: [Group, string][] = [
    ['needs', m.buyer_group_needs()],
    ['running', m.buyer_group_running()],
    ['done', m.buyer_group_done()],
  ]
  return (
    <MeFrame title={m.buyer_nav_mine()}>
      {done === 'cancelled' && (
        <div className="mb-6">
          <Notice tone="good">{m.buyer_done_cancelled()}</Notice>
        </div>
      )}
      {done === 'left-list' && (
        <div className="mb-6">
          <Notice tone="good">{m.wait_done_left()}</Notice>
        </div>
      )}
      <div data-live-region="mine">
        {offers.length > 0 && (
          <ul className="mb-10 space-y-3">
            {offers.map((mine) => (
              <li key={mine.id} data-live-campaign={mine.campaign.id}>
                <Offer
                  mine={mine}
                  now={now}
                  answerKey={`${key}-${mine.id.slice(-8)}`}
                  of={titleWords(mine.campaign.title)}
                />
              </li>
            ))}
          </ul>
        )}
        <Waits waits={waits} />
        {items.length + offers.length + waits.length === 0 && (
          <Empty title={m.buyer_empty_title()} action={<ButtonLink href="/">{m.error_to_campaigns()}</ButtonLink>}>
            <p>{m.buyer_empty()}</p>
          </Empty>
        )}
        {titles.map(([group, title]) => {
          const shown = items.filter((item) => groupOf(item) === group)
          return (
            shown.length > 0 && (
              <section key={group} aria-labelledby={group} className="mb-10">
                <h2 id={group} className="text-lg">
                  {title} <span className="text-soft numbers">{isWhole && `(${number(shown.length)})`}</span>
                </h2>
                <ul className="mt-3 space-y-3">
                  {shown.map((item) => (
                    <li key={item.id}>
                      <Row mine={item} group={group} now={now} />
                    </li>
                  ))}
                </ul>
              </section>
            )
          )
        })}
      </div>
      <Paging url={here} next={next} />
    </MeFrame>
  )
}

/** Where one waits, and how long the queue before one is. */
function Waits({ waits }: Pick<Route.ComponentProps['loaderData'], 'waits'>) {
  if (waits.length === 0) return null
  return (
    <section aria-labelledby="waits" className="mb-10">
      <h2 id="waits" className="text-lg">
        {m.wait_group()} <span className="text-soft numbers">({number(waits.length)})</span>
      </h2>
      <ul className="mt-3 space-y-3">
        {waits.map(({ place, campaign }) => (
          <li key={place.id}>
            <article
              data-live-campaign={campaign.id}
              className="group relative flex gap-3.5 rounded-lg border border-line bg-surface p-3 hover:border-soft sm:gap-5 sm:p-4"
            >
              <Photo
                of={campaign}
                alt=""
                sizes="6rem"
                className="size-[min(5rem,23vw)] shrink-0 rounded-md sm:size-24"
              />
              <div className="min-w-0 flex-1">
                <p className="text-sm font-semibold text-warn numbers">
                  {m.wait_position_row({ position: number(place.position ?? 0) })}
                </p>
                <h3 dir="auto" className="mt-1 leading-snug font-bold">
                  <a
                    href={`/me/waiting/${place.id}`}
                    className="no-underline after:absolute after:inset-0 group-hover:text-accent"
                  >
                    {titleWords(campaign.title)}
                  </a>
                </h3>
                <p className="text-sm numbers">{orderWords(place)}</p>
                <p className="mt-1 text-sm text-soft numbers">{aheadWords(place)}</p>
              </div>
            </article>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Row({ mine, group, now }: { mine: Mine; group: Group; now: string }) {
  const { campaign } = mine
  const isGrowing = campaign.status === 'active' || campaign.status === 'full'
  return (
    <article
      data-live-campaign={campaign.id}
      className="group relative flex gap-3.5 rounded-lg border border-line bg-surface p-3 hover:border-soft sm:gap-5 sm:p-4"
    >
      <Photo
        of={campaign}
        alt=""
        sizes="6rem"
        className={`shrink-0 rounded-md ${group === 'done' ? 'size-[min(3.5rem,16vw)] sm:size-16' : 'size-[min(5rem,23vw)] sm:size-24'}`}
      />
      <div className="min-w-0 flex-1">
        <StatusBadge status={mine.status} of="participation" />
        <h3 dir="auto" className="mt-1 leading-snug font-bold">
          <a href={`/me/${mine.id}`} className="no-underline after:absolute after:inset-0 group-hover:text-accent">
            {titleWords(campaign.title)}
          </a>
        </h3>
        <p className="text-sm numbers">
          {m.buyer_row_amount({ slots: slotWords(mine.quantity), amount: amountOf(mine) })}
        </p>
        <p className="mt-1 text-sm text-soft">{nowWords(mine)}</p>
        {mine.status === 'reserved' && mine.hold_expires_at !== null && (
          <p className="mt-1 text-sm font-semibold text-warn numbers">
            {m.buyer_hold_left()}: <Countdown to={mine.hold_expires_at} now={now} />
          </p>
        )}
        {group !== 'done' && isGrowing && (
          <div className="mt-2.5">
            <Progress campaign={campaign} size="sm" />
            <p className="mt-1 text-xs text-soft numbers" data-live-taken>
              {progressWords(campaign)}
            </p>
          </div>
        )}
      </div>
    </article>
  )
}
