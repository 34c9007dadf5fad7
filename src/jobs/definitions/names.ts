import { indexRenamed } from '../../modules/campaigns/index.ts'
import type { Ticker } from '../definition.ts'

/** Goes on where a renaming has left campaigns for later. */
export const names: Ticker = {
  name: 'names',
  action: 'names.index',
  everySeconds: 10,
  on: 'workers',
  handler:
    ({ db }) =>
    async () => {
      await indexRenamed(db)
      return undefined
    },
}
