import type { ReactNode } from 'react'
import { eventWord } from '../../event-words.ts'
import { dateTime } from '../../format.ts'
import { page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/letter.ts'
import { OperatorPage } from './frame.tsx'
import { kindWord, letterStateWord } from './words.ts'

const views = ['html', 'text', 'source'] as const

export const loader = page(async ({ api, params, url }) => {
  const view = views.find((one) => one === url.searchParams.get('view')) ?? 'html'
  return { letter: await api.readLetter({ id: params.id! }), view }
})

export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: `${loaderData?.letter.subject ?? ''} · ${m.operator_mailbox_title()} · ${m.site_name()}` }]
}

type Letter = Route.ComponentProps['loaderData']['letter']

export default function LetterPage({ loaderData: { letter, view } }: Route.ComponentProps) {
  const words = { html: m.operator_letter_html(), text: m.operator_letter_text(), source: m.operator_letter_source() }
  return (
    <OperatorPage title={letter.subject}>
      <div className="space-y-6">
        <About letter={letter} />
        <nav aria-label={m.operator_letter_views()} className="flex flex-wrap gap-1">
          {views.map((one) => (
            <a
              key={one}
              href={`/operator/mailbox/${letter.id}?view=${one}`}
              {...(one === view ? { 'aria-current': 'true' as const } : {})}
              className="inline-flex min-h-11 items-center rounded-md px-3 text-sm font-semibold text-soft no-underline hover:bg-sunken aria-[current]:bg-accent-tint aria-[current]:text-accent"
            >
              {words[one]}
            </a>
          ))}
        </nav>
        {view === 'html' ? (
          <iframe
            src={`/operator/mailbox/${letter.id}/letter`}
            title={letter.subject}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            className="h-[40rem] w-full max-w-2xl rounded-md border border-line"
          />
        ) : (
          <pre
            lang={letter.locale}
            // What scrolls must be reached by the keyboard.
            tabIndex={0}
            className={`max-w-full overflow-x-auto rounded-md border border-line bg-surface px-4 py-4 ${view === 'text' ? 'font-sans whitespace-pre-wrap break-words' : 'text-xs'}`}
          >
            {view === 'text' ? letter.text : letter.source}
          </pre>
        )}
        <p>
          <a href="/operator/mailbox" className="inline-flex min-h-11 items-center text-accent">
            {m.operator_letter_back()}
          </a>
        </p>
      </div>
    </OperatorPage>
  )
}

function About({ letter }: { letter: Letter }) {
  const { event } = letter
  const rows: [string, ReactNode][] = [
    [m.operator_letter_to(), letter.to],
    [m.operator_letter_kind(), kindWord(letter.template)],
    [m.operator_letter_state(), letterStateWord(letter.state)],
    ...(letter.reason ? [[m.operator_letter_error(), letter.reason] as [string, ReactNode]] : []),
    ...(event ? [[m.operator_letter_event(), <EventLink key="event" event={event} />] as [string, ReactNode]] : []),
    [
      m.operator_letter_written(),
      <time key="written" dateTime={letter.created_at}>
        {dateTime(letter.created_at)}
      </time>,
    ],
    [
      m.operator_letter_until(),
      <time key="until" dateTime={letter.expires_at}>
        {dateTime(letter.expires_at)}
      </time>,
    ],
  ]
  return (
    <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
      {rows.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-soft max-sm:mt-1">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function EventLink({ event }: { event: NonNullable<Letter['event']> }) {
  return (
    <a href={`/operator/audit?event_id=${event.id}`} className="text-accent">
      {eventWord(event.name)}
    </a>
  )
}
