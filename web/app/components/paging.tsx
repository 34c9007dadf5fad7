import { m } from '../paraglide/messages.js'
import { ButtonLink } from './button.tsx'

/** Cursor paging goes forward, and back to the start; the browser's own back button does the rest. */
export function Paging({ url, next }: { url: URL | string; next: string | undefined }) {
  const here = new URL(url, 'http://page')
  const isFirst = !here.searchParams.has('cursor')
  if (isFirst && next === undefined) return null
  const at = (cursor: string | undefined) => {
    const params = new URLSearchParams(here.searchParams)
    params.delete('cursor')
    if (cursor !== undefined) params.set('cursor', cursor)
    const query = params.toString()
    return query === '' ? here.pathname : `${here.pathname}?${query}`
  }
  return (
    <nav aria-label={m.pages_label()} className="mt-8 flex flex-wrap justify-center gap-3">
      {!isFirst && (
        <ButtonLink variant="quiet" href={at(undefined)}>
          {m.previous_page()}
        </ButtonLink>
      )}
      {next !== undefined && (
        <ButtonLink variant="quiet" href={at(next)} rel="next">
          {m.next_page()}
        </ButtonLink>
      )}
    </nav>
  )
}
