/**
 * How much waits in the inbox, beside its link in the header. The page says nothing of anybody, because many are shown it alike, so
 * whoever has a session asks: when a page opens, when it is looked at again, and now and then while it is. Where nothing comes the
 * pauses grow, for a page that lies open costs a phone its battery and its data; one that nobody looks at asks nothing.
 */

/** So soon somebody hears of something while they look at a page, at first and at the latest. */
const pausesMs = { first: 60_000, most: 480_000 }
/** More are not counted out. */
const shownMax = 99

export function showUnread(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-unread]')]
  if (links.length === 0) return
  let askedAt = Number.NEGATIVE_INFINITY
  let pause = pausesMs.first
  let shown: number | undefined
  let next: ReturnType<typeof setTimeout> | undefined

  const ask = async () => {
    clearTimeout(next)
    if (document.hidden) return
    if (performance.now() - askedAt >= 1_000) {
      askedAt = performance.now()
      const unread = await countUnread()
      if (unread !== undefined && unread !== shown) {
        for (const link of links) show(link, unread)
        if (shown !== undefined) pause = pausesMs.first
        shown = unread
      }
    }
    clearTimeout(next)
    if (document.hidden) return
    next = setTimeout(() => void ask(), pause)
    pause = Math.min(pause * 2, pausesMs.most)
  }
  void ask()
  document.addEventListener('visibilitychange', () => {
    pause = pausesMs.first
    void ask()
  })
}

/** Undefined for who has signed out meanwhile, or without a connection: what is shown stays. */
async function countUnread(): Promise<number | undefined> {
  const answer = await fetch('/api/sambatan/people/me/notifications/unread').catch(() => undefined)
  if (!answer?.ok) return undefined
  return ((await answer.json()) as { unread: number }).unread
}

function show(link: HTMLAnchorElement, unread: number): void {
  const count = unread > shownMax ? `${shownMax}+` : String(unread)
  const badge = link.querySelector<HTMLElement>('[data-unread-count]')!
  badge.hidden = unread === 0
  badge.textContent = count
  link.setAttribute('aria-label', unread === 0 ? link.title : link.dataset.unread!.replace('{count}', count))
}
