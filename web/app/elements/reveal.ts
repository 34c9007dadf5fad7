/** Buttons that show a password as it was typed, and hide it again before it is sent. */
export function revealButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-reveal]')) {
    const field = document.getElementById(button.dataset.reveal!) as HTMLInputElement
    const words = button.textContent
    const show = (shown: boolean) => {
      field.type = shown ? 'text' : 'password'
      button.setAttribute('aria-pressed', String(shown))
      button.textContent = shown ? button.dataset.hide! : words
    }
    button.hidden = false
    button.addEventListener('click', () => show(field.type === 'password'))
    // Otherwise browsers would remember it as ordinary text.
    field.form?.addEventListener('submit', () => show(false))
  }
}
