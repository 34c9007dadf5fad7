/** What numbers of slots come to, as the server says: a total is asked for, never reckoned. */
import type { Quote } from '@sambatan/client'

/** So long nobody changes the number before it is asked for. */
const restMs = 150

interface Totals {
  campaign: string
  output: HTMLElement
  /** What the page says already. */
  quantity: number
  money(amount: number): string
}

/** Shows what a number of slots comes to; undefined for what cannot be ordered, and so costs nothing. */
export function createTotals({ campaign, output, quantity, money }: Totals): (quantity: number | undefined) => void {
  const known = new Map([[quantity, output.textContent]])
  let wanted: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(asked: number): Promise<void> {
    const answer = await fetch(`/api/sambatan/campaigns/${campaign}/quote`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ quantity: asked }),
    }).catch(() => undefined)
    const quote = answer?.ok ? ((await answer.json()) as Quote) : undefined
    if (quote && quote.amount !== null) known.set(asked, money(quote.amount))
    // What cannot be told now is told by the next step.
    if (asked === wanted) output.textContent = known.get(asked) ?? '–'
  }

  return (next) => {
    clearTimeout(timer)
    wanted = next
    output.textContent = next === undefined ? '–' : (known.get(next) ?? '…')
    if (next !== undefined && !known.has(next)) timer = setTimeout(ask, restMs, next)
  }
}
