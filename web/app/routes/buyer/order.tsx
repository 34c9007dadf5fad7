/** Changes what one has ordered, as long as it is reserved and its campaign takes orders. */
import { ButtonLink } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Script } from '../../components/script.tsx'
import { isOpen } from '../../components/standing.ts'
import { answerHeaders, page, redirect, refused } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown } from '../../shown.ts'
import type { Route } from './+types/order.ts'
import { CampaignLine } from './join-frame.tsx'
import { ItemFields } from './join-items.tsx'
import { itemErrors } from './join-lines.ts'
import { MeFrame, meMeta } from './me-frame.tsx'
import { sendChange } from './order-change.ts'
import { ChangeButton, ChangeSum, OfferNotice } from './order-offer.tsx'
import { keptUnits } from './order-units.ts'
import { amountOf } from './words.ts'

export const loader = page(async ({ api, params }) => {
  const mine = await api.readParticipation({ id: params.id! })
  const mayChange = mine.status === 'reserved' && (isOpen(mine.campaign) || mine.campaign.status === 'full')
  return {
    id: mine.id,
    campaign: shown(mine.campaign),
    amount: amountOf(mine),
    lines: keptUnits(mine.lines),
    mayChange: mayChange && !mine.campaign.settling,
  }
})

export const action = page(async ({ sentForm, api, params }) => {
  const form = await sentForm()
  const { id, lines, campaign } = await api.readParticipation({ id: params.id! })
  const changed = await sendChange(api, { id, lines, campaign }, form)
  if (changed.ok) throw redirect(`/me/${id}?done=order`)
  const { problem, offer, typed } = changed
  return problem ? refused(problem, { typed, offer }) : { problem, typed, offer }
})

export const headers = answerHeaders

export const meta = () => meMeta(m.buyer_order_change_title())

export default function OrderPage({ loaderData, actionData }: Route.ComponentProps) {
  const { id, campaign, amount, lines, mayChange } = loaderData
  const problem = actionData?.problem
  const offer = actionData?.offer
  const errors = problem ? itemErrors(problem) : {}
  if (!mayChange) {
    return (
      <MeFrame title={m.buyer_order_change_not()}>
        <Notice tone="warn">{problem?.detail ?? m.buyer_order_change_not_detail()}</Notice>
        <ButtonLink href={`/me/${id}`} variant="quiet" className="mt-6">
          {m.back()}
        </ButtonLink>
      </MeFrame>
    )
  }
  return (
    <MeFrame title={m.buyer_order_change_title()}>
      <div className="max-w-xl">
        {problem && Object.keys(errors).length === 0 && (
          <div className="mb-6">
            <ProblemNotice problem={problem} />
          </div>
        )}
        <CampaignLine campaign={campaign} />
        <p className="mt-4 text-soft">{m.buyer_order_change_lead()}</p>
        <p className="mt-1 font-semibold numbers">{m.buyer_order_change_now({ amount })}</p>
        <PostForm data-once>
          {offer && (
            <div className="mt-4">
              <OfferNotice offer={offer} now={amount} />
            </div>
          )}
          <ItemFields
            campaign={campaign}
            quotedBy={`participations/${id}`}
            lines={actionData?.typed ?? lines}
            errors={errors}
            mostOf={(item) => item.most + (lines.find(({ item_id }) => item_id === item.id)?.units ?? 0)}
          />
          <ChangeSum total={amount} offer={offer} />
          <div className="mt-6 flex flex-wrap gap-3">
            <ChangeButton offer={offer} />
            <ButtonLink href={`/me/${id}`} variant="quiet">
              {m.back()}
            </ButtonLink>
          </div>
        </PostForm>
        <p className="mt-4 text-sm">
          <a href={`/me/${id}/cancel`} className="inline-block py-2.5 text-accent">
            {m.buyer_order_all()}
          </a>
        </p>
      </div>
      <Script name="join" />
    </MeFrame>
  )
}
