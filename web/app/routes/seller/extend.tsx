import { data } from 'react-router'
import { Decide } from '../../components/decide.tsx'
import { TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { errorAt } from '../../components/problem-notice.tsx'
import { ago, dateTime, number } from '../../format.ts'
import { fromLocalInput, localInput } from '../../local-time.ts'
import { type Api, answerHeaders, attempt, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { askAgain, isNews, said } from '../../said.ts'
import type { Route } from './+types/extend.ts'
import { SellerPage } from './frame.tsx'
import { timeLeft } from './pace.tsx'
import { StakesNumbers } from './stakes.tsx'

export const loader = page(async ({ api, params }) => {
  const campaign = await api.readCampaign({ id: params.id! })
  const stakes = await api.readStakes({ id: campaign.id })
  // Past its deadline nothing is extended, and a seller may do so twice.
  const isOpen = ['scheduled', 'active', 'full'].includes(campaign.status) && !campaign.settling
  if (!isOpen || stakes.latest_deadline === null) throw redirect(`/sell/campaigns/${campaign.id}`)
  return {
    campaign,
    stakes,
    suggested: localInput(Date.parse(campaign.deadline) + 3 * 86_400_000),
    now: new Date().toISOString(),
    key: crypto.randomUUID(),
  }
})

/** How many wait longer, and how far it is to the goal. */
function saidOf({ total, goal_gap_slots }: Awaited<ReturnType<Api['readStakes']>>): string[] {
  return [said(total.buyers, total.slots), said(goal_gap_slots)]
}

export const action = page(async ({ api, params, sentForm }) => {
  const form = await sentForm()
  const typed = text(form, 'deadline')
  const deadline = fromLocalInput(typed)
  if (deadline === undefined) {
    return data({ problem: undefined, error: m.seller_error_time(), typed }, { status: 422 })
  }
  const [campaign, stakes] = await Promise.all([
    api.readCampaign({ id: params.id! }),
    api.readStakes({ id: params.id! }),
  ])
  // What must be refused is not asked about first.
  if (stakes.latest_deadline !== null && deadline > stakes.latest_deadline) {
    return data({ problem: undefined, error: m.seller_error_far(), typed }, { status: 422 })
  }
  // It cannot be taken back: what was chosen is said in full first. What is no extension at all the API refuses.
  if (deadline > campaign.deadline && text(form, 'confirmed') !== deadline) {
    return { problem: undefined, error: undefined, typed, asked: deadline }
  }
  if (deadline > campaign.deadline && isNews(form, saidOf(stakes))) {
    return askAgain({ error: undefined, typed, asked: deadline })
  }
  const extended = await attempt(
    api.extendCampaign({ id: params.id!, body: { deadline } }, { idempotencyKey: `${sentKey(form)}-${deadline}` }),
  )
  if (extended.ok) return redirect(`/sell/campaigns/${params.id}?done=extended`)
  return refused(extended.problem, { error: errorAt(extended.problem, 'deadline'), typed })
})

/** Forms know no seconds; three days later would else be two and a bit. */
function minuteOf(time: string): string {
  return `${time.slice(0, 16)}:00Z`
}

export const headers = answerHeaders

export const meta = () => [{ title: `${m.seller_extend_title()} · ${m.site_name()}` }]

export default function Extend({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign, stakes, suggested, key, now } = loaderData
  const asked = actionData && 'asked' in actionData ? actionData.asked : undefined
  const effects = [
    stakes.total.buyers === 0
      ? m.seller_extend_effect_nobody()
      : m.seller_extend_effect_people({
          count: number(stakes.total.buyers),
          slots: m.slots({ count: number(stakes.total.slots) }),
        }),
    stakes.goal_gap_slots > 0
      ? m.seller_extend_effect_gap({ count: number(stakes.goal_gap_slots) })
      : m.seller_extend_effect_met(),
    m.seller_extend_effect_final(),
  ]
  return (
    <SellerPage
      title={m.seller_extend_title()}
      lead={campaign.title}
      back={{ href: `/sell/campaigns/${campaign.id}`, words: m.seller_back_campaign() }}
      within="/sell"
      narrow
    >
      <StakesNumbers stakes={stakes} />
      <Decide
        effects={effects}
        problem={actionData?.error ? undefined : actionData?.problem}
        formKey={key}
        said={saidOf(stakes)}
        noValidate
        button={asked ? m.seller_extend_confirm() : m.seller_extend_button()}
        back={{ href: `/sell/campaigns/${campaign.id}`, words: m.seller_keep() }}
      >
        <TextField
          label={m.seller_extend_label()}
          hint={m.seller_extend_hint({ time: dateTime(campaign.deadline) })}
          name="deadline"
          type="datetime-local"
          min={localInput(campaign.deadline)}
          max={localInput(stakes.latest_deadline ?? campaign.deadline)}
          defaultValue={actionData?.typed ?? suggested}
          error={actionData?.error}
          required
          className="max-w-72"
        />
        {asked && (
          <Notice tone="warn" lands title={m.seller_extend_asked({ time: dateTime(asked) })}>
            <input type="hidden" name="confirmed" value={asked} />
            {m.seller_extend_asked_detail({
              ago: ago(asked, now),
              longer: timeLeft(asked, minuteOf(campaign.deadline)),
            })}
          </Notice>
        )}
      </Decide>
    </SellerPage>
  )
}
