/** Keeps a buyer's pages up to date with the campaigns on them, and makes their forms kinder. */
import { busyForms } from '../busy.ts'
import { copyButtons } from '../copy.ts'
import { startCountdowns } from '../countdown.ts'
import { followCampaigns } from '../follow.ts'
import { freshPage } from '../fresh.ts'
import { keepTyped } from '../keep-typed.ts'
import { refresh } from '../refresh.ts'
import { revealButtons } from '../reveal.ts'
import { listen } from '../stream.ts'

freshPage()
/** How often a page is read anew at most, in milliseconds. */
const pauseMs = 1_500

/** Not all that changes an order is told by an event of its campaign: the page looks for itself. */
const lookAgainMs = 20_000

startCountdowns()
copyButtons()
busyForms()
revealButtons()
printButtons()
followCampaigns()
keepTyped()

const ids = [...document.querySelectorAll<HTMLElement>('[data-live-campaign]')].map(
  (node) => node.dataset.liveCampaign!,
)
if (ids.length > 0 && document.querySelector('[data-live-region]')) {
  // A change of one's own order moves its campaign as well.
  listen([...new Set(ids)], ({ event, data }) => {
    if (event === 'progress' && ids.includes(data.campaign_id) && !document.hidden) refresh(pauseMs)
  })
  const look = () => {
    if (!document.hidden) refresh(pauseMs)
  }
  document.addEventListener('visibilitychange', look)
  setInterval(look, lookAgainMs)
}

function printButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
}
