/**
 * Whoever changes language or appearance in the footer gets the page anew, and loses nothing that they had typed: it waits in
 * this tab for the address that it was typed at, and goes back into its fields once. Passwords and codes are typed again.
 */
import { openedFor, preferencesPath } from '../opened-for.ts'
import { takeDownShown } from './push-shown.ts'

const place = 'sambatan:typed'

interface Kept {
  address: string
  /** For whom the page was opened; another person's is not put back. */
  person: string
  fields: { form: number; field: number; name: string; value: string; checked: boolean }[]
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export function keepTyped(): void {
  putBack()
  // Without scripts they send one form of the page along.
  for (const button of document.querySelectorAll(`form[action="${preferencesPath}"] button`)) {
    for (const name of ['form', 'formaction', 'formenctype', 'formnovalidate']) button.removeAttribute(name)
  }
  document.addEventListener('submit', ({ target }) => {
    const form = target as HTMLFormElement
    if (form.matches('[action="/sign-out"]')) return forgetEverything()
    if (!form.matches(`[action="${preferencesPath}"]`)) return
    const address = form.querySelector<HTMLInputElement>('[name=next]')!.value
    const fields = fieldsOnPage().map(({ form, field, element }) => ({
      form,
      field,
      name: element.name,
      value: element.value,
      checked: isChoice(element) && element.checked,
    }))
    sessionStorage.setItem(place, JSON.stringify({ address, person: personHere(), fields } satisfies Kept))
  })
}

function putBack(): void {
  const kept = sessionStorage.getItem(place)
  if (kept === null) return
  sessionStorage.removeItem(place)
  const { address, person, fields }: Kept = JSON.parse(kept)
  if (address !== location.pathname + location.search || person !== personHere()) return
  for (const { form, field, element } of fieldsOnPage()) {
    const was = fields.find((each) => each.form === form && each.field === field && each.name === element.name)
    if (!was) continue
    if (isChoice(element)) {
      if (element.value !== was.value || element.checked === was.checked) continue
      element.checked = was.checked
    } else {
      if (element.value === was.value) continue
      element.value = was.value
    }
    const folded = element.closest('details')
    if (folded) folded.open = true
    element.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

function personHere(): string {
  return document.querySelector<HTMLInputElement>(`main input[name=${openedFor}]`)?.value ?? ''
}

/** Whoever leaves the device leaves nothing of what they typed on it, drafts of campaigns included, and nothing that they were told. */
function forgetEverything(): void {
  void takeDownShown()
  for (const storage of [localStorage, sessionStorage]) {
    for (const item of Object.keys(storage)) if (item.startsWith('sambatan')) storage.removeItem(item)
  }
}

function isChoice(element: Field): element is HTMLInputElement {
  return element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type)
}

/** The editor of a campaign keeps what is typed there by itself, and knows what of it is stored. */
function fieldsOnPage(): { form: number; field: number; element: Field }[] {
  return [...document.querySelectorAll<HTMLFormElement>('main form:not([data-editor])')].flatMap((each, form) =>
    [...each.elements].flatMap((element, field) => (isTyped(element) ? [{ form, field, element }] : [])),
  )
}

function isTyped(element: Element): element is Field {
  return element.matches(
    'textarea, select, input:not([type=hidden], [type=submit], [type=file], [type=password], [autocomplete$=password], [autocomplete=one-time-code], [name*=code])',
  )
}
