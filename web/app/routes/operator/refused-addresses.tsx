/** Addresses that take no letters. */
import { Button, ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { Table } from '../../components/table.tsx'
import { ago } from '../../format.ts'
import { asked, listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/refused-addresses.ts'
import { OperatorPage } from './frame.tsx'

export const loader = page(async ({ api, url }) => {
  const q = asked(url.searchParams, 'q')
  const { items, next } = await listed(url, (from) => api.listRefusedAddresses({ limit: 25, ...(q && { q }), ...from }))
  return {
    addresses: items,
    next,
    q,
    isDone: url.searchParams.has('done'),
    here: url.pathname + url.search,
    now: new Date().toISOString(),
  }
})

export function meta() {
  return [{ title: `${m.operator_refused_title()} · ${m.site_name()}` }]
}

export default function RefusedAddresses({ loaderData }: Route.ComponentProps) {
  const { addresses, next, q, isDone, here, now } = loaderData
  return (
    <OperatorPage
      title={m.operator_refused_title()}
      lead={m.operator_refused_lead()}
      back={{ href: '/operator/mailbox', words: m.operator_mailbox_title() }}
    >
      {isDone && <Notice tone="good">{m.operator_refused_done()}</Notice>}
      <search>
        <form method="get" className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
          <SearchBox label={m.operator_refused_search()} placeholder={m.operator_refused_address()} value={q} />
          <Button variant="quiet">{m.operator_search()}</Button>
        </form>
      </search>
      {addresses.length === 0 ? (
        <Empty title={m.operator_refused_empty_title()}>
          {q ? m.operator_refused_empty_search() : m.operator_refused_empty()}
        </Empty>
      ) : (
        <List addresses={addresses} now={now} />
      )}
      <Paging url={here} next={next} />
    </OperatorPage>
  )
}

type Loaded = Route.ComponentProps['loaderData']

function List({ addresses, now }: Pick<Loaded, 'addresses' | 'now'>) {
  return (
    <Table
      caption={m.operator_refused_title()}
      rows={addresses}
      rowKey={(one) => one.address}
      columns={[
        {
          key: 'address',
          header: m.operator_refused_address(),
          main: true,
          cell: ({ address }) => <span className="break-all">{address}</span>,
        },
        {
          key: 'whose',
          header: m.operator_refused_whose(),
          cell: ({ person_id, person_name }) =>
            person_id === null ? (
              m.operator_refused_nobody()
            ) : (
              <a href={`/operator/people/${encodeURIComponent(person_id)}`} className="text-accent">
                {person_name ?? person_id}
              </a>
            ),
        },
        {
          key: 'why',
          header: m.operator_refused_why(),
          cell: ({ reason }) => <span className="break-words">{reason}</span>,
        },
        {
          key: 'since',
          header: m.operator_refused_since(),
          cell: ({ since }) => <time dateTime={since}>{ago(since, now)}</time>,
        },
        {
          key: 'acts',
          header: <span className="sr-only">{m.operator_acts()}</span>,
          narrow: true,
          cell: ({ address }) => (
            <ButtonLink href={freePath(address)} size="sm" variant="quiet">
              {m.operator_refused_free()}
            </ButtonLink>
          ),
        },
      ]}
    />
  )
}

export function freePath(address: string): string {
  return `/operator/mailbox/refused/free?address=${encodeURIComponent(address)}`
}
