import type { ReactNode } from 'react'
import { landing } from '../../components/landing.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Script } from '../../components/script.tsx'
import { number } from '../../format.ts'
import type { Problem } from '../../page.ts'
import { m } from '../../paraglide/messages.js'

interface Props {
  title: string
  lead?: ReactNode
  /** Above the form: what went wrong, or what happened before. */
  notice?: ReactNode
  /** Below: the way to where one might rather want to be. */
  aside?: ReactNode
  /** Whether the focus begins at the title: on pages that answer a form. */
  lands?: boolean
  /** Said before the title of the document: it is the first thing that screen readers say. */
  problem?: Problem | undefined
  children?: ReactNode
}

/** The frame of pages about accounts: one column, one thing to do. */
export function Sheet({ title, lead, notice, aside, lands = false, problem, children }: Props) {
  const said = problem && `${wordsOf(problem).title ?? problem.title} · `
  return (
    <main id="main" className="mx-auto w-full max-w-md px-4 py-10 sm:py-16">
      <title>{`${said ?? ''}${title} · ${m.site_name()}`}</title>
      <h1 className="text-2xl outline-none" {...(lands ? landing : {})}>
        {title}
      </h1>
      {lead && <div className="mt-3 space-y-3 text-soft">{lead}</div>}
      {notice && <div className="mt-6">{notice}</div>}
      {children && <div className="mt-7">{children}</div>}
      {aside && <div className="mt-8 border-t border-line pt-5 text-sm text-soft">{aside}</div>}
      <Script name="forms" />
    </main>
  )
}

/** These pages are for one person each; their titles depend on what came of a form, so the frame says them. */
export function sheetMeta() {
  return [{ name: 'robots', content: 'noindex' }]
}

/** What the API refuses of these forms, as we say it to people. */
export function AccountProblem({ problem, fields }: { problem: Problem; fields?: Record<string, string> }) {
  return <ProblemNotice problem={problem} {...wordsOf(problem)} {...(fields ? { fields } : {})} />
}

function wordsOf({ code, retryAfterSeconds: seconds }: Problem): { title?: string; detail?: string } {
  switch (code) {
    case 'sign_in_failed':
      return { title: m.account_failed_title(), detail: m.account_failed_detail() }
    case 'sign_in_paused':
      return { title: m.account_paused_title(), detail: pausedWords(seconds) }
    case 'too_many_attempts':
    case 'too_many_requests':
    case 'rate_limited':
      return { title: m.account_many_title(), detail: waitWords(seconds) }
    case 'accounts_off':
      return { title: m.account_off_title(), detail: m.account_off_detail() }
    case 'link_invalid':
      return { title: m.account_link_title(), detail: m.account_link_detail() }
    case 'code_wrong':
      return { detail: m.account_code_wrong() }
    case 'operator_code_invalid':
      return { detail: m.account_operator_wrong() }
    case 'account_exists':
      return { detail: m.account_exists() }
    default:
      return {}
  }
}

function waitWords(seconds: number | undefined): string {
  if (seconds === undefined) return m.account_many_detail()
  if (seconds <= 90) return m.account_many_wait({ seconds: number(seconds) })
  return m.account_many_wait_minutes({ minutes: number(Math.ceil(seconds / 60)) })
}

function pausedWords(seconds = 60): string {
  return m.account_paused_detail({ minutes: number(Math.ceil(seconds / 60)) })
}

/** Somebody on the way to their slots. */
export function isJoining(next: string): boolean {
  return /^\/c\/[^/]+\/join/.test(next)
}

/** Somebody at the last step of it is told that the slots and the address that they chose wait for them. */
export function hasChosen(next: string): boolean {
  return isJoining(next) && /[?&]step=confirm(&|$)/.test(next)
}

/** Where to go on after signing in: never back to a page for signing in. The start page stands for wherever one is at home. */
export function onwards(path: string): string {
  return /^\/(sign-|account\/)/.test(path) ? '/' : path
}

const homes: Record<string, string> = { seller: '/sell', operator: '/operator' }

export function arrival(next: string, role: string | null): string {
  return next === '/' ? (homes[role ?? ''] ?? '/me') : next
}

/**
 * Where somebody goes who has just signed in: to this page once more, which leads on. Where their browser has kept no cookie
 * they are nobody there again, and are told so; everywhere else they would only be asked to sign in, without end.
 */
export function lookIn(path: '/sign-in' | '/sign-in/code', next: string): string {
  return `${path}?done=in${next === '/' ? '' : `&next=${encodeURIComponent(next)}`}`
}

/** Whether they come from signing in. */
export function comesIn(url: URL): boolean {
  return url.searchParams.get('done') === 'in'
}

export function withNext(path: string, next: string): string {
  return next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`
}
