/**
 * Makes the editor of a campaign comfortable: what is typed is saved by itself, photos are sent as they are chosen, and what
 * buyers will see stands beside. Without it there are buttons for all three.
 */
import { startAutosave } from '../autosave.ts'
import { freshPage } from '../fresh.ts'
import { startItemRows } from '../item-rows.ts'
import { startPreview } from '../preview.ts'
import { startSums } from '../sums.ts'
import { startUploads } from '../uploads.ts'

freshPage()
const form = document.querySelector<HTMLFormElement>('form[data-editor]')
if (form) {
  /** Files are sent on their own, and only once. */
  const fields = (submitter?: HTMLElement) => {
    const data = new FormData(form, submitter ?? null)
    data.delete('photos')
    return data
  }
  startItemRows(form)
  startSums(form)
  const show = startPreview(form, fields)
  startUploads({ form, fields, changed: show })
  startAutosave(form, fields)
}

// A new product is asked for only when it is chosen.
const products = document.querySelector<HTMLFormElement>('form[data-product-form]')
const choice = products?.elements.namedItem('product')
const fresh = products?.querySelector<HTMLElement>('[data-new-product]')
if (choice instanceof HTMLSelectElement && fresh) {
  const show = () => {
    fresh.hidden = choice.value !== 'new'
  }
  choice.addEventListener('change', show)
  show()
}
