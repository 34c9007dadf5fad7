/**
 * Forms that are sent once: a second press while the first is on its way does nothing, and the button says that it is busy.
 * The server takes the same key only once anyway; this spares people the doubt. No browser tells a page that its sending was
 * stopped, or answered with nothing to show: a page that is still there after a while can be sent again.
 */
const patienceMs = 10_000

export function busyForms(): void {
  // Two scripts of a page may both ask for it: the second to hear of a form would take its sending for a second one, and stop it.
  const { dataset } = document.documentElement
  if (dataset.busyForms !== undefined) return
  dataset.busyForms = ''
  // Heard by the document: forms come and go with the live parts of a page.
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (form.dataset.once === undefined || event.defaultPrevented) return
    if (form.dataset.sent !== undefined) return event.preventDefault()
    form.dataset.sent = ''
    const { submitter } = event
    const words = submitter?.textContent ?? ''
    // Not disabled: a disabled button would not be sent along with its form.
    submitter?.setAttribute('aria-busy', 'true')
    if (submitter?.dataset.busy) submitter.textContent = submitter.dataset.busy
    const release = () => {
      delete form.dataset.sent
      submitter?.removeAttribute('aria-busy')
      if (submitter?.dataset.busy) submitter.textContent = words
    }
    const timer = setTimeout(release, patienceMs)
    addEventListener('pagehide', () => clearTimeout(timer), { once: true })
    // The key that stops a page from loading stops what was sent as well.
    addEventListener('keydown', ({ key }) => key === 'Escape' && release(), { once: true })
  })
}
