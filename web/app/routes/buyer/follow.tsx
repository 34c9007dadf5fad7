import { Button, ButtonLink } from '../../components/button.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { answerHeaders, attempt, page, redirect, refused } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { Sheet } from '../account/sheet.tsx'
import type { Route } from './+types/follow.ts'

/** Whether somebody follows a seller, and the way to change it: for whoever comes from a page that many are shown alike. */
export const loader = page(async ({ api, params, whoAsks }) => {
  await whoAsks()
  const seller = await api.readSeller({ id: params.slug! })
  const { following } = await api.readFollow({ id: 'me', seller: seller.seller_id })
  return { seller, following }
})

export const action = page(async ({ api, params, sentForm, whoAsks }) => {
  const form = await sentForm()
  await whoAsks()
  const of = { id: 'me', seller: params.slug! }
  const answer = await attempt(form.has('follow') ? api.followSeller(of) : api.unfollowSeller(of))
  if (!answer.ok) return refused(answer.problem, {})
  throw redirect(`/s/${params.slug}/follow`)
})

export const headers = answerHeaders

export const meta = () => [{ name: 'robots', content: 'noindex' }]

export default function Follow({ loaderData: { seller, following }, actionData }: Route.ComponentProps) {
  const name = seller.name ?? seller.slug
  return (
    <Sheet
      title={following ? m.following_title({ name }) : m.follow_title({ name })}
      lead={<p>{following ? m.following_lead() : m.follow_lead()}</p>}
      {...(actionData && { problem: actionData.problem, notice: <ProblemNotice problem={actionData.problem} /> })}
      aside={
        <p>
          <a href="/me/notifications" className="font-semibold text-accent">
            {m.follow_channels()}
          </a>
        </p>
      }
    >
      <PostForm action={`/s/${seller.slug}/follow`} className="grid gap-3">
        {!following && (
          <Button name="follow" value="1">
            {m.follow_button()}
          </Button>
        )}
        <ButtonLink href={`/s/${seller.slug}`} variant={following ? 'primary' : 'quiet'}>
          {m.follow_to_seller({ name })}
        </ButtonLink>
        {following && (
          <Button variant="plain" name="stop" value="1">
            {m.follow_stop()}
          </Button>
        )}
      </PostForm>
    </Sheet>
  )
}
