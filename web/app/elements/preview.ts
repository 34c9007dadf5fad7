/** Shows beside a form what buyers will see of it: the server makes the page, a frame as wide as a phone holds it. */
const pauseMs = 500

export function startPreview(form: HTMLFormElement, fields: () => FormData): () => void {
  const pane = document.querySelector<HTMLElement>('[data-preview-pane]')
  const frame = pane?.querySelector('iframe')
  if (!pane || !frame || !form.dataset.preview) return () => {}
  const isWide = matchMedia('(min-width: 68rem)')
  const tabs = startTabs(form.parentElement!, pane)
  let timer = 0
  let running: AbortController | undefined

  async function show(): Promise<void> {
    if (pane!.hidden) return
    running?.abort()
    running = new AbortController()
    const body = fields()
    body.set('embed', '1')
    try {
      const answer = await fetch(form.dataset.preview!, { method: 'POST', body, signal: running.signal })
      if (!answer.ok) return
      const scrolled = frame!.contentWindow?.scrollY ?? 0
      frame!.addEventListener('load', () => settle(scrolled), { once: true })
      // Nothing runs in there; left in, each script would be a complaint in the console.
      frame!.srcdoc = (await answer.text()).replace(/<script\b.*?<\/script>/gs, '')
    } catch {
      // The next letter asks again.
    }
  }

  /** The page in the frame is to be looked at: where its links lead, nothing can be shown in a frame. */
  function settle(scrolled: number): void {
    const page = frame!.contentDocument
    page?.addEventListener('click', (event) => event.preventDefault(), true)
    page?.addEventListener('submit', (event) => event.preventDefault(), true)
    frame!.contentWindow?.scrollTo(0, scrolled)
  }

  const soon = () => {
    clearTimeout(timer)
    timer = window.setTimeout(show, pauseMs)
  }
  const arrange = () => {
    tabs.arrange(isWide.matches)
    void show()
  }
  isWide.addEventListener('change', arrange)
  tabs.onChange(() => void show())
  arrange()
  form.addEventListener('input', soon)
  return soon
}

function startTabs(panel: HTMLElement, pane: HTMLElement) {
  const list = document.querySelector<HTMLElement>('[data-tabs]')
  const buttons = [...(list?.querySelectorAll<HTMLButtonElement>('[data-tab]') ?? [])]
  let chosen = 'form'
  let isWide = false
  let listener = () => {}

  function apply(): void {
    panel.hidden = !isWide && chosen === 'preview'
    pane.hidden = !isWide && chosen === 'form'
    for (const [name, each] of [
      ['form', panel],
      ['preview', pane],
    ] as const) {
      // Side by side they are no tabs.
      if (isWide) each.removeAttribute('role')
      else each.setAttribute('role', 'tabpanel')
      if (isWide) each.removeAttribute('aria-labelledby')
      else each.setAttribute('aria-labelledby', `tab-${name}`)
    }
    for (const button of buttons) {
      const isChosen = button.dataset.tab === chosen
      button.setAttribute('aria-selected', String(isChosen))
      button.tabIndex = isChosen ? 0 : -1
    }
  }
  function choose(name: string): void {
    chosen = name
    apply()
    list?.scrollIntoView({ block: 'start' })
    listener()
  }
  if (list) list.hidden = false
  for (const button of buttons) button.addEventListener('click', () => choose(button.dataset.tab!))
  list?.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const other = buttons.find((button) => button.dataset.tab !== chosen)
    if (!other) return
    choose(other.dataset.tab!)
    other.focus()
  })
  return {
    arrange(wide: boolean) {
      isWide = wide
      apply()
    },
    onChange(call: () => void) {
      listener = call
    },
  }
}
