import { Button, ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Paging } from '../../components/paging.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { ago } from '../../format.ts'
import { asked, listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/mailbox.ts'
import { OperatorPage } from './frame.tsx'
import { letterStateWord } from './words.ts'

export const loader = page(async ({ api, url }) => {
  const q = asked(url.searchParams, 'q')
  const { items, next } = await listed(url, (from) => api.readMailbox({ limit: 25, ...(q && { q }), ...from }))
  return { letters: items, next, q, here: url.pathname + url.search, now: new Date().toISOString() }
})

export function meta() {
  return [{ title: `${m.operator_mailbox_title()} · ${m.site_name()}` }]
}

type Letter = Route.ComponentProps['loaderData']['letters'][number]

export default function Mailbox({ loaderData }: Route.ComponentProps) {
  const { letters, next, q, here, now } = loaderData
  return (
    <OperatorPage
      title={m.operator_mailbox_title()}
      lead={m.operator_mailbox_lead()}
      actions={
        <>
          <ButtonLink href="/operator/mailbox/refused" variant="quiet" size="sm">
            {m.operator_refused_title()}
          </ButtonLink>
          <ButtonLink href="/operator/dead-letters" variant="quiet" size="sm">
            {m.operator_dead_title()}
          </ButtonLink>
        </>
      }
    >
      <div className="space-y-6">
        <search>
          <form method="get" className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
            <SearchBox label={m.operator_mailbox_search()} placeholder={m.operator_mailbox_placeholder()} value={q} />
            <Button variant="quiet">{m.operator_search()}</Button>
          </form>
        </search>
        {letters.length === 0 ? (
          <Empty title={m.operator_mailbox_empty_title()}>
            {q ? m.operator_mailbox_empty_search() : m.operator_mailbox_empty()}
          </Empty>
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {letters.map((letter) => (
              <li key={letter.id}>
                <Row letter={letter} now={now} />
              </li>
            ))}
          </ul>
        )}
        <Paging url={here} next={next} />
      </div>
    </OperatorPage>
  )
}

function Row({ letter, now }: { letter: Letter; now: string }) {
  const isWrong = letter.state === 'dead' || letter.last_error !== null
  return (
    <a
      href={`/operator/mailbox/${letter.id}`}
      className="grid gap-x-4 gap-y-0.5 py-3 text-ink no-underline hover:bg-sunken sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_auto] sm:items-baseline"
    >
      <span className="truncate text-sm text-soft">{letter.to}</span>
      <span dir="auto" lang={letter.locale} className="font-semibold text-accent">
        {letter.subject}
      </span>
      <span className="text-xs text-soft">
        <span className={isWrong ? 'font-semibold text-bad' : ''}>{letterStateWord(letter.state)}</span>
        {' · '}
        <time dateTime={letter.created_at}>{ago(letter.created_at, now)}</time>
      </span>
    </a>
  )
}
