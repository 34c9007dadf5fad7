import type { ReactNode } from 'react'
import { useRouteError } from 'react-router'
import { timeZoneName } from '../../../src/kernel/zone.ts'
import { clock } from '../format.ts'
import { preferencesPath } from '../opened-for.ts'
import { sells } from '../page.ts'
import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import { useVisit, type Visit } from '../visit.ts'
import { Script } from './script.tsx'

/** The frame of every page: where one is, who one is, and in which language. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="absolute left-2 top-2 z-20 -translate-y-24 rounded-md bg-accent px-4 py-2 text-on-accent focus:translate-y-0"
      >
        {m.skip_to_content()}
      </a>
      <DemoLine />
      <Header />
      <div className="flex-1">{children}</div>
      <Footer />
    </div>
  )
}

/** Above everything else: what one does here does not last, and is nobody's secret. */
function DemoLine() {
  const demo = useVisit()?.demo
  if (!demo) return null
  return (
    <p className="print:hidden bg-ink px-4 py-2 text-center text-sm text-paper" role="note">
      {m.demo_line({ time: `${clock(demo.resetsAt)} ${timeZoneName}` })}
    </p>
  )
}

function Logo() {
  return (
    <svg viewBox="0 0 32 32" className="size-7" aria-hidden="true">
      <path
        d="M4 15 16 5l12 10"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <g fill="currentColor">
        <circle cx="7" cy="23" r="3" />
        <circle cx="16" cy="20" r="3" />
        <circle cx="25" cy="23" r="3" />
      </g>
    </svg>
  )
}

function Header() {
  const visit = useVisit()
  const role = visit?.role
  const here = visit?.here ?? '/'
  return (
    <header className="print:hidden border-b border-line bg-paper">
      <div className="mx-auto flex min-h-16 w-full max-w-6xl flex-wrap items-center gap-x-2 px-4 sm:gap-x-4">
        <a href="/" className="mr-auto flex items-center gap-2 font-display text-lg text-accent no-underline">
          <Logo />
          {m.site_name()}
        </a>
        <nav
          aria-label={m.nav_label()}
          className="-mx-2 flex flex-wrap items-center gap-x-1 sm:-mx-2.5 text-sm font-semibold sm:gap-x-2"
        >
          <NavLink href="/how-it-works" here={here} className="hidden sm:block">
            {m.nav_how()}
          </NavLink>
          {role === 'operator' && (
            <NavLink href="/operator" here={here}>
              {m.nav_operator()}
            </NavLink>
          )}
          {sells(role) && (
            <NavLink href="/sell" here={here} className={role === 'operator' ? 'hidden sm:block' : ''}>
              {m.nav_sell()}
            </NavLink>
          )}
          {role === undefined ? (
            <NavLink
              href={`/sign-in?next=${encodeURIComponent(/^\/(sign-|account\/)/.test(here) ? '/' : here)}`}
              here={here}
            >
              {m.nav_sign_in()}
            </NavLink>
          ) : (
            <NavLink href="/me" here={here}>
              {/* Beside a seller's or operator's links a phone has no room for the whole name. */}
              {role === 'buyer' ? (
                m.nav_mine()
              ) : (
                <>
                  <span className="sm:hidden">{m.nav_mine_short()}</span>
                  <span className="max-sm:hidden">{m.nav_mine()}</span>
                </>
              )}
            </NavLink>
          )}
          {role !== undefined && <InboxLink here={here} />}
        </nav>
      </div>
    </header>
  )
}

/** The count has its place above the bell from the beginning, so that nothing moves when elements/unread.ts fills it. */
function InboxLink({ here }: { here: string }) {
  const current = here.split('?')[0] === '/me/inbox'
  return (
    <>
      <a
        href="/me/inbox"
        aria-label={m.buyer_nav_inbox()}
        title={m.buyer_nav_inbox()}
        data-unread={m.nav_inbox_unread({ count: '{count}' })}
        {...(current ? { 'aria-current': 'page' as const } : {})}
        className="relative grid h-11 w-9 place-items-center sm:w-11 rounded-md text-ink hover:bg-sunken aria-[current=page]:text-accent"
      >
        <svg viewBox="0 0 24 24" className="size-5.5 fill-none stroke-current stroke-2" aria-hidden="true">
          <path
            strokeLinecap="round"
            strokeLinejoin="round"
            d="M6 9.5a6 6 0 0 1 12 0c0 5 2 6 2 7.5H4c0-1.5 2-2.5 2-7.5M10 20.5h4"
          />
        </svg>
        <span
          hidden
          aria-hidden="true"
          data-unread-count
          className="absolute top-0.5 left-1/2 ml-0.5 min-w-4.5 rounded-full bg-accent px-1 text-center text-xs leading-4.5 font-bold text-on-accent numbers"
        />
      </a>
      <Script name="unread" />
    </>
  )
}

function NavLink({
  href,
  here,
  className = '',
  children,
}: {
  href: string
  here: string
  className?: string
  children: ReactNode
}) {
  const path = href.split('?')[0]!
  const current = here === path || here.startsWith(`${path}/`) || here.startsWith(`${path}?`)
  return (
    <a
      href={href}
      {...(current ? { 'aria-current': 'page' as const } : {})}
      className={`rounded-md px-2 py-2.5 sm:px-2.5 text-ink no-underline hover:bg-sunken aria-[current=page]:text-accent ${className}`}
    >
      {children}
    </a>
  )
}

function Footer() {
  const visit = useVisit()
  // Null where nothing has failed, whatever its type says.
  const isError = Boolean(useRouteError())
  return (
    <footer className="print:hidden mt-16 border-t border-line bg-sunken">
      <div className="mx-auto grid w-full max-w-6xl gap-6 px-4 py-10 text-sm text-soft lg:grid-cols-[1fr_auto]">
        <div>
          <p className="measure">{m.footer_line()}</p>
          <p className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
            <a className="py-1.5 text-ink" href="/how-it-works">
              {m.nav_how()}
            </a>
            <a className="py-1.5 text-ink" href="/docs">
              {m.footer_developers()}
            </a>
            {visit?.production === false && (
              <a className="py-1.5 text-ink" href="/gallery">
                {m.footer_gallery()}
              </a>
            )}
          </p>
        </div>
        {/* Switching leads to the address: what a form was answered, as a key that is shown once, would be lost. */}
        {(isError || !visit?.isAnswerToForm) && <Preferences />}
      </div>
    </footer>
  )
}

/** A form of its own; where somebody types into another one, its buttons send that along, so that it can be kept. */
function Preferences() {
  const visit = useVisit()
  return (
    <form method="post" action="/preferences" className="flex flex-wrap items-start gap-x-6 gap-y-3">
      <input type="hidden" name="next" value={visit?.here ?? '/'} />
      <Choices
        label={m.language_label()}
        name="language"
        chosen={getLocale()}
        choices={[
          ['id', 'Indonesia'],
          ['en', 'English'],
        ]}
      />
      <Choices
        label={m.theme_label()}
        name="theme"
        chosen={visit?.theme ?? 'auto'}
        choices={[
          ['auto', m.theme_auto()],
          ['light', m.theme_light()],
          ['dark', m.theme_dark()],
        ]}
      />
    </form>
  )
}

/**
 * Files stay where they are, and so does what cannot be sent yet. elements/keep-typed.ts takes this away where scripts run:
 * they keep what was typed in every form of a page, and send none of it.
 */
function typedAlong(visit: Visit | undefined) {
  if (!visit?.typedForm) return {}
  const { id, action } = visit.typedForm
  const to = new URLSearchParams({ next: visit.here, form: action })
  return {
    form: id,
    formAction: `${preferencesPath}?${to}`,
    formEncType: 'application/x-www-form-urlencoded',
    formNoValidate: true,
  }
}

/** Buttons of one form: each is a choice that is made by pressing it. */
function Choices({
  label,
  name,
  chosen,
  choices,
}: {
  label: string
  name: string
  chosen: string
  choices: [string, string][]
}) {
  const along = typedAlong(useVisit())
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-2">
      <legend className="float-left mr-2">{label}</legend>
      <span className="inline-flex flex-wrap overflow-hidden rounded-md border border-line">
        {choices.map(([value, words]) => (
          <button
            type="submit"
            key={value}
            name={name}
            value={value}
            {...along}
            lang={name === 'language' ? value : undefined}
            aria-pressed={value === chosen}
            className="min-h-10 cursor-pointer bg-surface px-3 text-ink hover:bg-accent-tint aria-pressed:bg-ink aria-pressed:text-paper"
          >
            {words}
          </button>
        ))}
      </span>
    </fieldset>
  )
}
