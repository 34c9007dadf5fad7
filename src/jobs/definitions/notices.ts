import { watchForCrowd } from '../../modules/audit/index.ts'
import { deliverAll, emailChannel } from '../../modules/notifications/index.ts'
import { tickerOnWorkers } from '../definition.ts'

/** Sends notifications as letters, and tries those again that the mail server did not take. */
export const notices = tickerOnWorkers({
  name: 'notices',
  action: 'letters.send',
  everySeconds: 1,
  handler({ db, log, mail, secrets, publicUrl }) {
    const channel = mail && secrets && emailChannel({ mail, secrets, publicUrl })
    const crowd = watchForCrowd(db)
    return async (stop) => channel && deliverAll(db, channel, log, stop, crowd)
  },
})
