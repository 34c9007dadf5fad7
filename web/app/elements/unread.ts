/**
 * How much waits in the inbox, beside its link in the header. The page says nothing of anybody, because many are shown it alike, so
 * whoever has a session asks: when a page opens, when it is looked at again, and now and then while it is.
 */

/** So soon somebody hears of something while they look at a page. */
const askAgainMs = 30_000
/** More are not counted out. */
const shownMax = 99

export function showUnread(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-unread]')]
  if (links.length === 0) return
  let askedAt = Number.NEGATIVE_INFINITY

  const ask = async () => {
    if (document.hidden || performance.now() - askedAt < 1_000) return
    askedAt = performance.now()
    const answer = await fetch('/api/sambatan/people/me/notifications/unread').catch(() => undefined)
    // Signed out meanwhile, or no connection: what is shown stays.
    if (!answer?.ok) return
    const { unread } = (await answer.json()) as { unread: number }
    for (const link of links) show(link, unread)
  }
  void ask()
  document.addEventListener('visibilitychange', () => void ask())
  setInterval(() => void ask(), askAgainMs)
}

function show(link: HTMLAnchorElement, unread: number): void {
  const count = unread > shownMax ? `${shownMax}+` : String(unread)
  const badge = link.querySelector<HTMLElement>('[data-unread-count]')!
  badge.hidden = unread === 0
  badge.textContent = count
  link.setAttribute('aria-label', unread === 0 ? link.title : link.dataset.unread!.replace('{count}', count))
}
