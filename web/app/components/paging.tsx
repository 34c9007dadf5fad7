import { m } from '../paraglide/messages.js'
import { ButtonLink } from './button.tsx'

/** How many pages one can go back one by one; each is a cursor in the address. */
const backMax = 10

/** Cursors only lead forward, so the address remembers in `before` which ones led here. */
export function Paging({ url, next }: { url: URL | string; next: string | undefined }) {
  const here = new URL(url, 'http://page')
  const cursor = here.searchParams.get('cursor')
  if (cursor === null && next === undefined) return null
  const before = here.searchParams.getAll('before')
  const passed = cursor === null ? [] : [...before, cursor].slice(-backMax)
  const at = (to?: string, by: string[] = []) => {
    const params = new URLSearchParams(here.searchParams)
    params.delete('cursor')
    params.delete('before')
    if (to !== undefined) params.set('cursor', to)
    for (const earlier of by) params.append('before', earlier)
    const query = params.toString()
    return query === '' ? here.pathname : `${here.pathname}?${query}`
  }
  return (
    <nav aria-label={m.pages_label()} className="mt-8 flex flex-wrap justify-center gap-3">
      {cursor !== null && (
        <ButtonLink variant="quiet" href={at()}>
          {m.first_page()}
        </ButtonLink>
      )}
      {before.length > 0 && (
        <ButtonLink variant="quiet" href={at(before.at(-1), before.slice(0, -1))} rel="prev">
          {m.previous_page()}
        </ButtonLink>
      )}
      {next !== undefined && (
        <ButtonLink variant="quiet" href={at(next, passed)} rel="next">
          {m.next_page()}
        </ButtonLink>
      )}
    </nav>
  )
}
