/** Buttons that copy an address; they show themselves only where they can do it. */
export function copyButtons(): void {
  if (!navigator.clipboard) return
  const reveal = () => {
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) button.hidden = false
  }
  reveal()
  // Parts of the page may have been exchanged for new ones.
  document.addEventListener('sambatan:refreshed', reveal)
  document.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('[data-copy]') : null
    if (!button) return
    await navigator.clipboard.writeText(button.dataset.copy!)
    button.dataset.words ??= button.textContent ?? ''
    button.textContent = button.dataset.copied!
    setTimeout(() => {
      button.textContent = button.dataset.words!
    }, 2_000)
  })
}
