import { tickerOnWorkers } from '../definition.ts'

/** Sends letters about accounts, and tries those again that the mail server did not take. */
export const letters = tickerOnWorkers({
  name: 'letters',
  action: 'letters.send',
  everySeconds: 1,
  handler:
    ({ mail }) =>
    async (stop) =>
      mail?.sendPosted(stop),
})
