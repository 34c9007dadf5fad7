import { deliverAll } from '../../modules/notifications/index.ts'
import { tickerOnWorkers } from '../definition.ts'

/** Sends notifications to browsers, and tries those again that their push service did not take. */
export const pushes = tickerOnWorkers({
  name: 'pushes',
  action: 'pushes.send',
  everySeconds: 1,
  handler:
    ({ db, log, push }) =>
    async (stop) =>
      push && deliverAll(db, push.channel, log, stop),
})
