import { data } from 'react-router'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { answerHeaders, attempt, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { topicWords } from '../buyer/topics.ts'
import type { Route } from './+types/unsubscribe.ts'
import { tokenIn } from './mailed-link.tsx'
import { Sheet, sheetMeta } from './sheet.tsx'

/** Looking changes nothing: programs that read letters for people open each link. */
export const loader = page(async ({ url, api }) => {
  const token = tokenIn(url)
  if (token === undefined) return data({ token, subscription: undefined }, { status: 422 })
  const answer = await attempt(api.readSubscription({ token }))
  if (!answer.ok) return data({ token, subscription: undefined }, { status: answer.problem.status })
  return data({ token, subscription: answer.result }, { status: 200 })
})

/** Mail programs post here by themselves when somebody presses their button (RFC 8058): they follow no redirect and read no page. */
export const action = page(async ({ url, sentForm, api }) => {
  const token = tokenIn(url)
  const form = await sentForm()
  const answer = await attempt(
    api.changeSubscription({ body: { token: token ?? '-', wanted: form.get('wanted') !== null } }),
  )
  return data({ changed: answer.ok ? answer.result : undefined }, { status: answer.ok ? 200 : answer.problem.status })
})

export const headers = answerHeaders

export const meta = sheetMeta

export default function Unsubscribe({ loaderData: { token, subscription }, actionData }: Route.ComponentProps) {
  const now = actionData?.changed ?? subscription
  if (token === undefined || now === undefined) {
    return (
      <Sheet
        title={m.unsubscribe_title()}
        notice={
          <Notice tone="bad" lands title={m.unsubscribe_dead_title()}>
            <p>{m.unsubscribe_dead()}</p>
          </Notice>
        }
      >
        <ButtonLink href="/me/notifications" variant="quiet" className="w-full">
          {m.unsubscribe_choose()}
        </ButtonLink>
      </Sheet>
    )
  }
  const topic = topicWords(now.topic)
  const hasChanged = actionData?.changed !== undefined
  const title = now.wanted
    ? hasChanged
      ? m.unsubscribe_undone_title()
      : m.unsubscribe_title()
    : m.unsubscribe_done_title()
  return (
    <Sheet
      title={title}
      lands={hasChanged}
      lead={<p>{wordsFor(now.wanted, hasChanged)({ topic })}</p>}
      aside={
        <p>
          <a href="/me/notifications" className="font-semibold text-accent">
            {m.unsubscribe_choose()}
          </a>
        </p>
      }
    >
      <PostForm action={`/unsubscribe?token=${encodeURIComponent(token)}`} data-once>
        {!now.wanted && <input type="hidden" name="wanted" value="1" />}
        <Button className="w-full" {...(now.wanted ? {} : { variant: 'quiet' as const })}>
          {now.wanted ? m.unsubscribe_button({ topic }) : m.unsubscribe_undo()}
        </Button>
      </PostForm>
    </Sheet>
  )
}

function wordsFor(wanted: boolean, hasChanged: boolean): (inputs: { topic: string }) => string {
  if (!wanted) return m.unsubscribe_done
  return hasChanged ? m.unsubscribe_undone : m.unsubscribe_lead
}
