import { data } from 'react-router'
import { errorAt } from '../../components/problem-notice.tsx'
import { countedOf, isSplit } from '../../components/standing.ts'
import { campaignStatusWord, participationStatusWord } from '../../components/status.tsx'
import { money, number } from '../../format.ts'
import { answerHeaders, attempt, type Page, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { askAgain, isNews, said } from '../../said.ts'
import type { Route } from './+types/participation-act.ts'
import { Act, Reason } from './act.tsx'
import { OperatorPage } from './frame.tsx'
import { shortId } from './words.ts'

const acts = ['confirm', 'fulfil', 'unfulfil', 'refund', 'cancel'] as const
type ActName = (typeof acts)[number]

function actOf({ params }: Pick<Page, 'params'>): ActName {
  const act = acts.find((one) => one === params.act)
  if (act === undefined) throw data(null, { status: 404 })
  return act
}

export const loader = page(async (here) => {
  const act = actOf(here)
  const participation = await here.api.readParticipation({ id: here.params.id! })
  return { act, participation, key: crypto.randomUUID() }
})

export const action = page(async (here) => {
  const { api, params, sentForm } = here
  const act = actOf(here)
  const id = params.id!
  const form = await sentForm()
  const participation = await api.readParticipation({ id })
  if (isPossible(act, participation) && isNews(form, saidOf({ act, participation }))) {
    return askAgain({ reason: text(form, 'reason') })
  }
  const reason = text(form, 'reason')
  const given = { id, body: reason ? { reason } : {} }
  const once = { idempotencyKey: sentKey(form) }
  const answer = await attempt(run())
  if (!answer.ok) return refused(answer.problem, { reason })
  throw redirect(`/operator/participations/${id}?done=${act}`)

  function run() {
    if (act === 'confirm') return api.confirmParticipation(given, once)
    if (act === 'fulfil') return api.fulfilParticipation(given, once)
    if (act === 'unfulfil') return api.unfulfilParticipation(given, once)
    return act === 'refund' ? api.refundParticipation(given, once) : api.cancelParticipation(given, once)
  }
})

type Loaded = Route.ComponentProps['loaderData']

const titles: Record<ActName, (input: { name: string }) => string> = {
  confirm: m.operator_confirm_title,
  fulfil: m.operator_fulfil_title,
  unfulfil: m.operator_unfulfil_title,
  refund: m.operator_refund_title,
  cancel: m.operator_cancel_title,
}
const buttons: Record<ActName, () => string> = {
  confirm: m.operator_confirm,
  fulfil: m.operator_fulfil,
  unfulfil: m.operator_unfulfil,
  refund: m.operator_refund,
  cancel: m.operator_cancel,
}

/** As the API would decide, so that nobody is promised what it then refuses. */
function isPossible(act: ActName, one: Loaded['participation']): boolean {
  const { status, campaign } = one
  if (act === 'fulfil') return status === 'confirmed' && campaign.status === 'completed'
  if (act === 'unfulfil') return status === 'fulfilled'
  return status === 'reserved' || (status === 'confirmed' && (act === 'refund' || (act === 'cancel' && isUnpaid(one))))
}

/** Who was confirmed without having paid can be released, with a reason. */
function isUnpaid({ owed_by_buyer: owed }: Loaded['participation']): boolean {
  return (owed ?? 0) > 0
}

/** Whether the API asks for a reason. */
function needsReason(act: ActName, { status }: Loaded['participation']): boolean {
  return act === 'unfulfil' || (act === 'cancel' && status === 'confirmed')
}

function obstacleOf(act: ActName, { status, campaign }: Loaded['participation']): string {
  return act === 'fulfil' && status === 'confirmed'
    ? m.operator_act_campaign_is({ status: campaignStatusWord(campaign.status) })
    : m.operator_act_participation_is({ status: participationStatusWord(status) })
}

function nameOf({ participation }: Loaded): string {
  return participation.buyer_name || m.operator_nameless({ id: shortId(participation.user_id) })
}

export const headers = answerHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  return [
    {
      title: loaderData ? `${titles[loaderData.act]({ name: nameOf(loaderData) })} · ${m.site_name()}` : m.site_name(),
    },
  ]
}

export default function ParticipationAct({ loaderData, actionData }: Route.ComponentProps) {
  const { act, participation: one, key } = loaderData
  const back = `/operator/participations/${one.id}`
  return (
    <OperatorPage
      title={titles[act]({ name: nameOf(loaderData) })}
      within="/operator/people"
      back={{ href: back, words: m.operator_participation() }}
    >
      <Act
        facts={[
          [m.operator_campaign(), one.campaign.title],
          [m.operator_buyer(), nameOf(loaderData)],
          [m.operator_slots(), number(one.quantity)],
          [m.operator_amount(), money(one.amount, one.currency)],
          [m.operator_status_now(), participationStatusWord(one.status)],
        ]}
        effects={effectsOf(loaderData)}
        obstacle={isPossible(act, one) ? undefined : obstacleOf(act, one)}
        problem={actionData?.problem}
        formKey={key}
        said={saidOf(loaderData)}
        button={buttons[act]()}
        danger={act !== 'confirm' && act !== 'fulfil'}
        back={back}
      >
        <Reason
          hint={needsReason(act, one) ? m.operator_reason_needed() : m.operator_reason_hint()}
          required={needsReason(act, one)}
          error={actionData && errorAt(actionData.problem, 'reason')}
          typed={actionData?.reason}
        />
      </Act>
    </OperatorPage>
  )
}

/** What changes hands; and whether the campaign falls below its goal by it, and by how much. */
function saidOf({ act, participation: one }: Pick<Loaded, 'act' | 'participation'>): string[] {
  const money = said(one.quantity, one.amount, one.status, one.owed_by_buyer ?? null, one.paid_amount ?? null)
  return act === 'refund' || act === 'cancel' ? [money, said('short', missingAfter(one))] : [money]
}

/** How many slots the campaign lacks of its goal without these, where it has reached it with them. */
function missingAfter({ campaign, quantity, status }: Loaded['participation']): number {
  const counted = countedOf(campaign)
  // What is only reserved may not have counted.
  const left = isSplit(campaign) && status === 'reserved' ? counted : counted - quantity
  const isOpen = ['active', 'full'].includes(campaign.status)
  return isOpen && counted >= campaign.minimum_slots ? Math.max(0, campaign.minimum_slots - left) : 0
}

function effectsOf({ act, participation: one }: Loaded): string[] {
  const amount = money(one.amount, one.currency)
  const slots = m.slots({ count: number(one.quantity) })
  const paid = money((one.paid_amount ?? 0) - (one.returned_amount ?? 0), one.currency)
  if (act === 'confirm') {
    return [
      m.operator_confirm_effect_paid({ amount: money(one.owed_by_buyer ?? one.amount, one.currency) }),
      m.operator_confirm_effect_hold(),
      m.operator_confirm_effect_buyer(),
    ]
  }
  if (act === 'fulfil') {
    return [
      m.operator_fulfil_effect_arrived({ slots }),
      m.operator_fulfil_effect_money({ amount }),
      m.operator_fulfil_effect_final(),
    ]
  }
  if (act === 'unfulfil') {
    return [
      m.operator_unfulfil_effect_status(),
      m.operator_unfulfil_effect_money({ amount }),
      m.operator_unfulfil_effect_buyer(),
    ]
  }
  const missing = missingAfter(one)
  return [
    one.paid_amount ? m.operator_refund_effect_money({ amount: paid }) : m.operator_cancel_effect_money(),
    m.operator_release_effect_slots({ slots }),
    ...(missing > 0 ? [m.operator_release_effect_goal({ count: number(missing) })] : []),
    m.operator_release_effect_final(),
  ]
}
