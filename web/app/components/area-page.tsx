import type { ReactNode } from 'react'
import { m } from '../paraglide/messages.js'
import { useVisit } from '../visit.ts'
import { Script } from './script.tsx'
import { SubNav, type SubNavItem } from './subnav.tsx'

export interface AreaPageProps {
  title: string
  lead?: ReactNode
  /** Stands above the title, like a status. */
  above?: ReactNode
  /** Where one came from, for pages that stand below another. */
  back?: { href: string; words: string }
  /** What there is to do here, beside the title. */
  actions?: ReactNode
  /** Follow what happens to the campaigns of the area; parts with `data-live-region` are exchanged. */
  live?: boolean
  /** Which of the sub-navigation it belongs to, where its address does not say so. */
  within?: string
  /** For pages with little to say, whose lines would otherwise be too long. */
  narrow?: boolean
  children: ReactNode
}

interface Area {
  label: string
  /** Its pages; the first is where it begins. */
  pages: SubNavItem[]
  /** Which campaigns its live pages follow. */
  topic: 'mine' | 'all'
}

/** The frame that all pages of an area share: where one is among them, what the page is, and what there is to do. */
export function AreaPage({
  area,
  title,
  lead,
  above,
  back,
  actions,
  live = false,
  within,
  narrow = false,
  children,
}: AreaPageProps & { area: Area }) {
  const visit = useVisit()
  const start = area.pages[0]!.href
  return (
    <main
      id="main"
      className="mx-auto w-full max-w-6xl px-4 pt-4 sm:pt-6"
      {...(live ? { 'data-live-topic': area.topic } : {})}
    >
      {live && (
        <p
          // Read out when it has words, as a status is; the status of a page is what was done on it.
          aria-live="polite"
          data-lost={m.live_lost({ time: '{time}' })}
          className="sticky top-2 z-10 mb-3 rounded-md border border-warn bg-warn-tint px-4 py-3 text-sm font-semibold text-warn empty:sr-only"
        />
      )}
      <SubNav label={area.label} here={within ?? visit?.here ?? start} items={area.pages} />
      {back && (
        <a
          href={back.href}
          // Where the sub-navigation is open it says the same.
          className={`mb-1 inline-flex min-h-11 items-center gap-2 text-sm font-semibold text-accent ${back.href === start ? 'md:hidden' : ''}`}
        >
          {/* Drawn: many fonts have no arrow to the left, and leave a gap. */}
          <svg
            aria-hidden="true"
            viewBox="0 0 16 16"
            className="size-4 shrink-0 fill-none stroke-current stroke-2 rtl:-scale-x-100"
          >
            <path strokeLinecap="round" strokeLinejoin="round" d="M13.5 8h-11m4.5-4.5L2.5 8 7 12.5" />
          </svg>
          <span dir="auto">{back.words}</span>
        </a>
      )}
      <div className={narrow ? 'max-w-2xl' : ''}>
        {above && <div className="mb-1.5">{above}</div>}
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
          <div className="min-w-0">
            <h1 dir="auto" className={`${title.length > 48 ? 'text-xl sm:text-2xl' : 'text-2xl'}`}>
              {title}
            </h1>
            {lead && (
              <div dir="auto" className="measure mt-2 text-soft">
                {lead}
              </div>
            )}
          </div>
          {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
        </div>
        <div className="mt-6 space-y-10">{children}</div>
      </div>
      <Script name="board" />
    </main>
  )
}
