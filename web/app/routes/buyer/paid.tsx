/** "I have paid": what a buyer says of a payment that is not on record yet, with a picture of the proof. */

import { fractionDigits } from '../../../../src/kernel/money.ts'
import { amountOf } from '../../amounts.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { BareFileField, TextArea, TextField } from '../../components/field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { localInput } from '../../local-time.ts'
import { answerHeaders, attempt, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { sendPicture } from '../seller/payment-rows.ts'
import { amountInput } from '../seller/terms.ts'
import type { Route } from './+types/paid.ts'
import { MeFrame, meMeta } from './me-frame.tsx'

export const loader = page(async ({ api, params }) => {
  const id = params.id!
  const mine = await api.readParticipation({ id })
  const open = (await api.listClaimsOf({ id })).find((claim) => claim.answered_at === null)
  const amount = open?.amount ?? (mine.amount_to_pay || mine.amount + (mine.unique_part ?? 0))
  const today = localInput(new Date().toISOString()).slice(0, 10)
  return {
    id,
    title: mine.campaign.title,
    seller: mine.campaign.seller_name,
    currency: mine.currency,
    isHeld: mine.status === 'reserved' && mine.hold_expires_at !== null,
    open: open && { hasProof: open.has_proof },
    typed: {
      amount: amountInput(amount, mine.currency),
      on: open?.happened_on ?? today,
      note: open?.note ?? '',
      picture_id: '',
    },
    today,
    key: crypto.randomUUID(),
  }
})

export const action = page(async ({ api, params, sentForm }) => {
  const form = await sentForm()
  const id = params.id!
  const { currency } = await api.readParticipation({ id })
  const typed = {
    amount: text(form, 'amount'),
    on: text(form, 'on'),
    note: text(form, 'note'),
    picture_id: text(form, 'picture_id'),
  }
  const file = form.get('proof')
  if (file !== null && typeof file !== 'string' && file.name !== '' && file.size > 0) {
    const sent = await sendPicture(api, file)
    if (!sent.ok) return refused(sent.problem, { typed })
    // Not lost where something else is refused.
    typed.picture_id = sent.result.id
  }
  const body = {
    amount: amountOf(typed.amount, fractionDigits(currency)) ?? 0,
    ...(typed.on && { on: typed.on }),
    ...(typed.note && { note: typed.note }),
    ...(typed.picture_id && { picture_id: typed.picture_id }),
  }
  const answer = await attempt(api.claimPayment({ id, body }, { idempotencyKey: sentKey(form) }))
  if (!answer.ok) return refused(answer.problem, { typed })
  throw redirect(`/me/${id}?done=claimed`)
})

export const headers = answerHeaders

export function meta() {
  return meMeta(m.paid_title())
}

export default function PaidPage({ loaderData, actionData }: Route.ComponentProps) {
  const { id, title, isHeld, open, key, today } = loaderData
  const typed = actionData?.typed ?? loaderData.typed
  const problem = actionData?.problem
  const seller = loaderData.seller ?? m.payment_how_seller()
  return (
    <MeFrame title={m.paid_title()}>
      <p className="measure">
        <bdi className="font-semibold">{title}</bdi>. {m.paid_lead({ seller })}
      </p>
      {isHeld && <p className="measure mt-2 text-soft">{m.paid_hold()}</p>}
      <PostForm
        action={`/me/${id}/paid`}
        encType="multipart/form-data"
        noValidate
        data-once
        className="mt-6 max-w-xl space-y-6"
      >
        {problem && (
          <ProblemNotice
            problem={problem}
            fields={{ amount: `${m.paid_amount()}:`, on: `${m.paid_on()}:`, note: `${m.paid_note()}:` }}
          />
        )}
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="picture_id" value={typed.picture_id} />
        <TextField
          name="amount"
          label={m.paid_amount()}
          inputMode="numeric"
          required
          autoComplete="off"
          defaultValue={typed.amount}
          error={errorAt(problem, 'amount')}
        />
        <TextField
          name="on"
          type="date"
          label={m.paid_on()}
          max={today}
          required
          defaultValue={typed.on}
          error={errorAt(problem, 'on')}
        />
        <Proof isThere={typed.picture_id !== '' || open?.hasProof === true} />
        <TextArea
          name="note"
          label={m.paid_note()}
          hint={m.paid_note_hint()}
          rows={3}
          maxLength={500}
          defaultValue={typed.note}
          error={errorAt(problem, 'note')}
        />
        <div className="flex flex-wrap gap-3">
          <Button>{open ? m.paid_correct_button() : m.paid_button()}</Button>
          <ButtonLink href={`/me/${id}`} variant="quiet">
            {m.back()}
          </ButtonLink>
        </div>
      </PostForm>
    </MeFrame>
  )
}

function Proof({ isThere }: { isThere: boolean }) {
  return (
    <div>
      <label htmlFor="proof" className="text-sm font-semibold">
        {m.paid_proof()}
      </label>
      <BareFileField
        id="proof"
        name="proof"
        accept="image/jpeg,image/png,image/webp"
        className="mt-1.5 block w-full text-sm file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-line file:bg-surface file:px-4 file:font-semibold file:text-ink"
      />
      <p id="proof-hint" className="mt-1.5 text-sm text-soft">
        {isThere ? m.paid_proof_there() : m.paid_proof_hint()}
      </p>
    </div>
  )
}
