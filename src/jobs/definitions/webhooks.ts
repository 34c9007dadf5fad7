import type { Ticker } from '../definition.ts'

/** Sends other systems what the relay has left for them. */
export const webhooks: Ticker = {
  name: 'webhooks',
  action: 'webhooks.send',
  everySeconds: 1,
  on: 'workers',
  handler:
    ({ webhooks: sender }) =>
    async (_reason, stop) => {
      await sender.sendDue(stop)
      return undefined
    },
}
