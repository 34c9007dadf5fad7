import type { Campaign, Stakes } from '@sambatan/client'
import { data } from 'react-router'
import { ButtonLink } from '../../components/button.tsx'
import { Decide } from '../../components/decide.tsx'
import { TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { errorAt } from '../../components/problem-notice.tsx'
import { ago, dateTime, number } from '../../format.ts'
import { fromLocalInput, localInput } from '../../local-time.ts'
import { type Api, answerHeaders, attempt, type Page, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { askAgain, isNews, said } from '../../said.ts'
import type { Route } from './+types/extend.ts'
import { SellerPage } from './frame.tsx'
import { timeLeft } from './pace.tsx'
import { StakesNumbers } from './stakes.tsx'

/** How long whoever had joined may leave at least, in milliseconds. */
const leaveMs = 72 * 3_600_000

export const loader = page(async (here) => {
  const { api, params } = here
  const campaign = await api.readCampaign({ id: params.id! })
  const [stakes, isOthers] = await Promise.all([api.readStakes({ id: campaign.id }), isOfAnother(here, campaign)])
  if (!['scheduled', 'active', 'full'].includes(campaign.status)) throw redirect(`/sell/campaigns/${campaign.id}`)
  const suggested = Math.min(
    Date.parse(campaign.deadline) + 3 * 86_400_000,
    Date.parse(stakes.latest_deadline ?? campaign.deadline),
  )
  return {
    campaign,
    stakes,
    isOthers,
    suggested: localInput(suggested),
    now: new Date().toISOString(),
    key: crypto.randomUUID(),
  }
})

/** Whether it is extended by an operator, whose extensions have no number, but a reason. */
async function isOfAnother({ whoAsks }: Page, { seller_id }: Pick<Campaign, 'seller_id'>): Promise<boolean> {
  return (await whoAsks()).user_id !== seller_id
}

/** How many wait longer, and how far it is to the goal. */
function saidOf({ total, goal_gap_slots }: Awaited<ReturnType<Api['readStakes']>>): string[] {
  return [said(total.buyers, total.slots), said(goal_gap_slots)]
}

export const action = page(async (here) => {
  const { api, params, sentForm } = here
  const form = await sentForm()
  const typed = text(form, 'deadline')
  const reason = text(form, 'reason')
  const deadline = fromLocalInput(typed)
  const wrong = (errors: { deadline?: string; reason?: string }) =>
    data({ problem: undefined, errors, typed, reason }, { status: 422 })
  if (deadline === undefined) return wrong({ deadline: m.seller_error_time() })
  const [campaign, stakes] = await Promise.all([
    api.readCampaign({ id: params.id! }),
    api.readStakes({ id: params.id! }),
  ])
  const isOthers = await isOfAnother(here, campaign)
  // What must be refused is not asked about first.
  if (stakes.latest_deadline !== null && deadline > stakes.latest_deadline) {
    const time = dateTime(stakes.latest_deadline)
    return wrong({ deadline: isOthers ? m.seller_error_far() : m.seller_extend_error_latest({ time }) })
  }
  if (isOthers && reason === '') return wrong({ reason: m.seller_extend_error_reason() })
  // It cannot be taken back: what was chosen is said in full first. What is no extension at all the API refuses.
  if (deadline > campaign.deadline && text(form, 'confirmed') !== deadline) {
    return { problem: undefined, errors: {}, typed, reason, asked: deadline }
  }
  if (deadline > campaign.deadline && isNews(form, saidOf(stakes))) {
    return askAgain({ errors: {}, typed, reason, asked: deadline })
  }
  const extended = await attempt(
    api.extendCampaign(
      { id: params.id!, body: { deadline, ...(reason && { reason }) } },
      { idempotencyKey: `${sentKey(form)}-${deadline}` },
    ),
  )
  if (extended.ok) return redirect(`/sell/campaigns/${params.id}?done=extended`)
  const { problem } = extended
  return refused(problem, {
    errors: { deadline: errorAt(problem, 'deadline'), reason: errorAt(problem, 'reason') },
    typed,
    reason,
  })
})

/** Forms know no seconds; three days later would else be two and a bit. */
function minuteOf(time: string): string {
  return `${time.slice(0, 16)}:00Z`
}

export const headers = answerHeaders

export const meta = () => [{ title: `${m.seller_extend_title()} · ${m.site_name()}` }]

export default function Extend({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign, stakes, isOthers, suggested, key, now } = loaderData
  const asked = actionData && 'asked' in actionData ? actionData.asked : undefined
  const errors: { deadline?: string; reason?: string } = actionData?.errors ?? {}
  const back = { href: `/sell/campaigns/${campaign.id}`, words: m.seller_back_campaign() }
  if (campaign.settling || stakes.latest_deadline === null) return <NoMore campaign={campaign} back={back} />
  return (
    <SellerPage title={m.seller_extend_title()} lead={campaign.title} back={back} within="/sell" narrow>
      {!isOthers && (
        <Notice title={m.seller_extend_left({ count: number(campaign.extensions_left) })}>
          {m.seller_extend_latest({ time: dateTime(stakes.latest_deadline) })}
        </Notice>
      )}
      <StakesNumbers stakes={stakes} />
      <Decide
        effects={effectsOf({ campaign, stakes, now, asked })}
        problem={errors.deadline || errors.reason ? undefined : actionData?.problem}
        formKey={key}
        said={saidOf(stakes)}
        noValidate
        button={asked ? m.seller_extend_confirm() : m.seller_extend_button()}
        back={{ href: back.href, words: m.seller_keep() }}
      >
        <TextField
          label={m.seller_extend_label()}
          hint={m.seller_extend_hint({ time: dateTime(campaign.deadline) })}
          name="deadline"
          type="datetime-local"
          min={localInput(campaign.deadline)}
          max={localInput(stakes.latest_deadline)}
          defaultValue={actionData?.typed ?? suggested}
          error={errors.deadline}
          required
          className="max-w-72"
        />
        <TextField
          label={m.seller_cancel_reason()}
          hint={isOthers ? m.seller_extend_reason_operator() : m.seller_extend_reason_hint()}
          name="reason"
          maxLength={240}
          defaultValue={actionData?.reason}
          error={errors.reason}
          required={isOthers}
          autoComplete="off"
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

/** What it does, and what it gives to those who have joined: the right to leave. */
function effectsOf({
  campaign,
  stakes,
  now,
  asked,
}: {
  campaign: Campaign
  stakes: Stakes
  now: string
  /** The deadline that was chosen, once it was: no right lasts longer. */
  asked: string | undefined
}): string[] {
  const hasBuyers = stakes.total.buyers > 0
  const leaveAt = Math.max(Date.parse(campaign.deadline), Date.parse(now) + leaveMs)
  const leave = new Date(asked ? Math.min(leaveAt, Date.parse(asked)) : leaveAt).toISOString()
  return [
    hasBuyers
      ? m.seller_extend_effect_people({
          count: number(stakes.total.buyers),
          slots: m.slots({ count: number(stakes.total.slots) }),
        })
      : m.seller_extend_effect_nobody(),
    ...(hasBuyers ? [m.seller_extend_effect_leave({ time: dateTime(leave) })] : []),
    stakes.goal_gap_slots > 0
      ? m.seller_extend_effect_gap({ count: number(stakes.goal_gap_slots) })
      : campaign.completion === 'at_deadline'
        ? m.seller_extend_effect_met_deadline()
        : m.seller_extend_effect_met(),
    m.seller_extend_effect_final(),
  ]
}

/** Nothing to press: why it cannot be extended any more, and what can be done. */
function NoMore({ campaign, back }: { campaign: Campaign; back: { href: string; words: string } }) {
  return (
    <SellerPage title={m.seller_extend_title()} lead={campaign.title} back={back} within="/sell" narrow>
      {campaign.settling ? (
        <Notice tone="warn" title={m.seller_extend_past()}>
          {m.seller_extend_past_detail()}
        </Notice>
      ) : (
        <Notice tone="warn" title={m.seller_extend_none({ time: dateTime(campaign.deadline) })}>
          {m.seller_extend_none_detail()}
        </Notice>
      )}
      <ButtonLink href={back.href} variant="quiet" className="justify-self-start">
        {back.words}
      </ButtonLink>
    </SellerPage>
  )
}
