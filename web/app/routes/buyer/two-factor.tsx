import { data } from 'react-router'
import { Button, ButtonLink } from '../../components/button.tsx'
import { CodeField } from '../../components/code-field.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { landing } from '../../components/landing.ts'
import { Notice } from '../../components/notice.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import {
  type Api,
  answerHeaders,
  asTyped,
  attempt,
  type Problem,
  page,
  redirect,
  refused,
  sells,
  text,
} from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { AccountProblem } from '../account/sheet.tsx'
import type { Route } from './+types/two-factor.ts'
import { MeFrame, meMeta } from './me-frame.tsx'
import { QrCode } from './qr-code.tsx'

export const loader = page(async ({ api, whoAsks }) => {
  const [profile, who] = await Promise.all([api.readProfile({ id: 'me' }), whoAsks()])
  return { isOn: profile.two_factor_enabled, may: sells(who.role) }
})

/** What an authenticator is set up with; told once, and carried by the form until a first code has confirmed it. */
interface Setup {
  uri: string
  codes: string[]
}

const nothing: { setup?: Setup; codes?: string[]; intent: string } = { intent: '' }

export const action = page(async ({ sentForm, api }) => {
  const form = await sentForm()
  const intent = text(form, 'intent')
  if (intent === 'confirm') return confirm(api, form)
  const password = asTyped(form, 'password')
  if (intent === 'off') {
    const answer = await attempt(api.endTwoFactor({ body: { password } }))
    if (!answer.ok) return refused(answer.problem, { ...nothing, intent })
    throw redirect('/me/security?done=off')
  }
  if (intent === 'renew') {
    const answer = await attempt(api.renewRecoveryCodes({ body: { password } }))
    return answer.ok
      ? shown({ intent, codes: answer.result.recovery_codes })
      : refused(answer.problem, { ...nothing, intent })
  }
  const answer = await attempt(api.beginTwoFactor({ body: { password } }))
  if (!answer.ok) return refused(answer.problem, { ...nothing, intent })
  return shown({ intent, setup: { uri: answer.result.totp_uri, codes: answer.result.recovery_codes } })
})

function shown(what: typeof nothing) {
  return data({ problem: undefined as Problem | undefined, ...what })
}

async function confirm(api: Api, form: FormData) {
  const setup: Setup = { uri: text(form, 'uri'), codes: text(form, 'codes').split(' ').filter(Boolean) }
  const answer = await attempt(api.confirmTwoFactor({ body: { code: text(form, 'code') } }))
  if (!answer.ok) return refused(answer.problem, { ...nothing, intent: 'confirm', setup })
  throw redirect('/me/security?done=on')
}

export const headers = answerHeaders

export function meta() {
  return meMeta(m.buyer_two_title())
}

export default function TwoFactorPage({ loaderData: { isOn, may }, actionData }: Route.ComponentProps) {
  const problem = actionData?.problem
  const isWrongPassword = problem?.code === 'password_wrong'
  const wrong = (intent: string) =>
    isWrongPassword && actionData?.intent === intent ? m.buyer_password_wrong() : undefined
  return (
    <MeFrame title={m.buyer_two_title()}>
      {actionData?.setup ? (
        <SetUp setup={actionData.setup} problem={problem} />
      ) : actionData?.codes ? (
        <RecoveryCodes codes={actionData.codes} lands>
          <ButtonLink href="/me/security">{m.buyer_two_kept()}</ButtonLink>
        </RecoveryCodes>
      ) : (
        <div className="space-y-12">
          {problem && !isWrongPassword && <AccountProblem problem={problem} />}
          {isOn ? (
            <>
              <p className="text-soft">{m.buyer_two_on()}</p>
              {may && (
                <Ask
                  intent="renew"
                  title={m.buyer_two_renew_title()}
                  detail={m.buyer_two_renew_detail()}
                  button={m.buyer_two_renew_button()}
                  error={wrong('renew')}
                />
              )}
              <Ask
                intent="off"
                title={m.buyer_two_off_title()}
                detail={m.buyer_two_off_detail()}
                button={m.buyer_two_off_button()}
                error={wrong('off')}
                isDanger
              />
            </>
          ) : may ? (
            <Ask
              intent="begin"
              detail={m.buyer_two_begin_detail()}
              button={m.buyer_two_begin_button()}
              error={wrong('begin')}
              isMain
            />
          ) : (
            <Notice title={m.buyer_two_not_title()}>{m.buyer_two_not()}</Notice>
          )}
        </div>
      )}
    </MeFrame>
  )
}

interface AskProps {
  intent: string
  title?: string
  detail: string
  button: string
  error: string | undefined
  isDanger?: boolean
  isMain?: boolean
}

/** What touches the second factor asks for the password again: a phone may be borrowed. */
function Ask({ intent, title, detail, button, error, isDanger = false, isMain = false }: AskProps) {
  return (
    <section>
      {title && <h2 className="text-xl">{title}</h2>}
      <p className="measure mt-2 text-soft">{detail}</p>
      <PostForm action="/me/security/two-factor" data-once className="mt-5 max-w-md space-y-5">
        <input type="hidden" name="intent" value={intent} />
        <PasswordField
          id={`${intent}-password`}
          name="password"
          label={m.account_password()}
          error={error}
          autoFocus={error !== undefined}
        />
        <Button variant={isDanger ? 'danger' : isMain ? 'primary' : 'quiet'}>{button}</Button>
      </PostForm>
    </section>
  )
}

function SetUp({ setup, problem }: { setup: Setup; problem: Problem | undefined }) {
  const secretKey = new URLSearchParams(setup.uri.split('?')[1] ?? '').get('secret') ?? ''
  const isCode = problem !== undefined && problem.status === 422
  return (
    <div className="max-w-xl space-y-10">
      {problem && !isCode && <AccountProblem problem={problem} />}
      <section>
        <h2 className="text-xl outline-none" {...(problem ? {} : landing)}>
          1. {m.buyer_two_step_1()}
        </h2>
        <div className="mt-4 hidden sm:block print:hidden">
          <QrCode words={setup.uri} label={m.buyer_two_qr_label()} />
        </div>
        <p className="mt-3 text-soft">{m.buyer_two_secret_detail()}</p>
        <p className="mt-3 rounded-md bg-sunken px-4 py-3">
          <span className="block text-sm text-soft">{m.buyer_two_secret()}</span>
          <span className="text-lg font-bold tracking-wider break-words select-all numbers" translate="no">
            {(secretKey.match(/.{1,4}/g) ?? []).join(' ')}
          </span>
        </p>
        <ButtonLink href={setup.uri} variant="quiet" className="mt-4 print:hidden">
          {m.buyer_two_open()}
        </ButtonLink>
        <p className="mt-1.5 text-sm text-soft print:hidden">{m.buyer_two_open_hint()}</p>
      </section>
      <RecoveryCodes codes={setup.codes} title={`2. ${m.buyer_two_step_2()}`} />
      <section className="print:hidden">
        <h2 className="text-xl">3. {m.buyer_two_step_3()}</h2>
        <PostForm action="/me/security/two-factor" data-once className="mt-4 max-w-md space-y-5">
          <input type="hidden" name="intent" value="confirm" />
          <input type="hidden" name="uri" value={setup.uri} />
          <input type="hidden" name="codes" value={setup.codes.join(' ')} />
          <CodeField isWrong={isCode} autoFocus={isCode} />
          <Button>{m.buyer_two_confirm_button()}</Button>
        </PostForm>
      </section>
    </div>
  )
}

interface CodesProps {
  codes: string[]
  title?: string
  lands?: boolean
  children?: React.ReactNode
}

function RecoveryCodes({ codes, title = m.buyer_two_renew_title(), lands = false, children }: CodesProps) {
  return (
    <section>
      <h2 className="text-xl outline-none" {...(lands ? landing : {})}>
        {title}
      </h2>
      <p className="measure mt-2 text-soft">{m.buyer_two_codes_detail()}</p>
      <ul
        className="mt-4 grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-md bg-sunken px-4 py-3 font-bold tracking-wide numbers sm:max-w-md"
        translate="no"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-3 print:hidden">
        {children}
        <Button type="button" variant="quiet" hidden data-print>
          {m.buyer_two_print()}
        </Button>
        <CopyButton text={codes.join('\n')} words={m.buyer_two_copy()} copied={m.buyer_two_copied()} />
      </div>
    </section>
  )
}
