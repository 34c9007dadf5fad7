import { Button, ButtonLink } from '../../components/button.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { answerHeaders, attempt, page, refused, sentKey } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/webhook-new.ts'
import { baseOf, isOperators, Refused, Secret, WebhookFields, WebhookPage, wishIn } from './webhook-frame.tsx'

export const loader = page(async ({ url }) => ({ key: crypto.randomUUID(), base: baseOf(url) }))

export const action = page(async ({ api, url, whoAsks, sentForm }) => {
  const form = await sentForm()
  const wish = wishIn(form)
  const formKey = sentKey(form)
  const { user_id: me } = await whoAsks()
  const whose = !isOperators(baseOf(url)) && me ? { seller_id: me } : {}
  const answer = await attempt(api.createWebhook({ body: { ...wish, ...whose } }, { idempotencyKey: formKey }))
  if (!answer.ok) return refused(answer.problem, { wish, formKey, made: undefined })
  return { wish, formKey, problem: undefined, made: answer.result }
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.webhook_new()} · ${m.site_name()}` }]

export default function WebhookNew({ loaderData: { key, base }, actionData }: Route.ComponentProps) {
  const back = { href: base, words: m.webhooks_title() }
  const made = actionData?.made
  if (made) {
    return (
      <WebhookPage base={base} title={m.webhook_made()} back={back} narrow>
        <div className="space-y-6">
          <Secret secret={made.secret} />
          <p className="text-soft">{m.webhook_next()}</p>
          <ButtonLink href={`${base}/${made.id}`}>{m.webhook_secret_kept()}</ButtonLink>
        </div>
      </WebhookPage>
    )
  }
  const problem = actionData?.problem
  const lead = isOperators(base) ? m.webhook_new_lead_all() : m.webhook_new_lead()
  return (
    <WebhookPage base={base} title={m.webhook_new()} lead={lead} back={back} narrow>
      <PostForm className="space-y-7">
        <input type="hidden" name="key" value={actionData?.formKey ?? key} />
        <Refused problem={problem} />
        <WebhookFields ofInstallation={isOperators(base)} wish={actionData?.wish} problem={problem} />
        <div className="flex flex-wrap gap-3">
          <Button>{m.webhook_make()}</Button>
          <ButtonLink href={base} variant="quiet">
            {m.back()}
          </ButtonLink>
        </div>
      </PostForm>
    </WebhookPage>
  )
}
