/** Ticking many rows of a table: all at once, and a button that says how many. Without it each row is ticked by hand. */
import { freshPage } from '../fresh.ts'

freshPage()

function update(form: HTMLFormElement): void {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name=ids]')]
  const all = form.querySelector<HTMLInputElement>('[data-all]')
  const button = form.querySelector<HTMLButtonElement>('[data-select-button]')
  const label = form.querySelector<HTMLElement>('[data-select-all]')
  const count = boxes.filter((box) => box.checked).length
  if (label) label.hidden = boxes.length < 2
  if (all) {
    all.checked = count > 0 && count === boxes.length
    all.indeterminate = count > 0 && count < boxes.length
  }
  for (const also of form.querySelectorAll<HTMLButtonElement>('[data-select-also]')) also.disabled = count === 0
  if (!button) return
  button.dataset.plain ??= button.textContent ?? ''
  button.textContent = count === 0 ? button.dataset.plain : button.dataset.words!.replace('{count}', String(count))
  button.disabled = count === 0
}

function updateAll(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-select]')) update(form)
}

document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return
  const form = target.closest<HTMLFormElement>('form[data-select]')
  if (!form) return
  if (target.matches('[data-all]')) {
    for (const box of form.querySelectorAll<HTMLInputElement>('input[name=ids]')) box.checked = target.checked
  }
  update(form)
})
// The rows are exchanged for fresh ones as people join.
document.addEventListener('sambatan:refreshed', updateAll)
addEventListener('pageshow', updateAll)
updateAll()
