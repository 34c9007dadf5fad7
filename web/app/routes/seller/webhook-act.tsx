/** Before the secret of a webhook is changed, or it is told nothing any more: what that means for the system behind it. */
import { data } from 'react-router'
import { ButtonLink } from '../../components/button.tsx'
import { number } from '../../format.ts'
import { type Api, answerHeaders, attempt, type Page, page, redirect, refused, sentKey } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { Act } from '../operator/act.tsx'
import type { Route } from './+types/webhook-act.ts'
import { baseOf, Secret, titleOf, WebhookPage } from './webhook-frame.tsx'

type Webhook = Awaited<ReturnType<Api['readWebhook']>>

interface Definition {
  title: () => string
  button: () => string
  danger?: boolean
  effects: (webhook: Webhook, isOverlapping: boolean) => (string | false)[]
}

const acts = {
  rotate: {
    title: m.webhook_rotate,
    button: m.webhook_rotate,
    effects: (_, isOverlapping) => [
      m.webhook_rotate_both(),
      m.webhook_rotate_after(),
      isOverlapping && m.webhook_rotate_again(),
    ],
  },
  disable: {
    title: m.webhook_disable_title,
    button: m.webhook_disable,
    effects: ({ waiting }) => [
      m.webhook_effect_untold(),
      waiting > 0 && m.webhook_effect_waiting({ count: number(waiting) }),
      m.webhook_effect_back(),
      m.webhook_effect_money(),
    ],
  },
  remove: {
    title: m.webhook_remove_title,
    button: m.webhook_remove,
    danger: true,
    effects: ({ waiting }) => [
      m.webhook_effect_untold(),
      waiting > 0 && m.webhook_effect_waiting({ count: number(waiting) }),
      m.webhook_effect_gone(),
      m.webhook_effect_money(),
    ],
  },
} satisfies Record<string, Definition>

type ActName = keyof typeof acts

function actOf({ params }: Pick<Page, 'params'>): ActName {
  if (!Object.hasOwn(acts, params.act!)) throw data(null, { status: 404 })
  return params.act as ActName
}

export const loader = page(async (here) => {
  const act = actOf(here)
  const webhook = await here.api.readWebhook({ id: here.params.id! })
  return { act, webhook, base: baseOf(here.url), key: crypto.randomUUID(), now: Date.now() }
})

export const action = page(async (here) => {
  const { api, url, params, sentForm } = here
  const act = actOf(here)
  const id = params.id!
  const formKey = sentKey(await sentForm())
  if (act === 'rotate') {
    const answer = await attempt(api.rotateWebhookSecret({ id, body: {} }, { idempotencyKey: formKey }))
    return answer.ok ? { problem: undefined, secret: answer.result.secret } : refused(answer.problem, {})
  }
  const answer = await attempt<unknown>(
    act === 'remove' ? api.removeWebhook({ id }) : api.updateWebhook({ id, body: { enabled: false } }),
  )
  if (!answer.ok) return refused(answer.problem, {})
  throw redirect(act === 'remove' ? `${baseOf(url)}?done=remove` : `${baseOf(url)}/${id}?done=disable`)
})

export const headers = answerHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: `${loaderData ? acts[loaderData.act].title() : m.webhooks_title()} · ${m.site_name()}` }]
}

export default function WebhookAct({ loaderData, actionData }: Route.ComponentProps) {
  const { act, webhook, base, key, now } = loaderData
  const { title, button, effects, ...rest }: Definition = acts[act]
  const back = `${base}/${webhook.id}`
  const frame = { base, back: { href: back, words: titleOf(webhook) } }
  if (actionData && 'secret' in actionData) {
    return (
      <WebhookPage {...frame} title={m.webhook_rotated()} narrow>
        <div className="space-y-6">
          <Secret secret={actionData.secret} />
          <p className="text-soft">{m.webhook_rotate_both()}</p>
          <ButtonLink href={back}>{m.webhook_secret_kept()}</ButtonLink>
        </div>
      </WebhookPage>
    )
  }
  const isOverlapping = webhook.old_secret_until !== null && Date.parse(webhook.old_secret_until) > now
  return (
    <WebhookPage {...frame} title={title()}>
      <Act
        facts={[
          [
            m.webhook_url(),
            <span key="url" className="wrap-anywhere">
              {webhook.url}
            </span>,
          ],
        ]}
        effects={effects(webhook, isOverlapping).filter((effect) => effect !== false)}
        problem={actionData?.problem}
        formKey={key}
        button={button()}
        danger={rest.danger ?? false}
        back={back}
      />
    </WebhookPage>
  )
}
