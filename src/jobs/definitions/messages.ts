import { deliverAll } from '../../modules/notifications/index.ts'
import type { Ticker } from '../definition.ts'

/** Sends notifications by WhatsApp, and tries those again that it did not take. */
export const messages: Ticker = {
  name: 'messages',
  action: 'messages.send',
  everySeconds: 1,
  on: 'workers',
  handler:
    ({ db, log, whatsapp }) =>
    async () => {
      await deliverAll(db, whatsapp, log)
      return undefined
    },
}
