import { sells } from '../page.ts'
import { m } from '../paraglide/messages.js'
import { useVisit, type Visit } from '../visit.ts'
import { ButtonLink } from './button.tsx'

interface Props {
  status: number
  /** What whoever refused has to say of it, instead of what is said of every such status. */
  title?: string | undefined
  detail?: string | undefined
  /** The page that the refused form stands on. */
  back?: string | undefined
}

/** What happened, what it means, what to do: also for those who came by a broken link. */
export function ErrorPage({ status, title, detail, back }: Props) {
  const known = words(status)
  const area = areaOf(useVisit())
  const others = back ? 'quiet' : 'primary'
  return (
    <main id="main" className="mx-auto w-full max-w-2xl px-4 py-16 sm:py-24">
      <p className="text-sm font-semibold text-accent">{m.error_code({ status: String(status) })}</p>
      <h1 className="mt-2 text-2xl sm:text-3xl">{title ?? known.title()}</h1>
      <p className="measure mt-4 text-soft">
        {detail ?? (area && status === 404 ? m.error_404_area_detail() : known.detail())}
      </p>
      <div className="mt-8 flex flex-wrap gap-3">
        {back && <ButtonLink href={back}>{m.error_to_form()}</ButtonLink>}
        {area ? (
          <ButtonLink href={area.href} variant={others}>
            {area.words}
          </ButtonLink>
        ) : (
          <>
            <ButtonLink href="/" variant={others}>
              {m.error_to_campaigns()}
            </ButtonLink>
            <ButtonLink href="/me" variant="quiet">
              {m.nav_mine()}
            </ButtonLink>
          </>
        )}
      </div>
    </main>
  )
}

/** Where those go on who work here, rather than buy. */
function areaOf(visit: Visit | undefined): { href: string; words: string } | undefined {
  const [, area] = /^\/(operator|sell)\b/.exec(visit?.here ?? '') ?? []
  const role = visit?.visitor?.role
  if (area === 'operator' && role === 'operator') return { href: '/operator', words: m.error_to_operator() }
  return area === 'sell' && sells(role) ? { href: '/sell', words: m.error_to_seller() } : undefined
}

function words(status: number) {
  if (status === 404) return { title: m.error_404_title, detail: m.error_404_detail }
  if (status === 403) return { title: m.error_403_title, detail: m.error_403_detail }
  if (status === 429) return { title: m.error_429_title, detail: m.error_429_detail }
  if (status === 503) return { title: m.error_503_title, detail: m.error_503_detail }
  if (status < 500) return { title: m.error_400_title, detail: m.error_400_detail }
  return { title: m.error_500_title, detail: m.error_500_detail }
}
