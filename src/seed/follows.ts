/** Who wants to hear of a seller's next batch. */
import { followSeller } from '../modules/sellers/index.ts'
import type { Step } from './history.ts'
import { sellers } from './products.ts'

const followers = ['demo-buyer-rani', 'demo-buyer-joko', 'demo-buyer-maria']
/** Before the second and the third batch of that seller; in hours from now. */
const since = -6 * 24

export function followSteps(moment: (hours: number) => Date): Step[] {
  return followers.map((userId) => ({
    at: moment(since),
    actor: `user:${userId}`,
    run: (tx) => followSeller(tx, userId, sellers.tirtaGaharu.id),
  }))
}
