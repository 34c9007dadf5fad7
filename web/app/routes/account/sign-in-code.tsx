import { Button } from '../../components/button.tsx'
import { CodeField } from '../../components/code-field.tsx'
import { TextField } from '../../components/field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { answerHeaders, attempt, localPath, page, redirect, refused, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/sign-in-code.ts'
import { leadOn } from './lead-on.ts'
import { AccountProblem, comesIn, lookIn, onwards, Sheet, sheetMeta, withNext } from './sheet.tsx'

export const loader = page(async ({ url, request }) => {
  const next = onwards(localPath(url.searchParams.get('next')))
  // Whose password was right is known by a cookie, and this browser has kept none at all.
  if (comesIn(url) && !request.headers.has('cookie')) throw redirect(lookIn('/sign-in', next))
  return { next }
})

export const action = page(async (page) => {
  const form = await page.sentForm()
  const next = onwards(localPath(form.get('next')))
  const recoveryCode = text(form, 'recovery_code')
  const code = text(form, 'code')
  const answer = await attempt(
    page.api.signInWithCode({ body: recoveryCode ? { recovery_code: recoveryCode } : { code } }),
  )
  if (answer.ok) throw leadOn(page, 'signed_in', next)
  if (answer.problem.code === 'two_factor_expired') {
    throw redirect(`/sign-in?next=${encodeURIComponent(next)}&done=expired`)
  }
  return refused(answer.problem, { next, byRecoveryCode: recoveryCode !== '' })
})

export const headers = answerHeaders

export const meta = sheetMeta

export default function SignInCode({ loaderData, actionData }: Route.ComponentProps) {
  const next = actionData?.next ?? loaderData.next
  const problem = actionData?.problem
  const byRecoveryCode = actionData?.byRecoveryCode ?? false
  const isTyped = problem !== undefined && problem.status === 422
  return (
    <Sheet
      title={m.account_code_title()}
      lead={<p>{m.account_code_lead()}</p>}
      problem={problem}
      notice={problem && !isTyped && <AccountProblem problem={problem} />}
      aside={
        <a className="inline-block py-2 text-accent" href={withNext('/sign-in', next)}>
          {m.account_start_over()}
        </a>
      }
    >
      <PostForm action="/sign-in/code" data-once className="space-y-5">
        <input type="hidden" name="next" value={next} />
        <CodeField isWrong={isTyped && !byRecoveryCode} autoFocus={!byRecoveryCode} />
        <Button className="w-full">{m.account_code_button()}</Button>
      </PostForm>
      <details open={byRecoveryCode} className="mt-6">
        <summary className="flex min-h-11 cursor-pointer items-center text-accent underline underline-offset-4">
          {m.account_code_other()}
        </summary>
        <PostForm action="/sign-in/code" data-once className="mt-3 space-y-5">
          <input type="hidden" name="next" value={next} />
          <TextField
            name="recovery_code"
            label={m.account_recovery_label()}
            hint={m.account_recovery_hint()}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={60}
            required
            autoFocus={byRecoveryCode}
            error={isTyped && byRecoveryCode ? m.account_recovery_wrong() : undefined}
          />
          <Button variant="quiet" className="w-full">
            {m.account_recovery_button()}
          </Button>
        </PostForm>
      </details>
    </Sheet>
  )
}
