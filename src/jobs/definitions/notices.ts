import { deliverAll, emailChannel } from '../../modules/notifications/index.ts'
import type { Ticker } from '../definition.ts'

/** Sends notifications as letters, and tries those again that the mail server did not take. */
export const notices: Ticker = {
  name: 'notices',
  action: 'letters.send',
  everySeconds: 1,
  on: 'workers',
  handler({ db, log, mail, secrets, publicUrl }) {
    const channel = mail && secrets && emailChannel({ mail, secrets, publicUrl })
    return async () => {
      if (channel) await deliverAll(db, channel, log)
      return undefined
    }
  },
}
