/** What the steps of one campaign share. */
import type { Tx } from '../db/index.ts'
import type { Secrets } from '../kernel/secrets.ts'
import type { Campaign } from '../modules/campaigns/index.ts'
import type { CampaignPlan } from './campaign-plan.ts'
import type { Step } from './history.ts'
import type { Post } from './letters.ts'
import type { DemoPictures } from './payment.ts'
import type { Random } from './random.ts'

export interface Context {
  plan: CampaignPlan
  random: Random
  /** They seal accounts; unset: nobody gives one. */
  secrets: Secrets | undefined
  /** Hours from now to a moment. */
  moment(hours: number): Date
  /** Its id is known once its first step was taken. */
  campaign: Pick<Campaign, 'id' | 'items'>
  /** As it acts: `user:<id>`. */
  seller: string
  steps: Step[]
  pictures: DemoPictures | undefined
  post: Post
}

export const minute = 1 / 60

export function add({ steps, moment }: Context, hours: number, actor: string, run: (tx: Tx) => Promise<void>): void {
  steps.push({ at: moment(hours), actor, run })
}
