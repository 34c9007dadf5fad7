import { Button, ButtonLink } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { PasswordField, passwordLength } from '../../components/password-field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt } from '../../components/problem-notice.tsx'
import { ago } from '../../format.ts'
import { answerHeaders, asTyped, attempt, type Problem, page, redirect, refused, sells, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { AccountProblem } from '../account/sheet.tsx'
import type { Route } from './+types/security.ts'
import { deviceWords } from './device.ts'
import { MeFrame, meMeta } from './me-frame.tsx'

export const loader = page(async ({ api, url, whoAsks }) => {
  const [sessions, profile, who] = await Promise.all([api.listSessions(), api.readProfile({ id: 'me' }), whoAsks()])
  return {
    sessions: sessions.sort(
      (a, b) => Number(b.current) - Number(a.current) || b.created_at.localeCompare(a.created_at),
    ),
    hasTwoFactor: profile.two_factor_enabled,
    mayTwoFactor: sells(who.role),
    done: url.searchParams.get('done'),
    now: new Date().toISOString(),
  }
})

export const action = page(async ({ sentForm, api }) => {
  const form = await sentForm()
  if (text(form, 'intent') === 'end') {
    const ended = await attempt(api.endSession({ id: text(form, 'id') }))
    // One that is gone already is gone.
    if (!ended.ok && ended.problem.code !== 'session_not_found') return refused(ended.problem, { isPassword: false })
    throw redirect('/me/security?done=session')
  }
  const body = { current_password: asTyped(form, 'current_password'), password: asTyped(form, 'password') }
  const answer = await attempt(api.changePassword({ body }))
  if (!answer.ok) return refused(answer.problem, { isPassword: true })
  throw redirect('/me/security?done=password')
})

export const headers = answerHeaders

export function meta() {
  return meMeta(m.buyer_security_title())
}

export default function SecurityPage({ loaderData, actionData }: Route.ComponentProps) {
  const { hasTwoFactor, mayTwoFactor, done } = loaderData
  return (
    <MeFrame title={m.buyer_security_title()}>
      <div className="mb-6 empty:hidden">{!actionData && <Done done={done} />}</div>
      <div className="space-y-12">
        <Password problem={actionData?.problem} />
        {(mayTwoFactor || hasTwoFactor) && (
          <section aria-labelledby="two-factor">
            <h2 id="two-factor" className="text-xl">
              {m.buyer_two_title()}
            </h2>
            <p className="measure mt-2 text-soft">{hasTwoFactor ? m.buyer_two_on() : m.buyer_two_off()}</p>
            <ButtonLink href="/me/security/two-factor" variant="quiet" className="mt-4">
              {hasTwoFactor ? m.buyer_two_manage() : m.buyer_two_set_up()}
            </ButtonLink>
          </section>
        )}
        <Sessions loaded={loaderData} />
      </div>
    </MeFrame>
  )
}

function Done({ done }: { done: string | null }) {
  const words: Record<string, () => string> = {
    password: m.buyer_password_done,
    session: m.buyer_session_ended,
    on: m.buyer_two_done_on,
    off: m.buyer_two_done_off,
  }
  const said = words[done ?? '']
  return said ? <Notice tone="good">{said()}</Notice> : null
}

function Password({ problem }: { problem: Problem | undefined }) {
  const isWrong = problem?.code === 'password_wrong'
  return (
    <section aria-labelledby="password-title">
      <h2 id="password-title" className="text-xl">
        {m.buyer_password_title()}
      </h2>
      <p className="mt-2 text-soft">{m.buyer_password_detail()}</p>
      <PostForm action="/me/security" data-once className="mt-5 max-w-md space-y-5">
        {problem && (
          <AccountProblem
            problem={problem}
            fields={{ current_password: m.buyer_password_current(), password: m.buyer_password_new() }}
          />
        )}
        <PasswordField
          name="current_password"
          label={m.buyer_password_current()}
          error={isWrong ? m.buyer_password_wrong() : errorAt(problem, 'current_password')}
        />
        <PasswordField
          name="password"
          label={m.buyer_password_new()}
          isNew
          hint={m.account_new_password_hint({ min: String(passwordLength.min), max: String(passwordLength.max) })}
          error={errorAt(problem, 'password')}
        />
        <Button>{m.buyer_password_button()}</Button>
      </PostForm>
    </section>
  )
}

function Sessions({ loaded: { sessions, now } }: { loaded: Route.ComponentProps['loaderData'] }) {
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" className="text-xl">
        {m.buyer_sessions_title()}
      </h2>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {sessions.map((session) => {
          const device = deviceWords(session.user_agent)
          return (
            <li key={session.id} className="flex min-h-16 items-center justify-between gap-4 py-2">
              <p className="min-w-0 break-words">
                <span className="font-semibold break-words">{device}</span>{' '}
                {session.current && (
                  <span className="text-sm font-semibold text-good">{m.buyer_session_current()}</span>
                )}
                <span className="block text-sm text-soft">
                  {m.buyer_session_since({ time: ago(session.created_at, now) })}
                </span>
              </p>
              {!session.current && (
                <PostForm action="/me/security">
                  <input type="hidden" name="intent" value="end" />
                  <input type="hidden" name="id" value={session.id} />
                  <Button
                    variant="quiet"
                    size="sm"
                    className="min-h-11"
                    aria-label={m.buyer_session_end_of({ device })}
                  >
                    {m.buyer_session_end()}
                  </Button>
                </PostForm>
              )}
            </li>
          )
        })}
      </ul>
      <form method="post" action="/sign-out" className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-1">
        <input type="hidden" name="everywhere" value="on" />
        <Button variant="danger">{m.buyer_everywhere_button()}</Button>
        <p className="text-sm text-soft">{m.buyer_everywhere_hint()}</p>
      </form>
    </section>
  )
}
