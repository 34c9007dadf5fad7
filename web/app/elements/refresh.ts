/**
 * Brings parts of a page up to date with what the server would show now: it is asked for the same page, and every element
 * with `data-live-region` is exchanged for its new self. What a person is busy with is left alone until they are not. Then
 * `sambatan:refreshed` brings the page as it is now, for what is no region.
 */
let running = false
let last = Number.NEGATIVE_INFINITY
let timer: number | undefined
let dueAt = Number.POSITIVE_INFINITY

/** How long until what a person was busy with is looked at again. */
const busyMs = 3_000

/**
 * Looks again soon. Asked several times it looks once, as soon as the least patient asked.
 * @param pauseMs how long to leave between two looks at least, in milliseconds
 * @param delayMs how long to wait at least
 */
export function refresh(pauseMs: number, delayMs = 0): void {
  const now = performance.now()
  const at = Math.max(now + delayMs, last + pauseMs)
  if (at >= dueAt) return
  clearTimeout(timer)
  dueAt = at
  timer = window.setTimeout(() => look(pauseMs), at - now)
}

async function look(pauseMs: number): Promise<void> {
  dueAt = Number.POSITIVE_INFINITY
  if (running) return refresh(pauseMs, 100)
  running = true
  last = performance.now()
  try {
    if (!(await exchange())) refresh(busyMs)
  } catch {
    // No connection: the next event tries again.
  } finally {
    running = false
  }
}

/** Whether every part is up to date now. */
async function exchange(): Promise<boolean> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!answer.ok || answer.redirected) return true
  let whole = true
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const region of document.querySelectorAll<HTMLElement>('[data-live-region]')) {
    const next = fresh.querySelector<HTMLElement>(`[data-live-region="${CSS.escape(region.dataset.liveRegion!)}"]`)
    if (!next || region.innerHTML === next.innerHTML) continue
    if (isBusy(region)) {
      whole = false
      continue
    }
    const open = [...region.querySelectorAll('details')].map((details) => details.open)
    region.replaceChildren(...next.childNodes)
    region.querySelectorAll('details').forEach((details, i) => {
      details.open = open[i] ?? details.open
    })
  }
  document.dispatchEvent(new CustomEvent<Document>('sambatan:refreshed', { detail: fresh }))
  return whole
}

/** Somebody has typed or chosen something in it, or stands on one of its buttons; a heading is only where they began. */
function isBusy(region: HTMLElement): boolean {
  const focused = document.activeElement as HTMLElement | null
  if (focused && focused !== document.body && focused.tabIndex >= 0 && region.contains(focused)) return true
  if (region.querySelector('form[data-sent]')) return true
  return [...region.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].some((field) =>
    field instanceof HTMLInputElement && field.type === 'checkbox'
      ? field.checked !== field.defaultChecked
      : field.type !== 'hidden' && field.value !== field.defaultValue,
  )
}
