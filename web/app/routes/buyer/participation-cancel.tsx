import { Button, ButtonLink } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { participationStatusWord } from '../../components/status.tsx'
import { dateTime, number } from '../../format.ts'
import { answerHeaders, attempt, page, redirect, refused, sentKey } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown } from '../../shown.ts'
import type { Route } from './+types/participation-cancel.ts'
import { CampaignLine } from './join-frame.tsx'
import { MeFrame, meMeta } from './me-frame.tsx'
import { amountOf, mayLeave, slotWords } from './words.ts'

export const loader = page(async ({ api, params }) => {
  const mine = await api.readParticipation({ id: params.id! })
  return { mine, mayLeave: mayLeave(mine, new Date().toISOString()), key: crypto.randomUUID() }
})

export const action = page(async ({ sentForm, api, params }) => {
  const form = await sentForm()
  const isConfirmed = (await api.readParticipation({ id: params.id! })).status === 'confirmed'
  const key = sentKey(form)
  const answer = await attempt(api.cancelParticipation({ id: params.id! }, { idempotencyKey: key }))
  if (!answer.ok) return refused(answer.problem, {})
  throw redirect(isConfirmed ? `/me/${params.id}?done=left` : '/me?done=cancelled')
})

export const headers = answerHeaders

export function meta() {
  return meMeta(m.buyer_cancel_title())
}

export default function CancelPage({ loaderData: { mine, mayLeave, key }, actionData }: Route.ComponentProps) {
  const { campaign } = mine
  const slots = slotWords(mine.quantity)
  const isConfirmed = mine.status === 'confirmed'
  if (mine.status !== 'reserved' && !(isConfirmed && mayLeave)) {
    return (
      <MeFrame title={m.buyer_cancel_not()}>
        <Notice tone="warn">{m.buyer_cancel_not_detail({ status: participationStatusWord(mine.status) })}</Notice>
        <ButtonLink href={`/me/${mine.id}`} variant="quiet" className="mt-6">
          {m.back()}
        </ButtonLink>
      </MeFrame>
    )
  }
  return (
    <MeFrame title={isConfirmed ? m.buyer_leave_title() : m.buyer_cancel_title()}>
      {actionData && (
        <div className="mb-6">
          <ProblemNotice problem={actionData.problem} />
        </div>
      )}
      <CampaignLine campaign={shown(campaign)} />
      <ul className="measure mt-6 list-disc space-y-2 pl-5">
        {mayLeave && <li>{m.buyer_leave_why({ time: dateTime(mine.may_leave_until ?? campaign.deadline) })}</li>}
        <li>{campaign.settling ? m.buyer_cancel_slots_settling({ slots }) : m.buyer_cancel_slots({ slots })}</li>
        <li>
          {isConfirmed
            ? m.buyer_leave_money({ amount: amountOf(mine) })
            : m.buyer_cancel_money({ amount: amountOf(mine) })}
        </li>
        <li>
          {m.buyer_cancel_campaign({
            // What counts against the goal: a reservation does not, where confirmed slots alone do.
            taken: number(
              campaign.goal_counts === 'claims'
                ? campaign.slots_taken - mine.quantity
                : campaign.slots_confirmed - (isConfirmed ? mine.quantity : 0),
            ),
            total: number(campaign.total_slots),
            goal: number(campaign.minimum_slots),
          })}
        </li>
        <li>{m.buyer_cancel_final()}</li>
      </ul>
      <PostForm data-once className="mt-8 flex flex-wrap gap-3">
        <input type="hidden" name="key" value={key} />
        <Button variant="danger">
          {isConfirmed ? m.buyer_leave_button({ slots }) : m.buyer_cancel_button({ slots })}
        </Button>
        <ButtonLink href={`/me/${mine.id}`} variant="quiet">
          {m.buyer_cancel_keep()}
        </ButtonLink>
      </PostForm>
    </MeFrame>
  )
}
