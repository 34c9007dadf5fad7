/** What the pages have in common to which mails lead with a token. */
import { data } from 'react-router'
import { ButtonLink } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import type { Problem } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { Sheet } from './sheet.tsx'

/** The token of a link, or undefined where it is none or was cut off, as some mail apps do with long ones. */
export function tokenIn(url: URL): string | undefined {
  const given = url.searchParams.getAll('token')
  return given.length === 1 && given[0] !== '' ? given[0] : undefined
}

/** Opening a link changes nothing, as mail scanners open every one; it is shown whether it can still be sent at all. */
export function opened(url: URL) {
  const token = tokenIn(url)
  return data({ token }, { status: token === undefined ? 422 : 200 })
}

/** Nobody typed a token, so nobody can correct one: whatever is wrong with it, the link is. */
export function isDeadLink(problem: Problem | undefined): boolean {
  return problem?.code === 'link_invalid' || (problem?.errors.some(({ path }) => path === 'token') ?? false)
}

const deadLink = { code: 'link_invalid', status: 422, title: '', detail: '', errors: [] }

export function DeadLink({ title, renew }: { title: string; renew: string }) {
  return (
    <Sheet
      title={title}
      problem={deadLink}
      notice={
        <Notice tone="bad" lands title={m.account_link_title()}>
          <p>{m.account_link_detail()}</p>
        </Notice>
      }
    >
      <p className="text-soft">{renew}</p>
      <div className="mt-6 grid gap-3">
        <ButtonLink href="/account/forgot-password">{m.account_forgot_title()}</ButtonLink>
        <ButtonLink href="/sign-in" variant="quiet">
          {m.account_back_sign_in()}
        </ButtonLink>
      </div>
    </Sheet>
  )
}
