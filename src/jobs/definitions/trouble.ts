import { tellOfTrouble } from '../../modules/notifications/index.ts'
import { tickerOnWorkers } from '../definition.ts'
import { countFailedJobs } from '../failed-jobs.ts'

/** Tells operators what goes wrong by itself, so that nobody has to come and look. */
export const trouble = tickerOnWorkers({
  name: 'trouble',
  action: 'trouble.tell',
  everySeconds: 60,
  handler:
    ({ db, log }) =>
    async () => {
      const told = await tellOfTrouble(db, await countFailedJobs(db))
      if (told.length > 0) log.warn({ trouble: told }, 'something goes wrong; the operators are told')
    },
})
