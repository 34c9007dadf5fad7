/** How a seller is paid, in all of their campaigns that say nothing else. */
import { Notice } from '../../components/notice.tsx'
import { answerHeaders, attempt, page, redirect, refused, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/payment.ts'
import { SellerPage } from './frame.tsx'
import { PaymentForm } from './payment-form.tsx'
import { bodyOf, sendCode, typedIn, typedOf } from './payment-rows.ts'

export const loader = page(async ({ api, url, whoAsks }) => {
  const said = await api.readSellerPayment({ id: (await whoAsks()).user_id! })
  return { typed: typedOf(said), isSaid: said.of !== 'nobody', saved: url.searchParams.has('saved') }
})

export const action = page(async ({ api, sentForm, whoAsks }) => {
  const form = await sentForm()
  const typed = typedIn(form)
  const failed = await sendCode(api, form, typed)
  if (failed) return refused(failed, { typed, more: false })
  if (text(form, 'intent') === 'more') return { problem: undefined, typed, more: true }
  const answer = await attempt(api.changeSellerPayment({ id: (await whoAsks()).user_id!, body: bodyOf(typed) }))
  if (!answer.ok) return refused(answer.problem, { typed, more: false })
  throw redirect('/sell/payment?saved=1')
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.payment_title()} · ${m.site_name()}` }]

export default function Payment({ loaderData: { typed, isSaid, saved }, actionData }: Route.ComponentProps) {
  return (
    <SellerPage title={m.payment_title()} lead={m.payment_lead()}>
      <div className="mb-6 empty:hidden">
        {!actionData && saved && <Notice tone="good">{m.payment_saved()}</Notice>}
        {!actionData && !isSaid && <Notice tone="warn">{m.payment_none()}</Notice>}
      </div>
      <PaymentForm
        action="/sell/payment"
        typed={actionData?.typed ?? typed}
        more={actionData?.more ?? false}
        problem={actionData?.problem}
      />
    </SellerPage>
  )
}
