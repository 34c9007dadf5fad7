import type { ReactNode } from 'react'
import { AreaPage, type AreaPageProps } from '../../components/area-page.tsx'
import { DownloadLinks } from '../../components/download-links.tsx'
import { m } from '../../paraglide/messages.js'

/** A page of operators. */
export function OperatorPage(props: AreaPageProps) {
  const pages = [
    { href: '/operator', words: m.operator_nav_overview() },
    { href: '/operator/campaigns', words: m.operator_nav_campaigns() },
    { href: '/operator/money', words: m.book_title() },
    { href: '/operator/people', words: m.operator_nav_people() },
    { href: '/operator/scheduler', words: m.operator_nav_scheduler() },
    { href: '/operator/audit', words: m.operator_nav_audit() },
    { href: '/operator/keys', words: m.operator_nav_keys() },
    { href: '/operator/webhooks', words: m.webhooks_title() },
    { href: '/operator/mailbox', words: m.operator_nav_mailbox() },
    { href: '/operator/dead-letters', words: m.operator_nav_dead() },
    { href: '/operator/access-log', words: m.operator_nav_access() },
    { href: '/operator/health', words: m.operator_nav_health() },
  ]
  return <AreaPage area={{ label: m.operator_area(), pages, topic: 'all' }} {...props} />
}

/** A part of a page under its own heading. */
export function Section({
  id,
  title,
  lead,
  actions,
  region,
  children,
}: {
  id: string
  title: string
  lead?: ReactNode
  actions?: ReactNode
  /** Exchanged for its new self when something happens. */
  region?: boolean
  children: ReactNode
}) {
  return (
    <section aria-labelledby={id} {...(region ? { 'data-live-region': id } : {})}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 id={id} className="text-xl">
          {title}
        </h2>
        {actions}
      </div>
      {lead && <p className="measure mt-1 text-sm text-soft">{lead}</p>}
      <div className="mt-4">{children}</div>
    </section>
  )
}

/** The rows of a filter as a file of an operator's page: of that name, with that query. */
export function ExportLinks({ name, query = '' }: { name: string; query?: string }) {
  const at = (ending: string) => `/operator/export/${name}.${ending}${query}`
  return <DownloadLinks xlsx={at('xlsx')} csv={at('csv')} />
}

/** An id as machines write it: small, and it may break anywhere. */
export function Code({ children }: { children: string }) {
  return <code className="rounded-sm bg-sunken px-1.5 py-0.5 text-xs break-all">{children}</code>
}
