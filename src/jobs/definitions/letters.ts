import type { Ticker } from '../definition.ts'

/** Sends letters about accounts, and tries those again that the mail server did not take. */
export const letters: Ticker = {
  name: 'letters',
  action: 'letters.send',
  everySeconds: 1,
  on: 'workers',
  handler:
    ({ mail }) =>
    async () => {
      await mail?.sendPosted()
      return undefined
    },
}
