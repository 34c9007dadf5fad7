import { Button, ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { Refusal } from '../../components/refusal.tsx'
import { SaidFields } from '../../components/said-fields.tsx'
import { Table } from '../../components/table.tsx'
import { dateTime, number } from '../../format.ts'
import { localInput } from '../../local-time.ts'
import { type Api, answerHeaders, attempt, type Problem, page, refused, sentKey } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { askAgain, isNews, said } from '../../said.ts'
import type { Route } from './+types/scheduler-run.ts'
import { OperatorPage, Section } from './frame.tsx'
import { effectTotals, Preview } from './preview.tsx'
import { metadataLines, transitionWord } from './words.ts'

/** How far the page looks ahead, in milliseconds, and how much of it fits on one. */
const aheadMs = 7 * 86_400_000
const aheadMax = 10

/** How much of what a run has done its page tells; the audit trail has all of it. */
const outcomeMax = 500

export const loader = page(async ({ api, url }) => {
  const isWhole = url.searchParams.get('ahead') === 'all'
  const [preview, week, status] = await Promise.all([
    previewOf(api),
    previewOf(api, new Date(Date.now() + aheadMs)),
    api.readScheduler({}),
  ])
  const due = new Map(preview.transitions.map((one) => [nameOf(one), one.participations]))
  const ahead = week.transitions
    // Of the reservations of a campaign some may be due, and some not yet.
    .filter((one) => !due.has(nameOf(one)) || due.get(nameOf(one))! < one.participations)
    .sort((a, b) => Date.parse(a.due_at) - Date.parse(b.due_at))
  return {
    preview,
    ahead: {
      transitions: isWhole ? ahead : ahead.slice(0, aheadMax),
      hasMore: !isWhole && ahead.length > aheadMax,
      isCut: week.truncated,
    },
    isRunning: status.is_running,
    key: crypto.randomUUID(),
  }
})

async function previewOf(api: Api, asOf?: Date) {
  const preview = await api.runLifecycle({ body: { dry_run: true, ...(asOf && { as_of: asOf.toISOString() }) } })
  if (!('dry_run' in preview)) throw new Error('a preview was asked for and a run was made')
  return preview
}

/** Each with whom it concerns. What comes due between the look and the press was not agreed to. */
function saidOf({ transitions }: Awaited<ReturnType<typeof previewOf>>): string[] {
  return transitions.map((one) => said(one.campaign_id, one.event, one.buyers, one.slots, one.amount))
}

function nameOf({ campaign_id, event }: { campaign_id: string; event: string }): string {
  return `${campaign_id} ${event}`
}

export const action = page(async ({ api, sentForm }) => {
  const form = await sentForm()
  if (isNews(form, saidOf(await previewOf(api)))) return askAgain({ run: undefined, titles: {} })
  const answer = await attempt(api.runLifecycle({ body: {} }, { idempotencyKey: sentKey(form) }))
  if (!answer.ok) return refused(answer.problem, { run: undefined, titles: {} })
  const run = answer.result
  const transitions = 'dry_run' in run ? [] : run.transitions
  const ids = [...new Set(transitions.map((one) => one.campaign_id))].slice(0, 100)
  const campaigns = await Promise.all(ids.map((id) => api.readCampaign({ id }).catch(() => undefined)))
  const titles = Object.fromEntries(campaigns.flatMap((one) => (one === undefined ? [] : [[one.id, one.title]])))
  return {
    problem: undefined,
    run: { executed_at: run.executed_at, transitions },
    titles: titles as Record<string, string>,
  }
})

export const headers = answerHeaders

export function meta() {
  return [{ title: `${m.operator_run_title()} · ${m.site_name()}` }]
}

export default function SchedulerRun({ loaderData, actionData }: Route.ComponentProps) {
  const back = { href: '/operator/scheduler', words: m.operator_scheduler_title() }
  if (actionData?.run) {
    return (
      <OperatorPage title={m.operator_run_done_title()} back={back}>
        <Outcome run={actionData.run} titles={actionData.titles} />
      </OperatorPage>
    )
  }
  return (
    <OperatorPage title={m.operator_run_title()} lead={m.operator_run_lead()} back={back}>
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <Plan loaded={loaderData} problem={actionData?.problem} />
      <Ahead ahead={loaderData.ahead} />
    </OperatorPage>
  )
}

function Plan({
  loaded: { preview, isRunning, key },
  problem,
}: {
  loaded: Route.ComponentProps['loaderData']
  problem: Problem | undefined
}) {
  const { transitions, truncated } = preview
  if (transitions.length === 0) {
    return (
      <Empty
        title={m.operator_run_nothing_title()}
        action={
          <>
            <PostForm>
              <input type="hidden" name="key" value={key} />
              <Button variant="quiet">{m.operator_run_anyway()}</Button>
            </PostForm>
            <ButtonLink href="/operator/scheduler" variant="quiet">
              {m.back()}
            </ButtonLink>
          </>
        }
      >
        {m.operator_run_nothing()}
      </Empty>
    )
  }
  return (
    <>
      <Notice tone="warn" title={effectTotals(transitions)}>
        {isRunning ? m.operator_run_by_itself() : m.operator_run_only_by_hand()}
      </Notice>
      <Section
        id="plan"
        title={m.operator_run_plan_title()}
        lead={m.operator_run_plan_lead({ time: dateTime(preview.executed_at) })}
      >
        <Preview transitions={transitions} caption={m.operator_run_plan_title()} />
        {truncated && <p className="mt-4 text-sm text-soft">{m.operator_run_truncated()}</p>}
      </Section>
      <PostForm className="flex flex-wrap gap-3">
        <input type="hidden" name="key" value={key} />
        <SaidFields now={saidOf(preview)} problem={problem} />
        <Button>{m.operator_run_confirm()}</Button>
        <ButtonLink href="/operator/scheduler" variant="quiet">
          {m.operator_act_leave()}
        </ButtonLink>
      </PostForm>
    </>
  )
}

/** What time alone will bring, so that nobody is surprised by it. */
function Ahead({ ahead: { transitions, hasMore, isCut } }: { ahead: Route.ComponentProps['loaderData']['ahead'] }) {
  return (
    <Section id="ahead" title={m.operator_run_ahead_title()} lead={m.operator_run_ahead_lead()}>
      {transitions.length === 0 ? (
        <p className="text-soft">{m.operator_run_ahead_nothing()}</p>
      ) : (
        <Preview transitions={transitions} caption={m.operator_run_ahead_title()} withTimes />
      )}
      {hasMore && (
        <a href="?ahead=all#ahead" className="mt-4 inline-flex min-h-11 items-center font-semibold text-accent">
          {m.operator_run_ahead_all()}
        </a>
      )}
      {isCut && !hasMore && <p className="mt-4 text-sm text-soft">{m.operator_run_ahead_cut()}</p>}
    </Section>
  )
}

type Run = NonNullable<NonNullable<Route.ComponentProps['actionData']>['run']>

function Outcome({ run, titles }: { run: Run; titles: Record<string, string> }) {
  const failed = run.transitions.filter((one) => one.event === 'transition_failed').length
  const rows = run.transitions
    .slice(0, outcomeMax)
    .map((one, index) => ({ ...one, key: `${one.campaign_id} ${index}` }))
  return (
    <>
      {failed > 0 && (
        <Notice tone="bad" title={m.operator_run_failures({ count: number(failed) })}>
          {m.operator_run_failures_detail()}
        </Notice>
      )}
      {run.transitions.length === 0 ? (
        <Notice tone="good" title={m.operator_run_nothing_title()}>
          {m.operator_run_done_nothing()}
        </Notice>
      ) : (
        <>
          <Notice tone="good">
            {m.operator_run_done({
              changes: m.operator_change_count({ count: number(run.transitions.length) }),
              time: dateTime(run.executed_at),
            })}
          </Notice>
          <Section id="outcome" title={m.operator_run_outcome()}>
            <Table
              caption={m.operator_run_outcome()}
              rows={rows}
              rowKey={(one) => one.key}
              columns={[
                {
                  key: 'campaign',
                  header: m.operator_campaign(),
                  main: true,
                  cell: (one) => (
                    <a href={`/sell/campaigns/${one.campaign_id}`} className="text-accent">
                      {titles[one.campaign_id] ?? one.campaign_id}
                    </a>
                  ),
                },
                { key: 'event', header: m.operator_event(), cell: (one) => transitionWord(one.event) },
                {
                  key: 'details',
                  header: m.operator_details(),
                  cell: (one) => metadataLines(one.metadata).join(' · '),
                },
              ]}
            />
            {run.transitions.length > outcomeMax && (
              <p className="mt-4">
                {m.operator_run_outcome_more({ count: number(run.transitions.length - outcomeMax) })}{' '}
                <a
                  href={`/operator/audit?actor=scheduler&from=${localInput(run.executed_at)}`}
                  className="font-semibold text-accent"
                >
                  {m.operator_run_outcome_all()}
                </a>
              </p>
            )}
          </Section>
        </>
      )}
      <ButtonLink href="/operator/scheduler">{m.operator_scheduler_title()}</ButtonLink>
    </>
  )
}
