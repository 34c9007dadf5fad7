import { learnServerTime, serverNow } from './server-clock.ts'

/** Counts `<time data-countdown>` down, by the server's clock. */
export function startCountdowns(): void {
  // Looked up anew each time: parts of a page are exchanged while it is open.
  const tick = () => {
    const times = [...document.querySelectorAll<HTMLTimeElement>('time[data-countdown]')]
    for (const time of times) learnServerTime(time.dataset.now)
    for (const time of times) show(time)
  }
  tick()
  setInterval(() => {
    if (!document.hidden) tick()
  }, 1_000)
}

function show(time: HTMLTimeElement): void {
  const seconds = Math.floor((Date.parse(time.dateTime) - serverNow()) / 1_000)
  const words = wordsFor(seconds, time.dataset)
  if (time.textContent !== words) time.textContent = words
}

function wordsFor(seconds: number, words: DOMStringMap): string {
  if (seconds <= 0) return words.over!
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600), Math.floor(seconds / 60)]
  const fill = (template: string, a: number, b: number) => template.replace('{a}', String(a)).replace('{b}', String(b))
  if (days > 0) return fill(words.days!, days, hours % 24)
  if (hours > 0) return fill(words.hours!, hours, minutes % 60)
  if (minutes > 0) return fill(words.minutes!, minutes, seconds % 60)
  return words.seconds!.replace('{a}', String(seconds))
}
