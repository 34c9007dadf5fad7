import { Button, ButtonLink } from '../../components/button.tsx'
import { EmailField } from '../../components/email-field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt } from '../../components/problem-notice.tsx'
import { answerHeaders, attempt, page, refused, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/forgot-password.ts'
import { AccountProblem, Sheet, sheetMeta } from './sheet.tsx'

export const action = page(async ({ sentForm, api, context }) => {
  const email = text(await sentForm(), 'email')
  const answer = await attempt(api.forgotPassword({ body: { email } }))
  return answer.ok
    ? { problem: undefined, email, sends: context.sendsLetters }
    : refused(answer.problem, { email, sends: true })
})

export const headers = answerHeaders

export const meta = sheetMeta

export default function ForgotPassword({ actionData }: Route.ComponentProps) {
  const back = (
    <a className="inline-block py-2 text-accent" href="/sign-in">
      {m.account_back_sign_in()}
    </a>
  )
  if (actionData !== undefined && actionData.problem === undefined) {
    return (
      <Sheet
        title={actionData.sends ? m.account_check_title() : m.account_kept_title()}
        lands
        lead={
          <>
            <p className="break-words">
              {actionData.sends
                ? m.account_forgot_done({ email: actionData.email })
                : m.account_forgot_kept({ email: actionData.email })}
            </p>
            <p>{actionData.sends ? m.account_check_spam() : m.account_kept_ask()}</p>
          </>
        }
        aside={back}
      >
        <ButtonLink href="/account/forgot-password" variant="quiet" className="w-full">
          {m.account_forgot_again()}
        </ButtonLink>
      </Sheet>
    )
  }
  const problem = actionData?.problem
  return (
    <Sheet
      title={m.account_forgot_title()}
      lead={<p>{m.account_forgot_lead()}</p>}
      problem={problem}
      notice={problem && <AccountProblem problem={problem} fields={{ email: m.account_email() }} />}
      aside={back}
    >
      <PostForm action="/account/forgot-password" data-once className="space-y-5">
        <EmailField hint={m.account_forgot_hint()} defaultValue={actionData?.email} error={errorAt(problem, 'email')} />
        <Button className="w-full">{m.account_forgot_button()}</Button>
      </PostForm>
    </Sheet>
  )
}
