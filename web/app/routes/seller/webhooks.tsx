import { ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { Table } from '../../components/table.tsx'
import { number } from '../../format.ts'
import { listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/webhooks.ts'
import { baseOf, isOperators, titleOf, WebhookPage, whoseOf } from './webhook-frame.tsx'

export const loader = page(async ({ api, url, whoAsks }) => {
  const base = baseOf(url)
  const { user_id: me } = await whoAsks()
  const whose = !isOperators(base) && me ? { seller_id: me } : {}
  const { items, next } = await listed(url, (from) => api.listWebhooks({ limit: 20, ...whose, ...from }))
  return { webhooks: items, next, base, here: url.pathname + url.search, done: url.searchParams.get('done') }
})

export const meta = () => [{ title: `${m.webhooks_title()} · ${m.site_name()}` }]

type Webhook = Route.ComponentProps['loaderData']['webhooks'][number]

export default function Webhooks({ loaderData }: Route.ComponentProps) {
  const { webhooks, next, base, here, done } = loaderData
  const add = (
    <ButtonLink href={`${base}/new`} size={webhooks.length > 0 ? 'sm' : undefined}>
      {m.webhook_new()}
    </ButtonLink>
  )
  return (
    <WebhookPage
      base={base}
      title={m.webhooks_title()}
      lead={isOperators(base) ? m.webhooks_lead_all() : m.webhooks_lead()}
      actions={webhooks.length > 0 ? add : undefined}
    >
      {done === 'remove' && <Notice tone="good">{m.webhook_removed()}</Notice>}
      {webhooks.length === 0 ? (
        <Empty title={m.webhooks_empty_title()} action={add}>
          {m.webhooks_empty()}
        </Empty>
      ) : (
        <List webhooks={webhooks} base={base} />
      )}
      <Paging url={here} next={next} />
    </WebhookPage>
  )
}

function List({ webhooks, base }: { webhooks: Webhook[]; base: string }) {
  return (
    <Table
      caption={m.webhooks_title()}
      rows={webhooks}
      rowKey={(webhook) => webhook.id}
      columns={[
        {
          key: 'url',
          header: m.webhook_url(),
          main: true,
          cell: (webhook) => (
            <>
              <a
                href={`${base}/${webhook.id}`}
                className="inline-flex min-h-11 items-center wrap-anywhere text-accent md:min-h-0"
              >
                {titleOf(webhook)}
              </a>
              <span className="block text-sm font-normal wrap-anywhere text-soft">{webhook.url}</span>
            </>
          ),
        },
        ...(isOperators(base)
          ? [
              {
                key: 'whose',
                header: m.webhook_whose(),
                cell: whoseOf,
              },
            ]
          : []),
        {
          key: 'events',
          header: m.webhook_events(),
          cell: ({ events }) =>
            events.length === 0 ? m.webhook_events_all() : m.webhook_events_some({ count: number(events.length) }),
        },
        { key: 'state', header: m.webhook_state(), cell: (webhook) => <State webhook={webhook} /> },
      ]}
    />
  )
}

function State({ webhook: { status, waiting } }: { webhook: Webhook }) {
  const words = { working: m.webhook_working(), failing: m.webhook_failing(), disabled: m.webhook_disabled() }[status]
  return (
    <span className={status === 'working' ? '' : 'font-semibold text-warn'}>
      {waiting > 0 ? m.webhook_state_waiting({ state: words, count: number(waiting) }) : words}
    </span>
  )
}
