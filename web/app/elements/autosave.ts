/**
 * Sends a form to the server while one types, and keeps what was not sent yet in this browser: a lost connection, a closed
 * tab or an empty battery costs no word. Only fields that were changed are sent, so that a tab which was opened earlier
 * takes nothing back that another has written since.
 */

import { timeZone } from '../../../src/kernel/zone.ts'
import { openedFor } from '../opened-for.ts'
import { locale } from './locale.ts'

const pauseMs = 1_200
const retryMs = 10_000
const always = ['draft', openedFor]

export function startAutosave(form: HTMLFormElement, fields: () => FormData): void {
  const status = form.querySelector<HTMLElement>('[data-save-status]')
  const backup = backupOf(form)
  /** What the server has, as far as is known here. */
  const stored = new Map(wordsOf(fields()))
  for (const [name, value] of Object.entries(JSON.parse(form.dataset.stored ?? '{}'))) stored.set(name, String(value))
  // What kind of form it is, and whose, goes along each time.
  for (const name of always) stored.delete(name)
  // Rows that came back with the page are not stored yet.
  if (form.dataset.rowsNew !== undefined) for (const name of stored.keys()) if (isOfRow(name)) stored.delete(name)
  /** What was sent last; whether it has arrived is not known before the answer. */
  let sent = new Map<string, string>()
  let timer = 0
  let running = false
  let dirty = false

  const restored = backup.restore(fields)
  if (restored !== undefined && status) {
    status.textContent = form.dataset.restored!.replace('{time}', restored)
    changed()
  }
  if (restored === undefined && form.dataset.save) say(form.dataset.saves!, false)
  form.addEventListener('input', changed)
  // Sent in the usual way: the page that comes back says what became of it, and its form holds what was typed.
  form.addEventListener('submit', (event) => {
    if (event.submitter?.matches('[data-photo-act], [data-preview-button], [data-row-act]')) return
    dirty = false
    clearTimeout(timer)
    form.addEventListener('formdata', ({ formData }) => dropUnchanged(formData), { once: true })
  })
  addEventListener('online', () => dirty && soon(0))
  // Left, or come back to: perhaps from signing in beside it.
  document.addEventListener('visibilitychange', () => dirty && soon(0))
  addEventListener('beforeunload', (event) => {
    if (dirty && !form.dataset.save) event.preventDefault()
  })

  function changed(): void {
    dirty = true
    keep()
    if (form.dataset.save) soon(pauseMs)
  }

  function keep(): void {
    const over = (name: string) => [stored.get(name), sent.get(name)].filter((value) => value !== undefined)
    backup.keep(wordsOf(dropUnchanged(fields())).map(([name, value]) => ({ name, value, over: over(name) })))
  }

  function dropUnchanged(data: FormData): FormData {
    // Rows are one thing: they go together, or not at all.
    const rows = [...data].filter(([name]) => isOfRow(name))
    const before = [...stored.keys()].filter(isOfRow)
    const isSame = rows.length === before.length && rows.every(([name, value]) => stored.get(name) === value)
    for (const [name, value] of stored) {
      if (isOfRow(name) ? isSame : data.get(name) === value) data.delete(name)
    }
    return data
  }

  function soon(ms: number): void {
    clearTimeout(timer)
    timer = window.setTimeout(save, ms)
  }

  async function save(): Promise<void> {
    if (!form.dataset.save) return
    if (running) return soon(pauseMs)
    running = true
    dirty = false
    say(form.dataset.saving!, false)
    const body = dropUnchanged(fields())
    sent = new Map(wordsOf(body))
    try {
      const answer = await fetch(form.dataset.save, { method: 'POST', body, keepalive: document.hidden })
      if (answer.redirected) return askToSignIn()
      if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status))
      const { words, errors, detail } = (await answer.json()) as Answered
      // Published elsewhere meanwhile, or somebody else has signed in: nothing of it is saved by itself any more.
      if (answer.status === 409) return stop(words ?? detail)
      mark(errors)
      say(words!, Object.keys(errors).length > 0)
      // What is wrong was not stored there, so it stays here.
      if (Object.keys(errors).length > 0) return
      if ([...sent.keys()].some(isOfRow)) for (const name of stored.keys()) if (isOfRow(name)) stored.delete(name)
      for (const [name, value] of sent) if (!always.includes(name)) stored.set(name, value)
      if (dirty) keep()
      else backup.drop()
    } catch {
      dirty = true
      say(form.dataset.failed!, true)
      soon(retryMs)
    } finally {
      running = false
    }
  }

  function stop(words: string): void {
    dirty = true
    delete form.dataset.save
    say(words, true)
  }

  /** No use in trying again by itself; the next letter does, and so does coming back to this tab. */
  function askToSignIn(): void {
    dirty = true
    say(form.dataset.signedOut!, true)
    const link = document.createElement('a')
    link.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`
    link.textContent = form.dataset.signIn!
    status?.append(' ', link)
  }

  function say(words: string, isBad: boolean): void {
    if (!status) return
    status.textContent = words
    status.classList.toggle('text-bad', isBad)
    status.classList.toggle('font-semibold', isBad)
  }

  /** Errors stand beside their fields, as the server's own page would put them. */
  function mark(errors: Record<string, string>): void {
    for (const note of form.querySelectorAll('[data-live-error]')) note.remove()
    for (const field of form.querySelectorAll('[aria-invalid]')) {
      field.removeAttribute('aria-invalid')
      document.getElementById(`${field.id}-error`)?.remove()
    }
    for (const [name, message] of Object.entries(errors)) {
      const field = form.elements.namedItem(name)
      if (!(field instanceof HTMLElement)) continue
      const note = document.createElement('p')
      note.id = `${field.id}-error`
      note.dataset.liveError = ''
      note.className = 'mt-1.5 text-sm font-semibold text-bad'
      note.textContent = message
      field.setAttribute('aria-invalid', 'true')
      const described = new Set((field.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean))
      field.setAttribute('aria-describedby', [...described.add(note.id)].join(' '))
      field.after(note)
    }
  }
}

/** Of what a campaign sells, whose rows may be more, fewer, or elsewhere. */
function isOfRow(name: string): boolean {
  return /^(?:items|volume_prices)\./.test(name)
}

function wordsOf(data: FormData): [name: string, value: string][] {
  return [...data].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
}

interface Answered {
  words?: string
  errors: Record<string, string>
  /** What a refusal says instead of `words`. */
  detail: string
}

interface Kept {
  name: string
  value: string
  /** What the server had, or may have got. Anything else there was written later, somewhere else. */
  over: string[]
}

function backupOf(form: HTMLFormElement) {
  // Several sellers may use one browser: what one has typed waits for them alone.
  const person = form.querySelector<HTMLInputElement>(`[name=${openedFor}]`)?.value ?? ''
  const item = `sambatan-draft-${person}-${form.dataset.editor}`
  return {
    keep(fields: Kept[]): void {
      try {
        localStorage.setItem(item, JSON.stringify({ at: Date.now(), fields }))
      } catch {
        // Full or forbidden: the server still has what was sent.
      }
    },
    drop(): void {
      try {
        localStorage.removeItem(item)
      } catch {
        // As above.
      }
    },
    /** @returns when what was put back was typed, in words; undefined when there was nothing to put back */
    restore(fields: () => FormData): string | undefined {
      try {
        const kept = JSON.parse(localStorage.getItem(item) ?? 'null') as { at: number; fields: Kept[] } | null
        if (!kept) return undefined
        const present = new Map(wordsOf(fields()))
        const lost = kept.fields.filter(
          ({ name, value, over }) => present.get(name) !== value && over.includes(present.get(name)!),
        )
        for (const { name, value } of lost) {
          const input = form.elements.namedItem(name)
          if (
            input instanceof HTMLInputElement ||
            input instanceof HTMLTextAreaElement ||
            input instanceof HTMLSelectElement
          ) {
            input.value = value
          }
        }
        if (lost.length === 0) {
          localStorage.removeItem(item)
          return undefined
        }
        return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(kept.at)
      } catch {
        return undefined
      }
    },
  }
}
