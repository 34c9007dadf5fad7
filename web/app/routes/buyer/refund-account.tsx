/** Where what is owed to a buyer goes: asked at the moment it is needed, shown back by four digits, changed and taken back. */
import { Button, ButtonLink } from '../../components/button.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { date, money, titleWords } from '../../format.ts'
import { type Api, answerHeaders, asked, attempt, type Problem, page, redirect, refused, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/refund-account.ts'
import { MeFrame, meMeta } from './me-frame.tsx'
import { type Account, accountOf, accountWords } from './refund-words.ts'

export const loader = page(async ({ api, url }) => {
  const id = asked(url.searchParams, 'order', 36)
  const [account, providers, order] = await Promise.all([accountOf(api), api.listRefundProviders(), orderOf(api, id)])
  return { ...account, providers, order, done: url.searchParams.get('done') }
})

/** The order whose money it is about, if the page was opened for one; somebody else's, or none, is nobody's business here. */
async function orderOf(api: Api, id: string) {
  if (id === '') return undefined
  const found = await attempt(api.readParticipation({ id }))
  if (!found.ok) return undefined
  const { code, owed_to_buyer: owed, currency, campaign } = found.result
  return { id, code, owed: owed ? money(owed, currency) : undefined, title: campaign.title }
}

export const action = page(async ({ api, url, sentForm }) => {
  const form = await sentForm()
  const order = asked(url.searchParams, 'order', 36)
  if (text(form, 'intent') === 'remove') {
    const answer = await attempt(api.removeRefundAccount({ id: 'me' }))
    // Removed twice is removed.
    if (!answer.ok && answer.problem.code !== 'refund_account_not_found') {
      return refused(answer.problem, { typed: undefined })
    }
    throw redirect(`/me/refund-account?done=removed${order && `&order=${order}`}`)
  }
  const typed = { provider: text(form, 'provider'), number: text(form, 'number'), holder: text(form, 'holder') }
  const answer = await attempt(api.keepRefundAccount({ id: 'me', body: typed as never }))
  if (!answer.ok) return refused(answer.problem, { typed })
  throw redirect(`/me/refund-account?done=saved${order && `&order=${order}`}`)
})

export const headers = answerHeaders

export function meta() {
  return meMeta(m.refund_title())
}

type Loaded = Route.ComponentProps['loaderData']

export default function RefundAccountPage({ loaderData, actionData }: Route.ComponentProps) {
  const { account, isUnreadable, order, done } = loaderData
  const problem = actionData?.problem
  const owed = order?.owed
  return (
    <MeFrame title={m.refund_title()} lead={m.refund_lead()}>
      <div className="space-y-4 empty:hidden">
        {done === 'saved' && !problem && <Notice tone="good">{m.refund_saved()}</Notice>}
        {done === 'removed' && !problem && <Notice tone="good">{m.refund_removed()}</Notice>}
        {problem && (
          <ProblemNotice
            problem={problem}
            fields={{ provider: m.refund_provider(), number: m.refund_number(), holder: m.refund_holder() }}
          />
        )}
        {isUnreadable && <Notice tone="warn">{m.refund_unreadable()}</Notice>}
        {order && owed && (
          <Notice tone={account ? 'info' : 'warn'} silent title={m.refund_owed_title({ amount: owed })}>
            {(account ? m.refund_owed_known : m.refund_owed_for)({
              code: order.code,
              campaign: titleWords(order.title),
            })}
          </Notice>
        )}
      </div>
      <div className="mt-6 max-w-lg">
        {account && <Now account={account} order={order} />}
        {account ? (
          <details className="mt-4" open={problem !== undefined}>
            <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent underline underline-offset-4">
              {m.refund_change()}
            </summary>
            <AccountForm loaded={loaderData} typed={actionData?.typed} problem={problem} />
            <Remove isOwed={owed !== undefined} />
          </details>
        ) : (
          <AccountForm loaded={loaderData} typed={actionData?.typed} problem={problem} />
        )}
        <Safe />
      </div>
    </MeFrame>
  )
}

function Now({ account, order }: { account: Account; order: Loaded['order'] }) {
  return (
    <section aria-labelledby="now" className="rounded-lg border border-line bg-surface px-5 py-4">
      <h2 id="now" className="text-sm font-semibold text-soft">
        {m.refund_now()}
      </h2>
      <p className="mt-1 text-xl font-bold numbers">{accountWords(account)}</p>
      <p className="mt-0.5 text-sm text-soft">
        {m.refund_holder_initial({ initial: account.holder_initial })} ·{' '}
        {m.refund_since({ date: date(account.changed_at) })}
      </p>
      {order && (
        <ButtonLink href={`/me/${order.id}`} variant="quiet" size="sm" className="mt-3 min-h-11">
          {m.refund_back()}
        </ButtonLink>
      )}
    </section>
  )
}

interface FormProps {
  loaded: Loaded
  typed: { provider: string; number: string; holder: string } | undefined
  problem: Problem | undefined
}

function AccountForm({ loaded: { providers }, typed, problem }: FormProps) {
  const choices = providers.map(({ id, name, kind }): [string, string] => {
    return [id, kind === 'bank' ? name : `${name} (${m.refund_ewallets()})`]
  })
  return (
    <PostForm data-once noValidate className="mt-3 space-y-5">
      <input type="hidden" name="intent" value="save" />
      <SelectField
        name="provider"
        label={m.refund_provider()}
        choices={[['', m.refund_choose()], ...choices]}
        required
        defaultValue={typed?.provider ?? ''}
        error={errorAt(problem, 'provider') && m.refund_choose()}
      />
      <TextField
        name="number"
        label={m.refund_number()}
        hint={m.refund_number_hint()}
        inputMode="numeric"
        autoComplete="off"
        required
        maxLength={60}
        defaultValue={typed?.number ?? ''}
        error={errorAt(problem, 'number')}
      />
      <TextField
        name="holder"
        label={m.refund_holder()}
        hint={m.refund_holder_hint()}
        autoComplete="name"
        required
        maxLength={70}
        defaultValue={typed?.holder ?? ''}
        error={errorAt(problem, 'holder')}
      />
      <Button className="max-sm:w-full">{m.refund_save()}</Button>
    </PostForm>
  )
}

function Remove({ isOwed }: { isOwed: boolean }) {
  return (
    <PostForm data-once className="mt-4 border-t border-line pt-2">
      <input type="hidden" name="intent" value="remove" />
      <button type="submit" className="min-h-11 cursor-pointer text-left text-sm text-bad underline underline-offset-4">
        {isOwed ? m.refund_remove_owed() : m.refund_remove()}
      </button>
    </PostForm>
  )
}

function Safe() {
  return (
    <section aria-labelledby="safe" className="mt-10">
      <h2 id="safe" className="text-base font-semibold">
        {m.refund_safe_title()}
      </h2>
      <ul className="mt-2 list-disc space-y-1.5 pl-5 text-sm text-soft">
        <li>{m.refund_safe_encrypted()}</li>
        <li>{m.refund_safe_shown()}</li>
        <li>{m.refund_safe_erased()}</li>
        <li>{m.refund_safe_moves()}</li>
      </ul>
    </section>
  )
}
