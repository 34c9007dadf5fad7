/** What needs a seller today, and how each of their campaigns is coming along. */
import type { Attention, Campaign, Pace } from '@sambatan/client'
import { endedCampaigns } from '../../../../src/kernel/status.ts'
import { ButtonLink } from '../../components/button.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { Photo } from '../../components/photo.tsx'
import { Progress, progressWords } from '../../components/progress.tsx'
import { decidedBy, isSplit, takenOf } from '../../components/standing.ts'
import { StatusBadge } from '../../components/status.tsx'
import { ago, number } from '../../format.ts'
import { type Api, listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown } from '../../shown.ts'
import type { Route } from './+types/dashboard.ts'
import { SellerPage } from './frame.tsx'
import { forecastWords, isWorrying, PaceChart } from './pace.tsx'
import { Dangers } from './packing.tsx'
import { Today } from './today.tsx'

/** Each running campaign has a chart that is read apart; whoever runs more finds the rest in the list below. */
const chartsMax = 8

/** The overview shows the beginning of each, and `?list=` all of one, page by page. */
const lists = {
  running: { status: ['active', 'full', 'scheduled'], sort: 'ending_soon', shown: 30 },
  drafts: { status: ['inactive'], sort: 'newest', shown: 30 },
  ended: { status: endedCampaigns, sort: 'newest', shown: 6 },
} as const
type ListName = keyof typeof lists
const listNames = Object.keys(lists) as ListName[]

function listOf(api: Api, name: ListName, from: { cursor?: string; limit?: number } = {}) {
  const { status, sort, shown: limit } = lists[name]
  return api.listCampaigns({ mine: 'true', status: [...status], sort, limit, ...from })
}

/** How many things to do the overview names; `?list=today` has all of them, page by page. */
const todayShown = 20

export const loader = page(async ({ api, url }) => {
  const today =
    url.searchParams.get('list') === 'today'
      ? await listed(url, (from) => api.readAttention({ id: 'me', limit: 50, ...from }))
      : undefined
  const name = listNames.find((one) => one === url.searchParams.get('list'))
  const list = name && (await listed(url, (from) => listOf(api, name, { limit: 30, ...from })))
  const [running, drafts, ended, attention] = await Promise.all([
    listOf(api, 'running'),
    listOf(api, 'drafts'),
    listOf(api, 'ended'),
    api.readAttention({ id: 'me', limit: todayShown }),
  ])
  const charted = running.items.filter(({ status }) => status !== 'scheduled').slice(0, chartsMax)
  const paces = await Promise.all(charted.map(({ id }) => api.readPace({ id })))
  return {
    running: running.items.map((campaign) => ({
      campaign,
      pace: paces.find((pace) => pace.campaign_id === campaign.id),
    })),
    drafts: drafts.items,
    ended: ended.items,
    more: { running: running.next !== undefined, drafts: drafts.next !== undefined, ended: ended.next !== undefined },
    list: name && list && { name, campaigns: list.items, next: list.next },
    here: url.pathname + url.search,
    attention,
    today,
    now: new Date().toISOString(),
    done: url.searchParams.get('done'),
  }
})

export const meta = () => [{ title: `${m.seller_dashboard_title()} · ${m.site_name()}` }]

export default function Dashboard({ loaderData }: Route.ComponentProps) {
  const { running, drafts, ended, more, list, here, attention, today, now, done } = loaderData
  if (today) return <AllOfToday attention={today} here={here} now={now} />
  if (list) return <Whole list={list} here={here} now={now} />
  const isNew = running.length === 0 && drafts.length === 0 && ended.length === 0
  return (
    <SellerPage
      title={m.seller_dashboard_title()}
      live
      actions={isNew ? undefined : <ButtonLink href="/sell/new">{m.seller_nav_new()}</ButtonLink>}
    >
      {done === 'discarded' && <Notice tone="good">{m.seller_done_discarded()}</Notice>}
      {isNew ? (
        <FirstSteps />
      ) : (
        <>
          <div>
            <Today attention={attention} now={now} />
            {attention.truncated && <More of="today" />}
          </div>
          <section aria-labelledby="running" data-live-region="running">
            <h2 id="running" className="text-xl">
              {m.seller_running()}
            </h2>
            {running.length === 0 ? (
              <p className="mt-3 text-soft">{m.seller_running_none()}</p>
            ) : (
              <ul className="mt-4 grid gap-5 lg:grid-cols-2">
                {running.map(({ campaign, pace }) => (
                  <li key={campaign.id} className="grid">
                    <RunningCard campaign={campaign} pace={pace} now={now} />
                  </li>
                ))}
              </ul>
            )}
            {more.running && <More of="running" />}
          </section>
          <div>
            <List id="drafts" title={m.seller_drafts()} campaigns={drafts} now={now} />
            {more.drafts && <More of="drafts" />}
          </div>
          <div>
            <List id="ended" title={m.seller_ended()} campaigns={ended} now={now} />
            {more.ended && <More of="ended" />}
          </div>
        </>
      )}
    </SellerPage>
  )
}

const listWords = {
  running: { title: m.seller_running, more: m.seller_running_more },
  drafts: { title: m.seller_drafts, more: m.seller_drafts_more },
  ended: { title: m.seller_ended, more: m.seller_ended_more },
  today: { title: m.seller_today, more: m.seller_today_more },
}

function More({ of: name }: { of: keyof typeof listWords }) {
  return (
    <a href={`/sell?list=${name}`} className="mt-3 inline-flex min-h-11 items-center font-semibold text-accent">
      {listWords[name].more()}
    </a>
  )
}

interface WholeProps {
  list: NonNullable<Route.ComponentProps['loaderData']['list']>
  here: string
  now: string
}

/** One of the lists, all of it. */
function Whole({ list: { name, campaigns, next }, here, now }: WholeProps) {
  return (
    <SellerPage
      title={listWords[name].more()}
      back={{ href: '/sell', words: m.seller_back_dashboard() }}
      within="/sell"
      live
    >
      <List id={name} title={listWords[name].title()} isPage campaigns={campaigns} now={now} />
      <Paging url={here} next={next} />
    </SellerPage>
  )
}

/** All that needs the seller, page by page. */
function AllOfToday({ attention, here, now }: { attention: Attention; here: string; now: string }) {
  return (
    <SellerPage
      title={listWords.today.more()}
      back={{ href: '/sell', words: m.seller_back_dashboard() }}
      within="/sell"
      live
    >
      <Today attention={attention} isPage now={now} />
      <Paging url={here} next={attention.next ?? undefined} />
    </SellerPage>
  )
}

function FirstSteps() {
  const steps = [
    [m.seller_first_1(), m.seller_first_1_detail()],
    [m.seller_first_2(), m.seller_first_2_detail()],
    [m.seller_first_3(), m.seller_first_3_detail()],
  ] as const
  return (
    <section aria-labelledby="first" className="rounded-lg border border-line bg-surface px-5 py-8 sm:px-8 sm:py-10">
      <h2 id="first" className="text-xl">
        {m.seller_first_title()}
      </h2>
      <p className="measure mt-2 text-soft">{m.seller_first_lead()}</p>
      <ol className="mt-8 grid gap-6 sm:grid-cols-3">
        {steps.map(([title, detail], i) => (
          <li key={title} className="border-t-2 border-accent pt-3">
            <span className="font-display text-lg text-accent" aria-hidden="true">
              {i + 1}
            </span>
            <h3 className="font-bold">{title}</h3>
            <p className="mt-1 text-sm text-soft">{detail}</p>
          </li>
        ))}
      </ol>
      <ButtonLink href="/sell/new" className="mt-8">
        {m.seller_first_button()}
      </ButtonLink>
    </section>
  )
}

function RunningCard({ campaign, pace, now }: { campaign: Campaign; pace: Pace | undefined; now: string }) {
  return (
    <article className="flex min-w-0 flex-col rounded-lg border border-line bg-surface p-4 sm:p-5">
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm">
        <StatusBadge status={campaign.status} settling={campaign.settling} />
        <span className="text-soft numbers">
          {campaign.status === 'scheduled' && campaign.opens_at ? (
            m.card_opens({ time: ago(campaign.opens_at, now) })
          ) : (
            <>
              {campaign.settling ? m.time_until_decided() : m.time_left()}:{' '}
              <Countdown to={campaign.settling ? decidedBy(campaign) : campaign.deadline} now={now} />
            </>
          )}
        </span>
      </div>
      <h3 dir="auto" className="mt-2 text-lg leading-snug font-bold">
        <a href={`/sell/campaigns/${campaign.id}`} className="no-underline hover:text-accent">
          {campaign.title}
        </a>
      </h3>
      <p className="mt-1 mb-2 text-sm text-soft numbers">{takenWords(campaign)}</p>
      <Progress campaign={campaign} size="sm" />
      <div className="mt-3 empty:hidden">
        <Dangers campaign={shown(campaign)} />
      </div>
      {pace && (
        <>
          <p className={`mt-4 mb-5 font-semibold ${campaign.settling || isWorrying(pace) ? 'text-warn' : ''}`}>
            {campaign.settling ? m.state_settling_title() : forecastWords(pace)}
          </p>
          <div className="mt-auto">
            <PaceChart pace={pace} title={campaign.title} counts={campaign.goal_counts} small />
          </div>
        </>
      )}
      {!pace && campaign.status === 'scheduled' && (
        <p className="mt-4 text-sm text-soft">{m.seller_scheduled_words()}</p>
      )}
      <p className="mt-2 flex flex-wrap gap-x-5">
        <a
          href={`/sell/campaigns/${campaign.id}`}
          className="inline-flex min-h-11 items-center font-semibold text-accent"
        >
          {m.seller_card_open()}
          <span className="sr-only">: {campaign.title}</span>
        </a>
        <a
          href={`/sell/campaigns/${campaign.id}#participants`}
          className="inline-flex min-h-11 items-center text-accent"
        >
          {m.seller_card_people({ count: number(campaign.participant_count) })}
        </a>
      </p>
    </article>
  )
}

interface ListProps {
  id: string
  title: string
  /** Whether it is all of its page, whose title says the same. */
  isPage?: boolean
  campaigns: Campaign[]
  now: string
}

function List({ id, title, isPage = false, campaigns, now }: ListProps) {
  if (campaigns.length === 0) return null
  return (
    <section aria-labelledby={id} data-live-region={id}>
      <h2 id={id} className={isPage ? 'sr-only' : 'text-xl'}>
        {title}
      </h2>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {campaigns.map((campaign) => (
          <li
            key={campaign.id}
            className="relative flex flex-wrap items-center gap-x-4 gap-y-1 py-3 hover:bg-sunken/50"
          >
            <Photo of={campaign} alt="" sizes="4rem" className="size-[min(3.5rem,16vw)] shrink-0 rounded-md text-lg!" />
            <div className="min-w-0 flex-[1_1_9rem]">
              <a
                href={
                  campaign.status === 'inactive'
                    ? `/sell/campaigns/${campaign.id}/edit`
                    : `/sell/campaigns/${campaign.id}`
                }
                dir="auto"
                className="font-semibold no-underline after:absolute after:inset-0"
              >
                {campaign.title}
              </a>
              <p className="text-sm text-soft numbers">{rowWords(campaign, now)}</p>
            </div>
            {campaign.status !== 'inactive' && <StatusBadge status={campaign.status} settling={campaign.settling} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function takenWords(campaign: Campaign): string {
  const goal = number(campaign.minimum_slots)
  if (isSplit(campaign)) return `${progressWords(campaign)}, ${m.goal_marker_confirmed({ goal })}`
  return m.seller_card_taken({ taken: number(takenOf(campaign)), total: number(campaign.total_slots), goal })
}

function rowWords(campaign: Campaign, now: string): string {
  if (campaign.status === 'inactive') return m.seller_row_draft({ time: ago(campaign.updated_at, now) })
  const ended = campaign.completed_at ?? campaign.closed_at
  if (!ended) {
    return takenWords(campaign)
  }
  return m.seller_row_ended({
    time: ago(ended, now),
    taken: number(takenOf(campaign)),
    total: number(campaign.total_slots),
  })
}
