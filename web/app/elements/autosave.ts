/**
 * Sends a form to the server while one types, and keeps what was not sent yet in this browser: a lost connection, a closed
 * tab or an empty battery costs no word.
 */
const pauseMs = 1_200
const retryMs = 10_000

export function startAutosave(form: HTMLFormElement, fields: () => FormData): void {
  const status = form.querySelector<HTMLElement>('[data-save-status]')
  const backup = backupOf(form)
  let timer = 0
  let running = false
  let dirty = false

  const restored = backup.restore(fields, Date.parse(form.dataset.updated ?? ''))
  if (restored !== undefined && status) {
    status.textContent = form.dataset.restored!.replace('{time}', restored)
    changed()
  }
  form.addEventListener('input', changed)
  // Sent in the usual way: the page that comes back says what became of it, and its form holds what was typed.
  form.addEventListener('submit', (event) => {
    if (event.submitter?.matches('[data-photo-act], [data-preview-button]')) return
    dirty = false
    clearTimeout(timer)
  })
  addEventListener('online', () => dirty && soon(0))
  document.addEventListener('visibilitychange', () => document.hidden && dirty && soon(0))
  addEventListener('beforeunload', (event) => {
    if (dirty && !form.dataset.save) event.preventDefault()
  })

  function changed(): void {
    dirty = true
    backup.keep(fields())
    if (form.dataset.save) soon(pauseMs)
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
    try {
      const answer = await fetch(form.dataset.save, { method: 'POST', body: fields(), keepalive: document.hidden })
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
      const { words, errors } = (await answer.json()) as { words: string; errors: Record<string, string> }
      mark(errors)
      say(words, Object.keys(errors).length > 0)
      // What is wrong was not stored there, so it stays here.
      if (!dirty && Object.keys(errors).length === 0) backup.drop()
    } catch {
      dirty = true
      say(form.dataset.failed!, true)
      soon(retryMs)
    } finally {
      running = false
    }
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

function backupOf(form: HTMLFormElement) {
  const name = `sambatan-draft-${form.dataset.editor}`
  const wordsOf = (fields: FormData) =>
    [...fields].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return {
    keep(fields: FormData): void {
      try {
        localStorage.setItem(name, JSON.stringify({ at: Date.now(), fields: wordsOf(fields) }))
      } catch {
        // Full or forbidden: the server still has what was sent.
      }
    },
    drop(): void {
      try {
        localStorage.removeItem(name)
      } catch {
        // As above.
      }
    },
    /** @returns when what was put back was typed, in words; undefined when there was nothing to put back */
    restore(fields: () => FormData, savedAt: number): string | undefined {
      try {
        const kept = JSON.parse(localStorage.getItem(name) ?? 'null') as {
          at: number
          fields: [string, string][]
        } | null
        // What the server has got since then is newer.
        if (!kept || kept.at < savedAt) return undefined
        const present = new Map(wordsOf(fields()))
        const other = kept.fields.filter(([field, value]) => present.has(field) && present.get(field) !== value)
        for (const [field, value] of other) {
          const input = form.elements.namedItem(field)
          if (
            input instanceof HTMLInputElement ||
            input instanceof HTMLTextAreaElement ||
            input instanceof HTMLSelectElement
          ) {
            input.value = value
          }
        }
        if (other.length === 0) {
          localStorage.removeItem(name)
          return undefined
        }
        const language = document.documentElement.lang === 'id' ? 'id-ID' : 'en-GB'
        return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(kept.at)
      } catch {
        return undefined
      }
    },
  }
}
