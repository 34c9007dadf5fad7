import type { ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { Script } from '../../components/script.tsx'
import { SubNav } from '../../components/subnav.tsx'
import { m } from '../../paraglide/messages.js'
import { useVisit } from '../../visit.ts'

interface Props {
  title: string
  lead?: ReactNode
  /** Beside the title, as the status of what the page is about. */
  above?: ReactNode
  children: ReactNode
}

/** The frame of one's own pages: where else one can go, and the way out. */
export function MeFrame({ title, lead, above, children }: Props) {
  const here = useVisit()?.here ?? '/me'
  return (
    <main id="main" className="mx-auto w-full max-w-3xl px-4 pt-4 sm:pt-6">
      <div className="print:hidden">
        <SubNav
          label={m.buyer_area()}
          here={here}
          items={[
            { href: '/me', words: m.buyer_nav_mine() },
            { href: '/me/inbox', words: m.buyer_nav_inbox() },
            { href: '/me/notifications', words: m.buyer_nav_notifications() },
            { href: '/me/profile', words: m.buyer_nav_profile() },
            { href: '/me/addresses', words: m.buyer_nav_addresses() },
            { href: '/me/security', words: m.buyer_nav_security() },
            { href: '/me/privacy', words: m.buyer_nav_privacy() },
          ]}
        />
      </div>
      {above}
      <h1 dir="auto" className="text-2xl">
        {title}
      </h1>
      {lead && <p className="measure mt-2 text-soft">{lead}</p>}
      <div className="mt-6 sm:mt-8">{children}</div>
      <form method="post" action="/sign-out" className="mt-14 border-t border-line pt-5 print:hidden">
        <Button variant="quiet" size="sm" className="min-h-11">
          {m.buyer_sign_out()}
        </Button>
      </form>
      <Script name="mine" />
    </main>
  )
}

export function meMeta(title: string) {
  return [{ title: `${title} · ${m.site_name()}` }, { name: 'robots', content: 'noindex' }]
}
