import { Empty } from '../../components/empty.tsx'
import { Paging } from '../../components/paging.tsx'
import { ago, dateTime } from '../../format.ts'
import { listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/mailbox.ts'
import { OperatorPage } from './frame.tsx'

export const loader = page(async ({ api, url }) => {
  const { items, next } = await listed(url, (from) => api.readMailbox({ limit: 25, ...from }))
  return { mails: items, next, here: url.pathname + url.search, now: new Date().toISOString() }
})

export function meta() {
  return [{ title: `${m.operator_mailbox_title()} · ${m.site_name()}` }]
}

type Mail = Route.ComponentProps['loaderData']['mails'][number]

export default function Mailbox({ loaderData }: Route.ComponentProps) {
  const { mails, next, here, now } = loaderData
  return (
    <OperatorPage title={m.operator_mailbox_title()} lead={m.operator_mailbox_lead()}>
      {mails.length === 0 ? (
        <Empty title={m.operator_mailbox_empty_title()}>{m.operator_mailbox_empty()}</Empty>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {mails.map((mail) => (
            <li key={mail.id}>
              <Letter mail={mail} now={now} />
            </li>
          ))}
        </ul>
      )}
      <Paging url={here} next={next} />
    </OperatorPage>
  )
}

function Letter({ mail, now }: { mail: Mail; now: string }) {
  return (
    <details className="group">
      <summary className="grid cursor-pointer list-none gap-x-4 py-3 max-sm:grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_auto_auto] sm:items-baseline">
        <span className="truncate font-semibold">{mail.to}</span>
        <span className="min-w-0 truncate group-open:whitespace-normal" lang={mail.locale}>
          {mail.subject}
        </span>
        <time dateTime={mail.created_at} className="text-xs text-soft">
          {ago(mail.created_at, now)}
        </time>
        <span
          aria-hidden="true"
          className="text-accent transition-transform group-open:rotate-180 max-sm:col-start-2 max-sm:row-start-1"
        >
          ▾
        </span>
      </summary>
      <div className="pb-5">
        <div
          className="rounded-md border border-line bg-surface px-4 py-4 whitespace-pre-wrap break-words"
          lang={mail.locale}
        >
          <Linked text={mail.text} />
        </div>
        <p className="mt-2 text-xs text-soft">
          {m.operator_mail_meta({ sent: dateTime(mail.created_at), until: dateTime(mail.expires_at) })}
        </p>
      </div>
    </details>
  )
}

/** Addresses in a mail can be followed, as they could in a mail program. */
function Linked({ text }: { text: string }) {
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change their order
      <a key={index} href={part} rel="noreferrer" className="break-all text-accent">
        {part}
      </a>
    ),
  )
}
