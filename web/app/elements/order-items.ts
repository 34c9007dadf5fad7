/** Numbers of several items: counted on the spot, and what they come to is asked for, never reckoned. */
import type { Quote } from '@sambatan/client'
import { locale } from './locale.ts'
import { moneyIn } from './money.ts'

/** So long nobody changes a number before it is asked for. */
const restMs = 150

export function startOrderItems(): void {
  const list = document.querySelector<HTMLElement>('[data-items-order]')
  const total = document.querySelector<HTMLElement>('[data-total]')
  const volume = document.querySelector<HTMLElement>('[data-volume]')
  if (!list) return
  const plain = new Intl.NumberFormat(locale)
  const money = moneyIn(list.dataset)
  const fields = [...list.querySelectorAll<HTMLInputElement>('input[type=number]')]
  let timer = 0
  let asked = 0

  const show = () => {
    clearTimeout(timer)
    asked++
    for (const field of fields) {
      for (const button of field.parentElement!.querySelectorAll<HTMLButtonElement>('[data-by]')) {
        const units = Number(field.value) || 0
        const disabled = Number(button.dataset.by) < 0 ? units <= 0 : units >= Number(field.max)
        if (disabled && button === document.activeElement) field.focus()
        button.disabled = disabled || field.disabled
      }
    }
    const lines = fields
      .map(({ name, value }) => ({ item_id: name.slice('units-'.length), units: Number(value) || 0 }))
      .filter(({ units }) => units > 0)
    if (!total) return
    if (volume) volume.textContent = ''
    agree(undefined, money)
    const isWhole = lines.every(({ units }) => Number.isInteger(units))
    total.textContent = lines.length === 0 || !isWhole ? '–' : '…'
    if (lines.length > 0 && isWhole) timer = window.setTimeout(ask, restMs, lines, asked)
  }

  async function ask(lines: { item_id: string; units: number }[], mine: number): Promise<void> {
    const answer = await fetch(`/api/sambatan/${list!.dataset.itemsOrder}/quote`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ lines }),
    }).catch(() => undefined)
    const quote = answer?.ok ? ((await answer.json()) as Quote) : undefined
    if (mine !== asked) return
    // What cannot be told now is told by the next step.
    total!.textContent = quote && quote.amount !== null ? money(quote.amount) : '–'
    if (quote?.fits && quote.amount !== null) agree({ lines, amount: quote.amount }, money)
    if (!volume || !quote) return
    const { next_volume: next, volume_saves: saves } = quote
    if (next && next.saves > 0) {
      const words = volume.dataset.saves!.replace('{slots}', plain.format(next.slots_more))
      volume.textContent = words.replace('{amount}', money(next.saves))
    } else if (saves > 0) volume.textContent = volume.dataset.now!.replace('{amount}', money(saves))
  }

  for (const field of fields) {
    field.addEventListener('input', show)
    for (const button of field.parentElement!.querySelectorAll<HTMLButtonElement>('[data-by]')) {
      button.hidden = false
      button.addEventListener('click', (event) => {
        event.preventDefault()
        const units = (Number(field.value) || 0) + Number(button.dataset.by)
        field.value = String(Math.min(Math.max(units, 0), Number(field.max)))
        show()
      })
    }
  }
  addEventListener('pageshow', (event) => event.persisted && show())
}

interface Agreed {
  lines: { item_id: string; units: number }[]
  amount: number
}

/** A change is sent with what was shown for just these lines; until that is known its button asks for it. */
function agree(shown: Agreed | undefined, money: (amount: number) => string): void {
  const button = document.querySelector<HTMLButtonElement>('button[data-agree]')
  const said = button?.form?.elements
  if (!button || !said) return
  const set = (name: string, value: string) => {
    ;(said.namedItem(name) as HTMLInputElement).value = value
  }
  set('agreed', shown?.lines.map(({ item_id, units }) => `${item_id}:${units}`).join(',') ?? '')
  set('expected', shown === undefined ? '' : String(shown.amount))
  button.textContent = shown ? button.dataset.take!.replace('{amount}', money(shown.amount)) : button.dataset.ask!
}
