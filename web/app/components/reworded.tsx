import { date } from '../format.ts'
import { m } from '../paraglide/messages.js'

/** Where what a campaign's words and photos said while somebody joined is read. */
export function ChangesLink({ slug }: { slug: string }) {
  return (
    <a href={`/c/${slug}/changes`} className="font-semibold text-accent">
      {m.changes_see()}
    </a>
  )
}

/** That words or photos changed after somebody had joined; nothing where none did. */
export function Reworded({ slug, latest }: { slug: string; latest: { until: string } | undefined }) {
  if (!latest) return null
  return (
    <p className="text-sm text-soft">
      {m.changes_said({ date: date(latest.until) })} <ChangesLink slug={slug} />
    </p>
  )
}
