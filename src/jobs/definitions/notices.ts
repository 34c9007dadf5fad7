import { deliverAll, emailChannel } from '../../modules/notifications/index.ts'
import type { Ticker } from '../definition.ts'

/** Sends notifications as letters, and tries those again that the mail server did not take. */
export const notices: Ticker = {
  name: 'notices',
  action: 'letters.send',
  everySeconds: 1,
  on: 'workers',
  handler({ db, log, mail, publicUrl }) {
    const channel = mail && emailChannel({ mail, publicUrl })
    return async () => {
      if (channel) await deliverAll(db, channel, log)
      return undefined
    }
  },
}
