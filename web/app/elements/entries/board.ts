/**
 * Keeps a dashboard up to date: `<main data-live-topic="mine">` (a seller's campaigns) or `all` (an operator's). The first
 * change shows at once, those that follow come together.
 */
import { connectionBack, connectionLost } from '../connection.ts'
import { copyButtons } from '../copy.ts'
import { startCountdowns } from '../countdown.ts'
import { freshPage } from '../fresh.ts'
import { keepTyped } from '../keep-typed.ts'
import { refresh } from '../refresh.ts'
import { listen } from '../stream.ts'

freshPage()
/**
 * How long between two looks at least, in milliseconds. The stream tells of changes twice a second at most, and together the
 * two are less than a second.
 */
const pauseMs = 400

startCountdowns()
copyButtons()
keepTyped()

const topics = [...document.querySelectorAll<HTMLElement>('[data-live-topic]')].map((node) => node.dataset.liveTopic!)
if (topics.length > 0) {
  listen(topics, ({ event }) => {
    if (event === 'lost') return connectionLost()
    connectionBack()
    if (event !== 'progress' && !document.hidden) refresh(pauseMs)
  })
  // What happened while nobody looked; and what only time changes.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) refresh(pauseMs)
  })
  setInterval(() => {
    if (!document.hidden) refresh(pauseMs)
  }, 60_000)
}
