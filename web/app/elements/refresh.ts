/**
 * Brings parts of a page up to date with what the server would show now: it is asked for the same page, and every element
 * with `data-live-region` is exchanged for its new self. What a person is busy with is left alone until they are not.
 */
let running = false
let wantedAgain = false
let last = 0

/** @param pauseMs how long to leave between two looks at least, in milliseconds */
export async function refresh(pauseMs: number): Promise<void> {
  if (running) {
    wantedAgain = true
    return
  }
  running = true
  try {
    const wait = last + pauseMs - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    last = performance.now()
    await exchange()
  } catch {
    // No connection: the next event tries again.
  } finally {
    running = false
    if (wantedAgain) {
      wantedAgain = false
      void refresh(pauseMs)
    }
  }
}

async function exchange(): Promise<void> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!answer.ok || answer.redirected) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const region of document.querySelectorAll<HTMLElement>('[data-live-region]')) {
    const next = fresh.querySelector<HTMLElement>(`[data-live-region="${CSS.escape(region.dataset.liveRegion!)}"]`)
    if (!next || isBusy(region) || region.innerHTML === next.innerHTML) continue
    const open = [...region.querySelectorAll('details')].map((details) => details.open)
    region.replaceChildren(...next.childNodes)
    region.querySelectorAll('details').forEach((details, i) => {
      details.open = open[i] ?? details.open
    })
  }
  document.dispatchEvent(new Event('sambatan:refreshed'))
}

/** Somebody is typing in it, has chosen something, or stands on one of its buttons. */
function isBusy(region: HTMLElement): boolean {
  if (region.contains(document.activeElement) && document.activeElement !== document.body) return true
  return [...region.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].some(
    (box) => box.checked !== box.defaultChecked,
  )
}
