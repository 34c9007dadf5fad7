/**
 * Working through a list of chats: each opens in WhatsApp, which is another app on a phone and another tab elsewhere. Whoever comes
 * back finds the list as it is by then, with the next person on it.
 */
import { busyForms } from '../busy.ts'
import { freshPage } from '../fresh.ts'

freshPage()
busyForms()

/** Whoever was away for longer may not be the only one who wrote. */
const staleAfterMs = 15_000
let isOpening = false
let hiddenAt = Number.POSITIVE_INFINITY

document.addEventListener('submit', ({ target }) => {
  const form = target as HTMLFormElement
  if (form.dataset.chat === undefined) return
  isOpening = true
  // On a phone the app opens, and this page stays below it; elsewhere it would be gone.
  if (matchMedia('(hover: hover) and (pointer: fine)').matches) form.target = '_blank'
})

function lookAgain(): void {
  if (document.hidden) return
  if (isOpening || performance.now() - hiddenAt > staleAfterMs) location.replace(location.href)
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) hiddenAt = performance.now()
  else lookAgain()
})
addEventListener('focus', () => {
  if (isOpening) lookAgain()
})
