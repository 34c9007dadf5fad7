/** The frame that all operator pages share: where one is among them, what the page is, and what there is to do. */
import type { ReactNode } from 'react'
import { ButtonLink } from '../../components/button.tsx'
import { Script } from '../../components/script.tsx'
import { SubNav } from '../../components/subnav.tsx'
import { m } from '../../paraglide/messages.js'
import { useRoot } from '../../root.tsx'

interface Props {
  title: string
  lead?: ReactNode
  /** Where one came from, for pages that stand below another. */
  back?: { href: string; words: string }
  /** What there is to do here, beside the title. */
  actions?: ReactNode
  /** Follow what happens to all campaigns; parts with `data-live-region` are exchanged. */
  live?: boolean
  /** Which of the sub-navigation it belongs to, where its address does not say so. */
  within?: string
  children: ReactNode
}

export function OperatorPage({ title, lead, back, actions, live = false, within, children }: Props) {
  const root = useRoot()
  const here = within ?? root?.here ?? '/operator'
  return (
    <main
      id="main"
      className="mx-auto w-full max-w-6xl px-4 pt-4 sm:pt-6"
      {...(live ? { 'data-live-topic': 'all' } : {})}
    >
      <SubNav label={m.operator_area()} here={here} items={items()} />
      {back && (
        <a href={back.href} className="mb-1 inline-flex min-h-11 items-center gap-2 text-sm font-semibold text-accent">
          <span aria-hidden="true">←</span>
          {back.words}
        </a>
      )}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="min-w-0">
          <h1 className="text-2xl break-words">{title}</h1>
          {lead && <div className="measure mt-2 text-soft">{lead}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
      </div>
      <div className="mt-6 space-y-10">{children}</div>
      <Script name="board" />
    </main>
  )
}

function items() {
  return [
    { href: '/operator', words: m.operator_nav_overview() },
    { href: '/operator/campaigns', words: m.operator_nav_campaigns() },
    { href: '/operator/people', words: m.operator_nav_people() },
    { href: '/operator/scheduler', words: m.operator_nav_scheduler() },
    { href: '/operator/audit', words: m.operator_nav_audit() },
    { href: '/operator/keys', words: m.operator_nav_keys() },
    { href: '/operator/mailbox', words: m.operator_nav_mailbox() },
    { href: '/operator/access-log', words: m.operator_nav_access() },
    { href: '/operator/health', words: m.operator_nav_health() },
  ]
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

/** The rows of a filter as a file. */
export function ExportLink({ href }: { href: string }) {
  return (
    <ButtonLink href={href} variant="quiet" size="sm" download>
      {m.operator_export_csv()}
    </ButtonLink>
  )
}

/** An id as machines write it: small, and it may break anywhere. */
export function Code({ children }: { children: string }) {
  return <code className="rounded-sm bg-sunken px-1.5 py-0.5 text-xs break-all">{children}</code>
}
