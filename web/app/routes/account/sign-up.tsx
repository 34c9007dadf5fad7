import { Button, ButtonLink } from '../../components/button.tsx'
import { EmailField } from '../../components/email-field.tsx'
import { TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PasswordField, passwordLength } from '../../components/password-field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt } from '../../components/problem-notice.tsx'
import { number } from '../../format.ts'
import {
  answerHeaders,
  asTyped,
  attempt,
  localPath,
  type Page,
  page,
  redirect,
  refused,
  text,
  visitor,
} from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import type { Route } from './+types/sign-up.ts'
import { leadOn } from './lead-on.ts'
import { nextCookie } from './next-cookie.ts'
import { AccountProblem, arrival, hasChosen, isJoining, onwards, Sheet, sheetMeta, withNext } from './sheet.tsx'

export const loader = page(async (page) => {
  const next = onwards(localPath(page.url.searchParams.get('next')))
  const known = await visitor(page)
  if (known) throw redirect(arrival(next, known.role))
  return { next }
})

export const action = page(async (page) => {
  const { api, context } = page
  const form = await page.sentForm()
  const next = onwards(localPath(form.get('next')))
  if (text(form, 'intent') === 'again') return mailAgain(page, text(form, 'email'), next)
  const typed = { name: text(form, 'name'), email: text(form, 'email'), operatorCode: text(form, 'operator_code') }
  const password = asTyped(form, 'password')
  const answer = await attempt(
    api.signUp({
      body: {
        name: typed.name,
        email: typed.email,
        password,
        locale: getLocale(),
        ...(typed.operatorCode && { operator_code: typed.operatorCode }),
      },
    }),
  )
  if (!answer.ok) return refused(answer.problem, { next, typed, mailed: false, isAgain: false, sends: true })
  if (answer.result.status === 'confirm_email') {
    context.cookies.push(nextCookie(next, context.publicUrl.startsWith('https:')))
    return { problem: undefined, next, typed, mailed: true, isAgain: false, sends: context.sendsLetters }
  }
  const signedIn = await attempt(api.signIn({ body: { email: typed.email, password } }))
  if (!signedIn.ok) throw redirect(`/sign-in?next=${encodeURIComponent(next)}&done=taken`)
  throw leadOn(page, signedIn.result.status, next)
})

/** The letter of signing up once more, on the page that says to look for it. */
async function mailAgain({ api, context }: Page, email: string, next: string) {
  const typed = { name: '', email, operatorCode: '' }
  const shown = { next, typed, mailed: true, isAgain: true, sends: context.sendsLetters }
  const answer = await attempt(api.mailSignUpAgain({ body: { email } }))
  return answer.ok ? { problem: undefined, ...shown } : refused(answer.problem, shown)
}

export const headers = answerHeaders

export const meta = sheetMeta

export default function SignUp({ loaderData, actionData }: Route.ComponentProps) {
  const next = actionData?.next ?? loaderData.next
  if (actionData?.mailed) return <CheckMail {...actionData} email={actionData.typed.email} />
  return (
    <Sheet
      title={m.account_sign_up_title()}
      lead={<p>{leadWords(next)}</p>}
      problem={actionData?.problem}
      notice={
        actionData?.problem && (
          <AccountProblem
            problem={actionData.problem}
            fields={{
              name: m.account_name(),
              email: m.account_email(),
              password: m.account_password(),
              operator_code: m.account_operator_label(),
            }}
          />
        )
      }
      aside={
        <p>
          {m.account_have_account()}{' '}
          <a className="inline-block py-2 font-semibold text-accent" href={withNext('/sign-in', next)}>
            {m.account_sign_in_link()}
          </a>
        </p>
      }
    >
      <SignUpForm next={next} typed={actionData?.typed} problem={actionData?.problem} />
    </Sheet>
  )
}

function leadWords(next: string): string {
  if (hasChosen(next)) return m.account_sign_up_lead_join()
  return isJoining(next) ? m.account_sign_up_lead_back() : m.account_sign_up_lead()
}

type Shown = NonNullable<Route.ComponentProps['actionData']>

function SignUpForm({
  next,
  typed,
  problem,
}: {
  next: string
  typed: Shown['typed'] | undefined
  problem: Shown['problem']
}) {
  const isOperator = Boolean(typed?.operatorCode)
  return (
    <PostForm action="/sign-up" data-once className="space-y-5">
      <input type="hidden" name="next" value={next} />
      <TextField
        name="name"
        label={m.account_name()}
        hint={m.account_name_hint()}
        autoComplete="name"
        maxLength={120}
        required
        defaultValue={typed?.name}
        error={errorAt(problem, 'name')}
      />
      <EmailField hint={m.account_email_hint()} defaultValue={typed?.email} error={errorAt(problem, 'email')} />
      <PasswordField
        name="password"
        label={m.account_password()}
        isNew
        hint={m.account_new_password_hint({ min: String(passwordLength.min), max: String(passwordLength.max) })}
        error={errorAt(problem, 'password')}
      />
      {/* The code makes the first account; whoever comes from a campaign has come to buy. */}
      {(isOperator || !next.startsWith('/c/')) && (
        <details open={isOperator}>
          <summary className="flex min-h-11 cursor-pointer items-center text-sm text-soft underline underline-offset-4">
            {m.account_operator_summary()}
          </summary>
          <div className="mt-2">
            <TextField
              name="operator_code"
              label={m.account_operator_label()}
              hint={m.account_operator_hint()}
              autoComplete="off"
              maxLength={60}
              defaultValue={typed?.operatorCode}
              error={errorAt(problem, 'operator_code')}
            />
          </div>
        </details>
      )}
      <Button className="w-full">{m.account_sign_up_button()}</Button>
    </PostForm>
  )
}

function SentAgain({ email, problem }: Pick<Shown, 'problem'> & { email: string }) {
  if (problem?.code === 'too_many_attempts') {
    const minutes = number(Math.ceil((problem.retryAfterSeconds ?? 60) / 60))
    return (
      <Notice tone="warn" lands title={m.account_check_often_title()}>
        {m.account_check_often({ minutes })}
      </Notice>
    )
  }
  if (problem) return <AccountProblem problem={problem} />
  return (
    <Notice tone="good" lands>
      {m.account_check_sent_again({ email })}
    </Notice>
  )
}

/** What happens next; where no letter leaves nobody is sent to wait for one. */
function CheckMail({ email, next, sends, isAgain, problem }: Omit<Shown, 'typed' | 'mailed'> & { email: string }) {
  const before = isAgain && <SentAgain email={email} problem={problem} />
  return (
    <Sheet
      title={sends ? m.account_check_title() : m.account_kept_title()}
      lands={!before}
      problem={problem}
      notice={before}
      lead={
        <>
          <p>{sends ? m.account_check_detail({ email }) : m.account_kept_detail({ email })}</p>
          {hasChosen(next) && <p>{m.account_check_kept()}</p>}
          <p>{sends ? m.account_check_spam() : m.account_kept_ask()}</p>
        </>
      }
      aside={
        <a className="inline-block py-2 text-accent" href={withNext('/sign-up', next)}>
          {m.account_check_again()}
        </a>
      }
    >
      <div className="space-y-3">
        <ButtonLink href={withNext('/sign-in', next)} className="w-full">
          {m.account_check_button()}
        </ButtonLink>
        {sends && (
          <PostForm action="/sign-up" data-once>
            <input type="hidden" name="intent" value="again" />
            <input type="hidden" name="next" value={next} />
            <input type="hidden" name="email" value={email} />
            <Button variant="quiet" className="w-full">
              {m.account_check_send_again()}
            </Button>
          </PostForm>
        )}
      </div>
    </Sheet>
  )
}
