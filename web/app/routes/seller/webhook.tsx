import { setTimeout as sleep } from 'node:timers/promises'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { Refusal } from '../../components/refusal.tsx'
import { eventWord } from '../../event-words.ts'
import { dateTime, number } from '../../format.ts'
import { type Api, answerHeaders, attempt, listed, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { Section } from '../operator/frame.tsx'
import type { Route } from './+types/webhook.ts'
import { Deliveries, isAnswered, lastTried, type Sent } from './webhook-deliveries.tsx'
import { baseOf, isOperators, titleOf, WebhookPage, whoseOf } from './webhook-frame.tsx'

export const loader = page(async ({ api, url, params }) => {
  const id = params.id!
  const done = url.searchParams.get('done')
  const sent = sentIn(done)
  const list = () => listed(url, (from) => api.listWebhookDeliveries({ id, limit: 20, ...from }))
  const { items, next } = sent === null ? await list() : await onceAnswered(list, sent)
  return {
    webhook: await api.readWebhook({ id }),
    deliveries: items,
    next,
    here: url.pathname + url.search,
    base: baseOf(url),
    done,
    since: timeIn(url.searchParams.get('since')),
    missed: Number(url.searchParams.get('count')) || 0,
    sent,
    key: crypto.randomUUID(),
    now: new Date().toISOString(),
  }
})

/** Which delivery was just sent, and when it had been tried last, in the address that is shown then. */
function sentIn(done: string | null): Sent | null {
  const [, id, after] = /^sent-(\d{1,15})-(\d{1,15})$/.exec(done ?? '') ?? []
  return id === undefined ? null : { id: Number(id), after: Number(after) }
}

/** Since when it has missed something, in the address that is shown after it was enabled again. */
function timeIn(since: string | null): string | null {
  const time = Date.parse(since ?? '')
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/** Most receivers answer at once, so whoever has just sent something sees what came of it without loading the page again. */
const looks = 8
const lookEveryMs = 400

async function onceAnswered(list: () => ReturnType<Api['listWebhookDeliveries']>, sent: Sent) {
  for (let look = 1; ; look++) {
    const found = await list()
    const delivery = found.items.find(({ id }) => id === sent.id)
    if (look === looks || delivery === undefined || isAnswered(delivery, sent)) return found
    await sleep(lookEveryMs)
  }
}

export const action = page(async ({ api, url, params, sentForm }) => {
  const form = await sentForm()
  const id = params.id!
  const once = { idempotencyKey: sentKey(form) }
  const to = `${baseOf(url)}/${id}?done=`
  if (text(form, 'act') === 'enable') {
    const { failing_since, disabled_at } = await api.readWebhook({ id })
    const enabled = await attempt(api.updateWebhook({ id, body: { enabled: true } }))
    if (!enabled.ok) return refused(enabled.problem, {})
    const since = failing_since ?? disabled_at
    throw redirect(since === null ? `${to}enable` : `${to}enable&since=${encodeURIComponent(since)}`)
  }
  if (text(form, 'act') === 'missed') {
    const since = text(form, 'since')
    const missed = await attempt(api.sendMissedWebhooks({ id, body: { since } }, once))
    if (!missed.ok) return refused(missed.problem, {})
    const { count, more } = missed.result
    throw redirect(`${to}missed&count=${count}${more ? `&since=${encodeURIComponent(since)}` : ''}`)
  }
  const again = text(form, 'delivery')
  const sent = await attempt(
    again === ''
      ? api.testWebhook({ id, body: {} }, once)
      : api.resendWebhookDelivery({ id, delivery_id: again, body: {} }, once),
  )
  if (!sent.ok) return refused(sent.problem, {})
  throw redirect(`${to}sent-${sent.result.id}-${lastTried(sent.result)}`)
})

export const headers = answerHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: `${loaderData ? titleOf(loaderData.webhook) : m.webhooks_title()} · ${m.site_name()}` }]
}

type Loaded = Route.ComponentProps['loaderData']
type Webhook = Loaded['webhook']

const news: Record<string, () => string> = {
  enable: m.webhook_done_enabled,
  disable: m.webhook_done_disabled,
  change: m.webhook_done_changed,
}

export default function OneWebhook({ loaderData, actionData }: Route.ComponentProps) {
  const { webhook, deliveries, next, here, base, done, sent, key } = loaderData
  const problem = actionData?.problem
  const said = done === null ? undefined : news[done]?.()
  return (
    <WebhookPage base={base} title={titleOf(webhook)} back={{ href: base, words: m.webhooks_title() }}>
      {problem && <Refusal problem={problem} />}
      {said && <Notice tone="good">{said}</Notice>}
      <Missed {...loaderData} />
      <State webhook={webhook} formKey={key} />
      <About loaded={loaderData} />
      <Section
        id="deliveries"
        title={m.webhook_log()}
        lead={m.webhook_log_lead()}
        actions={webhook.enabled && <Press act="test" formKey={key} words={m.webhook_test()} />}
      >
        <Deliveries deliveries={deliveries} sent={sent} formKey={key} enabled={webhook.enabled} base={base} />
        <Paging url={here} next={next} />
      </Section>
    </WebhookPage>
  )
}

function State({ webhook, formKey }: { webhook: Webhook; formKey: string }) {
  if (webhook.status === 'working') return null
  if (webhook.status === 'failing') {
    return (
      <Notice tone="warn" title={m.webhook_failing_title()}>
        {m.webhook_failing_detail({ time: dateTime(webhook.failing_since!) })}
      </Notice>
    )
  }
  const why = {
    gone: m.webhook_disabled_gone,
    failing: m.webhook_disabled_failing,
    switched_off: m.webhook_disabled_switched_off,
    not_selling: m.webhook_disabled_not_selling,
    maker_demoted: m.webhook_disabled_maker_demoted,
  }[webhook.disabled_reason!]()
  return (
    <Notice tone="warn" title={m.webhook_disabled_title({ time: dateTime(webhook.disabled_at!) })}>
      <p>{`${why} ${m.webhook_disabled_detail()}`}</p>
      <div className="mt-3">
        <Press act="enable" formKey={formKey} words={m.webhook_enable()} />
      </div>
    </Notice>
  )
}

/** What happened while it was told nothing, for whoever has just enabled it again. */
function Missed({ done, since, missed, key }: Loaded) {
  if (done !== 'missed' && (done !== 'enable' || since === null)) return null
  const isAsked = done === 'enable'
  const words = missed > 0 ? m.webhook_missed_sent({ count: number(missed) }) : m.webhook_missed_none()
  return (
    <Notice tone={isAsked ? 'info' : 'good'}>
      <p>
        {isAsked && since ? m.webhook_missed({ time: dateTime(since) }) : words}
        {!isAsked && since && ` ${m.webhook_missed_more()}`}
      </p>
      {since && (
        <div className="mt-3">
          <Press act="missed" formKey={key} words={m.webhook_missed_button()} since={since} />
        </div>
      )}
    </Notice>
  )
}

function Press({ act, formKey, words, since }: { act: string; formKey: string; words: string; since?: string }) {
  return (
    <PostForm>
      <input type="hidden" name="key" value={formKey} />
      {since && <input type="hidden" name="since" value={since} />}
      <input type="hidden" name="act" value={act} />
      <Button size="sm" className="min-h-11">
        {words}
      </Button>
    </PostForm>
  )
}

/** What it is, and what can be changed of it. */
function About({ loaded: { webhook, base, now } }: { loaded: Loaded }) {
  const { url, events, old_secret_until: until } = webhook
  const to = (act: string) => `${base}/${webhook.id}/${act}`
  const quiet = { variant: 'quiet', size: 'sm', className: 'min-h-11' } as const
  return (
    <section aria-label={m.webhook_about()} className="space-y-4">
      <Facts
        facts={[
          [
            m.webhook_url(),
            <span key="url" className="wrap-anywhere">
              {url}
            </span>,
          ],
          isOperators(base) && [m.webhook_whose(), whoseOf(webhook)],
          [m.webhook_events(), events.length === 0 ? m.webhook_events_all() : events.map(eventWord).join(', ')],
          until !== null &&
            Date.parse(until) > Date.parse(now) && [
              m.webhook_old_secret(),
              m.webhook_old_secret_until({ time: dateTime(until) }),
            ],
        ]}
      />
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={to('edit')} {...quiet}>
          {m.webhook_change()}
        </ButtonLink>
        <ButtonLink href={to('rotate')} {...quiet}>
          {m.webhook_rotate()}
        </ButtonLink>
        {webhook.enabled && (
          <ButtonLink href={to('disable')} {...quiet}>
            {m.webhook_disable()}
          </ButtonLink>
        )}
        <ButtonLink href={to('remove')} {...quiet} variant="danger">
          {m.webhook_remove()}
        </ButtonLink>
      </div>
    </section>
  )
}
