import { data } from 'react-router'
import { Button, ButtonLink } from '../../components/button.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { answerHeaders, asTyped, attempt, page, refused } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/verify-email.ts'
import { DeadLink, isDeadLink, opened } from './mailed-link.tsx'
import { nextOf } from './next-cookie.ts'
import { AccountProblem, hasChosen, Sheet, sheetMeta, withNext } from './sheet.tsx'

export const loader = page(async ({ url }) => opened(url))

export const action = page(async ({ request, sentForm, api }) => {
  const token = asTyped(await sentForm(), 'token')
  const answer = await attempt(api.verifyEmail({ body: { token } }))
  const next = nextOf(request)
  return answer.ok
    ? data({ problem: undefined, token: '', next }, { status: 200 })
    : refused(answer.problem, { token, next })
})

export const headers = answerHeaders

export const meta = sheetMeta

export default function VerifyEmail({ loaderData, actionData }: Route.ComponentProps) {
  const token = actionData?.token ?? loaderData.token
  const problem = actionData?.problem
  if (token === undefined || isDeadLink(problem)) {
    return <DeadLink title={m.account_verify_title()} renew={m.account_link_renew_verify()} />
  }
  if (actionData !== undefined && problem === undefined) {
    return (
      <Sheet
        title={m.account_verify_done_title()}
        lands
        lead={
          <>
            <p>{m.account_verify_done()}</p>
            {hasChosen(actionData.next) && <p>{m.account_sign_in_lead_join()}</p>}
          </>
        }
      >
        <ButtonLink href={withNext('/sign-in', actionData.next)} className="w-full">
          {m.account_sign_in_button()}
        </ButtonLink>
      </Sheet>
    )
  }
  return (
    <Sheet
      title={m.account_verify_title()}
      lead={<p>{m.account_verify_lead()}</p>}
      problem={problem}
      notice={problem && <AccountProblem problem={problem} />}
      aside={<p>{m.account_verify_stranger()}</p>}
    >
      <PostForm action="/account/verify-email" data-once>
        <input type="hidden" name="token" value={token} />
        <Button className="w-full">{m.account_verify_button()}</Button>
      </PostForm>
    </Sheet>
  )
}
