/** Who wants to hear of a seller's next batch. */
import { followSeller } from '../modules/sellers/index.ts'
import type { Step } from './history.ts'
import { sellers } from './products.ts'

const followers = ['demo-buyer-rani', 'demo-buyer-joko', 'demo-buyer-maria']
/** Of one a batch opens at once after that, of the other one that was announced before. */
const followed = [sellers.tirtaGaharu, sellers.rumahMelati]
/** In hours from now. */
const since = -6 * 24

export function followSteps(moment: (hours: number) => Date): Step[] {
  return followers.flatMap((userId) =>
    followed.map(({ id }) => ({
      at: moment(since),
      actor: `user:${userId}`,
      run: (tx) => followSeller(tx, userId, id),
    })),
  )
}
