import { BarChart } from '../../components/chart.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { Empty } from '../../components/empty.tsx'
import { Notice } from '../../components/notice.tsx'
import { countedOf } from '../../components/standing.ts'
import { Stat, Stats } from '../../components/stat.tsx'
import { ago, dayAndMonth, number, percent } from '../../format.ts'
import { page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { peopleIn, sumWords } from '../seller/money-sums.ts'
import type { Route } from './+types/overview.ts'
import { OperatorPage, Section } from './frame.tsx'
import { namesIn } from './names.ts'
import { amountOf } from './preview.tsx'
import { conditionOf, SchedulerSentence } from './scheduler-state.tsx'
import { StuckList, stuckItems } from './stuck.tsx'

const spans = [7, 30, 90] as const

/** What closes within so long may need a word with its seller, in milliseconds. */
const soonMs = 86_400_000

/** How many of them are named; the list of campaigns has all. */
const endangeredShown = 5

export const loader = page(async ({ api, url }) => {
  const days = spans.find((span) => String(span) === url.searchParams.get('days')) ?? 30
  const [summary, series, stuck, soon, owed, reports] = await Promise.all([
    api.readSummary({}),
    api.readSeries({ days }),
    api.readStuck({}),
    api.listCampaigns({
      status: ['active'],
      ends_before: new Date(Date.now() + soonMs).toISOString(),
      below_goal: 'true',
      sort: 'ending_soon',
      limit: endangeredShown,
    }),
    api.totalOwed({ owed: 'to_buyers' }),
    api.listMoneyReports({ limit: 20 }),
  ])
  return {
    days,
    summary,
    series,
    stuck,
    owed: {
      sums: sumWords(owed),
      count: peopleIn(owed),
      sellers: new Set(owed.map(({ seller_id }) => seller_id)).size,
    },
    reports: { count: reports.items.length, hasMore: reports.next !== undefined, oldest: reports.items[0]?.created_at },
    endangered: soon.items,
    hasMore: soon.next !== undefined,
    names: namesIn([[stuck.scheduler.paused_by, stuck.scheduler.paused_by_name]]),
    now: new Date().toISOString(),
  }
})

export function meta() {
  return [{ title: `${m.operator_overview_title()} · ${m.site_name()}` }]
}

type Loaded = Route.ComponentProps['loaderData']

export default function Overview({ loaderData }: Route.ComponentProps) {
  return (
    <OperatorPage title={m.operator_overview_title()} live>
      <State loaded={loaderData} />
      <Owed loaded={loaderData} />
      <Endangered loaded={loaderData} />
      <Numbers loaded={loaderData} />
      <Days loaded={loaderData} />
      <div className="grid gap-x-12 gap-y-10 md:grid-cols-2">
        <Funnel loaded={loaderData} />
        <Outcomes loaded={loaderData} />
      </div>
    </OperatorPage>
  )
}

/** First of all: is anything stuck? */
function State({ loaded: { stuck, names, now } }: { loaded: Loaded }) {
  const items = stuckItems(stuck, now)
  const isFine = conditionOf(stuck.scheduler, now) === 'fine'
  return (
    <section aria-labelledby="state" data-live-region="state" className="space-y-4">
      <h2 id="state" className={items.length === 0 ? 'sr-only' : 'text-xl'}>
        {items.length === 0 ? m.operator_state() : m.operator_needs_look({ count: number(items.length) })}
      </h2>
      {items.length > 0 && <StuckList items={items} />}
      {isFine && (
        <SchedulerSentence
          state={stuck.scheduler}
          now={now}
          names={names}
          calm={items.length === 0 ? m.operator_all_moves() : undefined}
        />
      )}
    </section>
  )
}

/** Money that buyers wait for: what is owed back to them, and what they say has not arrived. */
function Owed({ loaded: { owed, reports, now } }: { loaded: Loaded }) {
  return (
    <div data-live-region="owed" className="empty:hidden">
      {(owed.count > 0 || reports.count > 0) && (
        <section aria-labelledby="owed">
          <h2 id="owed" className="text-xl">
            {m.operator_owed_title()}
          </h2>
          <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
            {reports.count > 0 && (
              <li className="flex flex-wrap items-center justify-between gap-x-6 px-4 py-2">
                <span>
                  {m.operator_owed_reports({
                    count: number(reports.count) + (reports.hasMore ? '+' : ''),
                    time: reports.oldest ? ago(reports.oldest, now) : '',
                  })}
                </span>
                <a
                  href="/operator/money#reports"
                  className="inline-flex min-h-11 items-center font-semibold text-accent"
                >
                  {m.seller_need_answer()}
                </a>
              </li>
            )}
            {owed.count > 0 && (
              <li className="flex flex-wrap items-center justify-between gap-x-6 px-4 py-2">
                <span>
                  {m.operator_owed_back({
                    amount: owed.sums,
                    count: number(owed.count),
                    sellers: number(owed.sellers),
                  })}
                </span>
                <a href="/operator/money" className="inline-flex min-h-11 items-center font-semibold text-accent">
                  {m.operator_owed_look()}
                </a>
              </li>
            )}
          </ul>
        </section>
      )}
    </div>
  )
}

/** What fails within a day unless somebody does something: the seller can still share it, or extend it. */
function Endangered({ loaded: { endangered, hasMore, now } }: { loaded: Loaded }) {
  return (
    <div data-live-region="endangered" className="empty:hidden">
      {endangered.length > 0 && (
        <section aria-labelledby="endangered">
          <h2 id="endangered" className="text-xl">
            {m.operator_endangered_title()}
          </h2>
          <ul className="mt-3 divide-y divide-line">
            {endangered.map((campaign) => (
              <li key={campaign.id} className="py-3">
                <a href={`/sell/campaigns/${campaign.id}`} dir="auto" className="font-semibold text-accent">
                  {campaign.title}
                </a>
                <p className="text-sm text-soft">
                  {m.card_goal_gap({ count: number(campaign.minimum_slots - countedOf(campaign)) })}
                  {' · '}
                  {m.operator_endangered_left()} <Countdown to={campaign.deadline} now={now} />
                  {campaign.seller_name && (
                    <>
                      {' · '}
                      <bdi>{campaign.seller_name}</bdi>
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
          {hasMore && (
            <a
              href="/operator/campaigns?status=active&below_goal=true&sort=ending_soon"
              className="inline-flex min-h-11 items-center font-semibold text-accent"
            >
              {m.operator_endangered_more()}
            </a>
          )}
        </section>
      )}
    </div>
  )
}

function Numbers({ loaded: { summary, series, days } }: { loaded: Loaded }) {
  const { totals } = series
  const list = (status: string) => `/operator/campaigns?status=${status}`
  return (
    <section aria-labelledby="numbers" data-live-region="numbers">
      <h2 id="numbers" className="sr-only">
        {m.operator_numbers()}
      </h2>
      <Stats>
        <Stat
          words={m.operator_stat_active()}
          value={number(summary.active_campaigns)}
          detail={m.operator_stat_active_detail({
            full: number(summary.full_campaigns),
            scheduled: number(summary.scheduled_campaigns),
          })}
          href={list('active')}
        />
        <Stat
          words={m.operator_stat_slots()}
          value={number(summary.total_slots_taken)}
          detail={m.operator_participations({ count: number(summary.total_participations) })}
        />
        <Stat
          words={m.operator_stat_money()}
          value={amountOf(summary.contributions)}
          detail={m.operator_stat_money_detail()}
        />
        <Stat
          words={m.operator_stat_success()}
          value={totals.success_rate === null ? m.operator_no_value() : percent(totals.success_rate * 100)}
          detail={
            totals.success_rate === null
              ? m.operator_stat_success_none({ count: number(days) })
              : m.operator_stat_success_detail({ count: number(days) })
          }
        />
      </Stats>
    </section>
  )
}

function Days({ loaded: { series, days } }: { loaded: Loaded }) {
  const { totals } = series
  const best = series.days.reduce(
    (one, other) => (other.slots_joined > one.slots_joined ? other : one),
    series.days[0]!,
  )
  const slots = m.slots({ count: number(totals.slots_joined) })
  return (
    <Section
      id="days"
      title={m.operator_days_title()}
      lead={m.operator_days_lead({ slots, count: number(totals.joins) })}
      actions={<Spans chosen={days} />}
      region
    >
      {totals.joins === 0 ? (
        <Empty title={m.operator_days_empty_title()}>{m.operator_days_empty()}</Empty>
      ) : (
        <BarChart
          title={m.operator_days_title()}
          description={m.operator_days_description({
            days: m.duration_days({ count: number(days) }),
            slots,
            best: dayOf(best.day),
            most: number(best.slots_joined),
          })}
          heads={[m.operator_day(), m.operator_slots()]}
          bars={series.days.map((one) => ({ label: dayOf(one.day), value: one.slots_joined }))}
        />
      )}
    </Section>
  )
}

/** Noon in Jakarta of a day there. */
function dayOf(day: string): string {
  return dayAndMonth(`${day}T05:00:00Z`)
}

function Spans({ chosen }: { chosen: number }) {
  return (
    <nav aria-label={m.operator_span()} className="flex flex-wrap gap-1">
      {spans.map((span) => (
        <a
          key={span}
          href={`/operator?days=${span}`}
          {...(span === chosen ? { 'aria-current': 'true' as const } : {})}
          className="inline-flex min-h-11 items-center rounded-md px-3 text-sm font-semibold text-soft no-underline hover:bg-sunken aria-[current]:bg-accent-tint aria-[current]:text-accent"
        >
          {m.duration_days({ count: number(span) })}
        </a>
      ))}
    </nav>
  )
}

function Funnel({ loaded: { series, days } }: { loaded: Loaded }) {
  const { funnel } = series
  const steps: [string, number][] = [
    [m.operator_funnel_created(), funnel.created],
    [m.operator_funnel_published(), funnel.published],
    [m.operator_funnel_joined(), funnel.with_joins],
    [m.operator_funnel_goal(), funnel.goal_reached],
    [m.status_completed(), funnel.completed],
  ]
  return (
    <Section
      id="funnel"
      title={m.operator_funnel_title()}
      lead={m.operator_funnel_lead({ count: number(days) })}
      region
    >
      {funnel.created === 0 ? (
        <p className="text-soft">{m.operator_funnel_empty()}</p>
      ) : (
        <Bars rows={steps.map(([words, count]) => ({ words, count, of: funnel.created }))} tone="fill-accent" />
      )}
    </Section>
  )
}

function Outcomes({ loaded: { series, days } }: { loaded: Loaded }) {
  const { completed, failed, cancelled } = series.totals
  const ended = completed + failed + cancelled
  return (
    <Section
      id="outcomes"
      title={m.operator_outcomes_title()}
      lead={m.operator_outcomes_lead({ count: number(days) })}
      region
    >
      {ended === 0 ? (
        <p className="text-soft">{m.operator_outcomes_empty()}</p>
      ) : (
        <>
          <Bars
            rows={[
              { words: m.status_completed(), count: completed, of: ended, tone: 'fill-good' },
              { words: m.status_failed(), count: failed, of: ended, tone: 'fill-bad' },
              { words: m.status_cancelled(), count: cancelled, of: ended, tone: 'fill-soft' },
            ]}
            tone="fill-accent"
          />
          {failed + cancelled > 0 && <Notice>{m.operator_outcomes_refunded()}</Notice>}
        </>
      )}
    </Section>
  )
}

/** Parts of a whole, each with its number and its share; the bar only draws what the words say. */
function Bars({ rows, tone }: { rows: { words: string; count: number; of: number; tone?: string }[]; tone: string }) {
  return (
    <ul className="mb-4 space-y-3">
      {rows.map((row) => (
        <li key={row.words}>
          <p className="flex items-baseline justify-between gap-4 text-sm">
            <span>{row.words}</span>
            <span className="numbers">
              <span className="font-semibold">{number(row.count)}</span>{' '}
              <span className="text-soft">({percent((row.count / row.of) * 100)})</span>
            </span>
          </p>
          <svg
            viewBox="0 0 100 8"
            preserveAspectRatio="none"
            className="mt-1 h-2.5 w-full rounded-full"
            aria-hidden="true"
          >
            <rect width="100" height="8" className="fill-sunken" />
            <rect width={(row.count / row.of) * 100} height="8" className={row.tone ?? tone} />
          </svg>
        </li>
      ))}
    </ul>
  )
}
