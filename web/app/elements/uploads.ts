/** Sends photos one by one as they are chosen, each with its progress, and lets them be arranged without leaving the page. */
interface Options {
  form: HTMLFormElement
  /** The form's fields without its files. */
  fields(submitter?: HTMLElement): FormData
  changed(): void
}

/** A phone that sends three at once sends each of them three times slower. */
export function startUploads({ form, fields, changed }: Options): void {
  const box = form.querySelector<HTMLElement>('[data-photos]')
  if (!box) return
  const list = box.querySelector<HTMLElement>('[data-photo-list]')!
  const lines = box.querySelector<HTMLElement>('[data-photo-uploads]')!
  const waiting: { file: File; line: HTMLLIElement }[] = []
  let isSending = false

  box.addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement
    if (input.type !== 'file' || !input.files) return
    // What failed before was read, and is being tried again or not.
    for (const line of lines.querySelectorAll('[data-failure]')) line.remove()
    for (const file of input.files) waiting.push({ file, line: lines.appendChild(document.createElement('li')) })
    // What is sent here is not to be sent once more with the form.
    input.value = ''
    void sendAll()
  })
  hideSend()

  async function sendAll(): Promise<void> {
    if (isSending) return
    isSending = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const reason = await send(next.file, next.line)
      if (reason === undefined) {
        next.line.remove()
        await showList(fetch(location.pathname))
        changed()
      } else {
        sayFailed(next.line, fill(box!.dataset.failed!, { file: next.file.name, reason }))
      }
    }
    isSending = false
  }

  function sayFailed(line: HTMLLIElement, words: string): void {
    line.textContent = words
    line.dataset.failure = ''
    line.classList.add('font-semibold', 'text-bad')
  }

  /** @returns why it failed. XMLHttpRequest, because `fetch` does not tell how much it has sent. */
  function send(file: File, line: HTMLLIElement): Promise<string | undefined> {
    if (file.size === 0) return Promise.resolve(box!.dataset.empty)
    // Nobody should wait for minutes to hear it.
    const megabytes = file.size / 1024 / 1024
    if (megabytes > Number(box!.dataset.megabytesMax)) {
      return Promise.resolve(fill(box!.dataset.tooLarge!, { size: `${Math.ceil(megabytes)}` }))
    }
    const bar = document.createElement('progress')
    const words = document.createElement('span')
    bar.max = 100
    bar.className = 'mr-3 w-24 accent-accent align-middle'
    line.replaceChildren(bar, words)
    const say = (percent: number) => {
      bar.value = percent
      const template = percent < 100 ? box!.dataset.sending! : box!.dataset.working!
      words.textContent = fill(template, { file: file.name, percent: `${percent}%` })
    }
    say(0)
    return new Promise((resolve) => {
      const request = new XMLHttpRequest()
      request.open('POST', box!.dataset.photos!)
      request.setRequestHeader('content-type', file.type.startsWith('image/') ? file.type : 'image/jpeg')
      request.setRequestHeader('accept-language', document.documentElement.lang)
      request.upload.onprogress = ({ loaded, total }) => say(Math.min(100, Math.round((loaded / total) * 100)))
      request.onload = () => {
        if (request.status === 401) resolve(box!.dataset.signedOut)
        // Only a photo that was not there yet is created.
        else if (request.status === 200) resolve(box!.dataset.present)
        else resolve(request.status === 201 ? undefined : detailOf(request.responseText))
      }
      request.onerror = () => resolve(box!.dataset.offline!)
      request.send(file)
    })
  }

  function detailOf(answer: string): string {
    try {
      return (JSON.parse(answer) as { detail?: string }).detail ?? box!.dataset.offline!
    } catch {
      return box!.dataset.offline!
    }
  }

  form.addEventListener('submit', (event) => {
    const button = event.submitter
    if (!button?.matches('[data-photo-act]')) return
    event.preventDefault()
    // What was typed elsewhere is saved as usual.
    const body = fields(button)
    for (const name of [...body.keys()]) if (!/^(intent$|draft$|opened_for$|alt-)/.test(name)) body.delete(name)
    for (const other of list.querySelectorAll('button')) other.disabled = true
    void showList(
      fetch(form.action || location.pathname, { method: 'POST', body }),
      button.getAttribute('value')!,
    ).then(changed)
  })

  /** The list as the server shows it in the page that it answers with. */
  async function showList(answer: Promise<Response>, pressed?: string): Promise<void> {
    try {
      const page = new DOMParser().parseFromString(await (await answer).text(), 'text/html')
      const fresh = page.querySelector('[data-photo-list]')
      if (!fresh) throw new Error('another page')
      list.replaceChildren(...fresh.childNodes)
    } catch {
      sayFailed(lines.appendChild(document.createElement('li')), box!.dataset.stuck!)
      for (const other of list.querySelectorAll('button')) other.disabled = false
    }
    hideSend()
    if (pressed === undefined) return
    // Whoever arranges by keyboard stays on the button that they pressed, wherever its photo went.
    const same = [...list.querySelectorAll('button')].find((button) => button.value === pressed && !button.disabled)
    const next = same ?? list.querySelector<HTMLElement>('[data-photo-act]:not(:disabled), input[type=file]')
    next?.focus()
  }

  function hideSend(): void {
    const button = list.querySelector<HTMLElement>('[data-upload]')
    if (button) button.hidden = true
  }
}

function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
}
