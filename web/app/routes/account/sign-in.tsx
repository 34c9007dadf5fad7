import { Fragment } from 'react'
import { timeZoneName } from '../../../../src/kernel/zone.ts'
import { Button } from '../../components/button.tsx'
import { EmailField } from '../../components/email-field.tsx'
import { Checkbox } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt } from '../../components/problem-notice.tsx'
import { clock } from '../../format.ts'
import { answerHeaders, asTyped, attempt, localPath, page, redirect, refused, text, visitor } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { useVisit } from '../../visit.ts'
import type { Route } from './+types/sign-in.ts'
import { leadOn } from './lead-on.ts'
import { AccountProblem, arrival, hasChosen, isJoining, onwards, Sheet, sheetMeta, withNext } from './sheet.tsx'

export const loader = page(async (page) => {
  const next = onwards(localPath(page.url.searchParams.get('next')))
  const known = await visitor(page)
  if (known) throw redirect(arrival(next, known.role))
  return { next, done: page.url.searchParams.get('done') }
})

export const action = page(async (page) => {
  const form = await page.sentForm()
  const next = onwards(localPath(form.get('next')))
  const email = text(form, 'email')
  const remember = form.get('remember') !== null
  const answer = await attempt(page.api.signIn({ body: { email, password: asTyped(form, 'password'), remember } }))
  if (!answer.ok) return refused(answer.problem, { email, remember, next })
  throw leadOn(page, answer.result.status, next)
})

export const headers = answerHeaders

export const meta = sheetMeta

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const next = actionData?.next ?? loaderData.next
  const problem = actionData?.problem
  return (
    <Sheet
      title={m.account_sign_in_title()}
      lead={<p>{leadWords(next)}</p>}
      problem={problem}
      notice={
        problem ? (
          <AccountProblem problem={problem} fields={{ email: m.account_email(), password: m.account_password() }} />
        ) : (
          <>
            <Before done={loaderData.done} />
            <DemoAccounts />
          </>
        )
      }
      aside={
        <p>
          {m.account_no_account()}{' '}
          <a className="inline-block py-2 font-semibold text-accent" href={withNext('/sign-up', next)}>
            {m.account_sign_up_link()}
          </a>
        </p>
      }
    >
      <PostForm action="/sign-in" data-once className="space-y-5">
        <input type="hidden" name="next" value={next} />
        <EmailField defaultValue={actionData?.email} error={errorAt(problem, 'email')} />
        <PasswordField name="password" label={m.account_password()} error={errorAt(problem, 'password')} />
        <Checkbox name="remember" label={m.account_remember()} defaultChecked={actionData?.remember ?? true} />
        <Button className="w-full">{m.account_sign_in_button()}</Button>
        <p className="text-center text-sm">
          <a className="inline-block py-2.5 text-accent" href="/account/forgot-password">
            {m.account_forgot_link()}
          </a>
        </p>
      </PostForm>
    </Sheet>
  )
}

function leadWords(next: string): string {
  if (hasChosen(next)) return m.account_sign_in_lead_join()
  return isJoining(next) ? m.account_sign_in_lead_back() : m.account_sign_in_lead()
}

/** Of a public demo: everybody is let in, and nobody stays. */
function DemoAccounts() {
  const demo = useVisit()?.demo
  if (!demo) return null
  const { accounts, password, resetsAt } = demo
  const time = `${clock(resetsAt)} ${timeZoneName}`
  const roles = [m.operator_role_operator(), m.operator_role_seller(), m.operator_role_buyer()]
  const said = [
    ...accounts.map((account, i) => [roles[i], account] as const),
    [m.account_password(), password] as const,
  ]
  return (
    <Notice title={m.demo_sign_in_title()}>
      <dl className="my-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5">
        {said.map(([what, value]) => (
          <Fragment key={value}>
            <dt className="text-soft">{what}</dt>
            <dd className="font-semibold">
              {/* An address breaks before its domain or not at all. */}
              {value.split(/(?=@)/).map((part) => (
                <span key={part} className="inline-block">
                  {part}
                </span>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
      {m.demo_sign_in_detail({ time })}
    </Notice>
  )
}

/** What led here, when it was not a link. */
function Before({ done }: { done: string | null }) {
  switch (done) {
    case 'in':
      return (
        <Notice tone="bad" lands title={m.account_cookies_title()}>
          {m.account_cookies_detail()}
        </Notice>
      )
    case 'expired':
      return <Notice tone="warn">{m.account_expired()}</Notice>
    case 'taken':
      return <Notice tone="warn">{m.account_taken_maybe()}</Notice>
    case 'signed-out':
      return <Notice tone="good">{m.account_signed_out()}</Notice>
    case 'everywhere':
      return <Notice tone="good">{m.account_signed_out_everywhere()}</Notice>
    case 'erased':
      return <Notice tone="good">{m.account_erased()}</Notice>
    default:
      return null
  }
}
