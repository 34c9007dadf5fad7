/**
 * Forms that are sent once: a second press while the first is on its way does nothing, and the button says that it is busy.
 * The server takes the same key only once anyway; this spares people the doubt.
 */
export function busyForms(): void {
  // Heard by the document: forms come and go with the live parts of a page.
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (form.dataset.once === undefined || event.defaultPrevented) return
    if (form.dataset.sent !== undefined) return event.preventDefault()
    form.dataset.sent = ''
    const { submitter } = event
    // Not disabled: a disabled button would not be sent along with its form.
    submitter?.setAttribute('aria-busy', 'true')
    if (submitter?.dataset.busy) submitter.textContent = submitter.dataset.busy
  })
}
