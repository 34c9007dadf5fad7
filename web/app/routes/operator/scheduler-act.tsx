import { data } from 'react-router'
import { number } from '../../format.ts'
import { answerHeaders, attempt, type Page, page, redirect, refused, sentKey } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/scheduler-act.ts'
import { Act } from './act.tsx'
import { OperatorPage } from './frame.tsx'
import { effectTotals } from './preview.tsx'

function actOf({ params }: Pick<Page, 'params'>): 'pause' | 'resume' {
  if (params.act !== 'pause' && params.act !== 'resume') throw data(null, { status: 404 })
  return params.act
}

export const loader = page(async (here) => {
  const act = actOf(here)
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  const [preview, summary, soon] = await Promise.all([
    act === 'resume' ? here.api.runLifecycle({ body: { dry_run: true } }) : undefined,
    here.api.readSummary({}),
    act === 'pause'
      ? here.api.listCampaigns({ status: ['active', 'full'], ends_before: tomorrow, limit: 100 })
      : undefined,
  ])
  return {
    act,
    preview: preview !== undefined && 'dry_run' in preview ? preview : undefined,
    summary,
    soon: soon && {
      campaigns: soon.items.length,
      more: soon.next !== undefined,
      slots: soon.items.reduce((sum, one) => sum + one.slots_taken, 0),
    },
    key: crypto.randomUUID(),
  }
})

export const action = page(async (here) => {
  const { api, sentForm } = here
  const act = actOf(here)
  const once = { idempotencyKey: sentKey(await sentForm()) }
  const answer = await attempt(act === 'pause' ? api.pauseScheduler({}, once) : api.resumeScheduler({}, once))
  if (!answer.ok) return refused(answer.problem, {})
  throw redirect(`/operator/scheduler?done=${act}`)
})

function titleOf(act: 'pause' | 'resume'): string {
  return act === 'pause' ? m.operator_pause_title() : m.operator_resume_title()
}

export const headers = answerHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: `${titleOf(loaderData?.act ?? 'pause')} · ${m.site_name()}` }]
}

export default function SchedulerAct({ loaderData, actionData }: Route.ComponentProps) {
  const { act, summary, preview, soon, key } = loaderData
  const isPause = act === 'pause'
  const moving = summary.active_campaigns + summary.full_campaigns + summary.scheduled_campaigns
  return (
    <OperatorPage title={titleOf(act)} back={{ href: '/operator/scheduler', words: m.operator_scheduler_title() }}>
      <Act
        facts={[
          [m.operator_moving_campaigns(), number(moving)],
          soon && [
            m.operator_ending_soon(),
            soon.more
              ? `${number(soon.campaigns)}+ (${m.slots({ count: `${number(soon.slots)}+` })})`
              : `${number(soon.campaigns)} (${m.slots({ count: number(soon.slots) })})`,
          ],
          preview && [
            m.operator_due_now(),
            preview.transitions.length === 0 ? m.operator_due_nothing() : effectTotals(preview.transitions),
          ],
        ]}
        effects={
          isPause
            ? [
                m.operator_pause_effect_stops(),
                m.operator_pause_effect_late(),
                m.operator_pause_effect_joins(),
                m.operator_pause_effect_nodes(),
              ]
            : [
                m.operator_resume_effect_catches_up(),
                m.operator_resume_effect_money(),
                m.operator_resume_effect_nodes(),
              ]
        }
        problem={actionData?.problem}
        formKey={key}
        button={isPause ? m.operator_pause() : m.operator_resume()}
        danger={isPause}
        back="/operator/scheduler"
      />
    </OperatorPage>
  )
}
