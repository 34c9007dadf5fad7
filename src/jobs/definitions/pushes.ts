import { watchForCrowd } from '../../modules/audit/index.ts'
import { deliverAll } from '../../modules/notifications/index.ts'
import { tickerOnWorkers } from '../definition.ts'

/** Sends notifications to browsers, and tries those again that their push service did not take. */
export const pushes = tickerOnWorkers({
  name: 'pushes',
  action: 'pushes.send',
  everySeconds: 1,
  handler({ db, log, push }) {
    const crowd = watchForCrowd(db)
    return async (stop) => push && deliverAll(db, push.channel, log, stop, crowd)
  },
})
