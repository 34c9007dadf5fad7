import type { Ticker } from '../definition.ts'
import { relayAll } from '../outbox-relay.ts'

/** Shows on live pages what was written past the API as well, by the SQL functions themselves. */
export const relay: Ticker = {
  name: 'relay',
  action: 'events.relay',
  everySeconds: 1,
  on: 'workers',
  handler:
    ({ db, log, announce }) =>
    async () => {
      await relayAll(db, log, [({ campaignIds }) => announce(campaignIds)])
      return undefined
    },
}
