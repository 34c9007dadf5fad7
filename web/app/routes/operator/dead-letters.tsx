/** What somebody should have been told and was not. */
import { ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { Table } from '../../components/table.tsx'
import { ago, number } from '../../format.ts'
import { listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/dead-letters.ts'
import { recipientWords, whatWords } from './dead-letter-words.tsx'
import { OperatorPage } from './frame.tsx'

export const loader = page(async ({ api, url }) => {
  const { items, next } = await listed(url, (from) => api.listDeadLetters({ limit: 25, ...from }))
  const done = url.searchParams.get('done')
  const tried = url.searchParams.get('tried') ?? ''
  return {
    letters: items,
    next,
    here: url.pathname + url.search,
    done: done === 'retried' || done === 'discarded' ? done : undefined,
    tried: /^\d{1,9}$/.test(tried) ? Number(tried) : undefined,
    now: new Date().toISOString(),
  }
})

export function meta() {
  return [{ title: `${m.operator_dead_title()} · ${m.site_name()}` }]
}

type Letter = Route.ComponentProps['loaderData']['letters'][number]

export default function DeadLetters({ loaderData: { letters, next, here, done, tried, now } }: Route.ComponentProps) {
  return (
    <OperatorPage
      title={m.operator_dead_title()}
      lead={m.operator_dead_lead()}
      actions={
        letters.length > 0 && (
          <ButtonLink href="/operator/dead-letters/all/retry" size="sm">
            {m.operator_dead_retry_all()}
          </ButtonLink>
        )
      }
    >
      {done === 'retried' && <Notice tone="good">{m.operator_dead_retried()}</Notice>}
      {tried !== undefined && (
        <Notice tone={tried > 0 ? 'good' : 'info'}>
          {m.operator_dead_tried({ count: number(tried) })} {letters.length > 0 && m.operator_dead_effect_disabled()}
        </Notice>
      )}
      {done === 'discarded' && <Notice tone="good">{m.operator_dead_discarded()}</Notice>}
      {letters.length === 0 ? (
        <Empty title={m.operator_dead_empty_title()}>{m.operator_dead_empty()}</Empty>
      ) : (
        <List letters={letters} now={now} />
      )}
      <Paging url={here} next={next} />
    </OperatorPage>
  )
}

function List({ letters, now }: { letters: Letter[]; now: string }) {
  return (
    <Table
      caption={m.operator_dead_title()}
      rows={letters}
      rowKey={(letter) => `${letter.source} ${letter.id}`}
      columns={[
        { key: 'what', header: m.operator_dead_what(), main: true, cell: whatWords },
        { key: 'recipient', header: m.operator_dead_recipient(), cell: recipientWords },
        {
          key: 'error',
          header: m.operator_dead_error(),
          cell: (letter) => <span className="break-words">{letter.reason}</span>,
        },
        { key: 'attempts', header: m.operator_attempts(), numeric: true, cell: ({ attempts }) => number(attempts) },
        {
          key: 'since',
          header: m.operator_dead_since(),
          cell: ({ since }) => <time dateTime={since}>{ago(since, now)}</time>,
        },
        {
          key: 'acts',
          header: <span className="sr-only">{m.operator_acts()}</span>,
          narrow: true,
          cell: ({ source, id }) => (
            <span className="flex gap-2 max-md:flex-wrap">
              <ButtonLink href={`/operator/dead-letters/${source}-${id}/retry`} size="sm" variant="quiet">
                {m.operator_dead_retry()}
              </ButtonLink>
              <ButtonLink href={`/operator/dead-letters/${source}-${id}/discard`} size="sm" variant="quiet">
                {m.operator_dead_discard()}
              </ButtonLink>
            </span>
          ),
        },
      ]}
    />
  )
}
