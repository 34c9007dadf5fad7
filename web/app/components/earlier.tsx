import { m } from '../paraglide/messages.js'

interface Props {
  url: URL | string
  /** What the address calls the place in the story. */
  name: string
  /** The place of what is older; undefined where nothing is. */
  older: string | undefined
  /** The id of the section that tells it. */
  section: string
}

/** The ways on through a story whose end is told first: to what was before it, and back to its end. */
export function Earlier({ url, name, older, section }: Props) {
  const here = new URL(url, 'http://page')
  const at = (place?: string) => {
    const params = new URLSearchParams(here.searchParams)
    params.delete(name)
    if (place !== undefined) params.set(name, place)
    return `${params.size > 0 ? `?${params}` : here.pathname}#${section}`
  }
  const isEarlier = here.searchParams.has(name)
  if (!isEarlier && older === undefined) return null
  return (
    <p className="flex flex-wrap gap-x-6 font-semibold">
      {older !== undefined && (
        <a href={at(older)} className="inline-flex min-h-11 items-center text-accent">
          {m.story_earlier()}
        </a>
      )}
      {isEarlier && (
        <a href={at()} className="inline-flex min-h-11 items-center text-accent">
          {m.story_newest()}
        </a>
      )}
    </p>
  )
}
