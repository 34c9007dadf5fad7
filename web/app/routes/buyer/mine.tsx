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
import type { Route } from './+types/mine.ts'
import { MeFrame, meMeta } from './me-frame.tsx'
import { amountOf, type Group, groupOf, type Mine, nowWords, slotWords } from './words.ts'

export const loader = page(async ({ api, url }) => {
  const { items, next } = await listed(url, (from) => api.listParticipations({ limit: 50, ...from }))
  return {
    items,
    next,
    /** Of a list that goes on, nobody knows how many there are. */
    isWhole: next === undefined && !url.searchParams.has('cursor'),
    here: url.pathname + url.search,
    done: url.searchParams.get('done'),
    now: new Date().toISOString(),
  }
})

export function meta() {
  return meMeta(m.buyer_nav_mine())
}

export default function MinePage({ loaderData }: Route.ComponentProps) {
  const { items, next, isWhole, here, done, now } = loaderData
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
      <div data-live-region="mine">
        {items.length === 0 && (
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
