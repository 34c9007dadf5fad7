import { watchForCrowd } from '../../modules/audit/index.ts'
import { tickerOnWorkers } from '../definition.ts'
import { relayAll } from '../outbox-relay.ts'

/** Turns events into what people and other systems are told, and shows on live pages what was written past the API as well. */
export const relay = tickerOnWorkers({
  name: 'relay',
  action: 'events.relay',
  everySeconds: 1,
  handler({ db, log, announce }) {
    const crowd = watchForCrowd(db)
    return (stop) => relayAll(db, log, ({ campaign_ids }) => announce(campaign_ids), stop, crowd)
  },
})
