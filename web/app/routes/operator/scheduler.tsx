import { ButtonLink } from '../../components/button.tsx'
import { BarChart } from '../../components/chart.tsx'
import { Empty } from '../../components/empty.tsx'
import { Facts } from '../../components/facts.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { Table } from '../../components/table.tsx'
import { clock, clockToTheSecond, dateTime, number } from '../../format.ts'
import { listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/scheduler.ts'
import { ExportLinks, OperatorPage, Section } from './frame.tsx'
import { namesIn } from './names.ts'
import { SchedulerSentence } from './scheduler-state.tsx'
import { FailingCampaigns } from './stuck.tsx'
import { milliseconds, triggerWord } from './words.ts'

/** How many of the last runs the chart shows, and how many a page of their list. */
const limit = 30

export const loader = page(async ({ api, url }) => {
  const [recent, older, { scheduler: status, failing_campaigns }] = await Promise.all([
    api.listSchedulerRuns({ limit }),
    url.searchParams.has('cursor') ? listed(url, (from) => api.listSchedulerRuns({ limit, ...from })) : undefined,
    api.readStuck({}),
  ])
  const { items, next } = older ?? recent
  return {
    status,
    recent: recent.items,
    runs: items,
    next,
    failing: failing_campaigns,
    names: namesIn([[status.paused_by, status.paused_by_name]]),
    done: url.searchParams.get('done'),
    here: url.pathname + url.search,
    now: new Date().toISOString(),
  }
})

export function meta() {
  return [{ title: `${m.operator_scheduler_title()} · ${m.site_name()}` }]
}

type Loaded = Route.ComponentProps['loaderData']

export default function SchedulerPage({ loaderData }: Route.ComponentProps) {
  const { status, names, failing, done, now } = loaderData
  const unnamed = status.failing_campaigns - failing.length
  return (
    <OperatorPage
      title={m.operator_scheduler_title()}
      lead={m.operator_scheduler_lead()}
      actions={<Controls status={status} />}
      live
    >
      {done === 'pause' && status.paused && <Notice tone="good">{m.operator_done_pause()}</Notice>}
      {done === 'resume' && !status.paused && <Notice tone="good">{m.operator_done_resume()}</Notice>}
      <div className="space-y-6" data-live-region="state">
        <SchedulerSentence state={status} now={now} names={names} />
        <Facts
          facts={[
            [
              m.operator_scheduler_interval(),
              m.operator_scheduler_interval_words({ minutes: number(status.interval_minutes, 2) }),
            ],
            [
              m.operator_scheduler_here(),
              status.works_here ? m.operator_scheduler_works() : m.operator_scheduler_works_not(),
            ],
            [
              m.operator_scheduler_failing(),
              status.failing_campaigns === 0
                ? m.operator_scheduler_failing_none()
                : m.operator_campaign_count({ count: number(status.failing_campaigns) }),
            ],
          ]}
        />
      </div>
      {failing.length > 0 && (
        <Section id="failing" title={m.operator_failing_title()} lead={m.operator_failing_lead()} region>
          <FailingCampaigns campaigns={failing} now={now} />
          {unnamed > 0 && <p className="mt-4 text-soft">{m.operator_failing_more({ count: number(unnamed) })}</p>}
        </Section>
      )}
      <Durations loaded={loaderData} />
      <Runs loaded={loaderData} />
    </OperatorPage>
  )
}

function Controls({ status }: { status: Loaded['status'] }) {
  return (
    <>
      {status.enabled &&
        (status.paused ? (
          <ButtonLink href="/operator/scheduler/resume" variant="quiet">
            {m.operator_resume()}
          </ButtonLink>
        ) : (
          <ButtonLink href="/operator/scheduler/pause" variant="quiet">
            {m.operator_pause()}
          </ButtonLink>
        ))}
      <ButtonLink href="/operator/scheduler/run">{m.operator_run_now()}</ButtonLink>
    </>
  )
}

function Durations({ loaded: { recent } }: { loaded: Loaded }) {
  const finished = recent.filter((run) => run.duration_ms !== null).reverse()
  if (finished.length < 3) return null
  const longest = Math.max(...finished.map((run) => run.duration_ms!))
  // Runs that were asked for come several a minute.
  const minutes = new Set(finished.map((run) => clock(run.started_at)))
  const timeOf = minutes.size < finished.length ? clockToTheSecond : clock
  return (
    <Section id="durations" title={m.operator_durations_title()} lead={m.operator_durations_lead()} region>
      <BarChart
        title={m.operator_durations_title()}
        description={m.operator_durations_description({
          count: number(finished.length),
          longest: milliseconds(longest),
        })}
        heads={[m.operator_time(), m.operator_duration()]}
        bars={finished.map((run) => ({ label: timeOf(run.started_at), value: run.duration_ms! }))}
        write={milliseconds}
      />
    </Section>
  )
}

function Runs({ loaded: { runs, next, here } }: { loaded: Loaded }) {
  return (
    <Section
      id="runs"
      title={m.operator_runs_title()}
      lead={m.operator_runs_lead()}
      actions={runs.length > 0 && <ExportLinks name="runs" />}
      region
    >
      {runs.length === 0 ? (
        <Empty title={m.operator_runs_empty_title()}>{m.operator_runs_empty()}</Empty>
      ) : (
        <Table
          caption={m.operator_runs_title()}
          rows={runs}
          rowKey={(run) => run.id}
          columns={[
            {
              key: 'at',
              header: m.operator_time(),
              main: true,
              cell: (run) => (
                <time dateTime={run.started_at} className="md:whitespace-nowrap">
                  {dateTime(run.started_at)}
                </time>
              ),
            },
            { key: 'why', header: m.operator_run_why(), cell: (run) => triggerWord(run.trigger) },
            {
              key: 'node',
              header: m.operator_run_node(),
              cell: (run) => <span className="break-all">{run.node}</span>,
            },
            {
              key: 'duration',
              header: m.operator_duration(),
              numeric: true,
              cell: (run) => (run.duration_ms === null ? m.operator_run_unfinished() : milliseconds(run.duration_ms)),
            },
            { key: 'changes', header: m.operator_run_changes(), numeric: true, cell: (run) => number(run.transitions) },
            { key: 'result', header: m.operator_run_result(), cell: (run) => <Result run={run} /> },
          ]}
        />
      )}
      <Paging url={here} next={next} />
    </Section>
  )
}

function Result({ run }: { run: Loaded['runs'][number] }) {
  if (run.error) return <span className="font-semibold break-words text-bad">{run.error}</span>
  if (run.failures > 0)
    return <span className="font-semibold text-warn">{m.operator_run_failures({ count: number(run.failures) })}</span>
  return <span className="text-good">{m.operator_run_fine()}</span>
}
