/**
 * Says on a page that follows what happens when it no longer does: `<p aria-live="polite" data-lost="… {time} …">`, which is
 * empty as long as all is well.
 */

import { timeZone } from '../../../src/kernel/zone.ts'
import { locale } from './locale.ts'

/** A node that starts anew, or a stream that is opened again, is nothing to speak of; in milliseconds. */
const patienceMs = 6_000

let timer: number | undefined

export function connectionLost(): void {
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format()
  timer ??= window.setTimeout(() => say((words) => words.replace('{time}', time)), patienceMs)
}

export function connectionBack(): void {
  clearTimeout(timer)
  timer = undefined
  say(() => '')
}

function say(wordsOf: (template: string) => string): void {
  for (const node of document.querySelectorAll<HTMLElement>('[data-lost]')) {
    node.textContent = wordsOf(node.dataset.lost!)
  }
}
