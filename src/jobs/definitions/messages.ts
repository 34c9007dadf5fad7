import { watchForCrowd } from '../../modules/audit/index.ts'
import { deliverAll } from '../../modules/notifications/index.ts'
import { tickerOnWorkers } from '../definition.ts'

/** Sends notifications by WhatsApp, and tries those again that it did not take. */
export const messages = tickerOnWorkers({
  name: 'messages',
  action: 'messages.send',
  everySeconds: 1,
  handler({ db, log, whatsapp }) {
    const crowd = watchForCrowd(db)
    return (stop) => deliverAll(db, whatsapp, log, stop, crowd)
  },
})
