import { Button, ButtonLink } from '../../components/button.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { answerHeaders, attempt, page, redirect, refused } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/webhook-edit.ts'
import { baseOf, Refused, titleOf, WebhookFields, WebhookPage, wishIn } from './webhook-frame.tsx'

export const loader = page(async ({ api, url, params }) => ({
  webhook: await api.readWebhook({ id: params.id! }),
  base: baseOf(url),
}))

export const action = page(async ({ api, url, params, sentForm }) => {
  const id = params.id!
  const wish = wishIn(await sentForm())
  const answer = await attempt(api.updateWebhook({ id, body: wish }))
  if (!answer.ok) return refused(answer.problem, { wish })
  throw redirect(`${baseOf(url)}/${id}?done=change`)
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.webhook_change()} · ${m.site_name()}` }]

export default function WebhookEdit({ loaderData: { webhook, base }, actionData }: Route.ComponentProps) {
  const problem = actionData?.problem
  const back = `${base}/${webhook.id}`
  return (
    <WebhookPage base={base} title={m.webhook_change()} back={{ href: back, words: titleOf(webhook) }} narrow>
      <PostForm className="space-y-7">
        <Refused problem={problem} />
        <WebhookFields
          ofInstallation={webhook.seller_id === null}
          wish={actionData?.wish ?? webhook}
          problem={problem}
        />
        <div className="flex flex-wrap gap-3">
          <Button>{m.webhook_save()}</Button>
          <ButtonLink href={back} variant="quiet">
            {m.back()}
          </ButtonLink>
        </div>
      </PostForm>
    </WebhookPage>
  )
}
