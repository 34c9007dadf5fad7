import type { Ticker } from '../definition.ts'
import { relayAll } from '../outbox-relay.ts'

/** Turns events into what people and other systems are told, and shows on live pages what was written past the API as well. */
export const relay: Ticker = {
  name: 'relay',
  action: 'events.relay',
  everySeconds: 1,
  on: 'workers',
  handler:
    ({ db, log, announce }) =>
    async (_reason, stop) => {
      await relayAll(db, log, ({ campaign_ids }) => announce(campaign_ids), stop)
      return undefined
    },
}
