import { indexRenamed } from '../../modules/campaigns/index.ts'
import { tickerOnWorkers } from '../definition.ts'

/** Goes on where a renaming has left campaigns for later. */
export const names = tickerOnWorkers({
  name: 'names',
  action: 'names.index',
  everySeconds: 10,
  handler:
    ({ db }) =>
    () =>
      indexRenamed(db),
})
