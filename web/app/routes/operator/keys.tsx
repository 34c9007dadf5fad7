import { ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { Table } from '../../components/table.tsx'
import { ago, date, dateTime } from '../../format.ts'
import { listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/keys.ts'
import { Code, ExportLinks, OperatorPage } from './frame.tsx'
import { scopeNames, scopeWord } from './words.ts'

export const loader = page(async ({ api, url }) => {
  const { items, next } = await listed(url, (from) => api.listApiKeys({ limit: 25, ...from }))
  return {
    keys: items,
    next,
    here: url.pathname + url.search,
    revoked: url.searchParams.get('done') === 'revoked',
    now: new Date().toISOString(),
  }
})

export function meta() {
  return [{ title: `${m.operator_keys_title()} · ${m.site_name()}` }]
}

type Key = Route.ComponentProps['loaderData']['keys'][number]

export default function Keys({ loaderData }: Route.ComponentProps) {
  const { keys, next, here, revoked, now } = loaderData
  return (
    <OperatorPage
      title={m.operator_keys_title()}
      lead={m.operator_keys_lead()}
      actions={
        keys.length > 0 && (
          <>
            <ExportLinks name="keys" />
            <ButtonLink href="/operator/keys/new" size="sm">
              {m.operator_key_new()}
            </ButtonLink>
          </>
        )
      }
    >
      {revoked && <Notice tone="good">{m.operator_key_revoked()}</Notice>}
      {keys.length === 0 ? (
        <Empty
          title={m.operator_keys_empty_title()}
          action={<ButtonLink href="/operator/keys/new">{m.operator_key_new()}</ButtonLink>}
        >
          {m.operator_keys_empty()}
        </Empty>
      ) : (
        <List keys={keys} now={now} />
      )}
      <Paging url={here} next={next} />
    </OperatorPage>
  )
}

function List({ keys, now }: { keys: Key[]; now: string }) {
  return (
    <Table
      caption={m.operator_keys_title()}
      rows={keys}
      rowKey={(key) => key.id}
      columns={[
        {
          key: 'name',
          header: m.operator_name(),
          main: true,
          cell: (key) => (
            <>
              {key.name}
              <span className="mt-0.5 block font-normal">
                <Code>{`${key.prefix}…`}</Code>
              </span>
            </>
          ),
        },
        {
          key: 'scopes',
          header: m.operator_key_may(),
          cell: (key) =>
            key.scopes.length === scopeNames.length
              ? m.operator_scope_all()
              : key.scopes.map((scope) => scopeWord(scope)).join(', '),
        },
        {
          key: 'used',
          header: m.operator_key_used(),
          cell: (key) => (key.last_used_at ? ago(key.last_used_at, now) : m.operator_key_never()),
        },
        { key: 'state', header: m.operator_key_valid(), cell: (key) => <State of={key} now={now} /> },
        {
          key: 'revoke',
          header: <span className="sr-only">{m.operator_acts()}</span>,
          narrow: true,
          cell: (key) =>
            stateOf(key, now) === 'valid' && (
              <ButtonLink
                href={`/operator/keys/${key.id}/revoke`}
                variant="danger"
                size="sm"
                className="max-md:mt-2 max-md:min-h-11"
              >
                {m.operator_key_revoke()}
              </ButtonLink>
            ),
        },
      ]}
    />
  )
}

function stateOf(key: Key, now: string): 'revoked' | 'expired' | 'valid' {
  if (key.revoked_at !== null) return 'revoked'
  return key.expires_at !== null && Date.parse(key.expires_at) <= Date.parse(now) ? 'expired' : 'valid'
}

function State({ of: key, now }: { of: Key; now: string }) {
  const state = stateOf(key, now)
  if (state === 'revoked') {
    return <span className="text-soft">{m.operator_key_state_revoked({ date: dateTime(key.revoked_at!) })}</span>
  }
  if (key.expires_at === null) return m.operator_key_state_forever()
  if (state === 'expired')
    return <span className="text-soft">{m.operator_key_state_expired({ date: date(key.expires_at) })}</span>
  const isSoon = Date.parse(key.expires_at) - Date.parse(now) < 14 * 86_400_000
  const words = m.operator_key_state_until({ date: date(key.expires_at), time: ago(key.expires_at, now) })
  return isSoon ? <span className="font-semibold text-warn">{words}</span> : words
}
