import { deliverAll } from '../../modules/notifications/index.ts'
import type { Ticker } from '../definition.ts'

/** Sends notifications to browsers, and tries those again that their push service did not take. */
export const pushes: Ticker = {
  name: 'pushes',
  action: 'pushes.send',
  everySeconds: 1,
  on: 'workers',
  handler:
    ({ db, log, push }) =>
    async () => {
      if (push) await deliverAll(db, push.channel, log)
      return undefined
    },
}
