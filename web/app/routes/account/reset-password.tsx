import { data } from 'react-router'
import { Button, ButtonLink } from '../../components/button.tsx'
import { PasswordField, passwordLength } from '../../components/password-field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt } from '../../components/problem-notice.tsx'
import { answerHeaders, asTyped, attempt, page, refused } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/reset-password.ts'
import { DeadLink, isDeadLink, opened } from './mailed-link.tsx'
import { AccountProblem, Sheet, sheetMeta } from './sheet.tsx'

export const loader = page(async ({ url }) => opened(url))

export const action = page(async ({ sentForm, api }) => {
  const form = await sentForm()
  const token = asTyped(form, 'token')
  const answer = await attempt(api.resetPassword({ body: { token, password: asTyped(form, 'password') } }))
  return answer.ok ? data({ problem: undefined, token: '' }, { status: 200 }) : refused(answer.problem, { token })
})

export const headers = answerHeaders

export const meta = sheetMeta

export default function ResetPassword({ loaderData, actionData }: Route.ComponentProps) {
  const token = actionData?.token ?? loaderData.token
  const problem = actionData?.problem
  if (token === undefined || isDeadLink(problem)) {
    return <DeadLink title={m.account_reset_title()} renew={m.account_link_renew_reset()} />
  }
  if (actionData !== undefined && problem === undefined) {
    return (
      <Sheet title={m.account_reset_done_title()} lands lead={<p>{m.account_reset_done()}</p>}>
        <ButtonLink href="/sign-in" className="w-full">
          {m.account_sign_in_button()}
        </ButtonLink>
      </Sheet>
    )
  }
  return (
    <Sheet
      title={m.account_reset_title()}
      lead={<p>{m.account_reset_lead()}</p>}
      problem={problem}
      notice={problem && <AccountProblem problem={problem} fields={{ password: m.account_reset_label() }} />}
    >
      <PostForm action="/account/reset-password" data-once className="space-y-5">
        <input type="hidden" name="token" value={token} />
        <PasswordField
          name="password"
          label={m.account_reset_label()}
          isNew
          hint={m.account_new_password_hint({ min: String(passwordLength.min), max: String(passwordLength.max) })}
          error={errorAt(problem, 'password')}
        />
        <Button className="w-full">{m.account_reset_button()}</Button>
      </PostForm>
    </Sheet>
  )
}
