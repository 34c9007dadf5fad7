import { Button } from '../../components/button.tsx'
import { TextArea } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { answerHeaders, asTyped, attempt, page, redirect, refused } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/own-page.ts'
import { SellerPage } from './frame.tsx'

/** What a seller says about themselves. Their page is made with their first campaign; until then there is nothing to write on. */
export const loader = page(async ({ api, url, whoAsks }) => {
  const answer = await attempt(api.readSeller({ id: (await whoAsks()).user_id! }))
  if (!answer.ok && answer.problem.status !== 404) throw new Error(answer.problem.detail)
  return { seller: answer.ok ? answer.result : undefined, saved: url.searchParams.has('saved') }
})

export const action = page(async ({ api, sentForm, whoAsks }) => {
  const form = await sentForm()
  const about = asTyped(form, 'about')
  const answer = await attempt(api.updateSeller({ id: (await whoAsks()).user_id!, body: { about } }))
  if (!answer.ok) return refused(answer.problem, { about })
  throw redirect('/sell/page?saved=1')
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.own_page_title()} · ${m.site_name()}` }]

export default function OwnPage({ loaderData: { seller, saved }, actionData }: Route.ComponentProps) {
  const problem = actionData?.problem
  return (
    <SellerPage title={m.own_page_title()} lead={m.own_page_lead()}>
      {seller === undefined ? (
        <Notice tone="warn">{m.own_page_none()}</Notice>
      ) : (
        <>
          <p className="mb-6">
            <a href={`/s/${seller.slug}`} className="font-semibold text-accent">
              {m.own_page_look()}
            </a>
          </p>
          <PostForm action="/sell/page" data-once className="max-w-xl space-y-5">
            {problem ? (
              <ProblemNotice problem={problem} fields={{ about: m.own_page_about() }} />
            ) : (
              saved && <Notice tone="good">{m.own_page_saved()}</Notice>
            )}
            <TextArea
              name="about"
              label={m.own_page_about()}
              hint={m.own_page_about_hint()}
              rows={6}
              maxLength={1000}
              defaultValue={actionData?.about ?? seller.about}
              error={errorAt(problem, 'about')}
            />
            <Button>{m.save()}</Button>
          </PostForm>
        </>
      )}
    </SellerPage>
  )
}
