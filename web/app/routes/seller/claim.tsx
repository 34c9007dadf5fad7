/** What one buyer says that they have paid: the proof beside what is due, and the two ways to answer. */
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { amountOf } from '../../amounts.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { Checkbox, SelectField, TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { date, dateTime, money } from '../../format.ts'
import { answerHeaders, attempt, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/claim.ts'
import { SellerPage } from './frame.tsx'
import { methodChoices } from './money-words.ts'
import { amountInput } from './terms.ts'

const methods = ['bank_transfer', 'qris', 'ewallet', 'cash', 'other'] as const

function methodIn(form: FormData): (typeof methods)[number] {
  return methods.find((one) => one === text(form, 'method')) ?? 'bank_transfer'
}

export const loader = page(async ({ api, params, url, whoAsks }) => {
  const claim = await api.readClaim({ id: params.id! })
  const { user_id: me } = await whoAsks()
  const [next] = (await api.listClaims({ limit: 2, ...(me && { seller_id: me }) })).items.filter(
    ({ id }) => id !== claim.id,
  )
  return { claim, next: next?.id, done: url.searchParams.get('done'), key: crypto.randomUUID() }
})

export const action = page(async ({ api, params, sentForm }) => {
  const form = await sentForm()
  const id = params.id!
  const once = { idempotencyKey: sentKey(form) }
  const typed = { amount: text(form, 'amount'), reference: text(form, 'reference'), answer: text(form, 'answer') }
  if (text(form, 'intent') === 'answer') {
    const answer = await attempt(api.answerClaim({ id, body: { answer: typed.answer } }, once))
    if (!answer.ok) return refused(answer.problem, { typed })
    throw redirect(`/sell/claims/${id}?done=answered`)
  }
  const { currency } = await api.readClaim({ id })
  const body = {
    amount: amountOf(typed.amount, fractionDigits(currency)) ?? 0,
    method: methodIn(form),
    ...(typed.reference && { reference: typed.reference }),
    ...(form.has('anyway') && { anyway: true }),
  }
  const answer = await attempt(api.confirmClaim({ id, body }, once))
  if (!answer.ok) return refused(answer.problem, { typed })
  throw redirect(`/sell/claims/${id}?done=confirmed`)
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.claim_title()} · ${m.site_name()}` }]

export default function ClaimPage({ loaderData: { claim, next, done, key }, actionData }: Route.ComponentProps) {
  const isOpen = claim.answered_at === null
  return (
    <SellerPage title={m.claim_title()} back={{ href: '/sell/claims', words: m.claims_title() }} within="/sell/claims">
      <div className="mb-6 space-y-4 empty:hidden">
        {done === 'confirmed' && <Notice tone="good">{m.claim_done_confirmed()}</Notice>}
        {done === 'answered' && <Notice tone="good">{m.claim_done_answered()}</Notice>}
        {!isOpen && next && (
          <ButtonLink href={`/sell/claims/${next}`} className="w-full sm:w-auto">
            {m.claim_next()}
          </ButtonLink>
        )}
        {actionData && (
          <ProblemNotice
            problem={actionData.problem}
            fields={{
              amount: `${m.claim_amount()}:`,
              reference: `${m.claim_reference()}:`,
              answer: `${m.claim_answer()}:`,
            }}
          />
        )}
      </div>
      <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="space-y-6">
          <Facts
            facts={[
              [m.seller_col_name(), claim.buyer_name ?? claim.user_id],
              [m.payment_how_code(), claim.code],
              [
                m.claim_campaign(),
                <a key="campaign" className="text-accent" href={`/sell/campaigns/${claim.campaign_id}#participants`}>
                  {claim.campaign_title}
                </a>,
              ],
              [m.claim_says(), <strong key="amount">{money(claim.amount, claim.currency)}</strong>],
              [m.paid_on(), date(claim.happened_on)],
              [m.claim_due(), money(claim.owed_by_buyer ?? 0, claim.currency)],
              [m.claim_said_at(), dateTime(claim.created_at)],
              claim.note
                ? [
                    m.paid_note(),
                    <span key="note" className="whitespace-pre-line">
                      {claim.note}
                    </span>,
                  ]
                : null,
              claim.hold_extended_to !== null && [m.claim_held_until(), dateTime(claim.hold_extended_to)],
            ]}
          />
          {isOpen ? (
            <Answers claim={claim} formKey={key} answer={actionData} />
          ) : (
            <p>{claim.answer === null ? m.claim_was_recorded() : m.claim_was_answered({ answer: claim.answer })}</p>
          )}
        </div>
        <Proof claim={claim} />
      </div>
    </SellerPage>
  )
}

type Claim = Route.ComponentProps['loaderData']['claim']

function Proof({ claim: { picture, has_proof: hasProof } }: { claim: Claim }) {
  if (picture === null) return <p className="text-soft">{hasProof ? m.claim_proof_gone() : m.claim_no_proof()}</p>
  const address = `/api/sambatan/money/pictures/${picture.id}`
  return (
    <figure>
      <a href={address}>
        <img
          src={address}
          width={picture.width}
          height={picture.height}
          alt={m.claim_proof_alt()}
          className="mx-auto h-auto max-h-[36rem] w-auto max-w-full rounded-lg border border-line bg-sunken"
        />
      </a>
      <figcaption className="mt-2 text-sm text-soft">{m.claim_proof_hint()}</figcaption>
    </figure>
  )
}

function Answers({
  claim,
  formKey,
  answer,
}: {
  claim: Claim
  formKey: string
  answer: Route.ComponentProps['actionData']
}) {
  const here = `/sell/claims/${claim.id}`
  const problem = answer?.problem
  return (
    <>
      <PostForm action={here} data-once className="space-y-4 rounded-lg border border-line bg-surface p-4 sm:p-5">
        <h2 className="text-xl">{m.claim_came_title()}</h2>
        <p className="text-sm text-soft">{m.claim_came_hint()}</p>
        <input type="hidden" name="key" value={`${formKey}-c`} />
        <TextField
          name="amount"
          label={m.claim_amount()}
          inputMode="numeric"
          required
          autoComplete="off"
          defaultValue={answer?.typed.amount || amountInput(claim.amount, claim.currency)}
          error={errorAt(problem, 'amount')}
        />
        <SelectField
          name="method"
          label={m.claim_method()}
          choices={methodChoices().filter(([one]) => methods.some((each) => each === one))}
          defaultValue="bank_transfer"
        />
        <TextField
          name="reference"
          label={m.claim_reference()}
          maxLength={120}
          autoComplete="off"
          defaultValue={answer?.typed.reference ?? ''}
          error={errorAt(problem, 'reference')}
        />
        {problem?.code === 'more_than_due' && (
          <Checkbox name="anyway" label={m.claim_anyway()} hint={m.claim_anyway_hint()} />
        )}
        <Button name="intent" value="confirm" className="w-full">
          {m.claim_confirm()}
        </Button>
      </PostForm>
      <details open={problem !== undefined && answer?.typed.answer !== ''}>
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent underline underline-offset-4">
          {m.claim_not_came()}
        </summary>
        <PostForm action={here} data-once className="mt-2 space-y-4">
          <input type="hidden" name="key" value={`${formKey}-a`} />
          <TextField
            name="answer"
            label={m.claim_answer()}
            hint={m.claim_answer_hint()}
            required
            maxLength={240}
            autoComplete="off"
            defaultValue={answer?.typed.answer ?? ''}
            error={errorAt(problem, 'answer')}
          />
          <Button name="intent" value="answer" variant="quiet">
            {m.claim_answer_button()}
          </Button>
        </PostForm>
      </details>
    </>
  )
}
