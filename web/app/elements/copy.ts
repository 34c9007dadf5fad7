/** Buttons that copy an address; they show themselves only where they can do it. */
export function copyButtons(): void {
  if (!navigator.clipboard) return
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    const words = button.textContent
    button.hidden = false
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset.copy!)
      button.textContent = button.dataset.copied!
      setTimeout(() => {
        button.textContent = words
      }, 2_000)
    })
  }
}
