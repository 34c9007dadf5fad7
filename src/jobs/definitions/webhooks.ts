import { tickerOnWorkers } from '../definition.ts'

/** Sends other systems what the relay has left for them. */
export const webhooks = tickerOnWorkers({
  name: 'webhooks',
  action: 'webhooks.send',
  everySeconds: 1,
  handler:
    ({ webhooks: sender }) =>
    (stop) =>
      sender.sendDue(stop),
})
