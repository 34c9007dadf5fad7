/** One campaign of a seller: how it is coming along, who is in it, what can be done, what has happened. */
import type { CampaignLog, Stakes } from '@sambatan/client'
import { data } from 'react-router'
import { hasEnded } from '../../../../src/kernel/status.ts'
import { ButtonLink } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { Notice } from '../../components/notice.tsx'
import { Progress, progressWords } from '../../components/progress.tsx'
import { Script } from '../../components/script.tsx'
import { whatsAppLink } from '../../components/share.ts'
import { countedOf, decidedBy, isSplit, takenOf } from '../../components/standing.ts'
import { Stat, Stats } from '../../components/stat.tsx'
import { StatusBadge } from '../../components/status.tsx'
import { ago, dateTime, money, number } from '../../format.ts'
import { answerHeaders, attempt, listed, page, redirect, refused } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { type ShownCampaign as Campaign, shown } from '../../shown.ts'
import { isPlain } from '../../sold.ts'
import { OperatorPage } from '../operator/frame.tsx'
import type { Route } from './+types/campaign.ts'
import { Actions } from './campaign-actions.tsx'
import { SellerPage } from './frame.tsx'
import { Log } from './log.tsx'
import { forecastWords, isWorrying, PaceChart, PaceLegend } from './pace.tsx'
import { Dangers, Packing } from './packing.tsx'
import { chosenIn, isEmpty, Participants } from './participants.tsx'

const logsShown = 12

export const loader = page(async ({ api, params, url, context, whoAsks }) => {
  const id = params.id!
  const chosen = chosenIn(url.searchParams)
  const query = {
    id,
    limit: 25,
    sort: chosen.sort,
    ...(chosen.q && { q: chosen.q }),
    ...(chosen.status && { status: [chosen.status] }),
  }
  const [campaign, pace, stakes, logs, { items, next }, counts, book, me] = await Promise.all([
    api.readCampaign({ id }),
    api.readPace({ id }),
    api.readStakes({ id }),
    logPage((from) => api.listLogs({ id, ...from }), url.searchParams.get('log')),
    listed(url, (from) => api.listParticipants({ ...query, ...from })),
    api.countParticipants({ id, ...(chosen.q && { q: chosen.q }) }),
    api.readCampaignMoney({ id }),
    whoAsks(),
  ])
  if (campaign.status === 'inactive') throw redirect(`/sell/campaigns/${campaign.id}/edit`)
  const now = new Date().toISOString()
  const count = Number(url.searchParams.get('count') ?? 0)
  return {
    campaign: shown(campaign),
    pace,
    stakes,
    owing: book.owing_participations,
    logs: logs.items,
    olderLogs: logs.older,
    participants: items.map((each) => ({
      ...each,
      phone: context.shownPhone(each.buyer_phone),
      now,
      isOpen: campaign.status === 'active' || campaign.status === 'full',
      isPlain: isPlain(campaign),
    })),
    next,
    chosen,
    endedCount: counts.cancelled + counts.refunded,
    me: me.user_id ?? '',
    isOthers: me.role === 'operator' && me.user_id !== campaign.seller_id,
    now,
    here: url.pathname + url.search,
    address: `${context.publicUrl}/c/${campaign.slug}`,
    done: url.searchParams.get('done'),
    count: Number.isInteger(count) ? count : 0,
  }
})

/** Confirms one, or all that are ticked. Confirming twice changes nothing, so it needs no key. */
interface LogPage {
  items: CampaignLog[]
  next?: string | undefined
}

/** The last few events, or a hundred from where the address says; `older` is what the address of the next hundred says. */
async function logPage(list: (from: { limit: number; cursor?: string }) => Promise<LogPage>, from: string | null) {
  const isWhole = from === null || from === 'all'
  const found = isWhole ? undefined : await attempt(list({ limit: 100, cursor: from }))
  // A cursor that is none, as from an old link, begins at the newest again.
  const page = found?.ok ? found.result : await list({ limit: from === null ? logsShown : 100 })
  return { items: page.items, older: page.next === undefined ? undefined : from === null ? 'all' : page.next }
}

export const action = page(async ({ api, params, sentForm, url }) => {
  const form = await sentForm()
  const one = form.get('one')
  const ids = (typeof one === 'string' ? [one] : form.getAll('ids')).filter((id) => typeof id === 'string')
  const back = new URLSearchParams(url.searchParams)
  for (const name of ['done', 'count']) back.delete(name)
  if (ids.length > 0 && form.get('act') === 'message') {
    return redirect(`${url.pathname}/messages?to=chosen&ids=${ids.slice(0, 100).join(',')}`)
  }
  if (ids.length === 0) {
    back.set('done', 'none')
    return redirect(`${url.pathname}?${back}#participants`)
  }
  const confirmed = await attempt(api.confirmParticipants({ id: params.id!, body: { ids } }))
  if (!confirmed.ok) return refused(confirmed.problem, { reasons: [confirmed.problem.detail] })
  const reasons = confirmed.result.refused.map(({ detail }) => detail)
  if (reasons.length > 0) return data({ reasons: [...new Set(reasons)] }, { status: 409 })
  back.set('done', 'confirmed')
  back.set('count', String(ids.length))
  return redirect(`${url.pathname}?${back}#participants`)
})

export const headers = answerHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: `${loaderData?.campaign.title ?? ''} · ${m.site_name()}` }]
}

export default function SellerCampaign({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign, pace, stakes, logs, olderLogs, me, isOthers, now, address } = loaderData
  const isOver = hasEnded(campaign)
  // Operators come from their own pages and go back there.
  const Frame = isOthers ? OperatorPage : SellerPage
  return (
    <Frame
      title={campaign.title}
      above={<StatusBadge status={campaign.status} settling={campaign.settling} />}
      live
      actions={
        <Actions
          campaign={campaign}
          owing={loaderData.owing}
          isOver={isOver}
          isOthers={isOthers}
          hasBuyers={!isEmpty(loaderData)}
        />
      }
      {...(isOthers
        ? {
            lead: <OperatorLinks campaign={campaign} />,
            back: { href: '/operator/campaigns', words: m.operator_campaigns_title() },
            within: '/operator/campaigns',
          }
        : { back: { href: '/sell', words: m.seller_back_dashboard() }, within: '/sell' })}
    >
      {actionData && (
        <Notice tone="bad" title={m.seller_confirm_failed()}>
          {actionData.reasons.join(' ')}
        </Notice>
      )}
      <Done {...loaderData} />
      <div
        className={`grid gap-x-12 gap-y-8 ${isOver || campaign.settling ? 'max-w-3xl' : 'lg:grid-cols-[minmax(0,1fr)_22rem]'}`}
      >
        <div className="min-w-0 space-y-6" data-live-region="pace">
          <Numbers campaign={campaign} stakes={stakes} now={now} isOver={isOver} />
          <div>
            <Progress campaign={campaign} />
            {isSplit(campaign) && <p className="mt-1.5 text-sm text-soft numbers">{progressWords(campaign)}</p>}
          </div>
          <Dangers campaign={campaign} />
          <Packing campaign={campaign} />
          {campaign.settling && <Settling campaign={campaign} />}
          {!campaign.settling && forecastWords(pace) && (
            <Notice tone={isWorrying(pace) ? 'warn' : pace.forecast.verdict === 'too_early' ? 'info' : 'good'}>
              {forecastWords(pace)}
            </Notice>
          )}
          {isOver && <Outcome campaign={campaign} />}
          {pace.started_at !== null && !(isOver && takenOf(campaign) === 0) && (
            <section aria-labelledby="pace">
              <h2 id="pace" className="mb-4 text-xl">
                {m.seller_pace()}
              </h2>
              <PaceChart pace={pace} title={campaign.title} counts={campaign.goal_counts} />
              {!isOver && <PaceLegend reached={pace.slots >= pace.minimum_slots} counts={campaign.goal_counts} />}
            </section>
          )}
        </div>
        <ShareBox campaign={campaign} address={address} isOver={isOver || campaign.settling} />
      </div>
      <Participants {...loaderData} />
      <Happened logs={logs} older={olderLogs} currency={campaign.currency} now={now} me={me} />
      <Script name="select" />
    </Frame>
  )
}

interface HappenedProps {
  logs: CampaignLog[]
  /** Where what happened before goes on. */
  older: string | undefined
  currency: string
  now: string
  me: string
}

function Happened({ logs, older, currency, now, me }: HappenedProps) {
  return (
    <section aria-labelledby="log" data-live-region="log">
      <h2 id="log" className="mb-3 text-xl">
        {m.seller_log()}
      </h2>
      <Log logs={logs} currency={currency} now={now} me={me} />
      {older !== undefined && (
        <a
          href={`?log=${encodeURIComponent(older)}#log`}
          className="mt-2 inline-flex min-h-11 items-center font-semibold text-accent"
        >
          {m.seller_log_more()}
        </a>
      )}
    </section>
  )
}

interface DoneProps {
  done: string | null
  campaign: Campaign
  address: string
}

function Done({ done, campaign, address }: DoneProps) {
  switch (done) {
    case 'published':
      return (
        <Notice tone="good" title={m.seller_done_published()}>
          <p>{m.seller_done_published_detail()}</p>
          <ButtonLink href={whatsAppLink(campaign, address)} rel="noopener" size="sm" className="mt-3 min-h-11">
            {m.campaign_share_whatsapp()}
          </ButtonLink>
        </Notice>
      )
    case 'already':
      return <Notice>{m.seller_done_already()}</Notice>
    case 'saved':
      return <Notice tone="good">{m.seller_saved_notice()}</Notice>
    case 'extended':
      return <Notice tone="good">{m.seller_done_extended()}</Notice>
    case 'cancelled':
      return <Notice tone="good">{m.seller_done_cancelled()}</Notice>
    default:
      return null
  }
}

function OperatorLinks({ campaign }: { campaign: Campaign }) {
  return (
    <span className="flex flex-wrap gap-x-6">
      <a
        href={`/operator/people/${encodeURIComponent(campaign.seller_id)}`}
        className="inline-flex min-h-11 items-center text-accent"
      >
        {m.operator_of_seller({ name: campaign.seller_name ?? campaign.seller_id })}
      </a>
      <a href={`/operator/audit?campaign_id=${campaign.id}`} className="inline-flex min-h-11 items-center text-accent">
        {m.operator_audit_of_this()}
      </a>
    </span>
  )
}

function Numbers({
  campaign,
  stakes,
  now,
  isOver,
}: {
  campaign: Campaign
  stakes: Stakes
  now: string
  isOver: boolean
}) {
  const taken = takenOf(campaign)
  const stated = m.seller_stat_of({ taken: number(taken), total: number(campaign.total_slots) })
  const gap = campaign.minimum_slots - countedOf(campaign)
  const { currency } = campaign
  const ended = campaign.completed_at ?? campaign.closed_at
  // Nobody holds a slot any more of one that came to nothing; how far it had come is what is left to say.
  const cameToNothing = campaign.status === 'failed' || campaign.status === 'cancelled'
  if (cameToNothing && ended) {
    return (
      <Stats>
        <Stat words={m.seller_stat_slots_end()} value={stated} />
        <Stat words={m.seller_goal_label()} value={number(campaign.minimum_slots)} />
        <Stat words={m.seller_stat_amount_end()} value={money(campaign.contribution_at_close ?? 0, currency)} />
        <Stat words={m.seller_stat_ended()} value={ago(ended, now)} detail={dateTime(ended)} />
      </Stats>
    )
  }
  return (
    <Stats>
      <Stat words={m.seller_stat_slots()} value={stated} detail={gapWords(campaign, gap)} />
      <Stat words={m.seller_stat_people()} value={number(campaign.participant_count)} />
      {isOver ? (
        <Stat words={m.seller_stat_amount()} value={money(campaign.contribution_at_close ?? 0, currency)} />
      ) : (
        <Stat
          words={m.seller_stat_amount()}
          value={money(stakes.total.amount, currency)}
          detail={m.seller_stat_confirmed({ amount: money(stakes.confirmed.amount, currency) })}
        />
      )}
      {isOver && ended ? (
        <Stat words={m.seller_stat_ended()} value={ago(ended, now)} detail={dateTime(ended)} />
      ) : campaign.status === 'scheduled' && campaign.opens_at ? (
        <Stat
          words={m.seller_stat_opens()}
          value={<Countdown to={campaign.opens_at} now={now} />}
          detail={dateTime(campaign.opens_at)}
        />
      ) : (
        <Stat
          words={campaign.settling ? m.time_until_decided() : m.seller_stat_left()}
          value={<Countdown to={campaign.settling ? decidedBy(campaign) : campaign.deadline} now={now} />}
          detail={dateTime(campaign.settling ? decidedBy(campaign) : campaign.deadline)}
        />
      )}
    </Stats>
  )
}

/** How far it is to the goal; of what counts. */
function gapWords(campaign: Campaign, gap: number): string {
  if (gap <= 0) return m.card_goal_met()
  return isSplit(campaign)
    ? m.seller_stat_gap_confirmed({ slots: m.slots({ count: number(gap) }) })
    : m.card_goal_gap({ count: number(gap) })
}

/** What its seller has to do before it is decided, and until when. */
function Settling({ campaign }: { campaign: Campaign }) {
  const reserved = m.slots({ count: number(campaign.slots_taken - campaign.slots_confirmed) })
  return (
    <Notice tone="warn" silent title={m.state_settling_title()}>
      {m.seller_settling({ reserved, until: dateTime(decidedBy(campaign)) })}{' '}
      <a href="?status=reserved&sort=oldest#participants" className="font-semibold text-accent">
        {m.seller_need_check()}
      </a>
    </Notice>
  )
}

function Outcome({ campaign }: { campaign: Campaign }) {
  const taken = number(takenOf(campaign))
  const goal = number(campaign.minimum_slots)
  if (campaign.status === 'completed') return <Notice tone="good">{m.seller_outcome_completed({ taken })}</Notice>
  if (campaign.status === 'failed') {
    return (
      <Notice>
        {takenOf(campaign) === 0 ? m.seller_outcome_failed_nobody() : m.seller_outcome_failed({ taken, goal })}
      </Notice>
    )
  }
  return <Notice>{m.seller_outcome_cancelled()}</Notice>
}

/** What moves a campaign is that people hear of it: the one thing to do here while it runs. */
function ShareBox({ campaign, address, isOver }: { campaign: Campaign; address: string; isOver: boolean }) {
  if (isOver) return null
  return (
    <section aria-labelledby="share" className="self-start rounded-lg border border-line bg-surface p-5">
      <h2 id="share" className="text-lg">
        {m.seller_share_title()}
      </h2>
      <p className="mt-1 text-sm text-soft">{m.seller_share_detail()}</p>
      <ButtonLink href={whatsAppLink(campaign, address)} rel="noopener" className="mt-4 w-full">
        {m.campaign_share_whatsapp()}
      </ButtonLink>
      <p className="mt-4 rounded-md bg-sunken px-3 py-2 text-sm break-all select-all">{address}</p>
      <CopyButton
        text={address}
        words={m.campaign_copy()}
        copied={m.campaign_copied()}
        variant="plain"
        className="mt-1 !min-h-11 !text-sm"
      />
    </section>
  )
}
