/**
 * Buttons that copy an address; they show themselves where scripts run. Browsers inside of chat apps often refuse, or never
 * answer: then it is said, and the address stands there, marked, to be copied by hand.
 */
export function copyButtons(): void {
  const reveal = () => {
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) button.hidden = false
  }
  reveal()
  // Parts of the page may have been exchanged for new ones.
  document.addEventListener('sambatan:refreshed', reveal)
  document.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('[data-copy]') : null
    if (!button) return
    if (!(await copy(button.dataset.copy!))) return showToCopy(button)
    button.dataset.words ??= button.textContent ?? ''
    button.textContent = button.dataset.copied!
    setTimeout(() => {
      button.textContent = button.dataset.words!
    }, 2_000)
  })
}

/** Some browsers inside of other apps neither copy nor refuse: whoever pressed must not wait for them. */
const answerMsMax = 2_000

async function copy(text: string): Promise<boolean> {
  const tooLate = new Promise<boolean>((resolve) => setTimeout(resolve, answerMsMax, false))
  try {
    return await Promise.race([navigator.clipboard.writeText(text).then(() => true), tooLate])
  } catch {
    return false
  }
}

function showToCopy(button: HTMLButtonElement): void {
  const label = document.createElement('label')
  label.className = 'block w-full text-sm font-semibold'
  label.setAttribute('role', 'status')
  const field = document.createElement('textarea')
  field.className =
    'mt-1.5 w-full resize-none rounded-md border border-line bg-surface px-3.5 py-2.5 text-base font-normal break-all'
  field.readOnly = true
  field.value = button.dataset.copy!
  field.rows = Math.min(12, field.value.split('\n').length + 1)
  label.append(button.dataset.copyFailed!, field)
  button.replaceWith(label)
  field.focus()
  field.select()
}
